"""Who came on an invitation and waits for a signature, as the inviter's home lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, select

from relay.storage.models_accounts import InvitationRow
from relay.storage.models_cases import CaseRow
from relay.storage.paging import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Joined:
    """Somebody who came on an invitation; code, public_id: of the case, "" for staff."""

    invitation: str
    role: str
    code: str
    public_id: str


def joined(session: Session, inviter: str, *, size: int) -> Sequence[Joined]:
    """Return who came on one inviter's invitations and is not confirmed yet, the oldest first, at most size."""
    found = session.connection().execute(_joined(), {"inviter": inviter, "rows": size})
    return [Joined(id_, role, code or "", public_id or "") for id_, role, code, public_id in found]


@cache
def _joined() -> Select[*tuple[Any, ...]]:
    return (
        select(InvitationRow.id, InvitationRow.role, CaseRow.code, CaseRow.public_id)
        .join(CaseRow, CaseRow.code == InvitationRow.case_code, isouter=True)
        .where(
            InvitationRow.inviter == bindparam("inviter"),
            InvitationRow.card_digest.is_not(None),
            InvitationRow.confirmed_at.is_(None),
        )
        .order_by(InvitationRow.created_at, InvitationRow.id)
        .limit(rows())
    )
