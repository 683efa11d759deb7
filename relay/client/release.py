"""Let a message go to the other party: one grant and the statement that names it (protocol.md §4.5; R3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client import desks, messages, read, statements
from relay.client.errors import NotPossible, Refusal
from relay.domain import consents, states
from relay.domain.case import OFFENDER, is_victim
from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward

if TYPE_CHECKING:
    from relay.client.case_state import CaseState
    from relay.client.session import Session
    from relay.protocol.context import Context
    from relay.protocol.message import Opened
    from relay.protocol.signed import Signed

RELEASABLE = ("letter", "video", "audio", "relayed")


def release(session: Session, message: str) -> None:
    """Release a message to the other party of its thread, signing `reading` and `approved` first where missing.

    All of it is opened and verified before; the recipient's key comes from the newest verified `party`.
    Raises Refusal (409 `state-moved`, 422 `consent-missing`, `not-prepared`, `desk-closed`), Untrusted.
    """
    opened, _ = read.look(session, message)
    context = opened.context
    state = messages.require_known_author(session, context)
    if context.kind not in RELEASABLE:
        raise Refusal(422, "role")
    sender, to = sides(session, state, context)
    state.consent(sender, context.kind, consents.SEND)
    consent = state.consent(to, context.kind, consents.RECEIVE)
    state.require_prepared(context.thread, OFFENDER)
    box = recipient_box(session, state, to)
    grants = [forward(session.me.keys, opened, box, at=session.now())] if box else []
    decision = statements.sign(
        session,
        "release",
        context.case,
        message=message,
        to=to,
        consent=b64.encode(consent.digest),
        grants=[b64.encode(_digest(grant, opened)) for grant in grants],
    )
    statements.post(session, [*_missing_reviews(session, state, context), decision], grants)


def sides(session: Session, state: CaseState, context: Context) -> tuple[str, str]:
    """Tell whose words a message carries and who they are for: (sender, recipient)."""
    newest = state.parties.get(context.thread)
    if newest is None or not newest.text("card"):
        raise NotPossible("this thread has no victim now")
    by_staff = session.trust.roster().card_by_sign(context.author) is not None
    return (OFFENDER, context.thread) if by_staff else (context.thread, OFFENDER)


def recipient_box(session: Session, state: CaseState, to: str) -> bytes:
    """Find the key to grant to: the victim's card's, the institution desk's current one, or b"" for in person."""
    if is_victim(to):
        return session.trust.card(state.parties[to].digest_field("card")).box
    if not state.offender_desk:
        return b""
    _, epoch = desks.sealable(session, state.offender_desk)
    return epoch.box


def _missing_reviews(session: Session, state: CaseState, context: Context) -> list[Signed]:
    now = state.states[context.id]
    steps = {states.SEALED: (states.READING, states.APPROVED), states.APPROVED: ()}.get(now, (states.APPROVED,))
    return [statements.sign(session, "review", context.case, message=context.id, to=to, until="") for to in steps]


def _digest(grant: Signed, opened: Opened) -> bytes:
    return read_grant(grant, opened.context).digest
