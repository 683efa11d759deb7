"""Everybody's second day: other turns of letters, people come back, are invited again, leave; `relay demo` goes on.

Each walk makes its own people, and leaves a case of their own behind: the demo's people and letters stay as they are.
"""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from relay.client.demo.every_turn import take_every_turn
from relay.client.demo.newcomers import Newcomers
from relay.client.demo.people import INSTITUTION
from relay.client.demo.road import Cast, pulled, require, same, verified
from relay.client.errors import Refusal
from relay.client.files import text_part
from relay.client.words import draw_passphrase
from relay.domain.case import OFFENDER

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from relay.client.client import Client
    from relay.client.join import Newcomer

HERS, ANSWER = "This is from me alone.", "I read what you wrote."


class Joined(NamedTuple):
    """A victim of the new case: her client, what she signs in with, and the party she is there."""

    client: Client
    newcomer: Newcomer
    party: str


def walk_on(url: str, cast: Cast) -> Iterator[str]:
    """Walk through second days once; yields what was done. Raises as `road.walk`."""
    with ExitStack() as devices:
        newcomers = Newcomers(url, devices)
        noor = yield from _hire(cast, newcomers)
        code = f"DEMO-{secrets.token_hex(3).upper()}"
        first, second = yield from _two_victims(code, cast, noor, newcomers)
        yield from take_every_turn(code, first.client, noor, cast.liaison)
        bea = yield from _come_back(first, newcomers)
        yield from _invite_again(code, cast, noor, second, newcomers)
        yield from _leave(code, cast, noor, bea)
        yield from verified(code, first.party, cast, bea)


def _hire(cast: Cast, newcomers: Newcomers) -> Generator[str, None, Client]:
    invited = cast.officer.invite("mediator")
    noor, _ = newcomers.join(invited.link, "Noor")
    cast.officer.confirm(invited.id)
    yield "the officer invited and confirmed another mediator"
    return noor


def _two_victims(
    code: str, cast: Cast, noor: Client, newcomers: Newcomers
) -> Generator[str, None, tuple[Joined, Joined]]:
    """Open a case with two victims; what one sends shows nowhere for the other (R8)."""
    cast.officer.create_case(code, INSTITUTION, langs=["en"], mediator=noor.me.card.digest)
    noor.take_on(code)
    noor.consent(code, OFFENDER, "all", given=True)
    noor.prepared(code, OFFENDER)
    bea, dora = (_join_case(code, name, noor, newcomers) for name in ("Bea", "Dora"))
    yield f"two victims joined one case of hers: {code}"
    before = _shown(code, dora)
    bea.client.send(code, [text_part(HERS)])
    after = _shown(code, dora)
    require(before == after, "one victim's letter shows for the other")
    yield "one of them sent a letter; nothing changed for the other"
    return bea, dora


def _shown(code: str, victim: Joined) -> tuple[object, bytes]:
    return victim.client.http.get("/tray"), victim.client.ledger(f"{code}/{victim.party}").link


def _join_case(code: str, name: str, mediator: Client, newcomers: Newcomers) -> Joined:
    party = mediator.free_party(code)
    invited = mediator.invite("victim", case=code, party=party)
    person, newcomer = newcomers.join(invited.link, name)
    mediator.confirm(invited.id)
    person.consent(code, party, "all", given=True)
    mediator.prepared(code, party)
    return Joined(person, newcomer, party)


def _come_back(first: Joined, newcomers: Newcomers) -> Generator[str, None, Client]:
    """Come back with the code on another device, take a passphrase of one's own, end the other sessions."""
    hers, fingerprint, there = first.newcomer, first.client.me.card.fingerprint, newcomers.device()
    code = there.recover(hers.sign_in, hers.recovery, draw_passphrase("en"))
    require(there.me.card.fingerprint == fingerprint, "the code brought other keys")
    require(code != hers.recovery, "the code was not replaced")
    yield "she came back with her recovery code on another device; the old code is void"
    passphrase = draw_passphrase("fr")
    there.sign_out()
    there.recover(hers.sign_in, code, passphrase)
    there.change_sign_in(f"{hers.sign_in}-new", passphrase)
    there.end_other_sessions()
    require(len(there.sessions()) == 1, "another session goes on")
    yield "she changed her passphrase and her sign-in name, and ended every other session"
    return there


def _invite_again(code: str, cast: Cast, noor: Client, second: Joined, newcomers: Newcomers) -> Iterator[str]:
    """Somebody lost keys and code: invited again, she has again what was passed on to her."""
    letter = second.client.send(code, [text_part(HERS)])
    noor.release(letter)
    number = pulled(letter, cast.liaison)
    cast.liaison.print(letter)
    cast.liaison.handled(letter, "delivered")
    reply = cast.liaison.reply(number, [text_part(ANSWER)])
    noor.release(reply)
    invited = noor.invite("victim", case=code, party=second.party)
    again, _ = newcomers.join(invited.link, "Dora")
    noor.confirm(invited.id)
    require(noor.regrant(code, second.party) == 1, "what was passed on was not granted again")
    same(again.read(reply), ANSWER)
    yield "the other lost everything and was invited again; what had been passed on to her opens with her new keys"


def _leave(code: str, cast: Cast, noor: Client, bea: Client) -> Iterator[str]:
    """Revoke the mediator: nobody seals to her, her sessions are over, the case goes to another."""
    cast.officer.revoke(noor.me.card.digest)
    require(_is_refused(bea, code), "a letter was sealed to somebody revoked")
    yield "the officer revoked that mediator: her sessions ended, nothing is sealed to her any more"
    cast.officer.assign(f"case/{code}", cast.mediator.me.card.digest)
    cast.mediator.take_on(code)
    bea.confirms = lambda card: card.digest == cast.mediator.me.card.digest
    letter = bea.send(code, [text_part(HERS)])
    same(cast.mediator.open(letter), HERS)
    yield "the case has another mediator, whom the victim took note of before she wrote to her"


def _is_refused(client: Client, code: str) -> bool:
    try:
        client.send(code, [text_part(HERS)])
    except Refusal as refusal:
        return refusal.reason == "desk-closed"
    return False
