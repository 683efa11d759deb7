"""A slow line in front of a server: everything a browser asks, its workers' part included, goes through it."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 4096  # bytes


class SlowLine:
    """Passes bytes on at a rate that all connections share, each answer's first byte late by half a round trip.

    bits: a second, downwards; delay: seconds each way. `carried` counts the bytes that came down.
    """

    def __init__(self, port: int, *, bits: int, delay: float) -> None:
        self._port, self._rate, self._delay = port, bits / 8, delay
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._free_at = 0.0
        self.carried = 0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    def serve(self) -> None:
        """Take connections until it is closed."""
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._port))
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def close(self) -> None:
        """Take no more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with near, far, selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ)
            ready.register(far, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    source = key.fileobj
                    assert isinstance(source, socket.socket)
                    try:
                        if not self._pass_on(source, near, far):
                            return
                    except OSError:
                        return

    def _pass_on(self, source: socket.socket, near: socket.socket, far: socket.socket) -> bool:
        piece = source.recv(PIECE)
        if source is near:
            self._until(time.monotonic() + self._delay)
            far.sendall(piece)
        else:
            self._until(self._turn(len(piece)))
            near.sendall(piece)
        return piece != b""

    def _turn(self, size: int) -> float:
        """Reserve the line for a piece; returns when its last bit is through."""
        with self._lock:
            self.carried += size
            self._free_at = max(self._free_at, time.monotonic()) + size / self._rate
            return self._free_at

    def _until(self, moment: float) -> None:
        threading.Event().wait(max(0.0, moment - time.monotonic()))


@contextmanager
def slow_line(port: int, *, bits: int, delay: float) -> Iterator[SlowLine]:
    """A line to a server's port, for as long as it is needed."""
    line = SlowLine(port, bits=bits, delay=delay)
    threading.Thread(target=line.serve, daemon=True).start()
    yield line
    line.close()
