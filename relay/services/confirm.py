"""Let an account in fully once whoever invited has signed for its card, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.storage import invitations, people, sessions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock


def confirm_card(
    session: Session, card_digest: str, *, clock: Clock, case: str | None = None, party: str | None = None
) -> None:
    """Confirm the account with this card: a roster entry endorses it, or a `party` statement of a case names it.

    card_digest: b64. Nothing happens for a card without an account here.
    """
    if people.set_status(session, card_digest, "confirmed") is not None:
        invitations.note_confirmed(session, card_digest, case, party, clock.now())


def unconfirm_card(session: Session, card_digest: str) -> None:
    """Put an account back to drafts only: no `party` statement names its card any longer."""
    people.set_status(session, card_digest, "joined")


def revoke_card(session: Session, card_digest: str, *, clock: Clock) -> None:
    """Shut out the account with a revoked or replaced card, for good.

    Its sessions end, vault keys with them, and the links it made that nobody used work no longer.
    """
    person = people.set_status(session, card_digest, "revoked")
    if person is not None:
        sessions.end_all(session, person)
        invitations.expire_open(session, person, clock.now())
