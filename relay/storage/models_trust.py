"""Tables of the chains everybody verifies: root, roster, custody, and the desks' sealed secrets."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from relay.storage.base import Base


class RootRow(Base):
    """This programme's one root card (protocol.md §2); its instance is kept beside it."""

    __tablename__ = "root"

    digest: Mapped[str] = mapped_column(String(43), primary_key=True)
    card: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(86))
    instance: Mapped[str] = mapped_column(String(43))


class RosterRow(Base):
    """One roster entry at its place in the chain; positions count from 1."""

    __tablename__ = "roster"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(86))
    digest: Mapped[str] = mapped_column(String(43), unique=True)
    act: Mapped[str] = mapped_column(String(7))
    card_digest: Mapped[str] = mapped_column(ForeignKey("cards.digest"), index=True)


class DeskRow(Base):
    """A desk as its chain's head leaves it: newest epoch, and the current key while open."""

    __tablename__ = "desks"

    name: Mapped[str] = mapped_column(String(48), primary_key=True)
    epoch: Mapped[int]
    box: Mapped[str | None] = mapped_column(Text)
    key_id: Mapped[str | None] = mapped_column(String(22))
    head: Mapped[str] = mapped_column(String(43))
    length: Mapped[int]
    closed: Mapped[bool]


class CustodyRow(Base):
    """One custody statement at its place in its desk's chain; positions count from 1."""

    __tablename__ = "custody"
    __table_args__ = (Index("ix_custody_holder_type", "holder", "type"),)

    desk: Mapped[str] = mapped_column(String(48), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(86))
    digest: Mapped[str] = mapped_column(String(43), unique=True)
    type: Mapped[str] = mapped_column(String(6))
    epoch: Mapped[int]
    holder: Mapped[str] = mapped_column(String(43))
    box: Mapped[str] = mapped_column(Text)
    key_id: Mapped[str | None] = mapped_column(String(22), unique=True)


class DeskSecretRow(Base):
    """One epoch's desk secret, sealed to one of its holders (protocol.md §6)."""

    __tablename__ = "desk_secrets"

    desk: Mapped[str] = mapped_column(String(48), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(ForeignKey("people.person"), primary_key=True)
    open_digest: Mapped[str] = mapped_column(String(43))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
