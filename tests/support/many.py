"""A programme of many years, written in bulk behind the server's back: rows as pages list them, no real signatures."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from relay.protocol import b64
from relay.storage.models_cases import CaseRow, PartyRow
from relay.storage.models_ledgers import EntryRow, LedgerRow
from relay.storage.models_messages import DeliveryRow, GrantRow, MessageRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

CASES = 199  # beside the victim's own: one mediator has 200
OWN_SHARE = 10  # one message in so many is the victim's own, or to her
WAITING_SHARE = 4  # one message in so many waits in the mediator's tray
PIECE = 5_000
OFFENDER = "offender"


@dataclass(frozen=True)
class Place:
    """A case that the messages of one victim lie in."""

    code: str
    party: str
    person: str
    author: str


def fill(connection: Connection, victim: str, count: int) -> None:
    """Add so many messages: a part of them this victim's (a person's id), the rest in other cases of her mediator's.

    Each has its grant and its entry in a ledger; most were released, some wait, a few came from the other side.
    """
    own = connection.execute(
        select(CaseRow.code, CaseRow.mediator, CaseRow.institution, CaseRow.created_at, PartyRow.party)
        .join(PartyRow, PartyRow.case_code == CaseRow.code)
        .where(PartyRow.person == victim)
    ).one()
    mine = Place(own.code, own.party, victim, _digest())
    places = [Place(f"MANY-{number}", f"victim-{number}", _id(), _digest()) for number in range(1, CASES + 1)]
    connection.execute(insert(CaseRow), [_case(place, own) for place in places])
    connection.execute(insert(PartyRow), [party for place in places for party in _parties(place, own.institution)])
    connection.execute(insert(LedgerRow), [_ledger(place) for place in places])
    for begin in range(0, count, PIECE):
        numbers = range(begin, min(begin + PIECE, count))
        made = [
            _message(number, _place(number, mine, places), own.mediator, own.created_at + timedelta(minutes=number))
            for number in numbers
        ]
        connection.execute(insert(MessageRow), [row for row, _ in made])
        connection.execute(insert(GrantRow), [_grant(row) for row, _ in made])
        connection.execute(insert(DeliveryRow), [delivery for _, delivery in made if delivery])
        connection.execute(
            insert(EntryRow),
            [_entry(row, places[number % CASES], number) for number, (row, _) in zip(numbers, made, strict=True)],
        )


def _place(number: int, mine: Place, places: list[Place]) -> Place:
    return mine if number % OWN_SHARE == 0 else places[number % CASES]


def _case(place: Place, own: Any) -> dict[str, Any]:
    return {
        "code": place.code,
        "public_id": _id(),
        "institution": own.institution,
        "langs": "en",
        "created_at": own.created_at - timedelta(days=1),
        "created_by": _id(),
        "mediator": own.mediator,
        "briefed": True,
        "version": 0,
    }


def _parties(place: Place, institution: str) -> list[dict[str, Any]]:
    party = {"case_code": place.code, "card_digest": "", "accepted": ""}
    return [
        party | {"party": place.party, "person": place.person, "desk": ""},
        party | {"party": OFFENDER, "person": "", "desk": f"institution/{institution}"},
    ]


def _ledger(place: Place) -> dict[str, Any]:
    return {"name": place.code, "length": 0, "link": ""}


def _message(number: int, place: Place, mediator: str, at: datetime) -> tuple[dict[str, Any], dict[str, Any] | None]:
    waits = number % WAITING_SHARE == 0
    reply = number % (3 * OWN_SHARE) == 0
    row = {
        "id": _id(),
        "context": '{"lang":"en"}' * 40,  # as long as a real one
        "h": _digest(),
        "seal": '{"lang":"en"}' * 20,
        "seal_signature": "A" * 86,
        "author": _digest() if reply else place.author,
        "person": _id() if reply else place.person,
        "sender": OFFENDER if reply else place.party,
        "case_code": place.code,
        "thread": place.party,
        "kind": "letter",
        "desk": _id(),
        "original": "",
        "size": 4096,
        "length": 4200,
        "body_digest": _digest(),
        "body_file": secrets.token_hex(16),
        "seq": 1_000 + number,
        "state": "sealed" if waits else "released",
        "tray": mediator if waits else None,
        "accepted_at": at,
    }
    delivery = {
        "message": row["id"],
        "case_code": place.code,
        "thread": place.party,
        "to_party": place.party if reply else OFFENDER,
        "person": place.person if reply else "",
        "desk": "" if reply else "institution/MANY",
        "number": None,
        "state": "offered" if reply else "delivered",
        "released_at": at,
        "about": "release",
        "served": False,
    }
    return row, None if waits else delivery


def _grant(row: dict[str, Any]) -> dict[str, Any]:
    signed = {"grant": '{"at":"now"}' * 20, "signature": "A" * 86, "statement": ""}
    return {"digest": _digest(), "message": row["id"], "key_id": row["desk"], **signed}


def _entry(row: dict[str, Any], place: Place, number: int) -> dict[str, Any]:
    bound = {"kind": "seal", "entry": row["seal"], "signature": "A" * 86, "link": row["h"]}
    return {"ledger": place.code, "position": number + 1, "message": row["id"], **bound}


def _id() -> str:
    return b64.encode(secrets.token_bytes(16))


def _digest() -> str:
    return b64.encode(secrets.token_bytes(32))
