from __future__ import annotations

import random
import statistics
import time

import pytest

from relay.protocol import b64
from tests.support.town import town_in

pytestmark = pytest.mark.slow

WRONG = b64.encode(bytes(32))
NAMES = 20
NOTICED = 0.05  # a difference of 5 % must not be there, and would be seen if it were
LOOKS = (300, 600, 1_200, 2_400, 4_000)  # after so many attempts of each sort
RESAMPLED = 400


@pytest.fixture
def town(tmp_path, monkeypatch):
    """A programme that slows nobody down while this measures."""
    monkeypatch.setenv("RELAY_LIMITS__FREE_ATTEMPTS_NAME", "1000000")
    monkeypatch.setenv("RELAY_LIMITS__FREE_ATTEMPTS_ADDRESS", "1000000")
    monkeypatch.setenv("RELAY_LIMITS__FLOOD", "1000000/minute")
    yield from town_in(tmp_path / "var")


def seconds(visitor, name):
    """Processor time of one attempt: what else runs here would drown a difference that a patient thief finds."""
    before = time.thread_time()
    status = visitor.sign_in(name=name, auth=WRONG).status_code
    taken = time.thread_time() - before
    assert status == 401
    return taken


def bounds(known, unknown):
    """Where the ratio of each of the three quartiles lies, in 99 of 100 resamplings."""
    draw = random.Random(7).choices
    drawn = []
    for _ in range(RESAMPLED):
        pairs = zip(*(quartiles(draw(taken, k=len(taken))) for taken in (known, unknown)), strict=True)
        drawn.append([of_known / of_unknown for of_known, of_unknown in pairs])
    ordered = [sorted(ratios) for ratios in zip(*drawn, strict=True)]
    return [(ratios[RESAMPLED // 200], ratios[-1 - RESAMPLED // 200]) for ratios in ordered]


def quartiles(taken):
    return statistics.quantiles(taken, n=4, method="inclusive")


def within(found):
    return all(max(1 - low, high - 1) < NOTICED for low, high in found)


def measure(visitor, known_names, unknown_names):
    """Take turns between known and unknown names until the bounds are narrower than what must be noticed."""
    known, unknown = [], []
    for many in LOOKS:
        for place in range(len(known), many):
            turns = [(known, known_names), (unknown, unknown_names)]
            for kept, names in turns if place % 2 else reversed(turns):
                kept.append(seconds(visitor, names[place % len(names)]))
        if all(high - low < NOTICED for low, high in bounds(known, unknown)):
            break
    return known, unknown


def test_known_and_unknown_names_are_answered_in_the_same_time(town):
    olive = town.officer("Olive")
    known_names = ["olive", *(f"known-{number:02}" for number in range(1, NAMES))]
    for name in known_names[1:]:
        town.staff(olive, name, "mediator")
    visitor = town.visitor("Somebody")
    unknown_names = [f"not-so-{number:02}" for number in range(NAMES)]
    measure(visitor, known_names[:1], unknown_names[:1])  # caches and rows are warm for both sorts
    known, unknown = measure(visitor, known_names, unknown_names)
    found = bounds(known, unknown)
    assert within(found), f"known / unknown, by quartiles: {found} after {len(known)} attempts each"
    slower = [taken * (1 + NOTICED) for taken in known]
    assert not within(bounds(slower, unknown)), "a difference of 5 % would not be noticed"
