"""What the office does with a case: it gives it to another mediator; each answer is compared with the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack import looks
from tests.attack.model import CONSENT, DONE, ROLE, UNKNOWN
from tests.attack.sides import LETTERS, OFFENDER, SEND
from tests.attack.walk import MEDIATORS, OFFICER, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.attack.model import Letter
    from tests.attack.sides import Case, Thread
    from tests.attack.walk import Walk
    from tests.support.letters import Sealed

CLOSED, STALE = "desk-closed", "stale-custody"
NOT_HERS_ANY_MORE: Mapping[str, Mapping[str, object]] = {
    "declare": {"conflict": False},
    "prepared": {"party": OFFENDER, "checks": ["explained"]},
    "consent": {"party": OFFENDER, "scope": "all", "model": LETTERS, "how": "spoken", "given": True},
    "withdraw": {"message": "", "how": "spoken"},
    "party": {"party": OFFENDER, "card": "", "desk": ""},
}


def hand_over(walk: Walk, thread: Thread, *, shared: bool) -> None:
    """Let another mediator have a case: what was sealed to the one before and comes too late is sealed anew.

    shared: the one before gives her the last key too.
    """
    case, former = thread.case, thread.case.mediator
    to = next(name for name in MEDIATORS if name != case.mediator)
    late, words = walk.seal(walk[thread.victim], thread), walk.seal(walk[former], thread, kind="guidance")
    walk.programme.assign(walk[OFFICER], _desk(case), walk[to])
    if shared:
        walk.programme.share(walk[former], _desk(case), walk[to], epoch=case.epoch)
    case.assign(to, shared=shared)
    _nothing_is_hers_any_more(walk, thread, former, words)
    _nothing_moves_before_she_opens_it(walk, thread, late)
    same(walk.say(walk[to], case, walk[to].sign("declare", case.code, conflict=False)), DONE)
    walk.programme.open_desk(walk[to], _desk(case))
    _comes_late(walk, thread, late, STALE)
    _nothing_is_hers_any_more(walk, thread, former, words)


def _nothing_is_hers_any_more(walk: Walk, thread: Thread, former: str, words: Sealed) -> None:
    """Whoever had the case knows no more of it than anybody else; her tray is empty of it."""
    case, who = thread.case, walk[former]
    for type_, fields in NOT_HERS_ANY_MORE.items():
        same(walk.say(who, case, who.sign(type_, case.code, **fields)), UNKNOWN)
    for path in (f"/cases/{case.code}", f"/ledgers/{case.code}", f"/ledgers/{thread.ledger}"):
        same(walk.asks(former, path), UNKNOWN)
    same(walk.post(who, thread, words), UNKNOWN)
    looks.look_at_list(walk, former)
    for letter in _newest(walk, case):
        looks.try_to_open(walk, letter, letter.id, former)


def _nothing_moves_before_she_opens_it(walk: Walk, thread: Thread, late: Sealed) -> None:
    """Whoever is assigned sees where things stand, and can neither read nor decide yet; nobody can send."""
    case = thread.case
    for letter in _newest(walk, case):
        same(walk.asks(case.mediator, f"/messages/{letter.id}"), UNKNOWN)
        review = walk[case.mediator].sign("review", case.code, message=letter.id, to="reading", until="")
        same(walk.say(walk[case.mediator], case, review), ROLE)
    looks.look_at_list(walk, case.mediator)
    _comes_late(walk, thread, late, CLOSED)


def _comes_late(walk: Walk, thread: Thread, late: Sealed, why: str) -> None:
    agrees = thread.side.agrees[LETTERS, SEND]
    same(walk.post(walk[thread.victim], thread, late), why if agrees else CONSENT)


def _newest(walk: Walk, case: Case) -> list[Letter]:
    return [letter for letter in walk.letters if letter.thread.case is case][-1:]


def _desk(case: Case) -> str:
    return f"case/{case.code}"
