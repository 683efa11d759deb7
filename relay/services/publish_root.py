"""Install the programme's root card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import Conflict, Refused
from relay.protocol import b64
from relay.protocol.card import read_card
from relay.protocol.identity import instance_of
from relay.storage import trust
from relay.storage.models_trust import RootRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.protocol.card import Card
    from relay.protocol.signed import Signed

DEMO_ROOT = "DEMO"  # the demo's root card has this name; production refuses to start on it (api.md)


def publish_root(session: Session, signed: Signed) -> Card:
    """Keep the root card on a new instance; the same card again changes nothing.

    Returns the verified card. Raises ProtocolError, Refused for another role, Conflict for another root.
    """
    card = read_card(signed)
    if card.role != "root":
        raise Refused("not a root card")
    digest = b64.encode(card.digest)
    known = trust.root(session)
    if known is not None and known.digest != digest:
        raise Conflict("another root")
    if known is None:
        text, signature = signed.data.decode(), b64.encode(signed.signature)
        instance = b64.encode(instance_of(card.sign))
        session.add(RootRow(digest=digest, card=text, signature=signature, instance=instance))
        session.flush()
    return card
