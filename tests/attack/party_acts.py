"""What a victim does, or staff for the offender; each answer is compared with the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack.model import CONSENT, DONE, HANDED_OUT, IN_PERSON, OFFERED, UNKNOWN, Letter
from tests.attack.sides import LETTERS, OFFENDER, SEND, VICTIM, Case, Thread
from tests.attack.walk import LIAISON, OFFICER, digest, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.attack.walk import Walk

NOTHING = "A" * 43  # the digest of nothing there is
WRONGLY: Mapping[str, Mapping[str, object]] = {
    "review": {"to": "held", "until": ""},
    "release": {"to": "offender", "consent": NOTHING, "grants": []},
    "withdraw": {"how": "portal"},
    "handled": {"outcome": "delivered", "how": "none"},
    "agree": {"edited": "A" * 22, "seal": NOTHING, "how": "portal"},
    "opened": {},
}


def consent(walk: Walk, side: Case | Thread, model: str, scope: str, *, given: bool) -> None:
    fields = {"scope": scope, "model": model, "given": given}
    if isinstance(side, Case):
        case, who, own = side, walk[side.mediator], side.offender
        signed = who.sign("consent", case.code, party=OFFENDER, how="spoken", **fields)
        same(walk.say(who, case, signed), DONE)
    else:
        case, who, own = side.case, walk[side.victim], side.side
        signed = who.sign("consent", case.code, party=side.party, how="portal", **fields)
        same(walk.say(who, case, signed, told=[side]), DONE)
    own.says(model, scope, digest("statement", signed), given=given)


def write(walk: Walk, thread: Thread) -> None:
    sealed = walk.seal(walk[thread.victim], thread)
    agrees = thread.side.agrees[LETTERS, SEND]
    same(walk.post(walk[thread.victim], thread, sealed, hers=True), DONE if agrees else CONSENT)
    if agrees:
        walk.letters.append(Letter(sealed.id, VICTIM, thread))


def bring(walk: Walk, about: str) -> None:
    """Let Liam bring an answer of the offender's to something that he was handed."""
    thread = walk.letter_of(about).thread
    sealed = walk.seal(walk[LIAISON], thread)
    agrees = thread.case.offender.agrees[LETTERS, SEND]
    same(walk.post(walk[LIAISON], thread, sealed, task=walk.numbers[about]), DONE if agrees else CONSENT)
    if agrees:
        walk.letters.append(Letter(sealed.id, OFFENDER, thread))


def answer(walk: Walk, letter: Letter, edit: str, *, agrees: bool, by_liaison: bool = False) -> None:
    """Answer what was proposed; a liaison answers about what she was served as a task."""
    name, how = _speaker(letter, by_liaison=by_liaison)
    fields = {"message": letter.id, "edited": edit, "seal": walk.seal_of(edit), "how": how}
    signed = walk[name].sign("agree" if agrees else "disagree", letter.thread.case.code, **fields)
    unserved = name == LIAISON and letter.errands.get(edit) not in HANDED_OUT
    expected = UNKNOWN if unserved else letter.answer(edit, agrees=agrees)
    told = [letter.thread] if letter.author == VICTIM else []
    same(walk.say(walk[name], letter.thread.case, signed, told=told), expected)


def withdraw(walk: Walk, letter: Letter, *, by_liaison: bool = False) -> None:
    """Take one letter back."""
    name, how = _speaker(letter, by_liaison=by_liaison)
    signed = walk[name].sign("withdraw", letter.thread.case.code, message=letter.id, how=how)
    told = [letter.thread] if letter.author == VICTIM or letter.ways else []
    expected = letter.withdraw()
    same(walk.say(walk[name], letter.thread.case, signed, told=told), expected)


def withdraw_everything(walk: Walk, side: Case | Thread) -> None:
    """Take back all that one side sent; a victim to whom some of it was released is told."""
    if isinstance(side, Case):
        case, who, how = side, walk[side.mediator], "spoken"
        own = [each for each in walk.letters if each.author == OFFENDER and each.thread.case is case and each.alive]
        told = [letter.thread for letter in own if letter.ways]
    else:
        case, who, how = side.case, walk[side.victim], "portal"
        own = [each for each in walk.letters if each.author == VICTIM and each.thread is side and each.alive]
        told = [side]
    same(walk.say(who, case, who.sign("withdraw", case.code, message="", how=how), told=told), DONE)
    for letter in own:
        letter.withdraw()


def read(walk: Walk, letter: Letter) -> None:
    """To be served what came is to have it, whatever its author does afterwards."""
    came = letter.ways.get(letter.id, "") in OFFERED
    same(walk.asks(letter.thread.victim, f"/messages/{letter.id}"), DONE if came else UNKNOWN)
    letter.served |= {letter.id} if came else set()


def let_it_be_known(walk: Walk, letter: Letter) -> None:
    who, case = walk[letter.thread.victim], letter.thread.case
    expected = letter.let_it_be_known()
    same(walk.say(who, case, who.sign("opened", case.code, message=letter.id)), expected)


def others_decide(walk: Walk, letter: Letter, type_: str) -> None:
    """Let everybody decide about a letter who may not; who has no part in its case learns not even that it is there."""
    case = letter.thread.case
    own = {VICTIM: {letter.thread.victim}, OFFENDER: {case.mediator, LIAISON}}.get(letter.author, set())
    its = {
        "review": {case.mediator},
        "release": {case.mediator},
        "handled": {LIAISON, case.mediator} if IN_PERSON in letter.ways.values() else {LIAISON},
        "opened": {letter.thread.victim},
    }
    inside = {case.mediator, LIAISON, OFFICER, *(each.victim for each in walk.threads if each.case is case)}
    for name in set(walk.names) - its.get(type_, own):
        said = walk.say(walk[name], case, walk[name].sign(type_, case.code, message=letter.id, **WRONGLY[type_]))
        assert said != DONE if name in inside else said == UNKNOWN, f"{name}: {said}"


def _speaker(letter: Letter, *, by_liaison: bool) -> tuple[str, str]:
    """Tell who speaks for a letter's author, and how; for the offender it is either of the two who speak with him."""
    if letter.author == OFFENDER:
        return LIAISON if by_liaison else letter.thread.case.mediator, "spoken"
    return letter.thread.victim, "portal"
