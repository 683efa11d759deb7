"""Tables of messages, grants, uploads and deliveries: sealed things and their journey, never a word of them (R1)."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads these annotations

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from relay.storage.base import Base
from relay.storage.types import UtcDateTime

WRITTEN_ABOUT = "state IN ('returned', 'proposed')"  # as an index says it, and whoever asks by that index
HELD_UNTIL = "held_until <> ''"  # as above


class MessageRow(Base):
    """One acknowledged message (protocol.md §4): what was signed, where its body lies, and its state.

    author: signing key; sender: the party whose words it carries, "" for staff's own; h: the context's
    digest; length: of the sealed body in bytes; tray: the mediator's card digest while it waits for her.
    guidance: the newest that it was returned with; edited: the newest edit its author was asked about (its own id
    where it is relayed), asked_at: when; answer: agreed, disagreed or ""; about: what a guidance was returned with.
    All "" for none.
    held_until: the date (YYYY-MM-DD) up to which its mediator last held it, "" for none.
    body_file: "" once it was withdrawn and its body is gone.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("author", "case_code", "seq"),
        Index("ix_messages_tray_accepted_at_id", "tray", "accepted_at", "id"),
        Index("ix_messages_person_accepted_at_id", "person", "accepted_at", "id"),
        Index("ix_messages_case_code_accepted_at_id", "case_code", "accepted_at", "id"),
        Index(
            "ix_messages_due",
            "tray",
            "held_until",
            "id",
            sqlite_where=text(HELD_UNTIL),
            postgresql_where=text(HELD_UNTIL),
        ),
        Index(
            "ix_messages_carried",
            "case_code",
            "sender",
            "asked_at",
            "id",
            sqlite_where=text("kind = 'relayed'"),
            postgresql_where=text("kind = 'relayed'"),
        ),
        Index(
            "ix_messages_asked",
            "person",
            "accepted_at",
            "id",
            sqlite_where=text(WRITTEN_ABOUT),
            postgresql_where=text(WRITTEN_ABOUT),
        ),
    )

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    context: Mapped[str] = mapped_column(Text)
    h: Mapped[str] = mapped_column(String(43))
    seal: Mapped[str] = mapped_column(Text)
    seal_signature: Mapped[str] = mapped_column(String(86))
    author: Mapped[str] = mapped_column(String(43))
    person: Mapped[str] = mapped_column(String(22))
    sender: Mapped[str] = mapped_column(String(10))
    case_code: Mapped[str] = mapped_column(ForeignKey("cases.code"))
    thread: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(8))
    desk: Mapped[str] = mapped_column(String(22))
    original: Mapped[str] = mapped_column(String(22))
    size: Mapped[int] = mapped_column(BigInteger)
    length: Mapped[int] = mapped_column(BigInteger)
    body_digest: Mapped[str] = mapped_column(String(43))
    body_file: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int]
    state: Mapped[str] = mapped_column(String(9))
    tray: Mapped[str | None] = mapped_column(String(43))
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    guidance: Mapped[str] = mapped_column(String(22), default="", server_default="")
    edited: Mapped[str] = mapped_column(String(22), default="", server_default="")
    answer: Mapped[str] = mapped_column(String(9), default="", server_default="")
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    about: Mapped[str] = mapped_column(String(22), default="", server_default="")
    held_until: Mapped[str] = mapped_column(String(10), default="", server_default="")


class GrantRow(Base):
    """One grant (protocol.md §4.5); statement: digest of the one that names it, "" for the entry grant."""

    __tablename__ = "grants"
    __table_args__ = (UniqueConstraint("message", "key_id"),)

    digest: Mapped[str] = mapped_column(String(43), primary_key=True)
    message: Mapped[str] = mapped_column(ForeignKey("messages.id"))
    key_id: Mapped[str] = mapped_column(String(22))
    grant: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(86))
    statement: Mapped[str] = mapped_column(String(43))


class UploadRow(Base):
    """A sealed body that has arrived whole and waits for its message; one a person and message id."""

    __tablename__ = "uploads"

    message: Mapped[str] = mapped_column(String(22), primary_key=True)
    person: Mapped[str] = mapped_column(String(22), primary_key=True)
    file: Mapped[str] = mapped_column(String(32))
    length: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(43))
    arrived_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DeliveryRow(Base):
    """A message on its way to one party (design.md §4).

    about: why it goes there: a release, or guidance or a proposal for the offender, whom staff reach on paper.
    number: six random digits for an institution's task, so that it counts nothing; desk: the institution's,
    "" for a victim or in person; person: whose card is the newest of the victim party it goes to, "" for the offender;
    pulled_by: the liaison's person id; served: a victim was served it, or a liaison who left the desk before it was
    handed over, which nobody is told and a withdrawal needs to know.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(
            "ix_deliveries_case_code_to_party_released_at_message", "case_code", "to_party", "released_at", "message"
        ),
        Index("ix_deliveries_desk_state_released_at", "desk", "state", "released_at"),
        Index("ix_deliveries_pulled_by_released_at_message", "pulled_by", "released_at", "message"),
        Index("ix_deliveries_person_released_at_message", "person", "released_at", "message"),
    )

    message: Mapped[str] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    case_code: Mapped[str] = mapped_column(ForeignKey("cases.code"))
    thread: Mapped[str] = mapped_column(String(10))
    to_party: Mapped[str] = mapped_column(String(10), primary_key=True)
    about: Mapped[str] = mapped_column(String(8), default="release", server_default="release")
    desk: Mapped[str] = mapped_column(String(48))
    number: Mapped[int | None] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(String(12))
    pulled_by: Mapped[str | None] = mapped_column(String(22))
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
    served: Mapped[bool] = mapped_column(default=False, server_default=false())
    person: Mapped[str] = mapped_column(String(22), default="", server_default="")
