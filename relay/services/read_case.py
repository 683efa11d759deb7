"""Say what a person's client needs to know of a case before it seals or signs (api.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.awaiting import awaiting
from relay.domain.consents import agreed_to_letters
from relay.errors import NotFound
from relay.services.case_lines import ConsentLine, consent_lines
from relay.services.standing import find_standing
from relay.storage import cases, deliveries, messages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.services.standing import Standing


@dataclass(frozen=True)
class CaseSeen:
    """A case as one person's client may see it; consents: those she may know of; awaiting: what sending waits for."""

    standing: Standing
    mediator: str
    consents: tuple[ConsentLine, ...]
    next_seq: int
    awaiting: tuple[str, ...]


def read_case(session: Session, person: Person, code: str) -> CaseSeen:
    """Return a case.

    A liaison needs a task that she pulled. next_seq: her own highest count and one (R8: nobody else's).
    Raises NotFound: unknown and foreign are alike.
    """
    standing = find_standing(session, person, cases.find(session, code))
    who = standing.who
    if who.liaison and not deliveries.pulled_from_case(session, code, person.person):
        raise NotFound("no task")
    lines = () if who.liaison else consent_lines(cases.consents(session, code))
    return CaseSeen(
        standing=standing,
        mediator=next(iter(sorted(standing.case.desk.assigned)), ""),
        consents=tuple(line for line in lines if not who.party or line.party == who.party),
        next_seq=messages.last_seq(session, person.sign, code) + 1,
        awaiting=awaiting(sealable=standing.case.desk.sealable, agreed=agreed_to_letters(standing.case, who.party)),
    )
