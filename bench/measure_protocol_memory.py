"""How much memory sealing and opening 1 GiB takes at its peak: bounded, whatever the size."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench import protocol_road
from bench.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZE = 1 << 30
PEAK_MB = 100
_STATUS = Path("/proc/self/status")


def figures() -> Iterator[Figure]:
    """Measure the peak resident size of a process of its own, in MB; one that only starts shows what Python takes."""
    yield Figure("protocol: peak memory of a process that only starts", _peak("start"), "MB")
    yield Figure("protocol: peak memory sealing 1 GiB", _peak("seal"), "MB", target=PEAK_MB)
    yield Figure("protocol: peak memory opening 1 GiB", _peak("open"), "MB", target=PEAK_MB)


def _peak(road: str) -> float:
    command = [sys.executable, "-m", "bench.measure_protocol_memory", road]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _own_peak() -> float:
    """Return this process's own peak; Linux's ru_maxrss begins with that of the process which started it."""
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # bytes, where there is no /proc
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:"))


def _open() -> None:
    """Open 1 GiB that is sealed a second time, to the same bytes, while it is opened."""
    envelope = protocol_road.seal(SIZE)
    protocol_road.unseal(envelope, protocol_road.sealer(SIZE).body(protocol_road.pieces(SIZE)))


_ROADS: dict[str, Callable[[], object]] = {
    "start": lambda: None,
    "seal": lambda: protocol_road.seal(SIZE),
    "open": _open,
}


if __name__ == "__main__":
    _ROADS[sys.argv[1]]()
    print(_own_peak())
