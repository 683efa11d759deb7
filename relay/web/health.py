"""`GET /health`: 200 once ready to serve (api.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import jsonify

from relay.errors import Unavailable
from relay.storage.health import reachable
from relay.web.reception import settings
from relay.web.transaction import reading

if TYPE_CHECKING:
    from flask import Flask, Response


def register(app: Flask) -> None:
    """Answer for whoever watches this server."""
    app.add_url_rule("/health", "health", show)


def show() -> Response:
    """Say ok where database and store answer and, on a demo, its people are there. Raises Unavailable."""
    own = settings()
    if own.demo and not own.demo_people.exists():
        raise Unavailable("demo not made yet")
    if not reachable(reading(), own.bodies):
        raise Unavailable("database or store")
    return jsonify(status="ok")
