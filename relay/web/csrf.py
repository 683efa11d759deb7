"""The CSRF token of every changing call. The only module that knows flask_wtf.csrf, which has no types."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from flask import request
from flask import session as cookie
from flask_wtf.csrf import CSRFProtect, generate_csrf

from relay.errors import Forbidden, Malformed

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    P = ParamSpec("P")
    R = TypeVar("R")

HELD: Final = "csrf_token"  # flask_wtf's name in the cookie

_protect = CSRFProtect()


def register(app: Flask) -> None:
    """Check the token of every call that changes something; no time limit, for somebody who writes slowly."""
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False, WTF_CSRF_HEADERS=["X-CSRF-Token"])
    _protect.init_app(app)


def csrf_token() -> str:
    """Return this browser's token; makes one where the cookie holds none."""
    held = cookie.get(HELD)
    return _signed(held) if held else str(generate_csrf())


@lru_cache(maxsize=4096)
def _signed(held: str) -> str:
    """Sign what the cookie holds, once: it does not run out, so that a page need not sign it anew.

    A browser's random number is drawn anew at sign-in and sign-out, and its signed form is of use beside that
    cookie alone; the newest few thousand are remembered.
    """
    del held  # the request's cookie, which generate_csrf signs, holds the same
    return str(generate_csrf())


def without_session(view: Callable[P, R]) -> Callable[P, R]:
    """Exempt a call that has no session yet: it wants JSON and refuses other sites instead.

    A form of another site cannot send application/json, and a browser says where a call comes from.
    """

    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            raise Forbidden("another site")
        if request.mimetype != "application/json":
            raise Malformed("content type")
        return view(*args, **kwargs)

    guarded.__name__, guarded.__module__, guarded.__doc__ = view.__name__, view.__module__, view.__doc__
    _protect.exempt(guarded)
    return guarded
