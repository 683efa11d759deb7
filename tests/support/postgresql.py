"""A PostgreSQL cluster of the tests' own, from Debian's packages: in a temporary folder, reached by its socket."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

DEBIAN = Path("/usr/lib/postgresql")
OWNER = "postgres"  # initdb and pg_ctl refuse root
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "log_error_verbosity": "terse",  # as docs/operations.md says: no values of a row in the log
}


class Cluster:
    """One server: started by `start`, gone with its folder after `remove`."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="relay-pg-"))  # short: a socket's path is at most 107 bytes
        self._numbers = itertools.count(1)
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "--auth=trust", f"--username={OWNER}", "--locale=C", "--encoding=UTF8", "--no-sync")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = " ".join(f"-c {name}={value!r}" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories={self._folder}"
        self._run("pg_ctl", "start", "--wait", f"--log={self._folder / 'log'}", f"--options={options}")

    def stop(self) -> None:
        """Stop the server at once; whoever is connected is cut off."""
        self._run("pg_ctl", "stop", "--mode=fast", "--wait")

    def remove(self) -> None:
        """Stop the server and remove everything."""
        self.stop()
        shutil.rmtree(self._folder)

    def address(self, database: str) -> str:
        """Return what `database_url` says for a database here."""
        return f"postgresql://{OWNER}@/{database}?host={self._folder}"

    def create(self, *, template: str = "template1") -> str:
        """Make a database, empty or a copy of another, and return its address."""
        name = f"relay_{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    @contextmanager
    def database(self, *, template: str = "template1") -> Iterator[str]:
        """Make a database and give its address; dropped at the end, whoever still uses it."""
        address = self.create(template=template)
        try:
            yield address
        finally:
            self.tell(f"DROP DATABASE {self.name_of(address)} WITH (FORCE)")

    def name_of(self, address: str) -> str:
        """Return the name of the database that an address means."""
        return urlsplit(address).path.removeprefix("/")

    def tell(self, statement: str) -> None:
        """Say one statement to the server itself."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, program: str, *arguments: str) -> None:
        as_owner = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
        command = [*as_owner, str(_found(program)), f"--pgdata={self._folder / 'data'}", *arguments]
        done = subprocess.run(
            command, cwd=self._folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert done.returncode == 0, f"{program}: {done.stderr[-2000:]}"


def _found(program: str) -> Path:
    """Return the newest of Debian's, which are on nobody's path."""
    versions = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: float(path.parent.parent.name))
    assert versions, f"{program} is missing: install Debian's package postgresql"
    return versions[-1]
