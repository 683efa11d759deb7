"""Check one ledger, entry by entry: links, signatures, and that its signers had the part to sign (protocol.md §5).

Does no I/O: the evidence is handed in, so that the same check runs on an exported file without a network.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from relay.client.errors import Untrusted
from relay.client.standing_words import Words
from relay.client.wire import believing
from relay.domain.case import OFFENDER, is_victim
from relay.protocol import ledger
from relay.protocol.context import LETTERS, Context, may_author, read_context
from relay.protocol.seal import read_seal
from relay.protocol.statement import Statement, read_statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relay.protocol.card import Card
    from relay.protocol.custody import Custody
    from relay.protocol.roster import Roster
    from relay.protocol.signed import Signed

STATEMENT, SEAL = "statement", "seal"
BY_OFFICER: Final = frozenset({"brief", "dispose", "party", "state"})
BY_MEDIATOR: Final = frozenset({"party", "state", "prepared", "review", "return", "propose", "release", "consult"})
BEFORE_OPENING: Final = frozenset({"party", "state"})  # an assigned mediator may sign these before opening the desk
BY_PARTY: Final = frozenset({"accept", "consent", "agree", "disagree", "withdraw", "state", "opened"})
FOR_OFFENDER: Final = frozenset({"accept", "consent", "agree", "disagree", "withdraw", "handled"})


@dataclass(frozen=True)
class Entry:
    """One verified entry: a statement, or an accepted message's context; link is the chain's after it."""

    position: int
    link: bytes
    signed: Signed = field(repr=False)
    statement: Statement | None = None
    context: Context | None = None


@dataclass(frozen=True)
class Evidence:
    """What signers are held against: the roster, the case desk's custody, victims' cards by digest."""

    roster: Roster
    custody: Custody
    cards: Mapping[bytes, Card]


@dataclass(frozen=True)
class Ledger:
    """A verified ledger so far; append makes a new one and leaves this as it was."""

    name: str
    link: bytes
    entries: tuple[Entry, ...] = ()
    nonces: frozenset[str] = frozenset()
    victims: Mapping[bytes, str] = field(default_factory=dict)
    words: Words = field(default_factory=lambda: Words(own=False))

    @classmethod
    def start(cls, instance: bytes, name: str) -> Ledger:
        """Begin an empty ledger: CASE or CASE/victim-N."""
        return cls(name, ledger.first_link(instance, name), words=Words(own="/" in name))

    @property
    def case(self) -> str:
        """Name the case."""
        return self.name.partition("/")[0]

    def append_statement(self, signed: Signed, evidence: Evidence) -> Ledger:
        """Verify a statement at its place; raises Untrusted."""
        with believing():
            statement = read_statement(signed)
            link = ledger.next_link(self.link, signed)
        if statement.case != self.case or statement.nonce in self.nonces:
            raise Untrusted("a statement of another case, or one that stands here already")
        party = self._party_of(statement, evidence)
        if not (self._may_sign(statement, evidence) and self.words.allow(statement, party)):
            raise Untrusted(f"{statement.type} signed by who had not that part, or not then")
        return Ledger(
            self.name,
            link,
            (*self.entries, Entry(len(self.entries) + 1, link, signed, statement=statement)),
            self.nonces | {statement.nonce},
            self._victims_after(statement, evidence),
            self.words.after_statement(statement, party),
        )

    def append_seal(self, signed: Signed, context_data: bytes, evidence: Evidence) -> Ledger:
        """Verify an accepted message's seal at its place, and that its author writes such (§4.2); raises Untrusted."""
        with believing():
            context = read_context(context_data, evidence.roster.instance)
            seal = read_seal(signed, context)
            link = ledger.next_link(self.link, signed)
        if any(entry.context and entry.context.id == context.id for entry in self.entries):
            raise Untrusted("a message that stands here already")
        staff = evidence.roster.card_by_sign(context.author)
        role = self._role_of(context, staff, evidence)
        if context.case != self.case or not (role and may_author(role, kind=context.kind, original=context.original)):
            raise Untrusted("a message of another case, or of a kind that its author had no part to write")
        entry = Entry(len(self.entries) + 1, link, signed, context=context)
        words = self.words.after_seal(context, seal.digest, _author_party(context, staff))
        return Ledger(self.name, link, (*self.entries, entry), self.nonces, self.victims, words)

    def _role_of(self, context: Context, staff: Card | None, evidence: Evidence) -> str:
        """Tell in which role somebody wrote into this case; "" for who had none in it."""
        if staff is None:
            return "victim" if self.victims.get(context.author) == context.thread else ""
        is_strange = staff.role == "mediator" and not _had_the_case(staff, SEAL, evidence)
        return "" if is_strange else staff.role

    def _may_sign(self, statement: Statement, evidence: Evidence) -> bool:
        roster, by, type_ = evidence.roster, statement.by, statement.type
        card = roster.card_by_sign(by)
        role = card.role if card else ""
        if role == "officer":
            return type_ in BY_OFFICER
        if role == "mediator" and card is not None:
            return type_ == "declare" or (type_ in BY_MEDIATOR | FOR_OFFENDER and _had_the_case(card, type_, evidence))
        if role == "liaison":
            return type_ in FOR_OFFENDER and statement.fields.get("party", OFFENDER) == OFFENDER
        if role == "root":
            return type_ == "restored"
        if type_ == "withdraw" and self.words.concerns_reader(statement):
            return True
        return type_ in BY_PARTY and self._speaks_for_herself(statement)

    def _party_of(self, statement: Statement, evidence: Evidence) -> str:
        """Tell for which party somebody signs what a party signs: a victim for herself, staff for the offender."""
        if evidence.roster.card_by_sign(statement.by) is not None:
            return OFFENDER
        return self.victims.get(statement.by, OFFENDER)

    def _speaks_for_herself(self, statement: Statement) -> bool:
        party = self.victims.get(statement.by)
        return party is not None and statement.fields.get("party", party) == party

    def _victims_after(self, statement: Statement, evidence: Evidence) -> Mapping[bytes, str]:
        """Let the newest `party` count alone: an ended or replaced card speaks for nobody any more."""
        if statement.type != "party" or not is_victim(statement.text("party")):
            return self.victims
        party = statement.text("party")
        others = {sign: whose for sign, whose in self.victims.items() if whose != party}
        if not statement.text("card"):
            return others
        card = evidence.cards.get(statement.digest_field("card"))
        if card is None or card.role != "victim":
            raise Untrusted("a party whose card is missing, or no victim's")
        return {**others, card.sign: party}


def _author_party(context: Context, staff: Card | None) -> str:
    """Tell whose words a message carries by its author: a victim's, or by staff the offender's or nobody's."""
    if staff is None:
        return context.thread
    return OFFENDER if context.kind in (*LETTERS, "aside") else ""


def _had_the_case(card: Card, type_: str, evidence: Evidence) -> bool:
    if type_ in BEFORE_OPENING:
        return any(card.digest in epoch.assigned for epoch in evidence.custody.epochs)
    return evidence.custody.ever_held(card.digest)
