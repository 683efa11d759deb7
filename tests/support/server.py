"""A real server process with its demo programme, and its people as signed-in clients."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import psutil
from click.testing import CliRunner

from relay.cli import relay
from relay.client.client import Client
from relay.protocol import b64
from tests.support.databases import lasting_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STARTING_SECONDS = 180  # a busy machine; it goes on as soon as the server is ready
ENDING_SECONDS = 20
CASE = "RO-2026-0001"
FRENCH_CASE = "RO-2026-0002"
NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # plain HTTP: reading the machine's is the slowest part


class Server:
    """One `relay run`: where it is reached, its folder, its database, its demo people."""

    def __init__(self, var: Path, *, demo: bool = True) -> None:
        self.var = var
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}"
        self.database = lasting_database() or f"sqlite:///{var / 'relay.db'}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RELAY_")},
            "RELAY_VAR": str(var),
            "RELAY_DEMO": str(demo).lower(),
            "RELAY_DATABASE_URL": "" if self.database.startswith("sqlite") else self.database,
            "PORT": str(self.port),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until /health says ok."""
        with (self.var.parent / f"{self.var.name}.log").open("ab") as log:
            command = [sys.executable, "-m", "relay.cli", "run"]
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        until(self.is_ready, STARTING_SECONDS)

    def is_ready(self) -> bool:
        """Whether /health answers 200; fails at once where the process has ended."""
        if self.process is not None and self.process.poll() is not None:
            raise AssertionError(f"relay run ended: {(self.var.parent / f'{self.var.name}.log').read_text()[-3000:]}")
        try:
            return httpx.get(f"{self.url}/health", trust_env=False, verify=NO_AUTHORITIES).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def end(self) -> int:
        """End it as an operator would and return its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(ENDING_SECONDS)
        self.process = None
        return code

    def demo(self) -> dict[str, Any]:
        """Read demo.json."""
        content: dict[str, Any] = json.loads((self.var / "demo.json").read_text())
        return content

    def person(self, name: str) -> dict[str, Any]:
        """Find somebody's entry in demo.json."""
        return next(person for person in self.demo()["people"] if person["name"] == name)

    def client(self, **options: Any) -> Client:
        """Make a client with the demo's root pinned, nobody signed in."""
        return Client(self.url, instance=b64.decode(self.demo()["instance"]), **options)

    @contextmanager
    def signed_in(self, name: str, **options: Any) -> Iterator[Client]:
        """Sign somebody in; out again at the end."""
        person = self.person(name)
        client = self.client(**options)
        client.sign_in(person["sign_in"], person["passphrase"])
        try:
            yield client
            client.sign_out()
        finally:
            client.close()

    def relay(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a `relay` command in this server's environment."""
        command = [sys.executable, "-m", "relay.cli", *map(str, arguments)]
        return subprocess.run(
            command, env={**self.environment, **environment}, capture_output=True, text=True, check=False, timeout=120
        )

    def act(self, name: str, *arguments: str | Path) -> tuple[int, Any]:
        """Run `relay act … --json` as somebody, in this process; return its exit code and what it printed."""
        command = ["act", "--url", self.url, "--as", name, "--json", *map(str, arguments)]
        done = CliRunner().invoke(relay, command, env=self.environment)
        assert done.stdout, done.stderr
        return done.exit_code, json.loads(done.stdout)

    def seconds_used(self) -> float:
        """Tell how much processor time the server's processes have used; waiting for others' turns not counted."""
        assert self.process is not None
        parent = psutil.Process(self.process.pid)
        times = [process.cpu_times() for process in (parent, *parent.children(recursive=True))]
        return sum(time.user + time.system + time.children_user + time.children_system for time in times)


@contextmanager
def served(var: Path, *, demo: bool = True, **settings: str) -> Iterator[Server]:
    """Serve a folder for as long as the block lasts. settings: more of its environment."""
    server = Server(var, demo=demo)
    server.environment.update(settings)
    try:
        server.start()
        yield server
    finally:
        server.end()


def until(holds: Any, seconds: float) -> None:
    """Wait for a condition, looking every 50 ms; fail when it does not come."""
    ends, pause = time.monotonic() + seconds, threading.Event()
    while not holds():
        assert time.monotonic() < ends, "it did not come in time"
        pause.wait(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
