"""What has happened by somebody's second day: words came back, keys were lost, people left, one has two cases."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from relay.client import wire
from relay.client.files import text_part
from relay.client.join import Newcomer
from relay.protocol.roster import REVOKE, make_entry
from tests.browser.people import pull
from tests.support.server import CASE

if TYPE_CHECKING:
    from contextlib import ExitStack

    from relay.client.client import Client
    from tests.support.server import Server

PARTY = "victim-3"


class Staff(NamedTuple):
    """Those who work at the demo programme, signed in."""

    olive: Client
    mira: Client
    marc: Client
    liam: Client


class Newcomers:
    """Whoever joins while the stage is set, signed in until it stands; `known` describes them as demo.json would."""

    def __init__(self, server: Server, people: ExitStack) -> None:
        self._server, self._people = server, people
        self.known: dict[str, dict[str, Any]] = {}

    def join(self, name: str, link: str) -> Client:
        """Let somebody join with a link."""
        newcomer = {
            "sign_in": f"{name.lower()}-{secrets.token_hex(5)}",
            "name": name,
            "passphrase": secrets.token_hex(8),
        }
        client = self._people.enter_context(self._server.client())
        client.join(link, Newcomer(**newcomer))
        self.known[name] = {**newcomer, "lang": "en"}
        return client

    def victim(self, name: str, code: str, mediator: Client, party: str = PARTY) -> Client:
        """Let somebody join a case and be confirmed by its mediator."""
        invited = mediator.invite("victim", case=code, party=party)
        client = self.join(name, invited.link)
        mediator.confirm(invited.id)
        return client

    def staff(self, name: str, role: str, olive: Client, desk: str = "") -> Client:
        """Let somebody work here, who opens the desk if nobody has."""
        invited = olive.invite(role, desk=desk)
        client = self.join(name, invited.link)
        olive.confirm(invited.id)
        return client


def second_days(staff: Staff, anna: Client, newcomers: Newcomers, task: int) -> dict[str, str]:
    """Let all of it happen. task: a letter of Anna's that was handed over."""
    return {
        **_letters(anna, staff.mira),
        **_on_paper(staff, task),
        "hers": _two_cases(staff, newcomers),
        "waits-there": _who_came_back(staff, newcomers),
        "nobodys": _who_left(staff.olive, newcomers),
    }


def _letters(anna: Client, mira: Client) -> dict[str, str]:
    names = ("returned", "agreed", "withdrawn", "held")
    letters = {name: anna.send(CASE, [text_part(f"This one is {name}.")]) for name in names}
    mira.return_letter(letters["returned"], "Would you say it in other words?")
    edit = mira.propose(letters["agreed"], [text_part("This one is.")], words="One word less.")
    anna.agree(letters["agreed"])
    anna.withdraw(letters["withdrawn"])
    mira.hold(letters["held"], until="2026-01-31")
    return {**letters, "edit": edit}


def _on_paper(staff: Staff, task: int) -> dict[str, str]:
    """Let two replies be answered through Liam: one lies there with guidance, of one he records the answer."""
    mira, liam = staff.mira, staff.liam
    first, second = (liam.reply(task, [text_part(said)]) for said in ("I live here.", "I work here."))
    guidance = str(pull(liam, mira.return_letter(first, "Would you leave that out?")))
    edit = mira.propose(second, [text_part("I work.")])
    proposal = str(pull(liam, edit))
    liam.print(edit)
    liam.handled(edit, "delivered")
    return {"guidance": guidance, "proposal": proposal}


def _two_cases(staff: Staff, newcomers: Newcomers) -> str:
    """Let Bea take part in two cases, with a letter in the first; returns its opaque id."""
    code, public_id = open_case(staff.olive, staff.mira)
    bea = newcomers.victim("Bea", code, staff.mira)
    bea.consent(code, PARTY, "all", given=True)
    bea.send(code, [text_part("From Bea.")])
    other, _ = open_case(staff.olive, staff.marc)
    invited = staff.marc.invite("victim", case=other, party=PARTY)
    bea.join_case(invited.link)
    staff.marc.confirm(invited.id)
    return public_id


def _who_came_back(staff: Staff, newcomers: Newcomers) -> str:
    """Let what Cleo sent wait for a key that nobody at the institution has, and Cleo come back with new keys."""
    desk = _institution(staff.olive)
    lou = newcomers.staff("Lou", "liaison", staff.olive, desk)
    lou.open_desk(desk)
    code, public_id = open_case(staff.olive, staff.mira, desk.partition("/")[2])
    cleo = newcomers.victim("Cleo", code, staff.mira)
    for client, side in ((cleo, PARTY), (staff.mira, "offender")):
        client.consent(code, side, "all", given=True)
        staff.mira.prepared(code, side)
    passed_on, returned = (cleo.send(code, [text_part(said)]) for said in ("Passed on.", "Come back."))
    staff.mira.release(passed_on)
    staff.mira.return_letter(returned, "Would you say more?")
    staff.olive.revoke(lou.me.card.digest)
    lena = newcomers.staff("Lena", "liaison", staff.olive, desk)
    staff.olive.reopen_desk(desk)
    lena.open_desk(desk)
    newcomers.victim("Cleo", code, staff.mira)
    return public_id


def _who_left(olive: Client, newcomers: Newcomers) -> str:
    """Leave a desk to who is left there and a case to nobody; returns the case's opaque id."""
    desk = _institution(olive)
    luke, mona = newcomers.staff("Luke", "liaison", olive, desk), newcomers.staff("Mona", "mediator", olive)
    luke.open_desk(desk)
    newcomers.staff("Lily", "liaison", olive, desk)
    _, public_id = open_case(olive, mona)
    for leaver in (luke, mona):  # and nothing more: what is to follow is still to be done
        entry = make_entry(olive.me.keys, REVOKE, leaver.me.card.digest, olive.trust.roster().head, issued=olive.now())
        olive.http.post("/roster", wire.write("entry", entry, "signature"))
    return public_id


def _institution(olive: Client) -> str:
    code = f"I-{secrets.token_hex(4).upper()}"
    return olive.create_institution(code, f"House {code}")


def open_case(olive: Client, mediator: Client, institution: str = "WARK-2") -> tuple[str, str]:
    """Open a case that its mediator takes on; returns its code and its opaque id."""
    code = f"T-{secrets.token_hex(5).upper()}"
    made = olive.create_case(code, institution, langs=["en"], mediator=mediator.me.card.digest)
    mediator.take_on(code)
    return code, str(made["public_id"])
