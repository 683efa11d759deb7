"""design.md §4 and R8 once more: what each may see of the model's letters, on a page, in a list or opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack.model import HANDED_OUT, OFFERED, WITH_THE_MEDIATOR
from tests.attack.sides import OFFENDER, VICTIM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.attack.model import Letter
    from tests.attack.sides import Case, Thread

OPEN_TASKS = frozenset({"taken", "pulled", "printed", "recalling"})


def author_reads(letter: Letter) -> str:
    """Held, declined, failed: whatever happens unseen, the mediator chooses the words."""
    if letter.state in WITH_THE_MEDIATOR:
        return "with-mediator"
    return {"released": "passed-on", "withdrawn": "withdrawn"}.get(letter.state, "wrote-to-you")


def on_her_page(letters: Iterable[Letter], victim: str) -> set[tuple[str, str]]:
    """Return what stands on a victim's page: her own letters, words she was asked about, and what is here for her."""
    hers = [letter for letter in letters if letter.thread.victim == victim]
    own = [letter for letter in hers if letter.author == VICTIM and letter.known]
    here = [letter for letter in hers if letter.author == OFFENDER]
    return {(letter.id, author_reads(letter)) for letter in own} | {
        (version, way) for letter in here for version, way in letter.ways.items() if way in OFFERED
    }


def in_her_tray(letters: Iterable[Letter], mediator: str) -> set[tuple[str, str]]:
    """Return what waits for a mediator."""
    hers = [letter for letter in letters if letter.thread.case.mediator == mediator]
    return {(letter.id, letter.state) for letter in hers if letter.waits}


def in_the_case(letters: Iterable[Letter], case: Case) -> set[tuple[str, str, str]]:
    """Return what a mediator's list of a case shows of letters and carried words: state, and how far on its way."""
    of_case = [letter for letter in letters if letter.thread.case is case]
    return {(letter.id, letter.state, letter.ways.get(letter.id, "")) for letter in of_case}


def at_the_counter(letters: Iterable[Letter]) -> set[tuple[str, str]]:
    """Return a liaison's open tasks: what she took, and nothing that waits."""
    return {(version, way) for letter in letters for version, way in letter.papers.items() if way in OPEN_TASKS}


def why(letter: Letter, version: str) -> str:
    """Tell why something is to be handed over."""
    if version in letter.words:
        return "guidance"
    return "proposal" if version in letter.errands else "release"


def mediator_opens(letter: Letter, version: str) -> bool | None:
    """Her own words stay hers; whether those about a letter that was withdrawn do is left open.

    What was sealed before the case was hers she opens only where the mediator before gave her that key.
    """
    case = letter.thread.case
    if not case.can_open(case.mediator, version):
        return False
    return letter.alive or (None if version in letter.words else False)


def victim_opens(letter: Letter, version: str) -> bool | None:
    """None: a copy that she was asked about before, which the design leaves open."""
    if letter.author == OFFENDER:
        return letter.ways.get(version, "") in OFFERED
    if not letter.alive:
        return False
    if version in letter.words:
        return letter.words[version]
    if version == letter.id:
        return letter.returned or version == letter.asked
    return None if letter.edits[version] and version != letter.asked else version == letter.asked


def liaison_opens(letter: Letter, version: str) -> bool:
    """What was called back is closed to staff, also where they record that it had been handed over before.

    So is whatever the offender was asked, or told about words that he withdrew.
    """
    closed = version in letter.called_back or (version in letter.errands and not letter.alive)
    return letter.papers.get(version, "") in HANDED_OUT and not closed


def opens(letter: Letter, version: str, name: str, liaison: str) -> bool | None:
    """Tell whether somebody may open a version of a letter, or the mediator's words about it; None: left open."""
    if name == letter.thread.case.mediator:
        return mediator_opens(letter, version)
    if name == letter.thread.victim:
        return victim_opens(letter, version)
    return name == liaison and liaison_opens(letter, version)


def reads(threads: Iterable[Thread], name: str, ledger: str, officer: str) -> bool:
    """Tell whether somebody may read a ledger: officers every one, a mediator those of her case, a victim her own."""
    if name == officer:
        return True
    own = [each.ledger for each in threads if name in {each.victim, each.case.mediator}]
    staffs = [each.case.code for each in threads if name == each.case.mediator]
    return ledger in {*own, *staffs}
