"""What a verified ledger says about its case: parties, consents, preparation, messages (protocol.md §5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.client.errors import Refusal
from relay.client.standing_words import Words
from relay.domain import consents, states
from relay.domain.case import OFFENDER
from relay.domain.consents import MODEL_OF

if TYPE_CHECKING:
    from relay.client.ledger_rules import Entry, Ledger
    from relay.protocol.context import Context
    from relay.protocol.statement import Statement

_AFTER = {
    "return": states.RETURNED,
    "propose": states.PROPOSED,
    "agree": states.AGREED,
    "disagree": states.DISAGREED,
    "release": states.RELEASED,
}


@dataclass
class CaseState:
    """The newest of everything in one ledger.

    parties: newest `party` by party; consents: newest by (party, model, direction); messages: contexts and
    states by id; words: whose they are, what was asked and answered; returns, proposals: the newest of each message.
    """

    parties: dict[str, Statement] = field(default_factory=dict)
    consents: dict[tuple[str, str, str], Statement] = field(default_factory=dict)
    prepared: set[str] = field(default_factory=set)
    messages: dict[str, Context] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    returns: dict[str, Statement] = field(default_factory=dict)
    proposals: dict[str, Statement] = field(default_factory=dict)
    words: Words = field(default_factory=lambda: Words(own=False))

    @classmethod
    def of(cls, ledger: Ledger) -> CaseState:
        """Work out the state from a verified ledger, in its order."""
        state = cls()
        for entry in ledger.entries:
            state._take(entry)
        state.words = ledger.words
        for message in state.words.withdrawn:
            state.states[message] = states.WITHDRAWN
        return state

    def _take(self, entry: Entry) -> None:
        if entry.context is not None:
            self.messages[entry.context.id] = entry.context
            self.states[entry.context.id] = states.SEALED
        elif entry.statement is not None:
            self._take_statement(entry.statement)

    def _take_statement(self, statement: Statement) -> None:
        if statement.type == "party":
            self.parties[statement.text("party")] = statement
        elif statement.type == "consent":
            for direction in consents.directions(statement.text("scope")):
                self.consents[statement.text("party"), statement.text("model"), direction] = statement
        elif statement.type == "prepared":
            self.prepared.add(statement.text("party"))
        elif statement.type == "review":
            self.states[statement.text("message")] = statement.text("to")
        elif statement.type in _AFTER:
            self._take_decision(statement, statement.text("message"))

    def _take_decision(self, statement: Statement, message: str) -> None:
        original = self.messages[message].original if message in self.messages else ""
        edited = statement.text("edited") if "edited" in statement.fields else ""
        for each in {message, original, edited} - {""}:
            self.states[each] = _AFTER[statement.type]
        if statement.type == "return":
            self.returns[message] = statement
        elif statement.type == "propose":
            self.proposals[message] = statement

    def consent(self, party: str, kind: str, direction: str) -> Statement:
        """Find the consent a message of this kind rests on; raises Refusal 422 `consent-missing`."""
        found = self.consents.get((party, MODEL_OF.get(kind, ""), direction))
        if found is None or not found.flag("given"):
            raise Refusal(422, "consent-missing")
        return found

    def require_prepared(self, *parties: str) -> None:
        """Raise Refusal 422 `not-prepared` unless each party's preparation is recorded."""
        if not set(parties) <= self.prepared:
            raise Refusal(422, "not-prepared")

    @property
    def offender_desk(self) -> str:
        """Name the institution's desk, or "" where the mediator delivers in person."""
        party = self.parties.get(OFFENDER)
        return party.text("desk") if party else ""


def line(entry: Entry) -> str:
    """Write an entry as one line for people."""
    if entry.context is not None:
        return f"{entry.position}  {entry.context.kind}  {entry.context.id}"
    if entry.statement is None:
        return str(entry.position)
    fields = (f"{name}={value}" for name, value in entry.statement.fields.items())
    return f"{entry.position}  {entry.statement.at}  {entry.statement.type}  {' '.join(fields)}"
