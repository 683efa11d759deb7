"""Security headers, the same on every answer (design.md §8)."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any, Final

from flask import request

from relay.web import kept_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask, Response

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; "
    "script-src 'self' 'wasm-unsafe-eval'; "  # WebAssembly: libsodium's, and a PDF's images
    "style-src 'self'; "
    "img-src 'self' blob:; "
    "connect-src 'self'; "
    "worker-src 'self'; "
    "form-action 'none'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; "
    "trusted-types relay"
)
PERMISSIONS_POLICY: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LIST: Final = tuple(HEADERS.items())
SCRIPT_TYPES: Final = {".js": "text/javascript", ".mjs": "text/javascript"}


def register(app: Flask) -> None:
    """Send the headers with every answer, errors included, and keep what is not static out of every cache."""
    for ending, kind in SCRIPT_TYPES.items():
        mimetypes.add_type(kind, ending)  # a machine's own table may say otherwise, and nosniff would then refuse
    app.after_request(keep_nowhere)
    app.wsgi_app = _Headed(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way


def keep_nowhere(response: Response) -> Response:
    """Forbid keeping an answer.

    Static files keep Flask's `no-cache` with their validators, or are kept for good under an address of their own.
    """
    if request.endpoint not in kept_files.ENDPOINTS:
        response.headers["Cache-Control"] = "no-store"
    return response


class _Headed:
    """Adds the constant headers, which no view sets, as the answer leaves."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:  # noqa: ANN401 - WSGI's form
            return start_response(status, [*headers, *_LIST], *error)

        return self._app(environ, start)
