"""`relay run`: sets one instance up, serves it, makes the demo on first start, and ends it all together."""

from __future__ import annotations

import json
import os
import signal
import subprocess  # starts our own modules alone
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import OperationalError

from relay import operate
from relay.first_demo import make_demo, renew_address, wipe_half_made_demo
from relay.processes import TICK_SECONDS, alone, answers, end, environment, until, wait_for_port
from relay.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable

    from relay.settings import Settings

TRY_FIRST = """
Try first: sign in as Anna and write a letter; then, in another browser, sign in as Mira, read it and release it;
then sign in as Liam and print it. Aline's pages are in French. These people are invented.
"""
FORGET_EVERY_TICKS = 300  # idle sessions and their vault keys: every minute
WIPE_EVERY_TICKS = 25  # what was deleted vanishes from the database's files: every five seconds


def run(settings: Settings, *, say: Callable[[str], None] = print) -> int:
    """Serve until SIGTERM or Ctrl-C, then return 0; 1 where the server ended by itself.

    say: shows a line to the person at the terminal. Raises Refused where another process serves this var or
    listens on the port, or where a production configuration meets the demo's root.
    """
    os.umask(0o077)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with alone(settings):
        wait_for_port(settings, stop)
        prepare(settings)
        server = subprocess.Popen(
            [sys.executable, "-m", "relay.server"],
            env=environment(settings),
            stdin=subprocess.PIPE,  # never written: the server ends when we are gone, however that came
            start_new_session=True,  # Ctrl-C comes to us alone; we then end it in good order
        )
        try:
            _serve(settings, server, stop, say)
        finally:
            code = end(server, asked=stop.is_set())
        operate.forget_deleted(settings)
    return code


def prepare(settings: Settings) -> None:
    """Draw secrets, wipe a demo that was never finished, migrate, sweep what a crash left.

    Raises Refused.
    """
    operate.make_secrets(settings)
    operate.require_database(settings)
    if settings.demo and settings.demo_people.exists():
        renew_address(settings)
    elif settings.demo:
        wipe_half_made_demo(settings)
    operate.migrate(settings)
    operate.forget_deleted(settings)
    operate.tidy_bodies(settings)
    operate.require_fitting_root(settings)


def _serve(
    settings: Settings, server: subprocess.Popen[bytes], stop: threading.Event, say: Callable[[str], None]
) -> None:
    if not until(lambda: answers(settings) or server.poll() is not None, stop):
        return
    if settings.demo and not settings.demo_people.exists():
        say("Making the demo programme: a few seconds …")
        make_demo(settings, stop)
    if not stop.is_set() and server.poll() is None:
        _welcome(settings, say)
    database = Database(settings.database, pool_size=1)
    ticks = 0
    while not stop.wait(TICK_SECONDS) and server.poll() is None:
        ticks += 1
        with suppress(OperationalError):  # away just now: /health says so, and a little later is soon enough
            _tidy(database, settings, ticks)
    database.engine.dispose()


def _tidy(database: Database, settings: Settings, ticks: int) -> None:
    if ticks % FORGET_EVERY_TICKS == 0:
        operate.forget_idle(database, settings)
    if ticks % WIPE_EVERY_TICKS == 0:
        database.forget_deleted()


def _welcome(settings: Settings, say: Callable[[str], None]) -> None:
    say(f"\nRelay is served at {settings.url}/   (Ctrl-C ends it; everything is saved)\n")
    if not settings.demo:
        return
    people = json.loads(settings.demo_people.read_text())["people"]
    rows = [("Who", "Role", "Sign-in name", "Passphrase"), *map(_line, people)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        say("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    say(TRY_FIRST)


def _line(person: dict[str, Any]) -> tuple[str, str, str, str]:
    return person["name"], person["role"], person["sign_in"], person["passphrase"]
