"""Tables of people, their cards, sessions, invitations and private sealed things.

Ids are b64 of 16 bytes (22 characters), digests and keys b64 of 32 bytes (43), signatures b64 of 64 (86).
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads these annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from relay.storage.base import Base
from relay.storage.types import UtcDateTime


class CardRow(Base):
    """A verified card: exact text and signature; one card a signing key (protocol.md §2)."""

    __tablename__ = "cards"

    digest: Mapped[str] = mapped_column(String(43), primary_key=True)
    card: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(86))
    sign: Mapped[str] = mapped_column(String(43), unique=True)
    key_id: Mapped[str] = mapped_column(String(22), unique=True)
    person: Mapped[str] = mapped_column(String(22), index=True)
    role: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(80))


class PersonRow(Base):
    """An account: what signs it in, its wrapped seed, and whether whoever invited has signed for its card."""

    __tablename__ = "people"

    person: Mapped[str] = mapped_column(String(22), primary_key=True)
    role: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(9))
    sign_in: Mapped[str] = mapped_column(String(320), unique=True)
    auth_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    wrapped_seed: Mapped[bytes] = mapped_column(LargeBinary(72))
    recovery_auth_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    recovery_seed: Mapped[bytes | None] = mapped_column(LargeBinary(72))
    card_digest: Mapped[str] = mapped_column(ForeignKey("cards.digest"), unique=True)
    lang: Mapped[str] = mapped_column(String(2))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    inviter: Mapped[str] = mapped_column(String(22))


class SessionRow(Base):
    """One signed-in browser: known by the hash of its token; holds the key that unlocks its page's vault."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.person"), index=True)
    vault_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    device: Mapped[str] = mapped_column(String(40))


class AccountNoteRow(Base):
    """What happened to an account and when, for its owner alone: a new kind of browser, a new passphrase."""

    __tablename__ = "account_notes"
    __table_args__ = (Index("ix_account_notes_person_at", "person", "at"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.person"))
    what: Mapped[str] = mapped_column(String(10))
    device: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AttemptsRow(Base):
    """Wrong attempts of one name or one address (both as keyed hashes), counted across nodes."""

    __tablename__ = "attempts"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class InvitationRow(Base):
    """One invitation: what it offers, and the card and MAC that came back on it (protocol.md §7).

    A victim's card may come on several, one a case.
    """

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_inviter_created_at_id", "inviter", "created_at", "id"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    inviter: Mapped[str] = mapped_column(String(22))
    role: Mapped[str] = mapped_column(String(8))
    case_code: Mapped[str | None] = mapped_column(String(32))
    party: Mapped[str | None] = mapped_column(String(16))
    desk: Mapped[str | None] = mapped_column(String(48))
    lang: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    card_digest: Mapped[str | None] = mapped_column(ForeignKey("cards.digest"), index=True)
    mac: Mapped[str | None] = mapped_column(String(43))
    joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    extra_card: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DraftRow(Base):
    """One sealed draft or kept copy; readable by its author's devices alone (protocol.md §3).

    message: the letter that a kept copy became, or the one that a mediator's draft is a changed copy of.
    """

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.person"), index=True)
    case_code: Mapped[str] = mapped_column(String(32))
    thread: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int]
    kept: Mapped[bool] = mapped_column(default=False)
    message: Mapped[str | None] = mapped_column(String(22), index=True)


class SeenRow(Base):
    """What a person's clients have seen, sealed to that person (protocol.md §3)."""

    __tablename__ = "seen"

    person: Mapped[str] = mapped_column(ForeignKey("people.person"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int]
