"""What the rules need to know of one person in one case, read from the newest signed statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.capacity import Actor, Capacity, capacity, required
from relay.domain.case import OFFENDER, Case, Consent, Desk, Party
from relay.domain.refusals import CaseUnknown
from relay.protocol import b64
from relay.services.verified_custody import verified_custody
from relay.services.verified_roster import verified_roster
from relay.storage import cases

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_cases import CaseRow


@dataclass(frozen=True)
class Standing:
    """A person in a case: the case as the rules see it, and in which capacities she acts in it."""

    row: CaseRow
    case: Case
    institution: Desk | None
    actor: Actor
    who: Capacity


def find_standing(session: Session, person: Person, row: CaseRow | None) -> Standing:
    """Work out where a person stands in a case, or that it is none of hers.

    row: the case, locked where something is to be decided, or None. Raises CaseUnknown for both alike.
    """
    if row is None:
        raise CaseUnknown("no such case")
    case = read_case(session, row)
    offender = case.parties.get(OFFENDER)
    institution = read_desk(session, offender.desk) if offender is not None and offender.desk else None
    actor = read_actor(session, person)
    return Standing(row, case, institution, actor, required(capacity(actor, case, institution)))


def read_actor(session: Session, person: Person) -> Actor:
    """Say who acts; staff stand while the roster endorses their card."""
    stands = person.role == "victim" or verified_roster(session).stands(b64.decode(person.card))
    return Actor(person.person, person.role, person.card, person.sign, person.key_id, stands=stands)


def read_case(session: Session, row: CaseRow) -> Case:
    """Read a case's desk, parties, consents and preparations."""
    return Case(
        code=row.code,
        desk=read_desk(session, f"case/{row.code}"),
        parties={
            party.party: Party(party.party, party.card_digest, party.desk) for party in cases.parties(session, row.code)
        },
        consents={
            (consent.party, consent.model, consent.direction): Consent(consent.digest, given=consent.given)
            for consent in cases.consents(session, row.code)
        },
        prepared=cases.prepared(session, row.code),
    )


def read_desk(session: Session, name: str) -> Desk:
    """Read a desk from its verified chain; one that nobody was assigned to yet is empty."""
    custody = verified_custody(session, name)
    newest = custody.newest
    if newest is None:
        return Desk(name, 0, "", frozenset(), frozenset())
    return Desk(
        name=name,
        epoch=newest.number,
        key_id=newest.key_id if custody.sealable(verified_roster(session)) else "",
        assigned=frozenset(map(b64.encode, newest.assigned)),
        holders=frozenset(map(b64.encode, newest.holders)),
    )
