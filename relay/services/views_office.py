"""What the office's pages show: that cases exist, their parties and states; no message of a case (R1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import NotFound
from relay.services import views_mediator
from relay.storage import cases

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.services.views_mediator import CaseDetail, Cases


def home(session: Session, person: Person, *, before: str = "", size: int) -> Cases:
    """Return a page of all cases, newest first. Raises NotFound for anybody but an officer, Malformed."""
    _require_officer(person)
    return views_mediator.list_cases(session, mediator=None, before=before, size=size)


def case(session: Session, person: Person, public_id: str) -> CaseDetail:
    """Return one case without its messages. Raises NotFound."""
    _require_officer(person)
    return views_mediator.case(session, person, public_id)


def addresses(session: Session, codes: Collection[str]) -> Mapping[str, str]:
    """Return the opaque ids that stand in these cases' addresses, by their codes."""
    return cases.public_ids(session, codes)


def _require_officer(person: Person) -> None:
    if person.role != "officer":
        raise NotFound("office")
