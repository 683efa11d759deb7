"""A PostgreSQL cluster of the tests' own, from Debian's packages: in a temporary folder, reached by its socket alone."""

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

    @contextmanager
    def database(self) -> Iterator[str]:
        """Make an empty database and give its address; dropped at the end, whoever still uses it."""
        name = f"relay_{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name}")
        try:
            yield self.address(name)
        finally:
            self.tell(f"DROP DATABASE {name} WITH (FORCE)")

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
