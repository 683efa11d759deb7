"""Serve a ledger to whom it belongs (R8, R9; protocol.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.case import is_victim
from relay.errors import NotFound
from relay.protocol import b64
from relay.protocol.ledger import first_link
from relay.services.standing import find_standing
from relay.storage import cases, ledgers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.services.standing import Standing
    from relay.storage.models_ledgers import EntryRow

PAGE = 200  # entries


@dataclass(frozen=True)
class LedgerPage:
    """Entries after a position, each with the context of the message whose seal it is; more: there are later ones."""

    name: str
    length: int
    link: str
    entries: Sequence[tuple[EntryRow, str | None]]
    more: bool


def read_ledger(session: Session, person: Person, name: str, *, after: int) -> LedgerPage:
    """Return a page of a ledger.

    name: CASE or CASE/victim-N; officers and the assigned mediator read both, a victim her own.
    Raises NotFound: unknown and foreign are alike.
    """
    code, _, party = name.partition("/")
    standing = find_standing(session, person, cases.find(session, code))
    if not _may_read(standing, name, party):
        raise NotFound("ledger")
    head = ledgers.head(session, name)
    if head is None:
        start = b64.encode(first_link(standing.trusted.roster.instance, name))
        return LedgerPage(name, 0, start, (), more=False)
    entries = ledgers.page(session, name, after=after, size=PAGE)
    return LedgerPage(name, head.length, head.link, entries, more=after + len(entries) < head.length)


def _may_read(standing: Standing, name: str, party: str) -> bool:
    who = standing.who
    if who.officer or who.assigned:
        return name == standing.case.code or (is_victim(party) and party in standing.case.parties)
    return bool(who.party) and name == f"{standing.case.code}/{who.party}"
