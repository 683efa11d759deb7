"""The JSON API under /api/v1: one module a subject, joined here."""

from __future__ import annotations

import importlib
from importlib.util import find_spec

from flask import Blueprint

MODULES = (
    "sessions",
    "join",
    "trust",
    "custody",
    "invitations",
    "drafts",
    "seen",
    "institutions",
    "cases",
    "messages",
    "statements",
    "ledgers",
    "tray",
    "tasks",
    "openapi",
)


def make_blueprint() -> Blueprint:
    """Join the API's subjects into one blueprint."""
    api = Blueprint("api", __name__, url_prefix="/api/v1")
    for name in MODULES:
        if find_spec(f"relay.web.api.{name}"):
            api.register_blueprint(importlib.import_module(f"relay.web.api.{name}").blueprint)
    return api
