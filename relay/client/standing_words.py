"""What a ledger says about each message: whose it is, what was asked and answered, what went, what was withdrawn.

A reader holds every answer, withdrawal and release against it (R4, R5; protocol.md §5). Does no I/O.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from relay.domain.case import OFFENDER, is_victim
from relay.protocol.context import LETTERS
from relay.protocol.statement_forms import STAFF_HOWS, VICTIM_HOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relay.protocol.context import Context
    from relay.protocol.statement import Statement

ANSWERS = ("agree", "disagree")


@dataclass(frozen=True)
class Asked:
    """The newest proposal of a message: which edit, and the answer to it (None: not yet)."""

    edited: str
    answer: Statement | None = None

    @property
    def agreed(self) -> bool:
        """Tell whether the author agreed."""
        return self.answer is not None and self.answer.type == "agree"


@dataclass(frozen=True)
class Words:
    """The messages of one ledger so far, by id.

    own: it is a victim's own ledger, in which others' messages stand only by name. owners: the party whose words a
    message carries, "" for the mediator's own; originals: of edits; seals: digests; asked: newest proposals;
    released: to whom; withdrawn: what was taken back.
    """

    own: bool
    owners: Mapping[str, str] = field(default_factory=dict)
    originals: Mapping[str, str] = field(default_factory=dict)
    seals: Mapping[str, bytes] = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)
    released: Mapping[str, str] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()

    def after_seal(self, context: Context, seal: bytes, party: str) -> Words:
        """Take in an accepted message; party: its author's, "" for the mediator's own words."""
        edit = context.kind in LETTERS and context.original != ""
        owner = self.owners.get(context.original, "") if edit else party
        return replace(
            self,
            owners={**self.owners, context.id: owner},
            originals={**self.originals, context.id: context.original} if edit else self.originals,
            seals={**self.seals, context.id: seal},
        )

    def after_statement(self, statement: Statement, party: str) -> Words:
        """Take in a decision; party: whose, where a party's own (staff sign for the offender)."""
        if statement.type == "propose":
            asked = Asked(statement.text("edited"))
            return replace(self, asked={**self.asked, statement.text("message"): asked})
        if statement.type == "return":  # what was proposed is off the table
            left = {message: asked for message, asked in self.asked.items() if message != statement.text("message")}
            return replace(self, asked=left)
        if statement.type in ANSWERS:
            answered = Asked(statement.text("edited"), statement)
            return replace(self, asked={**self.asked, statement.text("message"): answered})
        if statement.type == "release":
            return replace(self, released={**self.released, statement.text("message"): statement.text("to")})
        if statement.type == "withdraw":
            return replace(self, withdrawn=self.withdrawn | self._taken_back(statement, party))
        return self

    def allow(self, statement: Statement, party: str) -> bool:
        """Tell whether an answer, a withdrawal or a release may stand after what stands so far."""
        if statement.type in ANSWERS:
            return self._is_own(statement, party) and self._answers_newest(statement)
        if statement.type == "withdraw":
            return self._is_own(statement, party)
        return statement.type != "release" or self._may_go(statement)

    def concerns_reader(self, statement: Statement) -> bool:
        """Tell a withdrawal of the offender's that stands in a victim's ledger: of what was released to her.

        A liaison may have signed it, whose card a victim is never shown.
        """
        how, message = statement.text("how"), statement.text("message")
        here = [named for named, to in self.released.items() if is_victim(to)]
        return self.own and how in STAFF_HOWS and (message in here if message else bool(here))

    def _is_own(self, statement: Statement, party: str) -> bool:
        how = STAFF_HOWS if party == OFFENDER else (VICTIM_HOW,)
        message = statement.text("message")
        owner = self.owners.get(message) or party  # a carried message is no party's until it was asked about
        return statement.text("how") in how and (message == "" or owner == party)

    def _answers_newest(self, statement: Statement) -> bool:
        asked, edited = self.asked.get(statement.text("message")), statement.text("edited")
        seal = self.seals.get(edited, statement.digest_field("seal"))
        newest = asked is not None and asked.answer is None and asked.edited == edited
        return newest and seal == statement.digest_field("seal")

    def _may_go(self, statement: Statement) -> bool:
        message = statement.text("message")
        original = self.originals.get(message) or self._original_of(message)
        if {message, original} & self.withdrawn:
            return False
        asked = self.asked.get(original)
        if message != original or (asked is not None and asked.edited == message):  # an edit, or carried
            return asked is not None and asked.edited == message and asked.agreed
        return not self.own or is_victim(statement.text("to")) or message in self.owners

    def _original_of(self, message: str) -> str:
        """Find in a victim's own ledger what an edit was made of: she was asked about it."""
        return next((named for named, asked in self.asked.items() if asked.edited == message), message)

    def _taken_back(self, statement: Statement, party: str) -> frozenset[str]:
        message = statement.text("message")
        named = {message} if message else {each for each, owner in self.owners.items() if owner == party}
        return frozenset(named | {self.originals.get(each, each) for each in named})
