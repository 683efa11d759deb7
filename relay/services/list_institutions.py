"""List the institutions and whether their desks can be sealed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.storage import institutions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Institution:
    """An institution; desk: its desk's name; open: that desk has a current key."""

    code: str
    name: str
    lang: str
    desk: str
    open: bool


def list_institutions(session: Session) -> tuple[Institution, ...]:
    """Return every institution, by code."""
    return tuple(
        Institution(row.code, row.name, row.lang, f"institution/{row.code}", bool(desk and desk.key_id))
        for row, desk in institutions.with_desks(session)
    )
