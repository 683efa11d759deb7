"""Let an account in fully once whoever invited has signed for its card, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.storage import people, sessions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock


def confirm_card(session: Session, card_digest: str, *, clock: Clock) -> None:
    """Confirm the account with this card: a roster entry endorses it, or a `party` statement names it.

    card_digest: b64. Nothing happens for a card without an account here.
    """
    if people.set_status(session, card_digest, "confirmed") is not None:
        people.set_confirmed(session, card_digest, clock.now())


def unconfirm_card(session: Session, card_digest: str) -> None:
    """Put an account back to drafts only: no `party` statement names its card any longer."""
    people.set_status(session, card_digest, "joined")


def revoke_card(session: Session, card_digest: str) -> None:
    """Shut out the account with a revoked card and end all of its sessions, vault keys with them."""
    person = people.set_status(session, card_digest, "revoked")
    if person is not None:
        sessions.end_all(session, person)
