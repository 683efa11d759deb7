"""People of the test programme in the parts that these tests give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.person import Person
from relay.protocol import b64

if TYPE_CHECKING:
    from tests.support.person import TestPerson
    from tests.support.programme import Programme


def joins_again(programme: Programme, name: str, party: str) -> TestPerson:
    """Let a party's owner join with a new card, and her mediator bind it."""
    return programme.victim(name, programme.mira, party=party)


def as_person(person: TestPerson) -> Person:
    """Return somebody as the web layer reads her."""
    card = person.card
    keys = {"card": person.digest, "sign": b64.encode(card.sign), "key_id": card.key_id}
    known = {"sign_in": person.name.lower(), "name": person.name, "lang": "en", "session": ""}
    return Person(person=person.person, role=card.role, status="confirmed", **known, **keys)
