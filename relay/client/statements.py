"""Sign and post statements, with the grants they name, all or none (protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client import wire
from relay.protocol.statement import make_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.client.session import Session
    from relay.protocol.canonical import Value
    from relay.protocol.signed import Signed


def sign(session: Session, type_: str, case: str, **own: Value) -> Signed:
    """Sign a statement of this person's, now; own: its own fields as in the JSON. Raises ProtocolError."""
    return make_statement(session.me.keys, type_, case=case, at=session.now(), nonce=None, **own)


def post(session: Session, statements: Sequence[Signed], grants: Sequence[Signed] = ()) -> None:
    """Post statements in order, in one transaction. The same again is accepted and changes nothing.

    Raises Refusal (404, 409 `state-moved`, 422 by rule).
    """
    session.http.post(
        "/statements",
        {
            "statements": [wire.write("statement", item, "signature") for item in statements],
            "grants": [wire.write("grant", item, "signature") for item in grants],
        },
    )
