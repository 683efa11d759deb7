"""Flask's signed cookie, verified and read once a process; the session it names is looked up every time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeTimedSerializer

if TYPE_CHECKING:
    from flask import Flask, Request

REMEMBERED = 4096


class KnownCookies(SecureCookieSessionInterface):
    """Remembers what was verified. A cookie never runs out by itself: the row that its token names does."""

    def __init__(self, app: Flask) -> None:
        signer = self.get_signing_serializer(app)
        if signer is None:
            raise ValueError("no secret key")
        self._signer: URLSafeTimedSerializer = signer
        self._read = lru_cache(REMEMBERED)(self._verified)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """Return what the request's cookie holds; nothing where it is missing or not ours."""
        value = request.cookies.get(self.get_cookie_name(app), "")
        try:
            return SecureCookieSession(self._read(value)) if value else SecureCookieSession()
        except BadSignature:
            return SecureCookieSession()

    def _verified(self, value: str) -> dict[str, Any]:
        held: dict[str, Any] = self._signer.loads(value)
        return held


def register(app: Flask) -> None:
    """Use it for every request."""
    app.session_interface = KnownCookies(app)
