"""GET /openapi.json: the API as it is, from its routes, its models and the table of what each call refuses."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from flask import Blueprint, Response, current_app
from pydantic.json_schema import models_json_schema

from relay.errors import Forbidden, Malformed, NotSignedIn, RelayError, TooLarge, Unavailable
from relay.web.api.answering import Answer
from relay.web.api.described import CALLS, OCTETS, Described
from relay.web.errors import status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Flask
    from pydantic import BaseModel
    from werkzeug.routing import Rule

    Model: TypeAlias = type[BaseModel]
    Mode: TypeAlias = Literal["validation", "serialization"]
    Json: TypeAlias = dict[str, Any]

blueprint = Blueprint("openapi", __name__)

PREFIX = "/api/v1"
OWN = "openapi.show"
PROBLEM = "application/problem+json"
_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")


class Problem(Answer):
    """A refusal (RFC 9457); code is stable, detail is a sentence in the reader's language."""

    type: str
    title: str
    status: int
    code: str
    detail: str


@blueprint.get("/openapi.json")
def show() -> Response:
    """Describe this API."""
    return Response(_written(current_app.import_name), content_type="application/json")


def describe(app: Flask) -> Json:
    """Write the OpenAPI 3.1 document of an application's API.

    Raises KeyError for a route that CALLS does not describe.
    """
    routes = list(_routes(app))
    names, definitions = _schemas(CALLS[name] for _, name in routes)
    paths: Json = {}
    for rule, name in routes:
        doc = (app.view_functions[rule.endpoint].__doc__ or "").strip()
        for method in sorted(rule.methods or ()):
            if method in ("GET", "POST", "PUT", "DELETE"):
                call = _call(rule, name, CALLS[name], doc, names)
                call["responses"] |= _refusals(CALLS[name], names, changes=method != "GET")
                paths.setdefault(_path(rule), {})[method.lower()] = call
    return {
        "openapi": "3.1.0",
        "info": {"title": "Relay", "version": "1"},
        "servers": [{"url": PREFIX}],
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "__Host-relay"}},
        },
    }


@lru_cache(maxsize=1)
def _written(_: str) -> str:
    return json.dumps(describe(current_app), separators=(",", ":"))


def _routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        name = rule.endpoint.removeprefix("api.")
        if rule.rule.startswith(PREFIX) and name != OWN:
            yield rule, name


def _schemas(calls: Iterable[Described]) -> tuple[dict[Model, str], Json]:
    modes: dict[Model, Mode] = {Problem: "serialization"}
    for call in calls:
        if isinstance(call.asks, type):
            modes[call.asks] = "validation"
        if isinstance(call.answers, type):
            modes[call.answers] = "serialization"
    references, document = models_json_schema(list(modes.items()), ref_template="#/components/schemas/{model}")
    return {model: references[model, mode]["$ref"] for model, mode in modes.items()}, document["$defs"]


def _call(rule: Rule, name: str, call: Described, doc: str, names: dict[Model, str]) -> Json:
    described: Json = {
        "operationId": name,
        "summary": doc.partition("\n")[0],
        "parameters": _parameters(rule, call),
        "responses": _answers(call, names),
        "security": [] if call.public else [{"session": []}],
    }
    if call.asks is not None:
        described["requestBody"] = {"required": True, "content": _content(call.asks, names)}
    return described


def _parameters(rule: Rule, call: Described) -> list[Json]:
    inside = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if kind == "int" else "string"},
        }
        for kind, name in _ARGUMENT.findall(rule.rule)
    ]
    query = [
        {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
        for name, text in call.query.items()
    ]
    return [*inside, *query]


def _answers(call: Described, names: dict[Model, str]) -> Json:
    body: Json = {"description": "done"}
    if call.answers is not None:
        body["content"] = _content(call.answers, names)
    answers = {str(call.status): body}
    if call.known is not None:
        answers[str(call.known)] = {"description": "nothing yet"} if call.known == HTTPStatus.NO_CONTENT else body
    return answers


def _refusals(call: Described, names: dict[Model, str], *, changes: bool) -> Json:
    """List a call's refusals by status. changes: it is no GET, and wants the CSRF token or to come from this site."""
    when: dict[type[RelayError], bool] = {
        Unavailable: True,
        Malformed: changes or bool(call.query),
        Forbidden: changes or not call.public,
        NotSignedIn: not call.public,
        TooLarge: call.asks is not None,
    }
    codes: dict[int, set[str]] = {}
    for error in (*(common for common, said in when.items() if said), *call.errors):
        codes.setdefault(status_of(error()).value, set()).add(error.code)
    return {
        str(status): {
            "description": "refused with one of these codes: " + ", ".join(sorted(of_status)),
            "content": {PROBLEM: {"schema": {"$ref": names[Problem]}}},
            "x-codes": sorted(of_status),
        }
        for status, of_status in sorted(codes.items())
    }


def _content(body: Model | str, names: dict[Model, str]) -> Json:
    if isinstance(body, str):
        return {OCTETS: {"schema": {"type": "string", "format": "binary"}}}
    return {"application/json": {"schema": {"$ref": names[body]}}}


def _path(rule: Rule) -> str:
    return _ARGUMENT.sub(r"{\2}", rule.rule.removeprefix(PREFIX))
