"""The demo programme of a first start: made by a client process, whole or wiped."""

from __future__ import annotations

import json
import shutil
import subprocess  # starts our own client
import sys
from typing import TYPE_CHECKING

from relay import operate
from relay.client.identity_file import write_private
from relay.errors import Refused
from relay.processes import STOPPING_SECONDS, environment, until

if TYPE_CHECKING:
    import threading

    from relay.settings import Settings


def make_demo(settings: Settings, stop: threading.Event) -> None:
    """Let a client process make the invented people, as their browsers would (api.md).

    Raises Refused where it failed: /health stays 503, and the next start begins anew.
    """
    command = [sys.executable, "-m", "relay.client.demo", "--url", settings.url, "--var", str(settings.var.resolve())]
    client = subprocess.Popen(command, env=environment(settings), start_new_session=True)  # noqa: S603 - our own module, no shell
    until(lambda: client.poll() is not None, stop, seconds=None)
    if client.poll() is None:
        client.terminate()
        client.wait(STOPPING_SECONDS)
    elif client.returncode != 0:
        raise Refused("the demo programme could not be made")


def renew_address(settings: Settings) -> None:
    """Let demo.json say where it is served from this start on: its port may be another one."""
    content = json.loads(settings.demo_people.read_text(encoding="utf-8"))
    if content["base"] != settings.url:
        write_private(settings.demo_people, {**content, "base": settings.url})


def wipe_half_made_demo(settings: Settings) -> None:
    """Remove what a demo that was never finished left.

    Raises Refused for a var that holds another programme, and where the database is its owner's to empty.
    """
    if settings.database_url:
        if operate.has_root(settings):
            raise Refused("the demo was never finished in the database of database_url: empty that and start again")
        return
    database = settings.var / "relay.db"
    if not (settings.var / "demo").exists():
        if database.exists() and operate.has_root(settings):
            raise Refused("this var holds a programme that is no demo: say RELAY_DEMO=false")
        return
    for path in (database, database.with_name("relay.db-wal"), database.with_name("relay.db-shm")):
        path.unlink(missing_ok=True)
    for folder in ("bodies", "demo"):
        shutil.rmtree(settings.var / folder, ignore_errors=True)
