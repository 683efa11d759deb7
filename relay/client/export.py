"""Messages as files: written with one's own grant, opened again without a network (protocol.md §4.6)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from relay.client import messages
from relay.protocol.context import read_context
from relay.protocol.file_form import read_file, write_file
from relay.protocol.grant import read_grant
from relay.protocol.message import open_message
from relay.protocol.statement import read_statement

if TYPE_CHECKING:
    from relay.client.identity_file import IdentityFile
    from relay.client.session import Session
    from relay.protocol.container import Container
    from relay.protocol.identity import Identity


def export(session: Session, message: str) -> bytes:
    """Return a message's file with this person's own grant, once it has opened. Raises Refusal, Untrusted."""
    served = messages.fetch(session, message)
    messages.open_served(session, served)
    return b"".join(write_file(served.envelope, (served.body,)))


def open_file(content: bytes, identity: IdentityFile, keys: Identity) -> tuple[str, Container]:
    """Open a message's file without a network; returns its id and what it holds.

    Verified: seal, grant, commitment, digest, every chunk, and that the statement beside a later grant names
    it and is of the same signer. Who held the desk cannot be told without the custody chain: `export` and
    `read` verify that before the file is written. Raises ProtocolError, NotPossible.
    """
    envelope, body = read_file(io.BytesIO(content).read)
    context = read_context(envelope.context, identity.instance)
    grant = read_grant(envelope.grant, context)
    granters = frozenset() if envelope.statement is None else frozenset({read_statement(envelope.statement).by})
    secret = identity.secret_of(keys, grant.key)
    _, container = open_message(envelope, b"".join(body), secret, instance=identity.instance, desk_holders=granters)
    return context.id, container
