"""Serve a message to whoever holds the key of a grant, and to nobody else (R3, R7; protocol.md §4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.case import OFFENDER
from relay.domain.deliveries import SERVED
from relay.errors import NotFound
from relay.protocol import b64
from relay.services.standing import OFFICE, find_standing
from relay.services.trusted import read_trusted
from relay.storage import cases, deliveries, ledgers, messages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.services.standing import Standing
    from relay.services.trusted import Trusted
    from relay.storage.models_ledgers import EntryRow
    from relay.storage.models_messages import DeliveryRow, GrantRow, MessageRow


@dataclass(frozen=True)
class Readable:
    """A message with the reader's own grant.

    naming: the statement that names a later grant; unserved: it was released to this victim, who is served it now for
    the first time: `note_served` comes before the answer.
    """

    message: MessageRow
    grant: GrantRow
    naming: EntryRow | None
    unserved: bool


def read_message(session: Session, person: Person, message_id: str) -> Readable:
    """Return a message with this person's own grant. Raises NotFound: unknown and foreign are alike (R8)."""
    return _read(session, person, messages.find(session, message_id))[0]


def note_served(session: Session, person: Person, message_id: str) -> None:
    """Note that a victim is served what was released to her: from then on it cannot be taken back from her (R5).

    The case lock orders this with a withdrawal; nobody is shown the note (R8). Raises NotFound where it was withdrawn
    in the meantime.
    """
    row = messages.find(session, message_id)
    if row is not None:
        cases.lock(session, row.case_code)
    _, delivery = _read(session, person, row)
    if delivery is not None:
        delivery.served = True
        session.flush()


def _read(session: Session, person: Person, row: MessageRow | None) -> tuple[Readable, DeliveryRow | None]:
    """Return a message with the reader's own grant, and its way to her where she is a victim."""
    if row is None:
        raise NotFound("message")
    standing = find_standing(session, person, cases.find(session, row.case_code))
    own = messages.grants(session, row.id, _keys(session, standing, row))
    if not own:
        raise NotFound("no grant")
    grant = own[0]
    naming = ledgers.statement(session, grant.statement) if grant.statement else None
    delivery = deliveries.find(session, row.id, standing.who.party) if standing.who.party else None
    return Readable(row, grant, naming, unserved=delivery is not None and not delivery.served), delivery


def _keys(session: Session, standing: Standing, row: MessageRow) -> frozenset[str]:
    """Return the keys that this person may use a grant of in this case, as the rules stand now."""
    who, actor = standing.who, standing.actor
    if who.party:
        return frozenset({actor.key_id}) if who.party == row.thread else frozenset()
    if who.holder:
        return _desk_keys(standing.trusted, actor.card, standing.case.desk.name)
    if who.officer:
        return _desk_keys(standing.trusted, actor.card, OFFICE)
    if who.liaison:
        delivery = deliveries.find(session, row.id, OFFENDER)
        if delivery is not None and delivery.pulled_by == actor.person and delivery.state in SERVED:
            return _desk_keys(read_trusted(session, {delivery.desk}), actor.card, delivery.desk)
    return frozenset()


def _desk_keys(trusted: Trusted, card: str, desk: str) -> frozenset[str]:
    digest = b64.decode(card)
    return frozenset(epoch.key_id for epoch in trusted.desks[desk].custody.epochs if digest in epoch.holders)
