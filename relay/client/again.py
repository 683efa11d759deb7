"""Grant again what a party had: to its newer card, or an institution's newer key (protocol.md §4.5, §5, §6)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from relay.client import ledgers, read, release, statements, tray, wire
from relay.client.case_state import CaseState
from relay.domain import consents, states
from relay.domain.case import OFFENDER
from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relay.client.ledger_rules import Entry, Ledger
    from relay.client.session import Session
    from relay.protocol.message import Opened
    from relay.protocol.signed import Signed
    from relay.protocol.statement import Statement

STANDING: Final[Mapping[str, Sequence[str]]] = {
    states.RELEASED: ("release",),
    states.RETURNED: ("return",),
    states.PROPOSED: ("return", "propose"),
}
GRANTED: Final[Mapping[str, Sequence[str]]] = {  # by type, the fields that name what a statement grants
    "release": ("message",),
    "return": ("guidance", "message"),
    "propose": ("edited",),
}


def regrant(session: Session, case: str, party: str) -> int:
    """Grant in one step what a party's earlier card was released, returned and asked, as far as this mediator opens it.

    party: of the offender, what waits in her tray since nobody at the institution has the key any more. Returns
    how many messages. Raises Refusal (422 `consent-missing`, `desk-closed`, `not-prepared`), Untrusted.
    """
    ledger = ledgers.read_ledger(session, case)
    state = CaseState.of(ledger)
    waiting = _asked_again(session, ledger, state) if party == OFFENDER else _waiting(ledger, state, party)
    if waiting:
        state.require_prepared(party, OFFENDER)
    found = [_again(session, state, decisions, party) for decisions in waiting]
    made = [each for signed in found if signed is not None for each in signed]
    if made:
        statements.post(session, [signed for signed, _ in made], [grant for _, grants in made for grant in grants])
    return sum(signed is not None for signed in found)


def _waiting(ledger: Ledger, state: CaseState, party: str) -> list[list[Statement]]:
    """Return by message the decisions from before a party's present card took another's place, that stand."""
    since, newest = _bound_at(ledger, party), _newest(ledger)
    found = (
        [newest[message, type_] for type_ in STANDING.get(now, ()) if (message, type_) in newest]
        for message, now in state.states.items()
    )
    return [
        [said for _, said in decisions if _is_for(said, state, party)]
        for decisions in found
        if any(position < since and _is_for(said, state, party) for position, said in decisions)
    ]


def _newest(ledger: Ledger) -> dict[tuple[str, str], tuple[int, Statement]]:
    """Find the newest release, return and proposal of each message, with their positions."""
    said = ((entry.position, entry.statement) for entry in ledger.entries if entry.statement is not None)
    return {(each.text("message"), each.type): (place, each) for place, each in said if each.type in GRANTED}


def _is_for(said: Statement, state: CaseState, party: str) -> bool:
    if said.type == "release":
        return said.text("to") == party and bool(said.digests("grants"))
    return state.words.owners.get(said.text("message")) == party


def _bound_at(ledger: Ledger, party: str) -> int:
    """Tell at which position the present card took the place of an earlier one; 0 where it is the first."""
    cards = [(entry.position, card) for entry in ledger.entries if (card := _card(entry, party))]
    changes = [place for (_, before), (place, card) in pairwise(cards) if card != before]
    return changes[-1] if changes else 0


def _card(entry: Entry, party: str) -> str:
    said = entry.statement
    return said.text("card") if said is not None and said.type == "party" and said.text("party") == party else ""


def _asked_again(session: Session, ledger: Ledger, state: CaseState) -> list[list[Statement]]:
    """Return what the server asks to be granted again, as far as this case's ledger says that it was released there."""
    said = (entry.statement for entry in ledger.entries if entry.statement is not None)
    there = {each.text("message"): each for each in said if each.type == "release" and each.text("to") == OFFENDER}
    asked = [wire.text(item, "message") for item in tray.tray(session) if item.get("state") == states.RELEASED]
    return [[there[each]] for each in asked if each in there and state.states[each] == states.RELEASED]


def _again(
    session: Session, state: CaseState, decisions: Sequence[Statement], party: str
) -> list[tuple[Signed, list[Signed]]] | None:
    """Sign decisions about one message anew, each with its grants; None where this mediator never had a key to it."""
    found = [[_open(session, said.text(name)) for name in GRANTED[said.type]] for said in decisions]
    opened = [[each for each in granted if each is not None] for granted in found]
    if opened != found:
        return None
    return [_signed(session, state, said, each, party) for said, each in zip(decisions, opened, strict=True)]


def _open(session: Session, message: str) -> Opened | None:
    found = read.look_if_held(session, message)
    return found and found[0]


def _signed(
    session: Session, state: CaseState, said: Statement, opened: Sequence[Opened], party: str
) -> tuple[Signed, list[Signed]]:
    box = release.recipient_box(session, state, party)
    grants = [forward(session.me.keys, each, box, at=session.now()) for each in opened]
    named = [b64.encode(read_grant(grant, each.context).digest) for grant, each in zip(grants, opened, strict=True)]
    own = {name: said.text(name) for name in ("message", *GRANTED[said.type])}
    if said.type == "release":
        consent = state.consent(party, opened[0].context.kind, consents.RECEIVE)
        own |= {"to": party, "consent": b64.encode(consent.digest)}
    return statements.sign(session, said.type, opened[0].context.case, **own, grants=named), grants
