"""Holds every answer of an application against what openapi.json says of its call: status, form and refusals."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flask import request
from pydantic import ValidationError

from relay.web.api.described import CALLS
from relay.web.api.openapi import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask, Response

PYTHON_NAMES = {"from": "from_"}  # a word of Python is no field's name


@contextmanager
def as_described(app: Flask) -> Iterator[set[str]]:
    """Watch every answer until the block ends; yields the calls that were answered. Raises AssertionError."""
    answered: set[str] = set()
    wrong: list[str] = []
    codes = _codes(app)

    def watch(response: Response) -> Response:
        room, _, name = (request.endpoint or "").partition(".")
        if room == "api" and name in CALLS:  # pages have endpoints of the same names
            wrong.extend(f"{name}: {each}" for each in _wrong(name, response, codes[name]))
            answered.update({name} if response.status_code < 400 else ())
        return response

    watchers = app.after_request_funcs.setdefault(None, [])
    watchers.append(watch)
    yield answered
    watchers.remove(watch)
    assert not wrong, wrong


def _wrong(name: str, response: Response, codes: set[tuple[int, str]]) -> Iterator[str]:
    call, status = CALLS[name], response.status_code
    if response.is_json and status not in (call.status, call.known):
        refused = (status, str(response.get_json()["code"]))
        if refused not in codes:
            yield f"refuses with {refused}, which is not described"
    elif status not in (call.status, call.known, 304, 416):
        yield f"answers {status}"
    elif isinstance(call.answers, type):
        try:
            call.answers.model_validate(_named(response.get_json()))
        except ValidationError as error:
            yield f"answers another form: {error}"


def _codes(app: Flask) -> dict[str, set[tuple[int, str]]]:
    """Return the refusals that each call is described with."""
    calls = [call for path in describe(app)["paths"].values() for call in path.values()]
    return {
        call["operationId"]: {
            (int(status), code) for status, said in call["responses"].items() for code in said.get("x-codes", ())
        }
        for call in calls
    }


def _named(given: Any) -> Any:
    if isinstance(given, dict):
        return {PYTHON_NAMES.get(name, name): _named(value) for name, value in given.items()}
    return [_named(each) for each in given] if isinstance(given, list) else given
