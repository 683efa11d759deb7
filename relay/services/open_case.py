"""Open a case and enter an institution: the officer's first steps (design.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.refusals import CodeTaken
from relay.errors import NotFound
from relay.protocol import b64
from relay.storage import cases, institutions
from relay.storage.models_cases import CaseRow, InstitutionRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person

PUBLIC_ID_BYTES = 16


@dataclass(frozen=True)
class NewCase:
    """What an officer says of a new case; nothing of it names anybody."""

    code: str
    institution: str
    langs: Sequence[str]


def open_case(session: Session, person: Person, new: NewCase, *, clock: Clock, draw: Callable[[int], bytes]) -> str:
    """Open a case.

    person: an officer; draw: random bytes. Returns the opaque id that stands in addresses (R12).
    Raises NotFound for an unknown institution, CodeTaken.
    """
    if institutions.find(session, new.institution) is None:
        raise NotFound("institution")
    if cases.find(session, new.code) is not None:
        raise CodeTaken("case")
    public_id = b64.encode(draw(PUBLIC_ID_BYTES))
    session.add(
        CaseRow(
            code=new.code,
            public_id=public_id,
            institution=new.institution,
            langs=",".join(new.langs),
            created_at=clock.now(),
            created_by=person.person,
        )
    )
    session.flush()
    return public_id


def enter_institution(session: Session, code: str, name: str, lang: str, *, clock: Clock) -> None:
    """Enter an institution, whose desk is then `institution/CODE`. Raises CodeTaken."""
    if institutions.find(session, code) is not None:
        raise CodeTaken("institution")
    session.add(InstitutionRow(code=code, name=name, lang=lang, created_at=clock.now()))
    session.flush()
