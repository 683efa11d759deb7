"""Which desks the office has to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, false, or_, select

from relay.storage.models_trust import CustodyRow, DeskRow, RosterRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

ASSIGN = "assign"
REVOKE = "revoke"


def unsound(session: Session, officers: Iterable[str]) -> Sequence[str]:
    """Return the desks whose newest epoch names a revoked card, or was assigned by one of these revoked officers.

    officers: signing keys, b64. Some may be sound again: who signed last is read from the verified chain.
    """
    revoked = select(RosterRow.card_digest).where(RosterRow.act == REVOKE)
    signed = (CustodyRow.entry.contains(f'"by":"{sign}"', autoescape=True) for sign in officers)
    query = (
        select(DeskRow.name)
        .join(CustodyRow, and_(CustodyRow.desk == DeskRow.name, CustodyRow.epoch == DeskRow.epoch))
        .where(CustodyRow.type == ASSIGN, or_(false(), CustodyRow.holder.in_(revoked), *signed))
    )
    return session.scalars(query.distinct().order_by(DeskRow.name)).all()


def of_staff(session: Session) -> Sequence[str]:
    """Return the names of the office's and the institutions' desks."""
    query = select(DeskRow.name).where(or_(DeskRow.name == "office", DeskRow.name.startswith("institution/")))
    return session.scalars(query.order_by(DeskRow.name)).all()
