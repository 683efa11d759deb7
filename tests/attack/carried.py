"""What the mediator carries between two sides in words of her own, once more as design.md §4 and §6 have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tests.attack.model import CAME_BACK, DONE, GRANT, IN_PERSON, MOVED, ROLE, UNKNOWN, Letter
from tests.attack.sides import OFFENDER, RELAYED

UNASKED = frozenset({"sealed", "reading", "held", "declined"})


@dataclass(eq=False, repr=False)
class Carried(Letter):
    """A message whose author is whose words it carries: "" until she asked them, or passed it on.

    said: it was not shown but said in person.
    """

    model: ClassVar[str] = RELAYED
    may_be_said: ClassVar[bool] = True
    said: bool = False

    @property
    def questions(self) -> list[str]:
        return [self.id]

    @property
    def papers(self) -> dict[str, str]:
        return self.errands if self.said or self.author == OFFENDER else self.ways

    @property
    def known(self) -> bool:
        """Whoever was never asked is told nothing of it."""
        return bool(self.asked)

    @property
    def waits(self) -> bool:
        """What she wrote down herself does not wait for her before she went on with it."""
        return self.state != "sealed" and super().waits

    def give_back(self, words: str) -> str:  # noqa: ARG002 - nobody sent it, so it goes back to nobody
        return ROLE

    def edit(self, edit: str) -> str:  # noqa: ARG002 - she writes other words down instead
        return ROLE

    def propose(self, edit: str, to: str) -> set[str]:
        """Whoever is asked, and is asked once, is from then on whose words these are."""
        reasons = {GRANT} if self.author not in {"", to} else set()
        reasons |= {MOVED} if self.state not in UNASKED or self.asked else set()
        if not reasons:
            self.author = to
            self._ask(edit)
        return reasons

    def answer(self, edit: str, *, agrees: bool) -> str:
        return super().answer(edit, agrees=agrees) if self.author else UNKNOWN

    def release(self, version: str, to: str, *, said: bool = False) -> set[str]:
        reasons = super().release(version, to, said=said)
        self.said = self.said or (said and not reasons)
        return reasons

    def withdraw(self) -> str:
        """What was said, or was to be, is on no paper that somebody could get back."""
        if self.said and self.ways[self.id] in CAME_BACK:
            self.ways[self.id] = "gone"
        return super().withdraw() if self.author else UNKNOWN

    def hand_over(self, outcome: str) -> str:
        """What she says herself is over at once, one way or the other."""
        if self.ways.get(self.id) != IN_PERSON:
            return UNKNOWN
        if outcome not in {"delivered", "not-accepted", "failed"}:
            return MOVED
        self.ways[self.id] = outcome
        return DONE

    def _may_go(self, version: str) -> bool:
        return version == self.agreed or not self.asked
