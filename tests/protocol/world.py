"""Anna, Mira, Olive, Liam and their programme, made from fixed seeds."""

from __future__ import annotations

from functools import cache

from relay.protocol import b64, xwing
from relay.protocol.card import Card, make_card, read_card
from relay.protocol.custody import Custody, make_assign, make_open
from relay.protocol.identity import Identity
from relay.protocol.message import Address, Part, seal_message
from relay.protocol.notation import digest
from relay.protocol.roster import ENDORSE, Roster, make_entry

AT = "2026-11-22T14:05Z"
CASE = "RO-2026-0001"
ROLES = {
    "root": "root",
    "olive": "officer",
    "otto": "officer",
    "mira": "mediator",
    "marc": "mediator",
    "liam": "liaison",
    "lena": "liaison",
    "anna": "victim",
}


@cache
def person(name: str) -> Identity:
    return Identity.from_seed(digest("test-seed", name.encode()))


@cache
def card(name: str) -> Card:
    keys = person(name)
    number = b64.encode(digest("test-person", name.encode())[:16])
    return read_card(make_card(keys, name=name.title(), person=number, role=ROLES[name], issued=AT))


def entry(roster: Roster, by: str, act: str, whom: str) -> Roster:
    signed = make_entry(person(by), act, card(whom).digest, roster.head, issued=AT)
    return roster.append(signed, card(whom))


@cache
def roster() -> Roster:
    grown = Roster.start(card("root"))
    for by, whom in (
        ("root", "olive"),
        ("root", "otto"),
        ("olive", "mira"),
        ("olive", "marc"),
        ("otto", "liam"),
        ("otto", "lena"),
    ):
        grown = entry(grown, by, ENDORSE, whom)
    return grown


def desk_secret_of(desk: str, epoch: int = 1) -> bytes:
    return digest("test-desk", f"{desk} {epoch}".encode())


@cache
def custody(desk: str = f"case/{CASE}", by: str = "olive", holder: str = "mira") -> Custody:
    chain = Custody.start(desk, roster().instance)
    chain = chain.append(make_assign(person(by), chain, card(holder).digest, epoch=1, at=AT), roster())
    box = xwing.public_key(desk_secret_of(desk))
    return chain.append(make_open(person(holder), chain, box, at=AT), roster())


def address(**changes: object) -> Address:
    chain = custody()
    assert chain.current is not None
    fields = {
        "instance": roster().instance,
        "case": CASE,
        "thread": "victim-417",
        "kind": "letter",
        "desk": chain.current.key_id,
        "custody": chain.head,
    }
    return Address(**{**fields, **changes})


@cache
def letter(words: bytes = b"I want to say something."):
    """Anna's letter to Mira: envelope and sealed body."""
    chain = custody()
    assert chain.current is not None
    parts = [Part("text/plain", words)]
    return seal_message(person("anna"), address(), parts, lang="en", desk_box=chain.current.box, seq=1, at=AT)
