"""How long one person waits for a page when the database holds 100,000 messages, beside the same with 1,000."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from bench import hammer
from bench.by_turns import by_turns
from bench.figure import Figure
from bench.people import Overheard
from relay.storage.database import Database
from tests.support.many import fill
from tests.support.server import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.server import Server

MANY, FEW = 100_000, 1_000
PAGES, ROUNDS = 40, 15
MEDIAN_MS, P95_MS = 15, 40
OF_FEW = 1 / 1.3  # at most 1.3 times as long
HOMES = {"Anna": "the victim's home", "Mira": "the mediator's tray"}


def figures() -> Iterator[Figure]:
    """Measure in milliseconds, one client, one connection; both servers by turns."""
    with ExitStack() as stack:
        many, few = (stack.enter_context(_filled(count)) for count in (MANY, FEW))
        for name, page in HOMES.items():
            asked = [stack.enter_context(_asking(server, name)) for server in (many, few)]
            yield from _home(page, (many, few), asked)


@contextmanager
def _filled(count: int) -> Iterator[Server]:
    """Serve a demo programme with so many messages more."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "var") as server:
        database = Database(server.database)
        with database.writing() as session:
            fill(session.connection(), server.person("Anna")["person"], count)
        database.engine.dispose()
        yield server


@contextmanager
def _asking(server: Server, name: str) -> Iterator[bytes]:
    session = Overheard()
    with server.signed_in(name, transport=session) as person:
        person.tray()
        yield hammer.request("GET", "/en/home", session.session)


def _home(page: str, servers: tuple[Server, Server], asked: list[bytes]) -> Iterator[Figure]:
    took: list[float] = []

    def speed(server: Server, request: bytes, keep: list[float]) -> float:
        times = hammer.times(server.port, request, PAGES)
        keep += times
        return 1000 / median(times)

    ours, theirs = (partial(speed, server, request) for server, request in zip(servers, asked, strict=True))
    ours([]), theirs([])
    ratio = by_turns(
        f"many: {page}, speed of that with {FEW:,}",
        "/s",
        ours=lambda: ours(took),
        theirs=lambda: theirs([]),
        target=OF_FEW,
        rounds=ROUNDS,
    )
    yield Figure(f"many: {page} with {MANY:,} messages, median", median(took), "ms", target=MEDIAN_MS)
    yield Figure(f"many: {page}, 95 of 100 within", quantiles(took, n=20)[-1], "ms", target=P95_MS)
    yield ratio
