"""Let a message go to the other party: one grant and the statement that names it (protocol.md §4.5; R3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client import desks, messages, read, statements
from relay.client.errors import NotPossible, Refusal
from relay.domain import consents, states
from relay.domain.case import OFFENDER, is_victim
from relay.domain.kinds import RELAYED, RELEASABLE
from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward

if TYPE_CHECKING:
    from relay.client.case_state import CaseState
    from relay.client.session import Session
    from relay.protocol.context import Context
    from relay.protocol.message import Opened
    from relay.protocol.signed import Signed


def release(session: Session, message: str, *, to: str = "", in_person: bool = False) -> None:
    """Release a message to the other party of its thread, signing `reading` and `approved` first where missing.

    All of it is opened and verified before; the recipient's key comes from the newest verified `party`. An edit needs
    its author's newest agreement (R4). Released before, it is granted again, to a newer key of theirs.
    to: which party a carried message goes to, where nobody was asked about it;
    in_person: it was said, so that nothing is granted.
    Raises Refusal (409 `state-moved`, 422 `consent-missing`, `not-prepared`, `desk-closed`, `agreement-missing`),
    Untrusted, NotPossible.
    """
    opened, _ = read.look(session, message)
    context = opened.context
    state = messages.require_known_author(session, context)
    if context.kind not in RELEASABLE:
        raise Refusal(422, "role")
    _require_agreement(state, context)
    sender, to = sides(session, state, context, to=to)
    state.consent(sender, context.kind, consents.SEND)
    consent = state.consent(to, context.kind, consents.RECEIVE)
    state.require_prepared(context.thread, OFFENDER)
    if in_person and context.kind != RELAYED:
        raise Refusal(422, "grant-missing")
    box = b"" if in_person else recipient_box(session, state, to)
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


def sides(session: Session, state: CaseState, context: Context, *, to: str = "") -> tuple[str, str]:
    """Tell whose words a message carries and who they are for: (sender, recipient).

    to: for a carried message about which nobody was asked. Raises NotPossible where that is not said.
    """
    newest = state.parties.get(context.thread)
    if newest is None or not newest.text("card"):
        raise NotPossible("this thread has no victim now")
    both = (context.thread, OFFENDER)
    sender = author_party(session, state, context)
    if sender == "":
        if to not in both:
            raise NotPossible("say to whom")
        sender = next(side for side in both if side != to)
    return sender, next(side for side in both if side != sender)


def author_party(session: Session, state: CaseState, context: Context) -> str:
    """Tell whose words a message carries: of an edit its original's author's, "" for a carried one not asked about."""
    if context.kind == RELAYED:
        asked = state.words.asked.get(context.id)
        answer = asked.answer if asked else None
        if answer is None:
            return ""
        return OFFENDER if session.trust.roster().card_by_sign(answer.by) is not None else context.thread
    return state.words.owners.get(context.id, "")


def _require_agreement(state: CaseState, context: Context) -> None:
    """Raise Refusal 422 `agreement-missing` for an edit, or carried words, that its author has not agreed to (R4)."""
    asked = state.words.asked.get(context.original or context.id)
    carried = context.kind == RELAYED and asked is not None
    if (context.original or carried) and not (asked and asked.edited == context.id and asked.agreed):
        raise Refusal(422, "agreement-missing")


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
    first = (states.READING, states.APPROVED)
    steps = {states.SEALED: first, states.APPROVED: (), states.RELEASED: ()}.get(now, (states.APPROVED,))
    return [statements.sign(session, "review", context.case, message=context.id, to=to, until="") for to in steps]


def _digest(grant: Signed, opened: Opened) -> bytes:
    return read_grant(grant, opened.context).digest
