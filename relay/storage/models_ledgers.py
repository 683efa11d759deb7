"""Tables of the ledgers: they only grow (R9), and every column of an entry is bound by its link or its signature."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relay.storage.base import Base


class LedgerRow(Base):
    """A ledger's name, length and last link (protocol.md §5)."""

    __tablename__ = "ledgers"

    name: Mapped[str] = mapped_column(String(44), primary_key=True)
    length: Mapped[int]
    link: Mapped[str] = mapped_column(String(43))


class EntryRow(Base):
    """One entry at its place, positions from 1: a statement, or the seal of the message named."""

    __tablename__ = "entries"

    ledger: Mapped[str] = mapped_column(ForeignKey("ledgers.name"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(9))
    entry: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(86))
    link: Mapped[str] = mapped_column(String(43))
    message: Mapped[str | None] = mapped_column(ForeignKey("messages.id"))


class StatementRow(Base):
    """Where a statement stands in its case's staff ledger; a nonce never repeats in a case."""

    __tablename__ = "statements"
    __table_args__ = (UniqueConstraint("case_code", "nonce"),)

    digest: Mapped[str] = mapped_column(String(43), primary_key=True)
    case_code: Mapped[str] = mapped_column(ForeignKey("cases.code"))
    nonce: Mapped[str] = mapped_column(String(22))
    type: Mapped[str] = mapped_column(String(8))
    position: Mapped[int]
