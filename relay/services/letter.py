"""A message on its way in: what came, verified as far as that needs neither database nor secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.protocol import b64
from relay.protocol.verify import Envelope, Verified, verify_envelope

if TYPE_CHECKING:
    from relay.protocol.signed import Signed
    from relay.services.receive_body import StoredBody


@dataclass(frozen=True)
class Letter:
    """A message as it came: its envelope, whose signatures and bindings hold, and what goes with it.

    body: where it came with the message; None: it was put before. draft: deleted with the sending, or kept as the
    author's copy. task: the number of the delivery that a liaison's letter answers.
    """

    envelope: Envelope
    verified: Verified
    body: StoredBody | None
    draft: str = ""
    keep: bool = False
    task: int | None = None


def verify_letter(envelope: Envelope) -> Verified:
    """Check all that needs neither database nor secret, before the transaction. Raises ProtocolError."""
    return verify_envelope(envelope, None)  # accept compares the instance with this programme's


def texts(signed: Signed) -> tuple[str, str]:
    """Return a signed object as its two text columns: exact text, signature in b64."""
    return signed.data.decode("utf-8"), b64.encode(signed.signature)
