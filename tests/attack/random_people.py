"""One case in which random people do random things; every answer is compared with the model's."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from relay.protocol import b64, notation
from tests.attack import model
from tests.attack.model import AGREEMENT, CONSENT, DONE, GRANTS, MOVED, OFFENDER, UNKNOWN, VICTIM, Letter
from tests.support import decisions
from tests.support.letters import seal
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.test import TestResponse

    from relay.protocol.signed import Signed
    from tests.support.person import TestPerson
    from tests.support.programme import Programme

T = TypeVar("T")

REVIEWS = ("reading", "held", "declined", "approved")
OUTCOMES = ("pulled", "printed", "delivered", "not-accepted", "failed", "recalled")
PARTIES = {VICTIM: PARTY, OFFENDER: "offender"}
NOTHING = b64.encode(bytes(32))
OFTEN = 8  # all but one in so many times something is done that can go on


@dataclass(frozen=True)
class Draw:
    """What chance decides of one step: which letter of those that fit, and which of its further choices."""

    place: int
    which: int

    def letter(self, among: Sequence[Letter], fits: Callable[[Letter], object] = bool) -> Letter | None:
        """Return a letter that fits, or None; once in a while one that was withdrawn."""
        found = [letter for letter in among if fits(letter)]
        alive = [letter for letter in found if letter.state != "withdrawn"]
        chosen = alive if alive and not self.seldom else found
        return chosen[self.place % len(chosen)] if chosen else None

    def of(self, choices: Sequence[T]) -> T:
        """Return one of some choices."""
        return choices[self.which % len(choices)]

    @property
    def seldom(self) -> bool:
        """Whether this is one of the rare times."""
        return self.place % OFTEN == 0


class RandomCase:
    """Anna, Mira, Liam and others in the case of a test programme: each method is something that one of them does."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.anna, self.mira, self.liam = programme.anna, programme.mira, programme.liam
        self.letters: list[Letter] = []
        self.numbers: dict[str, int] = {}
        self.agrees: dict[str, bool] = {}
        self.consents: dict[str, str] = {}
        for side in (VICTIM, OFFENDER):
            self._consent(side, given=True)

    def clear(self) -> None:
        """Leave nothing on its way for the next case of the same programme."""
        self.anna.say(self.anna.sign("withdraw", CASE, message="", how="portal"))
        self.mira.say(self.mira.sign("withdraw", CASE, message="", how="spoken"))
        for letter in self.letters:
            if letter.id in self.numbers:
                self.liam.say(self._handled(letter, "recalled"))

    # what they do

    def somebody_changes_their_mind(self, draw: Draw) -> None:
        self._consent(draw.of((VICTIM, OFFENDER)), given=not draw.seldom)

    def anna_writes(self, _: Draw) -> None:
        self._send(self.anna, VICTIM)

    def liam_brings_an_answer(self, draw: Draw) -> None:
        about = draw.letter(self.letters, lambda each: each.author == VICTIM and each.way in model.HANDED_OUT)
        if about is not None:
            self._send(self.liam, OFFENDER, task=self.numbers[about.id])

    def mira_reviews(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters)) is not None:
            self._review(about, draw.of(REVIEWS))

    def mira_returns(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, _annas)) is not None:
            _same(decisions.give_back(self.programme, about.id), about.give_back())

    def mira_edits(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, _annas)) is not None:
            self._edit(about)

    def mira_proposes(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, _with_edits)) is not None:
            self._propose(about, draw.of(list(about.edits)))

    def anna_answers(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, _with_edits)) is not None:
            self._answer(about, draw.of(list(about.edits)), agrees=draw.place % 2 == 0)

    def mira_releases_it(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, Letter.mediator_opens)) is not None:
            self._release(about, about.id, self._expected(about))

    def mira_releases_an_edit(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, _with_edits)) is not None:
            self._release_edit(about, draw.of(list(about.edits)))

    def mira_passes_it_on(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, Letter.mediator_opens)) is not None:
            for to in ("reading", "approved"):
                self._review(about, to)
            self._release(about, about.id, self._expected(about))

    def an_edit_goes_its_whole_way(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, _annas)) is not None:
            self._review(about, "reading")
            if edit := self._edit(about):
                self._propose(about, edit)
                self._answer(about, edit, agrees=True)
                self._release_edit(about, edit)

    def it_is_withdrawn(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters)) is not None:
            who, how = (self.anna, "portal") if about.author == VICTIM else (self.mira, "spoken")
            _same(decisions.withdraw(who, about.id, how=how), about.withdraw())

    def anna_withdraws_everything(self, draw: Draw) -> None:
        if draw.seldom:
            _same(decisions.withdraw(self.anna, ""), DONE)
            for letter in self.letters:
                if letter.author == VICTIM:
                    letter.withdraw()

    def liam_takes_a_task(self, _: Draw) -> None:
        task = self.liam.post("/tasks", {}).json
        taken = [letter for letter in self.letters if letter.way == "taken"]
        waiting = taken or [letter for letter in self.letters if letter.way == "waiting"]
        assert (task["task"] is None) == (not waiting)
        if waiting:
            about = next(letter for letter in waiting if letter.went == task["message"])
            about.way, self.numbers[about.id] = "taken", task["task"]

    def liam_prints_what_waits(self, draw: Draw) -> None:
        self.liam_takes_a_task(draw)
        for letter in self.letters:
            if letter.way == "taken":
                for outcome in ("pulled", "printed"):
                    self._handle(letter, outcome)

    def liam_records(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, lambda each: each.id in self.numbers)) is not None:
            self._handle(about, draw.of(OUTCOMES))

    def anna_reads(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters, lambda each: each.author == OFFENDER)) is not None:
            assert self._opens("anna", about) == about.victim_opens()
            about.served = about.served or about.victim_opens()

    def somebody_else_decides(self, draw: Draw) -> None:
        if (about := draw.letter(self.letters)) is not None:
            type_ = draw.of(("review", "release", "withdraw", "handled", "agree"))
            for who in self._who_may_not(about, type_):
                assert _code(who.say(who.sign(type_, CASE, **_fields(type_, about)))) != DONE

    # what they may see

    def each_opens_what_is_theirs(self, letter: Letter) -> None:
        """Compare what everybody gets; to look at an answer is to be served it, so `anna_reads` does that alone."""
        assert {name: self._opens(name, letter) for name in ("mira", "liam", "olive", "marc")} == {
            "mira": letter.mediator_opens(),
            "liam": letter.liaison_opens(),
            "olive": False,
            "marc": False,
        }
        if letter.author == VICTIM:
            assert self._opens("anna", letter) == letter.victim_opens()

    # step by step

    def _opens(self, name: str, letter: Letter) -> bool:
        answer = getattr(self.programme, name).get(f"/messages/{letter.id}")
        return bool(answer.status_code == HTTPStatus.OK)

    def _consent(self, side: str, *, given: bool) -> None:
        who, how = (self.anna, "portal") if side == VICTIM else (self.mira, "spoken")
        signed = who.sign("consent", CASE, party=PARTIES[side], scope="all", model="letters", how=how, given=given)
        _same(who.say(signed), DONE)
        self.agrees[side] = given
        self.consents[side] = b64.encode(notation.digest("statement", signed.data))

    def _expected(self, letter: Letter) -> set[str]:
        """Tell how a release of what was written may be answered; what went goes again to a newer key only."""
        if letter.state == "released":
            return {MOVED, CONSENT, GRANTS}
        return {self._consented() if letter.state == "approved" else MOVED}

    def _consented(self) -> str:
        return DONE if all(self.agrees.values()) else CONSENT

    def _send(self, who: TestPerson, side: str, **more: object) -> None:
        sealed = seal(self.programme, who)
        _same(who.post("/messages", sealed.as_json(**more)), DONE if self.agrees[side] else CONSENT)
        if self.agrees[side]:
            self.letters.append(Letter(sealed.id, side))

    def _review(self, letter: Letter, to: str) -> None:
        _same(self.mira.say(self.mira.sign("review", CASE, message=letter.id, to=to, until="")), letter.review(to))

    def _edit(self, letter: Letter) -> str:
        sealed = seal(self.programme, self.mira, "Dear you, edited", original=letter.id)
        expected = letter.edit(sealed.id)
        _same(self.mira.post("/messages", sealed.as_json()), expected)
        return sealed.id if expected == DONE else ""

    def _propose(self, letter: Letter, edit: str) -> None:
        _same(decisions.propose(self.programme, letter.id, edit), letter.propose(edit))

    def _answer(self, letter: Letter, edit: str, *, agrees: bool) -> None:
        named = decisions.seal_of(self.mira, edit)
        type_ = "agree" if agrees else "disagree"
        _same(decisions.answer(self.anna, type_, letter.id, edit, seal=named), letter.answer(edit, agrees=agrees))

    def _release_edit(self, letter: Letter, edit: str) -> None:
        before = [self.mira.sign("review", CASE, message=edit, to=to, until="") for to in ("reading", "approved")]
        if letter.state == "released":
            expected = {MOVED, AGREEMENT, GRANTS, CONSENT}
        else:
            expected = {self._consented()} if edit == letter.agreed else {AGREEMENT, MOVED}
        self._release(letter, edit, expected, before=before)

    def _release(self, letter: Letter, version: str, expected: set[str], *, before: Sequence[Signed] = ()) -> None:
        to = OFFENDER if letter.author == VICTIM else VICTIM
        box = decisions.institutions_box(self.programme) if to == OFFENDER else self.anna.card.box
        grant, digest = decisions.grant_to(self.programme, version, box)
        fields = {"message": version, "to": PARTIES[to], "consent": self.consents[to], "grants": [digest]}
        said = _code(self.mira.say(*before, self.mira.sign("release", CASE, **fields), grants=(grant,)))
        assert said in expected
        if said == DONE:
            letter.state, letter.went = "released", version
            letter.way = "waiting" if to == OFFENDER else "offered"

    def _handled(self, letter: Letter, outcome: str) -> Signed:
        return self.liam.sign("handled", CASE, message=letter.went, outcome=outcome, how="none")

    def _handle(self, letter: Letter, outcome: str) -> None:
        said, expected = _code(self.liam.say(self._handled(letter, outcome))), letter.handle(outcome)
        assert said in ({DONE} if expected == DONE else {MOVED, UNKNOWN})

    def _who_may_not(self, letter: Letter, type_: str) -> list[TestPerson]:
        author = {"anna"} if letter.author == VICTIM else {"mira", "liam"}
        may = {"review": {"mira"}, "release": {"mira"}, "handled": {"liam", "mira"}}.get(type_, author)
        return [getattr(self.programme, name) for name in ("anna", "mira", "liam", "olive", "marc") if name not in may]


ACTIONS: tuple[Callable[[RandomCase, Draw], None], ...] = (
    RandomCase.somebody_changes_their_mind,
    RandomCase.anna_writes,
    RandomCase.anna_writes,  # more often: everything else needs a letter
    RandomCase.liam_brings_an_answer,
    RandomCase.mira_reviews,
    RandomCase.mira_returns,
    RandomCase.mira_edits,
    RandomCase.mira_proposes,
    RandomCase.anna_answers,
    RandomCase.mira_releases_it,
    RandomCase.mira_releases_an_edit,
    RandomCase.mira_passes_it_on,
    RandomCase.mira_passes_it_on,
    RandomCase.an_edit_goes_its_whole_way,
    RandomCase.it_is_withdrawn,
    RandomCase.anna_withdraws_everything,
    RandomCase.liam_takes_a_task,
    RandomCase.liam_prints_what_waits,
    RandomCase.liam_records,
    RandomCase.anna_reads,
    RandomCase.somebody_else_decides,
)


def _annas(letter: Letter) -> bool:
    return letter.author == VICTIM and letter.mediator_opens()


def _with_edits(letter: Letter) -> bool:
    return _annas(letter) and bool(letter.edits)


def _fields(type_: str, letter: Letter) -> dict[str, object]:
    own: dict[str, dict[str, object]] = {
        "review": {"to": "held", "until": ""},
        "release": {"to": "offender", "consent": NOTHING, "grants": []},
        "withdraw": {"how": "portal"},
        "handled": {"outcome": "delivered", "how": "none"},
        "agree": {"edited": letter.id, "seal": NOTHING, "how": "portal"},
    }
    return {"message": letter.id, **own[type_]}


def _same(answer: TestResponse, expected: str) -> None:
    said = _code(answer)
    assert said == expected, f"{said} and not {expected}"


def _code(answer: TestResponse) -> str:
    """Return the code of a refusal, "" for what was done; nothing here is malformed or fails."""
    assert answer.status_code in {200, 201, 404, 409, 422}, answer.text
    return DONE if answer.status_code in {200, 201} else str(answer.json["code"])
