"""Two processes behind a barrier, each with one call ready: whose comes first is drawn anew each time."""

from __future__ import annotations

import multiprocessing
import os
import random
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from relay.client import wire
from relay.client.http import Http
from tests.rules.attacks import said

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier

    from relay.client.client import Client
    from relay.protocol.signed import Signed
    from tests.rules.attacks import Said

RACES = int(os.environ.get("RELAY_RACES", "50"))
FEW = RACES if "RELAY_RACES" in os.environ else 12  # of each race but the first: in CI a dozen
SEED = int(os.environ.get("RELAY_SEED", "20261122"))
WAIT_SECONDS = 180
JITTER_SECONDS = 0.004  # at most, drawn for each race and side
HOLD_SECONDS, LONGEST_HOLD_SECONDS = 0.001, 0.064
FIRST, SECOND = (201, ""), (409, "state-moved")

Call = tuple[str, str, dict[str, Any] | None]


def saying(signed: Signed, *grants: Signed) -> Call:
    """Write a call of POST /statements."""
    body = {
        "statements": [wire.write("statement", signed, "signature")],
        "grants": [wire.write("grant", each, "signature") for each in grants],
    }
    return "POST", "/statements", body


class Racers:
    """Two processes, each with somebody's session, which do what they are told at the same moment.

    Whoever came first is held back a little the next time, so that on no machine one of them always does.
    """

    def __init__(self, pipes: tuple[Connection, Connection]) -> None:
        self._pipes = pipes
        self._chance = random.Random(SEED)
        self._held, self._step = 0.0, HOLD_SECONDS  # seconds for which the second is held back; below 0 the first

    def at_once(self, takes_back: Call, other: Call) -> tuple[Said, Said]:
        """Let both do their call; return what each was told. The second is refused where the first came first."""
        for pipe, call, held in zip(self._pipes, (takes_back, other), (-self._held, self._held), strict=True):
            pipe.send((call, max(held, 0) + self._chance.uniform(0, JITTER_SECONDS)))
        told = tuple(self._told(pipe) for pipe in self._pipes)
        self._hold_back(1 if told[1][0] < 400 else -1)
        return told[0], told[1]

    @staticmethod
    def _told(pipe: Connection) -> Said:
        assert pipe.poll(WAIT_SECONDS), "a racer was told nothing"
        answer: Said = pipe.recv()
        return answer

    def _hold_back(self, side: int) -> None:
        again = side * self._step > 0
        self._step = side * min(abs(self._step) * 2, LONGEST_HOLD_SECONDS) if again else side * HOLD_SECONDS
        self._held += self._step


@contextmanager
def racing(first: Client, second: Client) -> Iterator[Racers]:
    """Start two racers with the sessions of two people (or twice of one); they end with the block."""
    processes = multiprocessing.get_context("spawn")
    barrier = processes.Barrier(2)
    pipes, running = [], []
    for client in (first, second):
        ours, theirs = processes.Pipe()
        session = (client.url, dict(client.http._cookies), client.http.csrf)
        running.append(processes.Process(target=_run, args=(session, barrier, theirs)))
        running[-1].start()
        pipes.append(ours)
    try:
        yield Racers((pipes[0], pipes[1]))
    finally:
        for pipe, process in zip(pipes, running, strict=True):
            pipe.send(None)
            process.join()


def _run(session: tuple[str, dict[str, str], str], barrier: Barrier, pipe: Connection) -> None:
    """Be one side of every race, in a process of its own."""
    url, cookies, csrf = session
    http, pause = Http(url), threading.Event()
    http._cookies, http.csrf = cookies, csrf
    while (told := pipe.recv()) is not None:
        (method, path, body), late = told
        barrier.wait(WAIT_SECONDS)
        pause.wait(late)
        pipe.send(said(http.request(method, path, json=body)))
    http.close()


def require_both_won(wins: Counter[Any]) -> None:
    """See that there were two outcomes, and that each came at least every tenth time."""
    assert len(wins) == 2, wins
    assert min(wins.values()) * 10 >= wins.total(), wins
