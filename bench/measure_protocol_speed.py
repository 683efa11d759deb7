"""How fast 256 MiB are sealed and opened: the whole road beside a bare loop of its primitives, and beside age."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from bench import protocol_road
from bench.by_turns import by_turns
from bench.figure import Missing
from bench.reference import protocol_age, protocol_bare_loop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.figure import Figure

SIZE = 256 << 20
OF_BARE = 0.7
OF_AGE = 0.5


def figures() -> Iterator[Figure | Missing]:
    """Measure in MB/s, ours and the reference by turns."""
    envelope, chunks = protocol_road.seal_and_keep(SIZE)
    bare = bytes(protocol_bare_loop.CHUNK_BYTES), SIZE // protocol_bare_loop.CHUNK_BYTES
    seal, unseal = partial(protocol_road.seal, SIZE), partial(protocol_road.unseal, envelope, chunks)
    yield _figure("protocol: seal, 1 thread, of a bare loop", OF_BARE, seal, partial(protocol_bare_loop.seal, *bare))
    sealed = protocol_bare_loop.sealed(*bare)
    yield _figure(
        "protocol: open, 1 thread, of a bare loop", OF_BARE, unseal, partial(protocol_bare_loop.unseal, sealed)
    )
    if not protocol_age.available():
        yield Missing("sealing and opening beside age", "age")
        return
    with ThreadPoolExecutor(2) as two, protocol_age.Age(SIZE) as age:
        yield _figure("protocol: seal, 2 threads, of age", OF_AGE, partial(seal, two), age.seal)
        yield _figure("protocol: open, 2 threads, of age", OF_AGE, partial(unseal, two), age.unseal)


def _figure(name: str, target: float, ours: Callable[[], object], theirs: Callable[[], object]) -> Figure:
    return by_turns(name, "MB/s", ours=partial(_speed, ours), theirs=partial(_speed, theirs), target=target)


def _speed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return SIZE / 1e6 / (time.perf_counter() - start)
