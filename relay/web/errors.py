"""Refusals become answers here and nowhere else: problem+json under /api, a page elsewhere (api.md)."""

from __future__ import annotations

import json
import logging
import traceback
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from relay.errors import (
    Conflict,
    Forbidden,
    Malformed,
    NotFound,
    NotSignedIn,
    OutOfRange,
    Refused,
    RelayError,
    SlowDown,
    TooLarge,
    Unavailable,
)

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("relay.web")

FAMILIES: tuple[tuple[type[RelayError], HTTPStatus], ...] = (
    (Malformed, HTTPStatus.BAD_REQUEST),
    (NotSignedIn, HTTPStatus.UNAUTHORIZED),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Conflict, HTTPStatus.CONFLICT),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (OutOfRange, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE),
    (Refused, HTTPStatus.UNPROCESSABLE_ENTITY),
    (SlowDown, HTTPStatus.TOO_MANY_REQUESTS),
    (Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)
FROM_HTTP: dict[int, type[RelayError]] = {
    400: Malformed,
    401: NotSignedIn,
    403: Forbidden,
    404: NotFound,
    405: NotFound,
    413: TooLarge,
    415: Malformed,
    416: OutOfRange,
    429: SlowDown,
    503: Unavailable,
}


def register(app: Flask) -> None:
    """Answer every refusal, and every failure, in one form."""
    app.register_error_handler(RelayError, answer)
    app.register_error_handler(HTTPException, _from_http)
    for lost in (OperationalError, PoolTimeout):
        app.register_error_handler(lost, _out_of_reach)
    app.register_error_handler(Exception, _unforeseen)


def status_of(error: RelayError) -> HTTPStatus:
    """Return the status of a refusal's family."""
    for family, status in FAMILIES:
        if isinstance(error, family):
            return status
    return HTTPStatus.INTERNAL_SERVER_ERROR


def answer(error: RelayError) -> Response:
    """Write a refusal for whoever asked; the log gets its code and place, never what was sent."""
    status = status_of(error)
    if request.endpoint != "health":  # asked all the time, and says itself how things are
        log.info("refused %s %s: %s", request.endpoint, error.code, error)
    response = _problem(error, status) if request.path.startswith("/api/") else _page(error, status)
    response.headers["Cache-Control"] = "no-store"
    if isinstance(error, SlowDown):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _problem(error: RelayError, status: HTTPStatus) -> Response:
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "code": error.code,
        "detail": gettext(error.public),
    }
    return Response(json.dumps(body), status=status, content_type="application/problem+json")


def _page(error: RelayError, status: HTTPStatus) -> Response:
    if isinstance(error, NotSignedIn) and request.method == "GET":
        return _sign_in_first()
    page = render_template("errors/page.html", message=gettext(error.public), status=status.value)
    return Response(page, status=status)


def _sign_in_first() -> Response:
    """Lead to signing in; the page's script comes back to where one was."""
    wanted = request.full_path if request.query_string else request.path
    address = url_for("account.sign_in", next=wanted)
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": address})


def _from_http(error: HTTPException) -> Response:
    if error.code is not None and error.code < HTTPStatus.BAD_REQUEST:
        return Response(error.get_response().get_data(), error.code, error.get_response().headers)
    return answer(FROM_HTTP.get(error.code or 500, RelayError)(type(error).__name__))


def _out_of_reach(error: Exception) -> Response:
    return answer(Unavailable(type(error).__name__))


def _unforeseen(error: Exception) -> Response:
    places = "".join(traceback.format_tb(error.__traceback__))  # never its text: that may quote what was sent
    log.error("failed %s: %s\n%s", request.endpoint, type(error).__name__, places)
    return answer(RelayError(type(error).__name__))
