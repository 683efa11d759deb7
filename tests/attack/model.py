"""design.md §4 to §6 once more, small and plain: what may be done with a letter, and what each may see of it.

Written from the design, not from the program; a difference between the two is a fault in one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

VICTIM, OFFENDER = "victim", "offender"

MOVED, UNKNOWN = "state-moved", "not-found"
CONSENT, AGREEMENT, GRANTS = "consent-missing", "agreement-missing", "grant-missing"
DONE = ""

READ = frozenset({"reading", "held", "declined", "approved", "agreed", "disagreed"})
RETURNABLE = frozenset({"reading", "held", "declined", "agreed", "disagreed", "proposed", "returned"})
HANDED_OUT = frozenset({"pulled", "printed", "delivered", "not-accepted", "failed"})
NEXT_AT_THE_COUNTER = {
    "taken": {"pulled"},
    "pulled": {"printed", "failed"},
    "printed": {"printed", "delivered", "not-accepted", "failed"},
    "recalling": {"recalled", "delivered"},
}


@dataclass
class Letter:
    """One letter and where it is.

    state: as its mediator sees it; asked: the edit that its author was asked about last; agreed: the edit she agreed
    to; edits: every one, asked about or not; went: which version was released; way: how far that is on its way;
    called_back: withdrawn while staff had it.
    """

    id: str
    author: str
    state: str = "sealed"
    edits: dict[str, str] = field(default_factory=dict)
    asked: str = ""
    agreed: str = ""
    returned: bool = False
    went: str = ""
    way: str = ""
    served: bool = False
    called_back: bool = False

    # what may be done

    def review(self, to: str) -> str:
        allowed = READ | {"sealed"} if to == "reading" else READ
        if self.state not in allowed:
            return MOVED
        self.state = to
        return DONE

    def give_back(self) -> str:
        came_back = self.state == "released" and self.way in {"not-accepted", "failed"}
        if self.state not in RETURNABLE and not came_back:
            return MOVED
        self.state, self.returned = "returned", True
        self._off_the_table()
        return DONE

    def edit(self, edit: str) -> str:
        """A copy to be changed is made of what is still being decided about."""
        if self.state in {"released", "withdrawn"}:
            return MOVED
        self.edits[edit] = "draft"
        return DONE

    def propose(self, edit: str) -> str:
        if self.state not in RETURNABLE or self.edits[edit] != "draft":
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

    def withdraw(self) -> str:
        if self.state == "withdrawn":
            return MOVED
        self.state = "withdrawn"
        if self.way in {"waiting", "taken"} or (self.way == "offered" and not self.served):
            self.way = "gone"
        elif self.way in {"pulled", "printed", "not-accepted", "failed"}:
            self.way, self.called_back = "recalling", True
        return DONE

    def handle(self, outcome: str) -> str:
        if outcome not in NEXT_AT_THE_COUNTER.get(self.way, set()):
            return MOVED
        self.way = outcome
        return DONE

    def _off_the_table(self) -> None:
        if self.asked:
            self.edits[self.asked] = "draft"
        self.asked = self.agreed = ""

    # what may be seen

    def mediator_opens(self) -> bool:
        return self.state != "withdrawn"

    def victim_opens(self) -> bool:
        if self.author == VICTIM:
            return self.returned and self.state != "withdrawn"
        return self.way == "offered"

    def liaison_opens(self) -> bool:
        """What was called back is closed to staff, also where they record that it had been handed over before."""
        handed_out = self.author == VICTIM and self.way in HANDED_OUT and self.went == self.id
        return handed_out and not self.called_back
