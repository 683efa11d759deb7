"""Flask's signed cookie, verified and read once a process; its age and its session are looked at every time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from relay.web.reception import reception

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask, Request

REMEMBERED = 4096


class _ByOurClock(TimestampSigner):
    """Dates a cookie by the clock that its age is measured with."""

    def get_timestamp(self) -> int:
        return int(reception().clock.now().timestamp())


class KnownCookies(SecureCookieSessionInterface):
    """Remembers what was verified, by the whole cookie: one that is altered was never verified.

    Only what carries our signature is remembered, the newest few thousand. The row that a cookie's token names
    ends with signing out and with idleness; the cookie itself, however busy, with Flask's permanent lifetime.
    """

    def __init__(self, app: Flask) -> None:
        signer = self.get_signing_serializer(app)
        if signer is None:
            raise ValueError("no secret key")
        self._signer: URLSafeTimedSerializer = signer
        self._read = lru_cache(REMEMBERED)(self._verified)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return Flask's, which asks our clock."""
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = _ByOurClock
        return serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """Return what the request's cookie holds; nothing where it is missing, not ours or too old."""
        value = request.cookies.get(self.get_cookie_name(app), "")
        if not value:
            return SecureCookieSession()
        try:
            held, signed_at = self._read(value)
        except BadSignature:
            return SecureCookieSession()
        is_too_old = reception().clock.now() - signed_at > app.permanent_session_lifetime
        return SecureCookieSession() if is_too_old else SecureCookieSession(held)

    def _verified(self, value: str) -> tuple[dict[str, Any], datetime]:
        held, signed_at = self._signer.loads(value, return_timestamp=True)
        return held, signed_at


def register(app: Flask) -> None:
    """Use it for every request."""
    app.session_interface = KnownCookies(app)
