"""In which ledgers a statement stands (protocol.md §5, last column of its table)."""

from __future__ import annotations

from relay.domain.case import is_victim


def staff(case: str) -> str:
    """Name the staff ledger of a case."""
    return case


def of_party(case: str, party: str) -> str:
    """Name a victim party's own ledger."""
    return f"{case}/{party}"


def names(case: str, *parties: str) -> tuple[str, ...]:
    """Name the staff ledger and those of the given parties; the offender and "" have none."""
    own = dict.fromkeys(of_party(case, party) for party in parties if is_victim(party))
    return (staff(case), *own)
