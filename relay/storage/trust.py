"""Rows of the root, the roster and everybody's cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from relay.protocol import b64
from relay.protocol.signed import Signed
from relay.storage.models_accounts import CardRow
from relay.storage.models_trust import RootRow, RosterRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from relay.protocol.card import Card
    from relay.protocol.roster import Entry


def root(session: Session) -> RootRow | None:
    """Return the programme's root card."""
    return session.scalar(select(RootRow))


def lock_root(session: Session) -> RootRow | None:
    """Return the root card and hold the roster: appends come one after another."""
    return session.scalar(select(RootRow).with_for_update())


def roster_head(session: Session) -> tuple[int, str] | None:
    """Return the length and the last digest of the roster; None for an empty one."""
    query = select(RosterRow.position, RosterRow.digest).order_by(RosterRow.position.desc()).limit(1)
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def roster_digests(session: Session) -> Sequence[str]:
    """Return every entry's digest, in order."""
    return session.scalars(select(RosterRow.digest).order_by(RosterRow.position)).all()


def roster_after(session: Session, position: int) -> Sequence[RosterRow]:
    """Return the entries after a position, in order."""
    return session.scalars(select(RosterRow).where(RosterRow.position > position).order_by(RosterRow.position)).all()


def add_entry(session: Session, entry: Entry, position: int) -> None:
    """Append a verified entry."""
    session.add(
        RosterRow(
            position=position,
            entry=entry.signed.data.decode(),
            signature=b64.encode(entry.signed.signature),
            digest=b64.encode(entry.digest),
            act=entry.act,
            card_digest=b64.encode(entry.card),
        )
    )


def cards(session: Session, digests: Iterable[str]) -> Sequence[CardRow]:
    """Return the cards with these digests, in the order of their digests."""
    return session.scalars(select(CardRow).where(CardRow.digest.in_(set(digests))).order_by(CardRow.digest)).all()


def add_card(session: Session, card: Card) -> None:
    """Keep a verified card."""
    session.add(
        CardRow(
            digest=b64.encode(card.digest),
            card=card.signed.data.decode(),
            signature=b64.encode(card.signed.signature),
            sign=b64.encode(card.sign),
            key_id=card.key_id,
            person=card.person,
            role=card.role,
            name=card.name,
        )
    )


def signed(text: str, signature: str) -> Signed:
    """Make the protocol's pair from two text columns."""
    return Signed(text.encode(), b64.decode(signature, 64))
