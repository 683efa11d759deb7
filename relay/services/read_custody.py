"""Show a desk's chain to whoever works with that desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.errors import NotFound, ProtocolError
from relay.protocol import b64
from relay.protocol.custody import Custody
from relay.services.verified_roster import verified_roster
from relay.storage import access, deliveries
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
    if not person.confirmed or not _may_see(session, person, desk):
        raise NotFound("desk")
    row = rows.desk(session, desk)
    if row is None:
        return Chain((), 0, _start(session, desk))
    return Chain(rows.after(session, desk, after), row.length, row.head)


def _may_see(session: Session, person: Person, desk: str) -> bool:
    kind, _, code = desk.partition("/")
    if person.role == "officer" or desk == "office":
        return True
    if person.role == "victim":
        return kind == "case" and access.victim_case(session, person.person, code) is not None
    if rows.ever_named(session, desk, person.card):
        return True
    if person.role == "mediator":
        return kind == "institution"
    return kind == "case" and deliveries.pulled_from_case(session, code, person.person)


def _start(session: Session, desk: str) -> str:
    try:
        return b64.encode(Custody.start(desk, verified_roster(session).instance).head)
    except ProtocolError:
        raise NotFound("no desk's name") from None
