"""Servers that begin with a demo programme: it is made once, and each begins with a copy of its folder."""

from __future__ import annotations

import fcntl
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.databases import lasting_database
from tests.support.server import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.server import Server


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path | None:
    """A demo programme that nobody has used, made by the worker that comes first; None on a database without a file."""
    if lasting_database():
        return None
    own = tmp_path_factory.getbasetemp()
    made = (own if worker_id == "master" else own.parent) / "demo" / "var"
    made.parent.mkdir(exist_ok=True)
    with made.with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "demo.json").exists():
            with served(made):
                pass
    return made


@pytest.fixture(scope="session")
def demo_server(demo_folder: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One demo programme for the whole session: leave its people able to write and release."""
    with served(_begun(demo_folder, tmp_path_factory.mktemp("shared"))) as server:
        yield server


@pytest.fixture(scope="session")
def patient_server(demo_folder: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One more for the whole session, for people who stay signed in: half an hour of other tests is not too idle."""
    with served(_begun(demo_folder, tmp_path_factory.mktemp("patient")), RELAY_LIMITS__IDLE_MINUTES="600") as server:
        yield server


@pytest.fixture(scope="module")
def server(demo_var: Path) -> Iterator[Server]:
    """A demo programme of one file's own: what waits at its counter and who works there is nobody else's."""
    with served(demo_var) as server:
        yield server


@pytest.fixture(scope="module")
def demo_var(demo_folder: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a demo programme of one file's own, to be served in a way of that file's own."""
    return _begun(demo_folder, tmp_path_factory.mktemp("own"))


def _begun(demo_folder: Path | None, place: Path) -> Path:
    """Return a folder to serve, a copy of the demo programme's where there is one."""
    return shutil.copytree(demo_folder, place / "var") if demo_folder else place / "var"
