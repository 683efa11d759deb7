"""Joining by invitation: one page whose script leads through the steps; what follows `#` never comes here."""

from __future__ import annotations

from flask import render_template

from relay.web.i18n import pages_blueprint

blueprint = pages_blueprint("join", __name__)


@blueprint.get("/join")
def show() -> str:
    """Give the steps of joining."""
    return render_template("join/join.html")
