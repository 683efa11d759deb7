"""The bare application on the same server as ours, with the same settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from bench.reference import bare_app
from relay import settings as configuration
from relay.processes import HOST
from tests.support.server import until

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTING_SECONDS = 30


@contextmanager
def bare_server() -> Iterator[int]:
    """Serve for as long as the block lasts; gives the port."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, bare_app.FOLDER: folder}
        process = subprocess.Popen([sys.executable, "-m", __name__, str(port)], env=environment)
        try:
            until(lambda: _answers(port), STARTING_SECONDS)
            yield port
        finally:
            process.terminate()
            process.wait(STARTING_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://{HOST}:{port}/page", trust_env=False).is_success
    except httpx.TransportError:
        return False


def _serve(port: int) -> None:
    bare_app.fill()
    settings = configuration.load()
    Granian(
        "bench.reference.bare_app:make",
        factory=True,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
