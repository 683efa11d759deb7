"""Who writes and signs for the person in an institution, as readers of the staff ledger see it (protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client.errors import Untrusted

if TYPE_CHECKING:
    from relay.client.ledger_rules import Entry, Ledger
    from relay.client.session import Session


def require_institutions(session: Session, ledger: Ledger, *, since: int) -> None:
    """Hold every liaison who wrote or signed against the desks of the institutions that the case named.

    since: length up to which that was done. As chains are not linked to each other, it counts that she ever held one.
    Raises Untrusted, Refusal.
    """
    roster = session.trust.roster()
    signers = (roster.card_by_sign(_signer(entry)) for entry in ledger.entries[since:])
    liaisons = {card.digest for card in signers if card is not None and card.role == "liaison"}
    if not liaisons:
        return
    chains = [session.trust.custody(desk) for desk in sorted(_institutions(ledger))]
    if not all(any(chain.ever_held(card) for chain in chains) for card in liaisons):
        raise Untrusted("a liaison of another institution")


def _signer(entry: Entry) -> bytes:
    if entry.context is not None:
        return entry.context.author
    return entry.statement.by if entry.statement is not None else b""


def _institutions(ledger: Ledger) -> set[str]:
    said = (entry.statement for entry in ledger.entries if entry.statement is not None)
    return {statement.text("desk") for statement in said if statement.type == "party"} - {""}
