"""What the rules need to know of one person in one case, read from the newest signed statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.capacity import Actor, Capacity, capacity, required
from relay.domain.case import OFFENDER, Case, Desk
from relay.domain.refusals import CaseUnknown
from relay.services.case_facts import known_facts, read_facts
from relay.services.trusted import Trusted, read_trusted

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_cases import CaseRow

OFFICE = "office"


@dataclass(frozen=True)
class Standing:
    """A person in a case: the case as the rules see it, and in which capacities she acts in it.

    trusted: the verified office's desk, case's desk and, where one is named, institution's desk.
    """

    row: CaseRow
    case: Case
    institution: Desk | None
    actor: Actor
    who: Capacity
    trusted: Trusted


def find_standing(session: Session, person: Person, row: CaseRow | None, *, deciding: bool = False) -> Standing:
    """Work out where a person stands in a case, or that it is none of hers.

    row: the case, locked where something is to be decided, or None. deciding: this transaction itself changes
    parties, consents or preparations, so that nothing remembered is used.
    Raises CaseUnknown for no case and a foreign one alike (R8).
    """
    if row is None:
        raise CaseUnknown("no such case")
    facts = read_facts(session, row) if deciding else known_facts(session, row)
    offender = facts.parties.get(OFFENDER)
    named = offender.desk if offender is not None else ""
    desk = f"case/{row.code}"
    trusted = read_trusted(session, {desk, OFFICE, named} - {""})
    case = Case(row.code, trusted.desks[desk].facts, facts.parties, facts.consents, facts.prepared)
    institution = trusted.desks[named].facts if named else None
    actor = _actor(person, trusted)
    return Standing(row, case, institution, actor, required(capacity(actor, case, institution)), trusted)


def _actor(person: Person, trusted: Trusted) -> Actor:
    """Say who acts; staff stand while the roster endorses their card."""
    stands = person.role == "victim" or trusted.stands(person.card)
    return Actor(person.person, person.role, person.card, person.sign, person.key_id, stands=stands)
