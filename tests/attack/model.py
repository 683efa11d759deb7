"""design.md §4 to §6 once more, small and plain: what may be done with a letter, and where it is then.

Written from the design, not from the program; a difference between the two is a fault in one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from tests.attack.sides import LETTERS, OFFENDER, RECEIVE, SEND, VICTIM, other

if TYPE_CHECKING:
    from tests.attack.sides import Thread

MOVED, UNKNOWN, ROLE = "state-moved", "not-found", "role"
CONSENT, AGREEMENT = "consent-missing", "agreement-missing"
GRANT, RECIPIENT = "grant-missing", "wrong-recipient"
DONE = ""

READ = frozenset({"reading", "held", "declined", "approved", "agreed", "disagreed"})
RETURNABLE = frozenset({"reading", "held", "declined", "agreed", "disagreed", "proposed", "returned"})
WITH_THE_MEDIATOR = READ | {"sealed"}
CAME_BACK = frozenset({"not-accepted", "failed"})
ON_PAPER = frozenset({"pulled", "printed", *CAME_BACK})
HANDED_OUT = ON_PAPER | {"delivered"}
OFFERED = frozenset({"offered", "opened"})
IN_PERSON = "in-person"
NEXT_AT_THE_COUNTER = {
    "taken": {"pulled"},
    "pulled": {"printed", "failed"},
    "printed": {"printed", "delivered", "not-accepted", "failed"},
    "recalling": {"recalled", "delivered"},
}


@dataclass(eq=False, repr=False)
class Letter:
    """One letter and where it is.

    state: as its mediator sees it; asked: the edit that its author was asked about last; agreed: the edit she agreed
    to; edits: every one, "asked" once she was asked about it; words: the mediator's guidance, and whether she was given
    it; ways: how far each version that was released is on its way; errands: the same of what was proposed to the
    offender, or written to him about it; served: those its recipient was served; called_back: those withdrawn while
    staff had them.
    """

    model: ClassVar[str] = LETTERS
    may_be_said: ClassVar[bool] = False  # in person, instead of shown

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
    errands: dict[str, str] = field(default_factory=dict)
    served: set[str] = field(default_factory=set)
    called_back: set[str] = field(default_factory=set)

    def __repr__(self) -> str:
        return f"<{self.author}'s {self.id[:4]} in {self.thread}: {self.state} {[*self.ways.values()]}>"

    @property
    def versions(self) -> list[str]:
        return [self.id, *self.edits]

    @property
    def questions(self) -> list[str]:
        """What its author may be asked about."""
        return [*self.edits]

    @property
    def papers(self) -> dict[str, str]:
        """What goes to the offender at the counter, and how far it is: what a victim sent, else words about his own."""
        return self.ways if self.author == VICTIM else self.errands

    @property
    def alive(self) -> bool:
        return self.state != "withdrawn"

    @property
    def known(self) -> bool:
        """Tell whether its author knows that it is there."""
        return True

    @property
    def waits(self) -> bool:
        """Tell whether it waits for a decision of its mediator's."""
        return self.state in WITH_THE_MEDIATOR - {"declined"}

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
        self._send_to_author(words)
        return DONE

    def edit(self, edit: str) -> str:
        """A copy to be changed is made of what is still being decided about."""
        if self.state in {"released", "withdrawn"}:
            return MOVED
        self.edits[edit] = ""
        return DONE

    def propose(self, edit: str, to: str) -> set[str]:
        """Return every reason against asking a side about an edit, and ask where there is none.

        What staff have on paper they have: it is not sent there once more.
        """
        reasons = {ROLE} if edit == self.id else set()
        reasons |= {GRANT} if to != self.author else set()
        again = edit in {self.asked, self.agreed} or self.errands.get(edit, "waiting") != "waiting"
        reasons |= {MOVED} if self.state not in RETURNABLE or again else set()
        if not reasons:
            self._off_the_table()
            self._ask(edit)
            self.edits[edit] = "asked"
        return reasons

    def answer(self, edit: str, *, agrees: bool) -> str:
        """What was answered is pulled no more."""
        if self.state != "proposed" or edit != self.asked:
            return MOVED
        self.state = "agreed" if agrees else "disagreed"
        self.agreed = edit if agrees else ""
        self._drop_errand(edit)
        return DONE

    def release(self, version: str, to: str, *, said: bool = False) -> set[str]:
        """Return every reason against it, and let it go where there is none; which reason is told is left open.

        What is decided in the same breath, that an edit is read and approved, counts with it. said: in person.
        """
        gone = self.state in {"released", "withdrawn"}
        not_approved = self.state != "approved" if version == self.id else self.state == "proposed"
        reasons = {MOVED} if gone or not_approved else set()
        reasons |= {AGREEMENT} if not self._may_go(version) else set()
        reasons |= {RECIPIENT} if to == self.author else set()
        reasons |= {CONSENT} if not self._both_agree(to) else set()
        reasons |= {GRANT} if said and not self.may_be_said else set()
        if not reasons:
            self.state, self.author = "released", other(to)
            self.ways[version] = IN_PERSON if said else "waiting" if to == OFFENDER else "offered"
        return reasons

    def withdraw(self) -> str:
        if not self.alive:
            return MOVED
        self.state = "withdrawn"
        for ways in (self.ways, self.errands):
            for version, way in ways.items():
                if way in {"waiting", "taken", IN_PERSON} or (way == "offered" and version not in self.served):
                    ways[version] = "gone"
                elif way in ON_PAPER:
                    ways[version] = "recalling"
                    self.called_back.add(version)
        return DONE

    def handle(self, version: str, outcome: str) -> str:
        if outcome not in NEXT_AT_THE_COUNTER.get(self.papers[version], set()):
            return MOVED
        self.papers[version] = outcome
        return DONE

    def hand_over(self, _outcome: str) -> str:
        """A mediator records only what she brings herself, and letters go through the institution."""
        return UNKNOWN

    def let_it_be_known(self) -> str:
        """Silence is normal: only who says so is known to have read."""
        way = self.ways.get(self.id, "")
        if way not in OFFERED:
            return UNKNOWN
        self.ways[self.id] = "opened"
        return DONE if way == "offered" else MOVED

    def _may_go(self, version: str) -> bool:
        return version in {self.id, self.agreed}

    def _both_agree(self, to: str) -> bool:
        sender, recipient = self.thread.of(other(to)), self.thread.of(to)
        return sender.agrees[self.model, SEND] and recipient.agrees[self.model, RECEIVE]

    def _ask(self, version: str) -> None:
        self.state, self.asked = "proposed", version
        self._send_to_author(version)

    def _send_to_author(self, version: str) -> None:
        """A victim finds it on her page; to the offender it goes on paper."""
        if self.author == OFFENDER:
            self.errands[version] = "waiting"

    def _off_the_table(self) -> None:
        self._drop_errand(self.asked)
        self.asked = self.agreed = ""

    def _drop_errand(self, version: str) -> None:
        if self.errands.get(version) == "waiting":
            del self.errands[version]
