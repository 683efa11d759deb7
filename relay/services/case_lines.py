"""Lines about a case that several pages and calls show alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from relay.storage.case_pages import ListedCase
    from relay.storage.models_cases import ConsentRow, PartyRow


@dataclass(frozen=True)
class CaseLine:
    """A case in a list; mediator: a card's digest or ""; opened: its desk has a current key."""

    code: str
    public_id: str
    langs: tuple[str, ...]
    institution: str
    institution_name: str
    mediator: str
    mediator_name: str
    opened: bool
    briefed: bool


@dataclass(frozen=True)
class DeskLine:
    """A desk's newest epoch; key_id: of its current key, "" while it has none."""

    name: str
    epoch: int
    key_id: str
    open: bool


@dataclass(frozen=True)
class ConsentLine:
    """A consent statement that is the newest for at least one direction; covers: `send`, `receive` or both."""

    party: str
    digest: str
    scope: str
    model: str
    given: bool
    how: str
    at: str
    covers: tuple[str, ...]


@dataclass(frozen=True)
class PartyLine:
    """A side of the case; accepted: it took the present mediator's card as neutral."""

    party: str
    card: str
    name: str
    desk: str
    prepared: bool
    accepted: bool
    consents: tuple[ConsentLine, ...]


def case_line(found: ListedCase) -> CaseLine:
    """Make a list's line of a case."""
    return CaseLine(
        code=found.code,
        public_id=found.public_id,
        langs=tuple(found.langs.split(",")),
        institution=found.institution,
        institution_name=found.institution_name,
        mediator=found.mediator,
        mediator_name=found.mediator_name,
        opened=found.opened,
        briefed=found.briefed,
    )


def party_lines(
    parties: Sequence[tuple[PartyRow, str]], prepared: Collection[str], consents: Sequence[ConsentRow]
) -> tuple[PartyLine, ...]:
    """Make the lines of a case's parties, each with its name and consents."""
    lines = consent_lines(consents)
    return tuple(
        PartyLine(
            party=row.party,
            card=row.card_digest,
            name=name,
            desk=row.desk,
            prepared=row.party in prepared,
            accepted=bool(row.accepted),
            consents=tuple(line for line in lines if line.party == row.party),
        )
        for row, name in parties
    )


def consent_lines(rows: Sequence[ConsentRow]) -> tuple[ConsentLine, ...]:
    """Make one line a statement, in the order of its first direction."""
    covers: dict[str, list[ConsentRow]] = {}
    for row in rows:
        covers.setdefault(row.digest, []).append(row)
    return tuple(
        ConsentLine(
            party=same[0].party,
            digest=digest,
            scope=same[0].scope,
            model=same[0].model,
            given=same[0].given,
            how=same[0].how,
            at=same[0].at,
            covers=tuple(row.direction for row in same),
        )
        for digest, same in covers.items()
    )
