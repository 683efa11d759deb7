"""SQLite has one writer: wait for the turn in the kernel; its own busy timeout sleeps and asks again."""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class WriteTurn:
    """One turn at a time between the threads of all processes on one database file.

    SQLite's own lock still decides; this only spares the waiting. The lock file holds nothing and is never removed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._descriptor: int | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn and give it back at the end; a process that dies gives it back too."""
        with self._threads:
            descriptor = self._open()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(descriptor, fcntl.LOCK_UN)

    def _open(self) -> int:
        if self._descriptor is None:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._descriptor
