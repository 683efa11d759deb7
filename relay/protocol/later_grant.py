"""A later grant counts only together with the statement that names it (docs/protocol.md §4.2, §4.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol.context import LETTERS
from relay.protocol.statement import read_statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from relay.protocol.context import Context
    from relay.protocol.grant import Grant
    from relay.protocol.signed import Signed
    from relay.protocol.statement import Statement

OF_THE_OFFICE = ("request", "sheet")
OF_THE_MEDIATOR_ALONE = ("aside", "notes")

# which messages the grants of a statement may open (§4.2, "later grants")
GRANTS_OF: Mapping[str, Callable[[Context], bool]] = {
    "release": lambda context: context.kind in (*LETTERS, "relayed"),
    "propose": lambda context: (context.kind in LETTERS and context.original != "") or context.kind == "relayed",
    "return": lambda context: (context.kind in LETTERS and context.original == "") or context.kind == "guidance",
    "consult": lambda context: context.kind not in (*OF_THE_OFFICE, *OF_THE_MEDIATOR_ALONE),
    "brief": lambda context: context.kind in OF_THE_OFFICE,
}


def read_naming(signed: Signed | None, grant: Grant, context: Context) -> Statement:
    """Verify the statement that comes with a later grant.

    Raises ProtocolError where there is none, it is somebody else's, or it grants no such message.
    """
    if signed is None:
        raise ProtocolError("no statement with a later grant")
    statement = read_statement(signed)
    allows = GRANTS_OF.get(statement.type)
    if allows is None or not allows(context):
        raise ProtocolError("no such grant of such a message")
    if statement.by != grant.by or grant.digest not in statement.digests("grants"):
        raise ProtocolError("the statement does not name this grant")
    if statement.text(_subject(statement.type, context)) != context.id:
        raise ProtocolError("the statement names another message")
    if context.kind != "request" and statement.case != context.case:  # a brief says whose a request becomes
        raise ProtocolError("the statement is of another case")
    return statement


def _subject(type_: str, context: Context) -> str:
    """Tell which field names the message that the grants open."""
    if type_ == "propose":
        return "edited"
    return "guidance" if type_ == "return" and context.kind == "guidance" else "message"
