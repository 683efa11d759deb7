"""A program behind a real socket, for Werkzeug's test client: what a test sends crosses the loopback as HTTP."""

from __future__ import annotations

import http.client
import threading
from typing import TYPE_CHECKING, Any

from werkzeug.serving import make_server
from werkzeug.test import Client

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from werkzeug.test import TestResponse

HOST = "127.0.0.1"


class Wire:
    """A WSGI application that asks another one over a socket of its own for each request."""

    def __init__(self, app: WSGIApplication) -> None:
        self._server = make_server(HOST, 0, app, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        connection = http.client.HTTPConnection(HOST, self._server.server_port)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length) if length else None
        connection.request(environ["REQUEST_METHOD"], environ["REQUEST_URI"], body, _headers(environ))
        answer = connection.getresponse()
        whole = answer.read()
        connection.close()
        start_response(f"{answer.status} {answer.reason}", answer.getheaders())
        return [whole]


class Browser(Client):
    """Somebody's cookies, for a site that its reverse proxy serves as https://localhost."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask for a page or call, as the site's own."""
        return super().open(*args, **{"base_url": "https://localhost", **kwargs})


def _headers(environ: WSGIEnvironment) -> dict[str, str]:
    sent = {name[5:].replace("_", "-"): text for name, text in environ.items() if name.startswith("HTTP_")}
    return {**sent, "Content-Type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else sent
