"""What each server process loads: the application, its log, and a watch on the process that started it."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from relay import settings as configuration
from relay.app import create_app
from relay.processes import end_with_parent, write_pid

if TYPE_CHECKING:
    from flask import Flask


def make() -> Flask:
    """Make the application of one server process from files and environment."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = configuration.load()
    write_pid(settings.var / "run", f"worker-{os.getpid()}")
    end_with_parent()
    return create_app(settings)
