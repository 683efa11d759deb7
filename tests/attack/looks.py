"""Everybody looks at all they may ask for: pages, lists, ledgers and letters are what the model says, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.attack import sights
from tests.attack.model import DONE, UNKNOWN
from tests.attack.sides import OFFENDER
from tests.attack.walk import LIAISON, MEDIATORS, OFFICER, alike, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.attack.model import Letter
    from tests.attack.walk import Walk

LINE = re.compile(r'data-message="([\w-]+)" data-state="([\w-]+)"')
EARLIER = re.compile(r'/en/home\?before=([\w-]+)"')  # not the same page in French


def look(walk: Walk, name: str) -> None:
    """Compare somebody's list and one ledger with the model's: the next time another one."""
    look_at_list(walk, name)
    names = list(walk.ledgers)
    _look_at_ledger(walk, name, names[walk.looked % len(names)])
    walk.looked += 1


def look_at_list(walk: Walk, name: str) -> None:
    """Compare what waits for somebody, or her page, with the model's."""
    if name in MEDIATORS:
        _look_as_mediator(walk, name)
    elif name == LIAISON:
        alike(_tray(walk, name), sights.at_the_counter(walk.letters))
    elif name != OFFICER:
        _look_as_victim(walk, name)


def look_at_everything(walk: Walk) -> None:
    """Let everybody look at every list and ledger, and try every version of every letter."""
    for version, number in walk.numbers.items():
        task = walk[LIAISON].get(f"/tasks/{number}").json
        assert (task["about"], task["state"]) == (sights.why(walk.letter_of(version), version), walk.way(version))
    for name in walk.names:
        look_at_list(walk, name)
        for ledger in walk.ledgers:
            _look_at_ledger(walk, name, ledger)
        for letter in walk.letters:
            for version in (*letter.versions, *letter.words):
                try_to_open(walk, letter, version, name)


def try_to_open(walk: Walk, letter: Letter, version: str, name: str) -> None:
    """Let somebody ask for a version. What came for a victim she opens by a decision of hers alone: that counts."""
    expected = sights.opens(letter, version, name, LIAISON)
    is_unread = letter.author == OFFENDER and name == letter.thread.victim and version not in letter.served
    if expected is None or (expected and is_unread):
        return
    assert walk.asks(name, f"/messages/{version}") == (DONE if expected else UNKNOWN), f"{name}: {letter}"


def _look_as_mediator(walk: Walk, name: str) -> None:
    alike(_tray(walk, name), sights.in_her_tray(walk.letters, name))
    for case in walk.cases:
        path = f"/cases/{case.code}/messages"
        if case.mediator != name:
            same(walk.asks(name, path), UNKNOWN)
            continue
        listed = {
            (line["message"], line["state"], line.get("delivery", ""))
            for line in _lines(walk, name, path, "messages")
            if line["kind"] in {"letter", "relayed"} and not line.get("original")
        }
        alike(listed, sights.in_the_case(walk.letters, case))


def _look_at_ledger(walk: Walk, name: str, ledger: str) -> None:
    if sights.reads(walk.threads, name, ledger, OFFICER):
        assert walk.entries(name, ledger) == walk.ledgers[ledger]
    else:
        same(walk.asks(name, f"/ledgers/{ledger}"), UNKNOWN)


def _look_as_victim(walk: Walk, name: str) -> None:
    """Compare her page with the model, and with itself: where nothing came or was done for her, no byte is new (R8)."""
    pages = list(_home(walk, name))
    listed = {line for page in pages for line in LINE.findall(page)}
    alike(listed, sights.on_her_page(walk.letters, name))
    her_own = (listed, [walk.ledgers[thread.ledger][:] for thread in walk.threads if thread.victim == name])
    without_tokens = [line for page in pages for line in page.splitlines() if "csrf" not in line]
    before, seen = walk.seen.get(name, (None, []))
    assert before != her_own or without_tokens == seen
    walk.seen[name] = (her_own, without_tokens)


def _home(walk: Walk, name: str) -> Iterator[str]:
    """Fetch a victim's home, and its older pages."""
    earlier = ""
    while True:
        page = walk[name].client.get(f"/en/home{earlier}").text
        yield page
        following = EARLIER.search(page)
        if following is None:
            return
        earlier = f"?before={following[1]}"


def _tray(walk: Walk, name: str) -> set[tuple[str, str]]:
    """Fetch what waits for staff of this walk: what one that failed left in a mediator's tray would hide its fault."""
    here = {None, *(case.code for case in walk.cases)}  # no task at the counter names its case
    items = _lines(walk, name, "/tray", "items")
    return {(item["message"], item["state"]) for item in items if item.get("case") in here}


def _lines(walk: Walk, name: str, path: str, key: str) -> Iterator[dict[str, str]]:
    before = ""
    while True:
        page = walk[name].get(path + before).json
        yield from page[key]
        if "next" not in page:
            return
        before = f"?before={page['next']}"
