"""Writes answers by their models, so that what openapi.json says is what is sent."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response
from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """The root of every JSON answer; what is None is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def answer(model: Answer, status: HTTPStatus = HTTPStatus.OK, *, nulls: bool = False) -> Response:
    """Write an answer as JSON; nulls: write what was set, as null where it is None."""
    return Response(
        model.model_dump_json(exclude_none=not nulls, exclude_unset=nulls, by_alias=True),
        status,
        content_type="application/json",
    )


def no_content() -> Response:
    """Say that it is done."""
    return Response(status=HTTPStatus.NO_CONTENT)
