"""Grant again what was released: to a party's newer card, or an institution's newer key (protocol.md §4.5, §5, §6)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from relay.client import ledgers, messages, read, release, statements, tray, wire
from relay.client.errors import NotPossible, Refusal
from relay.domain import consents, states
from relay.domain.case import OFFENDER
from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward

if TYPE_CHECKING:
    from relay.client.ledger_rules import Ledger
    from relay.client.session import Session
    from relay.protocol.message import Opened
    from relay.protocol.signed import Signed


def regrant(session: Session, case: str, party: str) -> int:
    """Grant in one step what had been released to a party's earlier card, as far as this mediator's keys open it.

    party: of the offender, what waits in her tray since nobody at the institution has the key any more. Returns
    how many messages. Raises Refusal (422 `consent-missing`, `desk-closed`), Untrusted.
    """
    ledger = ledgers.read_ledger(session, case)
    waiting = _asked_again(session, ledger) if party == OFFENDER else _waiting(ledger, party)
    found = [_open(session, message) for message in waiting]
    opened = [each for each in found if each is not None]
    made = [_released(session, each, party) for each in opened]
    if made:
        statements.post(session, [signed for signed, _ in made], [grant for _, grant in made])
    return len(made)


def _waiting(ledger: Ledger, party: str) -> list[str]:
    """Return the messages released to a party before its present card took another's place, the oldest first."""
    card, released = "", dict[str, bool]()
    for entry in ledger.entries:
        said = entry.statement
        if said is None:
            continue
        if said.type == "party" and said.text("party") == party and said.text("card") not in ("", card):
            released = dict.fromkeys(released, True)
            card = said.text("card")
        if said.type == "release" and said.text("to") == party and said.digests("grants"):
            released[said.text("message")] = False
    return [message for message, waits in released.items() if waits]


def _asked_again(session: Session, ledger: Ledger) -> list[str]:
    """Return what the server asks to be granted again, as far as this case's ledger says that it was released there."""
    said = (entry.statement for entry in ledger.entries if entry.statement is not None)
    there = {each.text("message") for each in said if each.type == "release" and each.text("to") == OFFENDER}
    asked = [wire.text(item, "message") for item in tray.tray(session) if item.get("state") == states.RELEASED]
    return [message for message in asked if message in there]


def _open(session: Session, message: str) -> Opened | None:
    try:
        opened, _ = read.look(session, message)
    except (NotPossible, Refusal) as error:
        if isinstance(error, Refusal) and error.status != HTTPStatus.NOT_FOUND:
            raise
        return None  # sealed to a key that only an earlier mediator has
    state = messages.require_known_author(session, opened.context)
    return opened if state.states[message] == states.RELEASED else None


def _released(session: Session, opened: Opened, party: str) -> tuple[Signed, Signed]:
    context = opened.context
    state = messages.require_known_author(session, context)
    consent = state.consent(party, context.kind, consents.RECEIVE)
    grant = forward(session.me.keys, opened, release.recipient_box(session, state, party), at=session.now())
    named = [b64.encode(read_grant(grant, context).digest)]
    digest = b64.encode(consent.digest)
    fields = {"message": context.id, "to": party, "consent": digest, "grants": named}
    return statements.sign(session, "release", context.case, **fields), grant
