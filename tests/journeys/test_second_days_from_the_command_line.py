"""`relay act` on second days: staff come and leave, a case and a desk change hands, a victim comes with new keys."""

from __future__ import annotations

import json
import secrets
from contextlib import ExitStack

import pytest
from click.testing import CliRunner

from relay.cli import relay
from relay.client.errors import Refusal
from relay.client.files import text_part
from relay.client.join import Newcomer
from relay.client.notes import MOST_BYTES
from tests.support.fresh_case import PARTY, fresh_case

NOT_POSSIBLE = (1, {"error": "not-possible", "status": 0})
FORBIDDEN = (3, {"error": "forbidden", "status": 403})


class Acting:
    """Somebody whom demo.json does not know, who acts with an identity file."""

    def __init__(self, server, client, passphrase, file):
        self.client, self.card = client, client.me.card
        self._server, self.passphrase, self._file = server, passphrase, file
        client.identity().write(file)

    def act(self, *arguments):
        """Run `relay act … --json`; return what it printed, or its exit code too where that is not 0."""
        command = ["act", "--url", self._server.url, "--identity", str(self._file), "--json", *map(str, arguments)]
        done = CliRunner().invoke(relay, command, env={**self._server.environment, "RELAY_PASSPHRASE": self.passphrase})
        answer = json.loads(done.stdout)
        return (done.exit_code, answer) if done.exit_code else answer


@pytest.fixture
def case(demo_server):
    with fresh_case(demo_server) as case:
        yield case


@pytest.fixture
def joins(demo_server, tmp_path):
    """Let somebody join by a link, on a device of their own."""
    with ExitStack() as devices:

        def join(link, name):
            word = secrets.token_urlsafe(12)
            client = devices.enter_context(demo_server.client())
            client.join(link, Newcomer(f"{name.lower()}-{word}", name, word))
            return Acting(demo_server, client, word, tmp_path / f"{word}.json")

        yield join


@pytest.fixture
def olive(demo_server):
    """The officer's `relay act`: what it printed, or its exit code too where that is not 0."""

    def act(*arguments):
        code, answer = demo_server.act("Olive", *arguments)
        return (code, answer) if code else answer

    return act


@pytest.fixture
def hired(joins, olive):
    """Let Olive invite and confirm somebody, all with `relay act`."""

    def hire(name, role, *more):
        invited = olive("invite", role, *more)
        person = joins(invited["link"], name)
        confirmed = {"name": name, "role": role, "fingerprint": person.card.fingerprint}
        assert olive("confirm", invited["invitation"]) == confirmed
        return person

    return hire


def needs(olive, desk, *more):
    return [(one["need"], one["people"]) for one in olive("desks", *more) if one["desk"] == desk]


def test_a_desk_is_opened_shared_begun_anew_and_left_by_everybody(demo_server, hired, olive):
    with demo_server.signed_in("Olive") as client:
        desk = client.create_institution(f"I-{secrets.token_hex(4).upper()}", "Another institution")
        own = client.me.card.fingerprint
    luc, lise = (hired(name, "liaison", "--desk", desk) for name in ("Luc", "Lise"))
    invited = [one for one in olive("invitations") if one["desk"] == desk]
    assert [(one["role"], one["state"], one["link"]) for one in invited] == [("liaison", "confirmed", None)] * 2
    assert [luc.act("share-desk", each) for each in (desk, "office")] == [NOT_POSSIBLE] * 2  # none yet, not his
    luc.act("open-desk", desk)
    assert needs(olive, desk) == [("share", ["Lise"])]
    assert luc.act("share-desk", desk) == {"state": "shared"}
    assert needs(olive, desk) == []
    assert [need for need, _ in needs(olive, desk, "--leaving", own)] == ["renew"]
    assert olive("renew-desk", desk) == {"state": "renewed"}  # whoever signed still works here
    assert olive("share-desk", "office") == {"state": "shared"}

    assert desk in olive("revoke", luc.card.fingerprint.replace(" ", ""))["reopened"]
    stands = {one["fingerprint"]: one["stands"] for one in olive("staff")}
    assert (stands[luc.card.fingerprint], stands[lise.card.fingerprint]) == (False, True)
    assert luc.act("tray")[0] == 1
    assert olive("reopen-desk", desk) == {"state": "reopened"}  # asked again: nothing is left to do
    assert lise.act("open-desk", desk) == {"state": "open"}
    assert needs(olive, desk) == []
    assert olive("revoke", lise.card.fingerprint)["reopened"] == []
    assert olive("reopen-desk", desk) == NOT_POSSIBLE
    assert olive("revoke", own) == NOT_POSSIBLE


def test_a_case_goes_to_another_mediator_who_keeps_notes_and_names(case, demo_server, hired, olive, tmp_path):
    monique = hired("Monique", "mediator")
    case.olive.seal_sheet(case.code, "Whom to reach.")
    assert olive("assign", f"case/{case.code}", monique.card.fingerprint)["holder"] == "Monique"
    assert demo_server.act("Mira", "notes", case.code)[0] == 3  # hers no longer
    assert monique.act("take-on", case.code) == {"state": "taken-on"}
    assert olive("brief", case.code) == {"state": "briefed"}
    assert monique.client.sheet(case.code) == "Whom to reach."

    nora = Acting(demo_server, case.nora, case.passphrase, tmp_path / "nora.json")
    assert nora.act("accept", case.code, PARTY, "given") == {"accept": "given"}
    assert monique.act("accept", case.code, "offender", "given", "--how", "spoken") == {"accept": "given"}
    assert nora.act("accept", case.code, "offender", "given")[0] == 3

    for text in ("First.", "Then."):
        (tmp_path / "note.txt").write_text(text)
        monique.act("send", case.code, tmp_path / "note.txt", "--kind", "notes")
    assert [one["text"] for one in monique.act("notes", case.code)] == ["Then.", "First."]
    assert monique.act("watch", case.code, " Éloïse", "Warkworth", "Éloïse") == {"words": ["Éloïse", "Warkworth"]}
    assert monique.act("watch", case.code) == {"words": ["Éloïse", "Warkworth"]}
    assert monique.act("watch", case.code, "--clear") == {"words": []}
    assert [nora.act("notes", case.code), nora.act("watch", case.code)] == [FORBIDDEN, FORBIDDEN]
    monique.client.trust.seen.note_watched("ANOTHER-1", ["x" * MOST_BYTES])
    with pytest.raises(Refusal, match="watch-full"):
        monique.client.save_watch_list(case.code, ["Warkworth"])
    assert monique.client.watch_list(case.code) == []


def test_somebody_invited_again_has_what_was_hers_joins_another_case_and_ends_a_session(case, demo_server, joins):
    def mira(*arguments):
        code, answer = demo_server.act("Mira", *arguments)
        assert code == 0, answer
        return answer

    letter = case.nora.send(case.code, [text_part("Dear you.")])
    mira("return", letter, "Please say it again")
    carried = case.mira.send(case.code, [text_part("She asks how you are.")], kind="relayed")
    mira("propose", carried, "--party", PARTY)
    invited = mira("invite", "victim", "--case", case.code, "--party", PARTY)
    nora = joins(invited["link"], "Nora")
    mira("confirm", invited["invitation"])
    mira("prepared", case.code, PARTY)
    assert mira("regrant", case.code, PARTY) == {"granted": 1}
    assert nora.act("wrote", letter)["guidance"] == "Please say it again"
    mira("propose", carried, "--party", PARTY)  # carried words are asked again
    assert nora.act("agree", carried) == {"state": "agreed"}

    other = f"T-{secrets.token_hex(5).upper()}"
    case.olive.create_case(other, "WARK-2", langs=["en"], mediator=case.mira.me.card.digest)
    mira("take-on", other)
    invited = mira("invite", "victim", "--case", other)
    assert invited["party"].startswith("victim-")
    assert nora.act("join-case", invited["link"]) == {"state": "joined"}
    assert mira("confirm", invited["invitation"])["name"] == "Nora"
    assert nora.client.party(other) == invited["party"]

    before = {one["id"] for one in nora.client.sessions()}
    with demo_server.client() as elsewhere:
        elsewhere.sign_in(nora.client.me.sign_in, nora.passphrase)
        (there,) = {one["id"] for one in nora.client.sessions()} - before
        assert there not in {one["id"] for one in nora.act("sessions", "--end", there)}
        assert not elsewhere.http.get("/session")["signed_in"]
    assert nora.act("sessions", "--end", there)[0] == 3
    assert len(nora.act("sessions", "--end-others")) == 1
