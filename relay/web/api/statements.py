"""Statements: what people decide, signed; up to 500 at once, all or none."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from flask import Blueprint
from pydantic import Field

from relay.protocol import b64
from relay.protocol.signed import Signed
from relay.services.statements import MOST_STATEMENTS, accept_statements, verify_statements
from relay.web.api.answering import Answer, answer
from relay.web.api.parsing import Call, Signature, Text, call
from relay.web.login import require
from relay.web.reception import clock, reception
from relay.web.transaction import changing, reading

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("statements", __name__)


class SignedStatement(Call):
    """A statement's exact text and its signature."""

    statement: Text
    signature: Signature


class SignedGrant(Call):
    """A grant's exact text and its signature."""

    grant: Text
    signature: Signature


class Statements(Call):
    """Statements in the order they are to stand, and exactly the grants that they name; more are `too-many`."""

    statements: Annotated[list[SignedStatement], Field(min_length=1, json_schema_extra={"maxItems": MOST_STATEMENTS})]
    grants: Annotated[list[SignedGrant], Field(default_factory=list, json_schema_extra={"maxItems": MOST_STATEMENTS})]


class Accepted(Answer):
    """How many statements stand now; those that stood before are counted too."""

    accepted: int


@blueprint.post("/statements")
def decide() -> Response:
    """Accept statements and the grants they name: all, or none."""
    person = require()
    asked = call(Statements)
    batch = verify_statements(
        reading(),
        person,
        [Signed(each.statement.encode("utf-8"), b64.decode(each.signature)) for each in asked.statements],
        [Signed(each.grant.encode("utf-8"), b64.decode(each.signature)) for each in asked.grants],
    )
    with changing() as session:
        decided = accept_statements(session, person, batch, clock=clock())
    for file in decided.discarded:
        reception().bodies.discard(file)
    return answer(Accepted(accepted=decided.count), HTTPStatus.CREATED)
