"""A case's parties, consents and preparations, remembered until a statement changes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.case import Consent, Party
from relay.services.remembered import Remembered
from relay.storage import cases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from relay.storage.models_cases import CaseRow


@dataclass(frozen=True)
class Facts:
    """The newest word on each party, on each (party, model, direction), and who is prepared."""

    parties: Mapping[str, Party]
    consents: Mapping[tuple[str, str, str], Consent]
    prepared: frozenset[str]


# public_id is random, so no two databases share a key; version changes with every statement that changes facts
_cache: Remembered[Facts] = Remembered(4096)


def known_facts(session: Session, row: CaseRow) -> Facts:
    """Return a case's facts, remembered from the last time they were read at this version.

    Not for a transaction that changes them: what it would remember might be rolled back.
    """
    owner, version = row.public_id.encode("ascii"), str(row.version).encode("ascii")
    return _cache.get(owner, version) or _cache.keep(owner, version, read_facts(session, row))


def read_facts(session: Session, row: CaseRow) -> Facts:
    """Read a case's facts as this transaction sees them."""
    return Facts(
        parties={
            party.party: Party(party.party, party.card_digest, party.desk) for party in cases.parties(session, row.code)
        },
        consents={
            (consent.party, consent.model, consent.direction): Consent(consent.digest, given=consent.given)
            for consent in cases.consents(session, row.code)
        },
        prepared=cases.prepared(session, row.code),
    )
