"""What a mediator decides about a letter, or carries herself; each answer is compared with the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack.carried import Carried
from tests.attack.model import DONE
from tests.attack.sides import OFFENDER, RECEIVE, VICTIM
from tests.attack.walk import one_of, same

if TYPE_CHECKING:
    from relay.protocol.signed import Signed
    from tests.attack.model import Letter
    from tests.attack.sides import Thread
    from tests.attack.walk import Walk


def review(walk: Walk, letter: Letter, to: str) -> None:
    signed = _decision(walk, letter, "review", message=letter.id, to=to, until="")
    same(walk.say(walk.mediator(letter), letter.thread.case, signed), letter.review(to))


def give_back(walk: Walk, letter: Letter) -> None:
    """Return a letter with words about it: a victim finds them with her own, to the offender they go on paper."""
    mediator, thread = walk.mediator(letter), letter.thread
    words = walk.seal(mediator, thread, kind="guidance")
    same(walk.post(mediator, thread, words), DONE)
    letter.words[words.id] = False
    to, own = (OFFENDER, []) if letter.author == OFFENDER else (VICTIM, [letter.id])
    grants = walk.grants(letter, [words.id, *own], to)
    signed = _decision(walk, letter, "return", message=letter.id, guidance=words.id, grants=list(grants))
    expected = letter.give_back(words.id)
    same(walk.say(mediator, thread.case, signed, grants=grants, told=[thread] if to == VICTIM else []), expected)
    if expected == DONE and to == OFFENDER:
        walk.set_out(words.id)


def edit(walk: Walk, letter: Letter) -> str:
    """Make a copy to be changed; return its id, "" where that is refused."""
    sealed = walk.seal(walk.mediator(letter), letter.thread, original=letter.id)
    expected = letter.edit(sealed.id)
    same(walk.post(walk.mediator(letter), letter.thread, sealed), expected)
    return sealed.id if expected == DONE else ""


def write_down(walk: Walk, thread: Thread) -> Carried:
    """Write down, in words of her own, what one of the two sides told her."""
    mediator = walk[thread.case.mediator]
    sealed = walk.seal(mediator, thread, kind="relayed")
    same(walk.post(mediator, thread, sealed), DONE)
    walk.letters.append(carried := Carried(sealed.id, "", thread))
    return carried


def propose(walk: Walk, letter: Letter, version: str, to: str) -> None:
    """Ask a side about an edit, or about what is carried for it."""
    grants = walk.grants(letter, [version], to)
    signed = _decision(walk, letter, "propose", message=letter.id, edited=version, grants=list(grants))
    reasons = letter.propose(version, to)
    told = [letter.thread] if to == VICTIM else []
    said = walk.say(walk.mediator(letter), letter.thread.case, signed, grants=grants, told=told)
    one_of(said, reasons)
    if said == DONE and to == OFFENDER:
        walk.set_out(version)


def release(walk: Walk, letter: Letter, version: str, to: str, *, said: bool = False) -> None:
    """Let a version go to a side; an edit is read and approved in the same breath. said: in person, without a grant."""
    thread, author = letter.thread, letter.author if letter.known else ""
    grants = {} if said else walk.grants(letter, [version], to)
    steps = () if version == letter.id else ("reading", "approved")
    before = [_decision(walk, letter, "review", message=version, to=step, until="") for step in steps]
    consent = thread.of(to).newest[letter.model, RECEIVE]
    fields = {"message": version, "to": thread.name(to), "consent": consent, "grants": list(grants)}
    signed = _decision(walk, letter, "release", **fields)
    reasons = letter.release(version, to, said=said)
    told = [thread] if VICTIM in {author, to} else []
    answered = walk.say(walk.mediator(letter), thread.case, *before, signed, grants=grants, told=told)
    one_of(answered, reasons)
    if answered == DONE and to == OFFENDER:
        walk.set_out(version)


def hand_over(walk: Walk, letter: Letter, outcome: str) -> None:
    """Record what became of what she brings herself."""
    signed = _decision(walk, letter, "handled", message=letter.id, outcome=outcome, how="in-person")
    same(walk.say(walk.mediator(letter), letter.thread.case, signed), letter.hand_over(outcome))


def _decision(walk: Walk, letter: Letter, type_: str, **fields: object) -> Signed:
    return walk.mediator(letter).sign(type_, letter.thread.case.code, **fields)
