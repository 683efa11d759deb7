"""`/leave`: the quick exit's last step; ends the session, clears the browser and goes to an everyday page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request

from relay.web import login
from relay.web.reception import settings

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

CLEAR = '"cache", "cookies", "storage"'


def register(app: Flask) -> None:
    """Serve the way out, without a language: the page that takes over has its own."""
    app.add_url_rule("/leave", "leave", leave)


def leave() -> Response:
    """End the session and clear, if this very site or the address bar asks.

    A link elsewhere only leads away: it must not be able to wipe a recording (design.md §9).
    """
    answer = redirect(settings().leave_to, 303)
    if request.headers.get("Sec-Fetch-Site") not in ("same-origin", "none"):
        return answer
    login.end()
    answer.headers["Clear-Site-Data"] = CLEAR
    return answer
