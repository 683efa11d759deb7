"""Write an accepted message: its row, its one grant, its seal in the ledgers (R2, R9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relay.domain import ledgers, states
from relay.protocol import b64
from relay.services.letter import texts
from relay.storage import ledgers as ledger_rows
from relay.storage import messages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.protocol.context import Context
    from relay.services.letter import Letter
    from relay.services.receive_body import StoredBody
    from relay.services.standing import Standing

SHEET = "sheet"


def keep_message(
    session: Session, standing: Standing, letter: Letter, body: StoredBody, *, sender: str, clock: Clock
) -> None:
    """Write what was checked; body: on disk already, so that the rows come last (R10).

    sender: the party whose words it carries, "" for staff's own.
    """
    context = letter.verified.context
    is_sheet = context.kind == SHEET
    facts = {
        "author": standing.actor.sign,
        "person": standing.actor.person,
        "sender": sender,
        "tray": standing.row.mediator if _waits(context, sender) else None,
        "accepted_at": clock.now(),
    }
    messages.add(session, {**_envelope(letter), **_body(body), **facts}, _grant(letter))
    if is_sheet:
        standing.row.sheet, standing.row.briefed = context.id, False
        session.flush()
    entry = ledger_rows.NewEntry(ledger_rows.SEAL, letter.envelope.seal, context.id)
    ledger_rows.append(session, context.instance, ledgers.names(context.case, standing.who.party), entry)


def _waits(context: Context, sender: str) -> bool:
    """Tell what a party sent, which waits for the mediator, from her own words and edits."""
    return bool(sender) and (context.kind == "aside" or not context.original)


def _envelope(letter: Letter) -> dict[str, Any]:
    context = letter.verified.context
    seal, seal_signature = texts(letter.envelope.seal)
    return {
        "id": context.id,
        "context": letter.envelope.context.decode("utf-8"),
        "h": b64.encode(context.digest),
        "seal": seal,
        "seal_signature": seal_signature,
        "case_code": context.case,
        "thread": context.thread,
        "kind": context.kind,
        "desk": context.desk,
        "original": context.original,
        "size": context.size,
        "seq": letter.verified.grant.seq,
        "state": states.SEALED,
    }


def _body(body: StoredBody) -> dict[str, Any]:
    return {"length": body.seen.size, "body_digest": b64.encode(body.seen.digest), "body_file": body.file}


def _grant(letter: Letter) -> dict[str, Any]:
    grant = letter.verified.grant
    text, signature = texts(letter.envelope.grant)
    return {
        "digest": b64.encode(grant.digest),
        "message": letter.verified.context.id,
        "key_id": grant.key,
        "grant": text,
        "signature": signature,
        "statement": "",
    }
