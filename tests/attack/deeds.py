"""What a mediator may decide about a letter, or try to: each with the letters that it is tried with."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from tests.attack import mediator_acts, usual_course
from tests.attack.model import IN_PERSON
from tests.attack.sides import OFFENDER, VICTIM, other

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.attack.model import Letter
    from tests.attack.walk import Walk

T = TypeVar("T")
Deed: TypeAlias = "Callable[[Walk, Letter, int], object]"

OUTCOMES = ("pulled", "printed", "delivered", "not-accepted", "failed", "recalled")


def one(choices: Sequence[T] | dict[T, object], place: int) -> T:
    return list(choices)[place % len(choices)]


def hers(letter: Letter) -> bool:
    return letter.author == VICTIM


def his(letter: Letter) -> bool:
    return letter.author == OFFENDER


def brought(letter: Letter) -> bool:
    """What the mediator may bring herself, and seldom anything else."""
    return IN_PERSON in letter.ways.values() or letter.state == "released"


def undecided(letter: Letter) -> bool:
    return letter.state not in {"released", "withdrawn"}


def whose(letter: Letter, place: int) -> str:
    """Mostly name whose words they are; where she alone knows, either side."""
    return (VICTIM, OFFENDER)[place // 8 % 2] if place % 8 == 1 or not letter.author else letter.author


def in_person(letter: Letter, place: int) -> bool:
    return place % (3 if letter.may_be_said else 24) == 1


def propose(walk: Walk, letter: Letter, place: int) -> None:
    mediator_acts.propose(walk, letter, one(letter.questions, place), whose(letter, place))


def release(walk: Walk, letter: Letter, place: int) -> None:
    to, said = other(whose(letter, place)), in_person(letter, place)
    mediator_acts.release(walk, letter, one(letter.versions, place), to, said=said)


DEEDS: Mapping[Deed, Callable[[Letter], object]] = {
    lambda walk, letter, _: mediator_acts.review(walk, letter, "held"): bool,
    lambda walk, letter, _: mediator_acts.review(walk, letter, "declined"): bool,
    lambda walk, letter, _: mediator_acts.review(walk, letter, "approved"): bool,
    lambda walk, letter, _: mediator_acts.give_back(walk, letter): bool,
    lambda walk, letter, _: mediator_acts.edit(walk, letter): bool,
    propose: lambda letter: letter.questions,
    release: bool,
    lambda walk, letter, place: mediator_acts.hand_over(walk, letter, one(OUTCOMES, place)): brought,
    lambda walk, letter, _: usual_course.go_as_an_edit(walk, letter): lambda letter: hers(letter) or his(letter),
    lambda walk, letter, _: usual_course.pass_on(walk, letter): undecided,
}
