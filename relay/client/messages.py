"""Fetch a message and open it after every check that its reader owes (protocol.md §1, §4.5, §6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from relay.client import desks, wire
from relay.client.case_state import CaseState
from relay.client.errors import Untrusted
from relay.client.ledgers import read_ledger
from relay.protocol.body import sealed_size
from relay.protocol.context import read_context
from relay.protocol.grant import read_grant
from relay.protocol.message import Opened, open_message
from relay.protocol.verify import Envelope

if TYPE_CHECKING:
    from relay.client.session import Session
    from relay.protocol.container import Container
    from relay.protocol.context import Context

READ_THE_LEDGER: Final = ("mediator", "officer")


@dataclass(frozen=True)
class Message:
    """A served message, its envelope readable but not yet verified to the end; body is sealed."""

    envelope: Envelope
    context: Context
    body: bytes = field(repr=False)


def fetch(session: Session, message: str) -> Message:
    """Fetch envelope and sealed body; raises Refusal (404), Untrusted."""
    envelope, context = fetch_envelope(session, message)
    body, _ = session.http.get_bytes(f"/messages/{message}/body", at_most=sealed_size(context.size))
    return Message(envelope, context, body)


def fetch_envelope(session: Session, message: str) -> tuple[Envelope, Context]:
    """Fetch what stands around a message, not its body; raises Refusal (404), Untrusted."""
    answer = session.http.get(f"/messages/{message}")
    statement = wire.signed(answer, "statement") if answer.get("statement") else None
    envelope = Envelope(
        wire.text(answer, "context").encode(),
        wire.signed(answer, "seal"),
        wire.signed(answer, "grant"),
        statement=statement,
    )
    with wire.believing():
        context = read_context(envelope.context, session.trust.instance)
    if context.id != message:
        raise Untrusted("another message than the one asked for")
    return envelope, context


def open_served(session: Session, message: Message) -> tuple[Opened, Container]:
    """Open a served message with the key this person's grant names.

    Refuses a later grant unless its granter held the desk key it was sealed to and a statement of theirs
    names it; gives a mediator or an officer nothing that the staff ledger does not hold just so (R3, R4), else
    the server could put its own words in the place of any that came with its entry grant.
    Raises Untrusted, NotPossible, Refusal.
    """
    context = message.context
    desk = desk_of(context)
    chain = session.trust.custody(desk)
    epoch = chain.epoch_of_key(context.desk)
    if epoch is None or chain.position(context.custody) is None:
        raise Untrusted("sealed to a key that never was this desk's")
    with wire.believing():
        opened = open_message(
            message.envelope,
            message.body,
            _secret_for(session, message),
            instance=session.trust.instance,
            desk_holders=desks.holder_keys(session, chain, context.desk),
        )
    if session.me.role in READ_THE_LEDGER:
        require_known_author(session, context)
    return opened


def desk_of(context: Context) -> str:
    """Name the desk that a message of this kind is sealed to (protocol.md §4.2)."""
    return desks.OFFICE if context.kind in ("sheet", "request") else desks.case_desk(context.case)


def require_known_author(session: Session, context: Context) -> CaseState:
    """Check against the staff ledger that the author had a part in that thread; return the case's state.

    For officers and mediators. Raises Untrusted where the ledger does not hold the message.
    """
    state = CaseState.of(read_ledger(session, context.case))
    known = state.messages.get(context.id)
    if known is None or known.data != context.data:
        raise Untrusted("the ledger does not know this message")
    return state


def missing_before(session: Session, message: str) -> int:
    """Tell how many messages an author counted before this one that the case's ledger does not hold (protocol.md §4.5).

    For the case's mediator: the grant a message came with bears its author's own count. Raises Refusal, Untrusted.
    """
    envelope, context = fetch_envelope(session, message)
    known = require_known_author(session, context).messages.values()
    with wire.believing():
        counted = read_grant(envelope.grant, context).seq
    own = [each.id for each in known if each.author == context.author]
    return max(0, counted - 1 - own.index(message))


def _secret_for(session: Session, message: Message) -> bytes:
    """Find the secret of the key granted to: this person's own, or a desk's that they hold."""
    with wire.believing():
        key = read_grant(message.envelope.grant, message.context).key
    if key == session.me.keys.key_id:
        return session.me.keys.box_sk
    for desk in _desks_held(session):
        if session.trust.custody(desk).epoch_of_key(key) is not None:
            return desks.secret_of(session, desk, key)
    raise Untrusted("granted to a key this person does not hold")


def _desks_held(session: Session) -> list[str]:
    held = wire.objects(session.http.get("/desks"), "desks")
    return list(dict.fromkeys(wire.text(item, "desk") for item in held))
