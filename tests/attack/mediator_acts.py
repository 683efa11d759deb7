"""What a mediator decides about a letter; each answer is compared with the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack.model import DONE, OFFENDER, RECEIVE, VICTIM
from tests.attack.walk import same

if TYPE_CHECKING:
    from relay.protocol.signed import Signed
    from tests.attack.model import Letter
    from tests.attack.walk import Walk


def review(walk: Walk, letter: Letter, to: str) -> None:
    signed = _decision(walk, letter, "review", message=letter.id, to=to, until="")
    same(walk.say(walk.mediator(letter), letter.thread.case, signed), letter.review(to))


def give_back(walk: Walk, letter: Letter) -> None:
    """Return a victim's letter with words about it, which reach her with the return and not before."""
    mediator, thread = walk.mediator(letter), letter.thread
    words = walk.seal(mediator, thread, kind="guidance")
    same(walk.post(mediator, thread, words), DONE)
    letter.words[words.id] = False
    grants = walk.grants(letter, [words.id, letter.id], VICTIM)
    signed = _decision(walk, letter, "return", message=letter.id, guidance=words.id, grants=list(grants))
    expected = letter.give_back(words.id)
    same(walk.say(mediator, thread.case, signed, grants=grants, told=[thread]), expected)


def edit(walk: Walk, letter: Letter) -> str:
    """Make a copy to be changed; return its id, "" where that is refused."""
    sealed = walk.seal(walk.mediator(letter), letter.thread, original=letter.id)
    expected = letter.edit(sealed.id)
    same(walk.post(walk.mediator(letter), letter.thread, sealed), expected)
    return sealed.id if expected == DONE else ""


def propose(walk: Walk, letter: Letter, edited: str) -> None:
    grants = walk.grants(letter, [edited], VICTIM)
    signed = _decision(walk, letter, "propose", message=letter.id, edited=edited, grants=list(grants))
    expected = letter.propose(edited)
    same(walk.say(walk.mediator(letter), letter.thread.case, signed, grants=grants, told=[letter.thread]), expected)


def release(walk: Walk, letter: Letter, version: str) -> None:
    """Let a version go; an edit is read and approved in the same breath."""
    thread, to_offender = letter.thread, letter.author == VICTIM
    side, to = (thread.case.offender, OFFENDER) if to_offender else (thread.side, thread.party)
    grants = walk.grants(letter, [version], OFFENDER if to_offender else VICTIM)
    steps = () if version == letter.id else ("reading", "approved")
    before = [_decision(walk, letter, "review", message=version, to=step, until="") for step in steps]
    fields = {"message": version, "to": to, "consent": side.newest[RECEIVE], "grants": list(grants)}
    signed = _decision(walk, letter, "release", **fields)
    reasons = letter.release(version)
    said = walk.say(walk.mediator(letter), thread.case, *before, signed, grants=grants, told=[thread])
    assert said in (reasons or {DONE}), f"{said} and not {reasons or 'done'}"
    if said == DONE and to_offender:
        walk.waiting.append(version)


def _decision(walk: Walk, letter: Letter, type_: str, **fields: object) -> Signed:
    return walk.mediator(letter).sign(type_, letter.thread.case.code, **fields)
