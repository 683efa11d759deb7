"""Seal a message to a desk and send it; an answer that never came is asked for with the same sealed bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from relay.client import desks, wire
from relay.client.errors import NotPossible, Refusal
from relay.protocol import b64
from relay.protocol.context import read_context
from relay.protocol.message import Address, seal_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.client.session import Session
    from relay.protocol.container import Part
    from relay.protocol.verify import Envelope

INLINE_BODY_BYTES: Final = 1 << 20
TRIES: Final = 3
SEAL_ANEW: Final = frozenset({"stale-custody", "seq-taken"})


@dataclass(frozen=True)
class Draft:
    """What is to be sealed: to which case and thread, as what, and in which language.

    task: the number under which a liaison pulled what this answers, or None.
    """

    case: str
    thread: str
    kind: str
    parts: Sequence[Part] = field(repr=False)
    lang: str
    original: str = ""
    task: int | None = None


def send(
    session: Session,
    case: str,
    parts: Sequence[Part],
    *,
    kind: str = "letter",
    lang: str = "",
    thread: str = "",
    original: str = "",
) -> str:
    """Seal what a victim made, or a mediator was handed in person, to the case desk; return the message's id.

    thread: the victim party it belongs to, which a mediator of several names; original: id of the letter that an aside
    goes with. Raises Refusal (409, 413, 422 by rule), Untrusted, ProtocolError for parts the protocol does not allow.
    """
    belongs = "" if kind == "notes" else thread or thread_of(session, case)
    return deliver(session, Draft(case, belongs, kind, parts, lang or session.me.lang, original), desks.case_desk(case))


def deliver(session: Session, draft: Draft, desk: str) -> str:
    """Seal a draft to a desk's current key and send it; return the message's id.

    It is sealed anew, with all keys new, when the desk changed hands or another message took its number
    meanwhile (protocol.md §6). Raises Refusal, Untrusted, ProtocolError.
    """
    for attempt in range(TRIES):
        envelope, body = seal(session, draft, desk)
        try:
            return post(session, envelope, body, task=draft.task)
        except Refusal as refusal:
            if refusal.reason not in SEAL_ANEW or attempt == TRIES - 1:
                raise
    raise NotPossible("the desk keeps changing")


def seal(session: Session, draft: Draft, desk: str, *, seq: int = 0) -> tuple[Envelope, bytes]:
    """Verify the desk's chain and seal to its current key; return the envelope and the sealed body.

    seq: the author's count in that case; 0 asks the server for the next.
    Raises Refusal (422 `desk-closed`, 409 `mediator-changed` where the author did not confirm a new one).
    """
    chain, epoch = desks.sealable(session, desk)
    if desk == desks.case_desk(draft.case):
        _require_known_mediator(session, draft.case, epoch.holders[0])
    address = Address(
        session.trust.instance, draft.case, draft.thread, draft.kind, epoch.key_id, chain.head, draft.original
    )
    return seal_message(
        session.me.keys,
        address,
        draft.parts,
        lang=draft.lang,
        desk_box=epoch.box,
        seq=seq or next_seq(session, draft.case),
        at=session.now(),
    )


def _require_known_mediator(session: Session, case: str, holder: bytes) -> None:
    """Show a change of mediator and go on only where it is confirmed (protocol.md §6); a mediator knows herself.

    Raises Refusal 409 `mediator-changed`.
    """
    if holder == session.me.card.digest:
        return
    card, known = b64.encode(holder), session.trust.seen.mediator(case)
    if known not in ("", card) and not session.confirms(session.trust.card(holder)):
        raise Refusal(409, "mediator-changed")
    session.trust.seen.note_mediator(case, card)


def post(session: Session, envelope: Envelope, body: bytes, *, task: int | None = None) -> str:
    """Send sealed bytes; the same again is answered the same. Returns the message's id. Raises Refusal."""
    message = read_context(envelope.context).id
    sealed: dict[str, Any] = {
        "context": envelope.context.decode(),
        **wire.write("seal", envelope.seal),
        **wire.write("grant", envelope.grant),
        **({"task": task} if task is not None else {}),
    }
    if len(body) <= INLINE_BODY_BYTES:
        sealed["body"] = b64.encode(body)
    else:
        session.http.put_bytes(f"/messages/{message}/body", body)
    return wire.text(session.http.post("/messages", sealed), "message")


def next_seq(session: Session, case: str) -> int:
    """Ask which number this person's next message in the case has."""
    return wire.number(session.http.get(f"/cases/{case}"), "next_seq")


def thread_of(session: Session, case: str) -> str:
    """Tell the thread that a victim writes in; a mediator's case has one as long as it has one victim.

    Raises Refusal 422 `role` for others: a liaison replies to a task, an officer seals sheets.
    """
    if session.me.role not in ("victim", "mediator"):
        raise Refusal(422, "role")
    answer = session.http.get(f"/cases/{case}")
    if session.me.role == "victim":
        return wire.text(answer, "thread")
    victims = [wire.text(party, "party") for party in wire.objects(answer, "parties") if party.get("card")]
    if len(victims) != 1:
        raise NotPossible("say which thread")
    return victims[0]
