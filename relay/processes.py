"""Processes of one instance: alone in its folder, their ids in files, ended together."""

from __future__ import annotations

import fcntl
import os
import select
import socket
import subprocess  # ends what relay.serve started
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from relay.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from relay.settings import Settings

STARTING_SECONDS = 30
STOPPING_SECONDS = 15
PORT_SECONDS = 5
HOST = "127.0.0.1"  # a reverse proxy with TLS stands before it, or it is this machine's own browser
TICK_SECONDS = 0.2


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the instance's folder while its processes run (run/*.pid). Raises Refused where another process does."""
    folder = settings.var / "run"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused("another process serves this folder") from error
        for stale in folder.glob("*.pid"):
            stale.unlink()
        write_pid(folder, "relay")
        try:
            yield
        finally:
            for left in folder.glob("*.pid"):
                left.unlink()


def write_pid(folder: Path, name: str) -> Path:
    """Write this process's id into the folder of running processes (api.md)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{name}.pid"
    path.write_text(f"{os.getpid()}\n")
    return path


def end_with(life: int) -> None:
    """End this process once `life` can be read, for its other end is closed when the one who holds it is gone.

    life: a pipe's file descriptor, or a process's sentinel. The kernel closes the other end whatever the end was,
    also where it came before this call: nobody stays behind and holds the port.
    """
    threading.Thread(target=_end_after, args=(life,), daemon=True, name="end-with").start()


def _end_after(life: int) -> None:
    select.select([life], [], [])
    os._exit(1)  # nothing unfinished was acknowledged (R10)


def wait_for_siblings(folder: Path, workers: int, seconds: float = STARTING_SECONDS) -> None:
    """Wait until so many workers have written their ids, or so many seconds: the first to serve says that all do."""
    never, ends = threading.Event(), time.monotonic() + seconds
    while len(list(folder.glob("worker-*.pid"))) < workers and time.monotonic() < ends:
        never.wait(TICK_SECONDS / 4)


def answers(settings: Settings) -> bool:
    """Tell whether the server takes requests, ready or not."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{settings.port}/health", timeout=2):
            return True
    except urllib.error.HTTPError as error:
        return error.code == HTTPStatus.SERVICE_UNAVAILABLE  # serving; the demo is not there yet
    except OSError:
        return False


def until(done: Callable[[], bool], stop: threading.Event, seconds: float | None = STARTING_SECONDS) -> bool:
    """Wait until something is done; False where a stop was asked for first. Raises Refused after so many seconds."""
    waited = 0.0
    while not done():
        if stop.wait(TICK_SECONDS):
            return False
        waited += TICK_SECONDS
        if seconds is not None and waited > seconds:
            raise Refused("the server did not start in time")
    return True


def wait_for_port(settings: Settings, stop: threading.Event) -> None:
    """Wait until nobody listens on the port; workers of a server that was killed need a moment (`end_with`).

    Raises Refused where somebody stays: workers share a port, so two instances would answer in turns, unnoticed.
    """
    try:
        until(lambda: _is_free(settings.port), stop, PORT_SECONDS)
    except Refused as error:
        raise Refused(f"another program listens on port {settings.port}") from error


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # closed connections are nobody
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def end(server: subprocess.Popen[bytes], *, asked: bool) -> int:
    """End a process and return what to exit with: 1 where it had ended without being asked."""
    ended_by_itself = server.poll() is not None
    if not ended_by_itself:
        server.terminate()
        try:
            server.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    if server.stdin is not None:
        server.stdin.close()
    return 0 if asked or not ended_by_itself else 1


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment in which our other processes find the same instance."""
    return {**os.environ, "RELAY_VAR": str(settings.var.resolve()), "RELAY_PORT": str(settings.port)}
