"""Ledgers only grow (R9): the one place that adds to them, and none that changes or removes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

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


_LEDGERS = select(LedgerRow.name, LedgerRow.length, LedgerRow.link).where(
    LedgerRow.name.in_(bindparam("names", expanding=True))
)
_BEGIN = insert(LedgerRow)
_ADD = insert(EntryRow)
_LENGTHEN = (
    update(LedgerRow)
    .where(LedgerRow.name == bindparam("named"))
    .values(length=bindparam("new_length"), link=bindparam("new_link"))
)


def append(session: Session, instance: bytes, names: Sequence[str], entry: NewEntry) -> int:
    """Add one entry to each ledger named; the caller holds the case lock.

    instance: 32 bytes. Returns its position in the first of them.
    """
    connection = session.connection()
    known = {name: (length, link) for name, length, link in connection.execute(_LEDGERS, {"names": names})}
    new = [{"name": name, "length": 0, "link": ""} for name in names if name not in known]
    if new:
        connection.execute(_BEGIN, new)
    rows = [_row(instance, name, known.get(name, (0, "")), entry) for name in names]
    connection.execute(_ADD, rows)
    connection.execute(
        _LENGTHEN,
        [{"named": row["ledger"], "new_length": row["position"], "new_link": row["link"]} for row in rows],
    )
    return int(rows[0]["position"])


def _row(instance: bytes, name: str, last: tuple[int, str], entry: NewEntry) -> dict[str, Any]:
    length, link = last
    previous = b64.decode(link) if link else first_link(instance, name)
    return {
        "ledger": name,
        "position": length + 1,
        "kind": entry.kind,
        "entry": entry.signed.data.decode("utf-8"),
        "signature": b64.encode(entry.signed.signature),
        "link": b64.encode(next_link(previous, entry.signed)),
        "message": entry.message,
    }


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
