"""design.md §4 to §6 once more, small and plain: what may be done with a letter, and where it is then.

Written from the design, not from the program; a difference between the two is a fault in one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

VICTIM, OFFENDER = "victim", "offender"
SEND, RECEIVE = "send", "receive"

MOVED, UNKNOWN, ROLE = "state-moved", "not-found", "role"
CONSENT, AGREEMENT = "consent-missing", "agreement-missing"
DONE = ""

READ = frozenset({"reading", "held", "declined", "approved", "agreed", "disagreed"})
RETURNABLE = frozenset({"reading", "held", "declined", "agreed", "disagreed", "proposed", "returned"})
WITH_THE_MEDIATOR = READ | {"sealed"}
CAME_BACK = frozenset({"not-accepted", "failed"})
ON_PAPER = frozenset({"pulled", "printed", *CAME_BACK})
HANDED_OUT = ON_PAPER | {"delivered"}
OFFERED = frozenset({"offered", "opened"})
NEXT_AT_THE_COUNTER = {
    "taken": {"pulled"},
    "pulled": {"printed", "failed"},
    "printed": {"printed", "delivered", "not-accepted", "failed"},
    "recalling": {"recalled", "delivered"},
}


@dataclass(eq=False)
class Side:
    """What one side agrees to now, and the digest of its newest word, for each direction."""

    agrees: dict[str, bool] = field(default_factory=dict)
    newest: dict[str, str] = field(default_factory=dict)

    def says(self, scope: str, digest: str, *, given: bool) -> None:
        for direction in (SEND, RECEIVE) if scope == "all" else (scope,):
            self.agrees[direction], self.newest[direction] = given, digest


@dataclass(eq=False, repr=False)
class Case:
    """A case; mediator: her name."""

    code: str
    mediator: str
    offender: Side = field(default_factory=Side)

    def __repr__(self) -> str:
        return self.code


@dataclass(eq=False, repr=False)
class Thread:
    """What passes between one victim, by her name, and the offender of a case."""

    case: Case
    party: str
    victim: str
    side: Side = field(default_factory=Side)

    def __repr__(self) -> str:
        return self.ledger

    @property
    def ledger(self) -> str:
        return f"{self.case.code}/{self.party}"


@dataclass(eq=False, repr=False)
class Letter:
    """One letter and where it is.

    state: as its mediator sees it; asked: the edit that its author was asked about last; agreed: the edit she agreed
    to; edits: every one, "asked" once she was asked about it; words: the mediator's guidance, and whether she was given
    it; ways: how far each version that was released is on its way; served: those its recipient was served; called_back:
    those withdrawn while staff had them.
    """

    id: str
    author: str
    thread: Thread
    state: str = "sealed"
    edits: dict[str, str] = field(default_factory=dict)
    words: dict[str, bool] = field(default_factory=dict)
    asked: str = ""
    agreed: str = ""
    returned: bool = False
    ways: dict[str, str] = field(default_factory=dict)
    served: set[str] = field(default_factory=set)
    called_back: set[str] = field(default_factory=set)

    def __repr__(self) -> str:
        return f"<{self.author}'s {self.id[:4]} in {self.thread}: {self.state} {[*self.ways.values()]}>"

    @property
    def versions(self) -> list[str]:
        return [self.id, *self.edits]

    @property
    def alive(self) -> bool:
        return self.state != "withdrawn"

    def review(self, to: str) -> str:
        allowed = WITH_THE_MEDIATOR if to == "reading" else READ
        if self.state not in allowed:
            return MOVED
        self.state = to
        return DONE

    def give_back(self, words: str) -> str:
        came_back = self.state == "released" and CAME_BACK & set(self.ways.values())
        if self.state not in RETURNABLE and not came_back:
            return MOVED
        self.state, self.returned, self.words[words] = "returned", True, True
        self._off_the_table()
        return DONE

    def edit(self, edit: str) -> str:
        """A copy to be changed is made of what is still being decided about."""
        if self.state in {"released", "withdrawn"}:
            return MOVED
        self.edits[edit] = ""
        return DONE

    def propose(self, edit: str) -> str:
        if self.state not in RETURNABLE or edit in {self.asked, self.agreed}:
            return MOVED
        self._off_the_table()
        self.state, self.asked, self.edits[edit] = "proposed", edit, "asked"
        return DONE

    def answer(self, edit: str, *, agrees: bool) -> str:
        if self.state != "proposed" or edit != self.asked:
            return MOVED
        self.state = "agreed" if agrees else "disagreed"
        self.agreed = edit if agrees else ""
        return DONE

    def release(self, version: str) -> set[str]:
        """Return every reason against it, and let it go where there is none; which reason is told is left open.

        What is decided in the same breath, that an edit is read and approved, counts with it.
        """
        gone = self.state in {"released", "withdrawn"}
        not_approved = self.state != "approved" if version == self.id else self.state == "proposed"
        reasons = {MOVED} if gone or not_approved else set()
        reasons |= {AGREEMENT} if version not in {self.id, self.agreed} else set()
        reasons |= {CONSENT} if not self._both_agree() else set()
        if not reasons:
            self.state, self.ways[version] = "released", "waiting" if self.author == VICTIM else "offered"
        return reasons

    def withdraw(self) -> str:
        if not self.alive:
            return MOVED
        self.state = "withdrawn"
        for version, way in self.ways.items():
            if way in {"waiting", "taken"} or (way == "offered" and version not in self.served):
                self.ways[version] = "gone"
            elif way in ON_PAPER:
                self.ways[version] = "recalling"
                self.called_back.add(version)
        return DONE

    def handle(self, version: str, outcome: str) -> str:
        if outcome not in NEXT_AT_THE_COUNTER.get(self.ways[version], set()):
            return MOVED
        self.ways[version] = outcome
        return DONE

    def let_it_be_known(self) -> str:
        """Silence is normal: only who says so is known to have read."""
        way = self.ways.get(self.id, "")
        if way not in OFFERED:
            return UNKNOWN
        self.ways[self.id] = "opened"
        return DONE if way == "offered" else MOVED

    def _both_agree(self) -> bool:
        sides = self.thread.side, self.thread.case.offender
        sender, recipient = sides if self.author == VICTIM else reversed(sides)
        return sender.agrees[SEND] and recipient.agrees[RECEIVE]

    def _off_the_table(self) -> None:
        self.asked = self.agreed = ""
