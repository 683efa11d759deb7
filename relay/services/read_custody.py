"""Show a desk's chain to whoever works with that desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.errors import NotFound
from relay.protocol import b64
from relay.protocol.custody import Custody
from relay.services.verified_roster import verified_roster
from relay.storage import access, cases, deliveries, institutions
from relay.storage import custody as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_trust import CustodyRow


@dataclass(frozen=True)
class Chain:
    """A desk's statements after a position, the whole chain's length and its head (b64)."""

    entries: Sequence[CustodyRow]
    length: int
    head: str


def read_custody(session: Session, person: Person, desk: str, *, after: int) -> Chain:
    """Return a desk's chain after a position.

    Officers see every desk's; a mediator the institutions' and those of cases assigned to her now or before; a victim
    her own case's; a liaison his own institution's and those of cases he pulled a task of; everybody the office's.
    Raises NotFound for any other desk, whether it exists or not.
    """
    require_desk(session, person, desk)
    row = rows.desk(session, desk)
    if row is None:
        return Chain((), 0, b64.encode(Custody.start(desk, verified_roster(session).instance).head))
    return Chain(rows.after(session, desk, after), row.length, row.head)


def require_desk(session: Session, person: Person, desk: str) -> None:
    """Raise NotFound for a desk that this person may not see, and for what is no desk of this programme."""
    if not person.confirmed or not _may_see(session, person, desk):
        raise NotFound("desk")


def _may_see(session: Session, person: Person, desk: str) -> bool:
    kind, _, code = desk.partition("/")
    if desk == "office":
        return True
    if person.role == "officer" and kind == "case":
        return cases.find(session, code) is not None
    if person.role in ("officer", "mediator") and kind == "institution":
        return institutions.find(session, code) is not None
    if person.role == "victim":
        return kind == "case" and access.victim_case(session, person.person, code) is not None
    if rows.ever_named(session, desk, person.card):
        return True
    return person.role == "liaison" and kind == "case" and deliveries.pulled_from_case(session, code, person.person)
