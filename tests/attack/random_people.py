"""Random people: rules of what each may try at any moment, and what must hold whenever somebody looks."""

from __future__ import annotations

from functools import wraps
from itertools import cycle, product
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.attack import counter_acts, looks, mediator_acts, office_acts, party_acts, usual_course
from tests.attack.deeds import DEEDS, OUTCOMES, Deed, his, one, undecided
from tests.attack.model import HANDED_OUT, Letter
from tests.attack.sides import LETTERS, OFFENDER, RELAYED, VICTIM, Case, Thread
from tests.attack.walk import LIAISON, VICTIMS, Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import SearchStrategy

    from tests.support.programme import Programme

T = TypeVar("T")

STEPS_OF_A_WALK = 50
MOSTLY = st.sampled_from((True, True, True, True, False))
MODELS = st.sampled_from((LETTERS, LETTERS, RELAYED))
SELDOM = MOSTLY.map(lambda said: not said)
PLACES = st.integers(0, 999)  # in a list that may be of any length, from its beginning again


def among(found: Callable[[RandomPeople], Sequence[T]]) -> SearchStrategy[T]:
    """Draw from what there is at that moment."""
    return st.runner().flatmap(lambda machine: st.sampled_from(found(machine)))


# whether it goes as an edit, how an answer goes back, how many steps it comes far, and the last that was decided about
# it; None: withdrawn
Road: TypeAlias = "tuple[bool, str, int, Deed | None]"
ROADS = st.tuples(
    st.booleans(),
    st.sampled_from(("", "edit", "words", "edit, words")),
    st.sampled_from((0, 0, 1, 2, 3, 4, 4, 5, 6)),
    st.sampled_from((*DEEDS, None, None, None, None)),
)
# whom the mediator asks about what she carries, the answer, whether she says it in person, and how many steps it comes
CARRIED = st.tuples(st.sampled_from(("", VICTIM, OFFENDER)), MOSTLY, st.booleans(), st.integers(0, 5))


def about_a_letter(
    fits: Callable[[Letter], object] = bool,
    mostly: Callable[[Letter], bool] = lambda letter: letter.alive,
    **more: SearchStrategy,
) -> Callable:
    """Make a rule about a letter that fits, mostly about one of which something is still to come."""

    def decorate(act: Callable) -> Callable:
        @wraps(act)
        def act_and_remember(machine: RandomPeople, letter: Letter, **rest: object) -> None:
            machine.last = letter
            act(machine, letter, **rest)

        drawn = rule(letter=among(lambda machine: machine.those(fits, mostly)), **more)(act_and_remember)
        return precondition(lambda machine: machine.those(fits, mostly))(drawn)

    return decorate


class RandomPeople(RuleBasedStateMachine):
    """Each rule is something that somebody does; every answer is compared with the model's."""

    def __init__(self, programme: Programme, number: int) -> None:
        super().__init__()
        self.walk = Walk(programme, number)
        self.turns = cycle(self.walk.names)
        self.steps = 0
        self.last: Letter | None = None

    def those(self, fits: Callable[[Letter], object], mostly: Callable[[Letter], bool]) -> list[Letter]:
        """Return the letters that fit, but of those that are not mostly meant only the last in each state."""
        fitting = [letter for letter in self.walk.letters if fits(letter)]
        others = {letter.state: letter for letter in fitting if not mostly(letter)}
        return [*filter(mostly, fitting), *others.values()]

    def decisions(self) -> list[tuple[Deed, Letter]]:
        letters = self.those(bool, undecided)
        return [(deed, letter) for deed, fits in DEEDS.items() for letter in letters if fits(letter)]

    def handed_out(self) -> list[str]:
        return [version for version in self.walk.numbers if self.walk.way(version) in HANDED_OUT]

    @initialize(
        roads=st.tuples(*[ROADS] * len(VICTIMS)),
        carried=st.tuples(*[CARRIED] * len(VICTIMS)),
        unwilling=st.integers(0, 5),
        model=MODELS,
    )
    def everybody_agreed_and_a_letter_of_each_is_somewhere(
        self, roads: Sequence[Road], carried: Sequence[tuple[str, bool, bool, int]], unwilling: int, model: str
    ) -> None:
        """Begin in the midst of it: few walks would come far, since Hypothesis leaves half of the rules out of each.

        unwilling: the place of a side that has changed its mind since; beyond all of them: nobody.
        """
        sides = [*self.walk.cases, *self.walk.threads]
        for side, each in product(sides, (LETTERS, RELAYED)):
            party_acts.consent(self.walk, side, each, "all", given=True)
        for thread, (asked, agrees, said, steps) in zip(self.walk.threads, carried, strict=True):
            usual_course.carry(self.walk, thread, asked, steps, agrees=agrees, said=said)
        for thread, (as_an_edit, back, steps, _) in zip(self.walk.threads, roads, strict=True):
            usual_course.travel(self.walk, thread, steps, as_an_edit=as_an_edit, back=back)
        for side in sides[unwilling : unwilling + 1]:
            party_acts.consent(self.walk, side, model, "all", given=False)
        for thread, (_, _, _, last) in zip(self.walk.threads, roads, strict=True):
            newest = [letter for letter in self.walk.letters if letter.thread is thread][-1]
            if last is None:
                party_acts.withdraw(self.walk, newest)
            elif undecided(newest) and DEEDS[last](newest):
                mediator_acts.review(self.walk, newest, "reading")
                last(self.walk, newest, 0)
            looks.look_at_list(self.walk, thread.victim)

    # a victim, and the offender through staff

    @rule(thread=among(lambda machine: machine.walk.threads))
    def a_victim_writes(self, thread: Thread) -> None:
        party_acts.write(self.walk, thread)

    @rule(
        side=among(lambda machine: [*machine.walk.cases, *machine.walk.threads]),
        model=MODELS,
        scope=st.sampled_from(("all", "send", "receive")),
        given=st.booleans(),
    )
    def somebody_changes_their_mind(self, side: Case | Thread, model: str, scope: str, *, given: bool) -> None:
        party_acts.consent(self.walk, side, model, scope, given=given)

    @about_a_letter(his, says_so=SELDOM)
    def a_victim_reads(self, letter: Letter, *, says_so: bool) -> None:
        party_acts.read(self.walk, letter)
        if says_so:
            party_acts.let_it_be_known(self.walk, letter)

    @about_a_letter(lambda it: it.questions, undecided, place=PLACES, agrees=st.booleans(), by_liaison=st.booleans())
    def an_author_answers(self, letter: Letter, place: int, *, agrees: bool, by_liaison: bool) -> None:
        party_acts.answer(self.walk, letter, one(letter.questions, place), agrees=agrees, by_liaison=by_liaison)

    @about_a_letter(everything=SELDOM, by_liaison=st.booleans())
    def its_author_withdraws(self, letter: Letter, *, everything: bool, by_liaison: bool) -> None:
        if everything:
            party_acts.withdraw_everything(self.walk, letter.thread.case if his(letter) else letter.thread)
        else:
            party_acts.withdraw(self.walk, letter, by_liaison=by_liaison)

    # a mediator

    @rule(decision=among(lambda machine: machine.decisions()), reads=MOSTLY, place=PLACES)
    def its_mediator_decides(self, decision: tuple[Deed, Letter], place: int, *, reads: bool) -> None:
        """Decide about a letter: one rule for all that a mediator does, so that no walk leaves most of it out."""
        deed, self.last = decision
        if reads:
            mediator_acts.review(self.walk, self.last, "reading")
        deed(self.walk, self.last, place)

    @rule(thread=among(lambda machine: machine.walk.threads))
    def its_mediator_writes_down_what_she_carries(self, thread: Thread) -> None:
        mediator_acts.write_down(self.walk, thread)

    @about_a_letter()
    def it_takes_its_usual_course(self, letter: Letter) -> None:
        usual_course.next_step(self.walk, letter)

    # the counter

    @rule()
    def liam_takes_a_task(self) -> None:
        counter_acts.take_a_task(self.walk)

    @about_a_letter(lambda letter: letter.papers, place=PLACES, outcome=st.sampled_from(OUTCOMES))
    def liam_records(self, letter: Letter, place: int, outcome: str) -> None:
        counter_acts.record(self.walk, one(letter.papers, place), outcome)

    @precondition(lambda machine: machine.handed_out())
    @rule(about=among(lambda machine: machine.handed_out()))
    def liam_brings_an_answer(self, about: str) -> None:
        party_acts.bring(self.walk, about)

    # the office

    @rule(thread=among(lambda machine: machine.walk.threads), shared=MOSTLY)
    def the_office_gives_a_case_to_another_mediator(self, thread: Thread, *, shared: bool) -> None:
        office_acts.hand_over(self.walk, thread, shared=shared)

    # whoever should not, and whoever looks

    @about_a_letter(type_=st.sampled_from(tuple(party_acts.WRONGLY)))
    def others_decide(self, letter: Letter, type_: str) -> None:
        party_acts.others_decide(self.walk, letter, type_)

    @invariant()
    def each_sees_what_is_theirs(self) -> None:
        """Let one of them look, and those concerned and one other try the letter that something was just done about."""
        self.steps += 1
        name, letter = next(self.turns), self.last or self.walk.letters[-1]
        looks.look(self.walk, name)
        looks.look_at_list(self.walk, letter.thread.victim)
        version = one([*letter.versions, *letter.words], self.steps)
        for each in {name, LIAISON, letter.thread.victim, letter.thread.case.mediator}:
            looks.try_to_open(self.walk, letter, version, each)
        if self.steps == STEPS_OF_A_WALK:
            looks.look_at_everything(self.walk)

    @invariant()
    def no_answer_keeps_a_connection(self) -> None:
        assert self.walk.programme.parts.database.engine.pool.checkedout() == 0

    def teardown(self) -> None:
        counter_acts.clear(self.walk)
