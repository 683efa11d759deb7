"""The JSON API under /api/v1: one module a subject, joined here."""

from __future__ import annotations

from flask import Blueprint

from relay.web.api import (
    account,
    cases,
    custody,
    drafts,
    institutions,
    invitations,
    join,
    ledgers,
    messages,
    openapi,
    seen,
    sessions,
    statements,
    tasks,
    tray,
    trust,
)

SUBJECTS = (
    sessions,
    account,
    join,
    trust,
    custody,
    invitations,
    drafts,
    institutions,
    seen,
    cases,
    messages,
    statements,
    ledgers,
    tray,
    tasks,
    openapi,
)


def make_blueprint() -> Blueprint:
    """Join the API's subjects into one blueprint."""
    api = Blueprint("api", __name__, url_prefix="/api/v1")
    for subject in SUBJECTS:
        api.register_blueprint(subject.blueprint)
    return api
