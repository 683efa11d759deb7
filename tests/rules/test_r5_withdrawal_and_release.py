"""R5: an author withdraws and the mediator releases at the same moment; one of the two comes first, and both are told.

Two processes stand behind a barrier, each with everything signed before. Whoever commits first wins: a release that
comes second is refused; one that came first is taken back by the withdrawal, which is possible at every stage.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

from relay.client import statements, wire
from relay.client.http import Http
from tests.rules.attacks import approve, desk, get, release_of, said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.synchronize import Barrier

    from relay.client.client import Client
    from relay.protocol.signed import Signed
    from tests.rules.world import Place, World

RACES = int(os.environ.get("RELAY_RACES", "50"))
SEED = int(os.environ.get("RELAY_SEED", "20261122"))
HEAD_START_SECONDS = 0.012  # at most, drawn anew for each race and side: neither's way to the lock is always shorter
WAIT_SECONDS = 60
FIRST, SECOND = (201, ""), (409, "state-moved")


def test_when_both_come_at_once_one_is_first_and_both_are_told(world: World) -> None:
    place = world.case()
    box = desk(world["Olive"], "institution/WARK-2").box
    letters = [place.letter(f"letter {number}") for number in range(RACES)]
    releases, withdrawals = [], []
    for letter in letters:
        approve(place, letter)
        decision, grant = release_of(place, letter, "offender", box)
        releases.append(call(decision, grant))
        withdrawals.append(call(statements.sign(place.victim, "withdraw", place.code, message=letter, how="portal")))

    withdrew, released = race((place.victim, withdrawals), (place.mediator, releases))

    assert set(withdrew) == {FIRST}, "at every stage an author may withdraw"
    assert set(released) <= {FIRST, SECOND}
    require_the_winner_in_the_ledger(place, letters, released)
    for letter in letters:
        assert get(place.mediator, f"/messages/{letter}") == (404, "not-found")
    assert not {task.message for task in iter(world["Liam"].pull_task, None)} & set(letters)
    wins = Counter(released)
    assert min(wins[FIRST], wins[SECOND]) >= RACES / 10, wins


def require_the_winner_in_the_ledger(place: Place, letters: Sequence[str], released: Sequence[tuple[int, str]]) -> None:
    """See that the ledger verifies and tells of each letter what its two people were told."""
    told: dict[str, list[str]] = {letter: [] for letter in letters}
    for entry in place.mediator.ledger(place.code).entries:
        statement = entry.statement
        if statement is not None and statement.type in ("release", "withdraw"):
            told[statement.text("message")].append(statement.type)
    for letter, outcome in zip(letters, released, strict=True):
        assert told[letter] == (["release", "withdraw"] if outcome == FIRST else ["withdraw"])


def race(*sides: tuple[Client, Sequence[dict[str, Any]]]) -> list[list[tuple[int, str]]]:
    """Let two processes post their calls one by one, each pair at the same moment; returns what each was told."""
    processes = multiprocessing.get_context("spawn")
    barrier, answers = processes.Barrier(len(sides)), processes.Queue()
    running = []
    for place, (client, calls) in enumerate(sides):
        session = (client.url, dict(client.http._cookies), client.http.csrf)
        running.append(processes.Process(target=run, args=(place, session, calls, barrier, answers)))
        running[-1].start()
    told = dict(answers.get(timeout=WAIT_SECONDS + 6 * RACES) for _ in sides)
    for process in running:
        process.join()
    return [told[place] for place in range(len(sides))]


def run(
    place: int, session: tuple[str, dict[str, str], str], calls: Sequence[Any], barrier: Barrier, answers: Any
) -> None:
    """Be one side of the race, in a process of its own."""
    url, cookies, csrf = session
    http = Http(url)
    http._cookies, http.csrf = cookies, csrf
    chance, pause = random.Random(SEED + place), threading.Event()
    told = []
    for body in calls:
        late = chance.uniform(0, HEAD_START_SECONDS)
        barrier.wait(WAIT_SECONDS)
        pause.wait(late)
        told.append(said(http.request("POST", "/statements", json=body)))
    answers.put((place, told))
    http.close()


def call(signed: Signed, *grants: Signed) -> dict[str, Any]:
    """Write what POST /statements takes."""
    return {
        "statements": [wire.write("statement", signed, "signature")],
        "grants": [wire.write("grant", each, "signature") for each in grants],
    }
