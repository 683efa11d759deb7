"""Ledgers only grow (R9): the one place that adds to them, and none that changes or removes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from relay.protocol import b64
from relay.protocol.ledger import first_link, next_link
from relay.storage.models_ledgers import EntryRow, LedgerRow, StatementRow
from relay.storage.models_messages import MessageRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.protocol.signed import Signed

SEAL = "seal"
STATEMENT = "statement"


@dataclass(frozen=True)
class NewEntry:
    """What joins a ledger: a statement, or the seal of the message named (protocol.md §5)."""

    kind: str
    signed: Signed
    message: str | None = None


def append(session: Session, instance: bytes, names: Sequence[str], entry: NewEntry) -> int:
    """Add one entry to each ledger named; the caller holds the case lock.

    instance: 32 bytes. Returns its position in the first of them.
    """
    query = select(LedgerRow.name, LedgerRow.length, LedgerRow.link).where(LedgerRow.name.in_(names))
    known = {name: (length, link) for name, length, link in session.execute(query)}
    positions = []
    for name in names:
        if name not in known:
            session.execute(insert(LedgerRow).values(name=name, length=0, link=""))
        length, link = known.get(name, (0, ""))
        positions.append(_append(session, name, length, _following(instance, name, link, entry.signed), entry))
    return positions[0]


def _following(instance: bytes, name: str, last: str, signed: Signed) -> str:
    previous = b64.decode(last) if last else first_link(instance, name)
    return b64.encode(next_link(previous, signed))


def _append(session: Session, name: str, length: int, link: str, entry: NewEntry) -> int:
    position = length + 1
    session.execute(
        insert(EntryRow).values(
            ledger=name,
            position=position,
            kind=entry.kind,
            entry=entry.signed.data.decode("utf-8"),
            signature=b64.encode(entry.signed.signature),
            link=link,
            message=entry.message,
        )
    )
    session.execute(update(LedgerRow).where(LedgerRow.name == name).values(length=position, link=link))
    return position


def head(session: Session, name: str) -> LedgerRow | None:
    """Return a ledger's length and last link."""
    return session.get(LedgerRow, name)


def page(session: Session, name: str, *, after: int, size: int) -> Sequence[tuple[EntryRow, str | None]]:
    """Return up to size entries after a position, each with the context of the message whose seal it is."""
    query = (
        select(EntryRow, MessageRow.context)
        .join(MessageRow, MessageRow.id == EntryRow.message, isouter=True)
        .where(EntryRow.ledger == name, EntryRow.position > after)
        .order_by(EntryRow.position)
        .limit(size)
    )
    return [(entry, context) for entry, context in session.execute(query)]


def known_statements(session: Session, digests: Sequence[str]) -> frozenset[str]:
    """Return which of these statements were accepted before."""
    return frozenset(session.scalars(select(StatementRow.digest).where(StatementRow.digest.in_(digests))))


def nonce_used(session: Session, case_code: str, nonce: str) -> bool:
    """Tell whether a nonce stands in a case's ledger already."""
    query = select(func.count()).where(StatementRow.case_code == case_code, StatementRow.nonce == nonce)
    return bool(session.scalar(query.select_from(StatementRow)))


def statement(session: Session, digest: str) -> EntryRow | None:
    """Return the entry of an accepted statement in its case's staff ledger."""
    query = select(EntryRow).join(
        StatementRow, (StatementRow.case_code == EntryRow.ledger) & (StatementRow.position == EntryRow.position)
    )
    return session.scalar(query.where(StatementRow.digest == digest))
