"""List the institutions and whether their desks can be sealed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.services.trusted import read_trusted
from relay.storage import institutions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Institution:
    """An institution; desk: its desk's name; open: that desk has a current key, held by somebody who works there."""

    code: str
    name: str
    lang: str
    desk: str
    open: bool


def names_of_institutions(session: Session) -> list[tuple[str, str]]:
    """Return code and name of every institution, by code."""
    return [(row.code, row.name) for row in institutions.every(session)]


def list_institutions(session: Session) -> tuple[Institution, ...]:
    """Return every institution, by code."""
    rows = {f"institution/{row.code}": row for row in institutions.every(session)}
    desks = read_trusted(session, rows).desks
    return tuple(
        Institution(row.code, row.name, row.lang, desk, desks[desk].facts.sealable) for desk, row in rows.items()
    )
