"""The heads of roster and desks, which name all that was verified once: one query before any decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from relay.storage.models_trust import DeskRow, RootRow, RosterRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

_ROSTER = select(RosterRow.digest).order_by(RosterRow.position.desc()).limit(1).scalar_subquery()
_HEADS = select(RootRow.instance, _ROSTER, DeskRow.name, DeskRow.head).join(
    DeskRow, DeskRow.name.in_(bindparam("names", expanding=True)), isouter=True
)


@dataclass(frozen=True)
class Heads:
    """The programme's instance, the roster's last digest ("" for an empty one) and the last of each known desk."""

    instance: str
    roster: str
    desks: Mapping[str, str]


def heads(session: Session, desks: Collection[str]) -> Heads | None:
    """Return the heads of the roster and of these desks; None before the root is published."""
    rows = session.connection().execute(_HEADS, {"names": sorted(desks)}).all()
    if not rows:
        return None
    return Heads(rows[0][0], rows[0][1] or "", {name: head for _, _, name, head in rows if name is not None})
