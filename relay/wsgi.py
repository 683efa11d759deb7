"""What each server process loads: the application, its log, and a watch on the process that started it."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from typing import TYPE_CHECKING

from relay import settings as configuration
from relay.app import create_app
from relay.processes import end_with, wait_for_siblings, write_pid

if TYPE_CHECKING:
    from flask import Flask


def make() -> Flask:
    """Make the application of one server process from files and environment, and wait for the others to have theirs."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        end_with(parent.sentinel)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # its parent's, which it has from it, would do nothing here
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = configuration.load()
    app = create_app(settings)
    running = settings.var / "run"
    write_pid(running, f"worker-{os.getpid()}")
    wait_for_siblings(running, settings.workers)
    return app
