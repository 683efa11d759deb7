"""The whole road of a message under one name: sealing by its author, opening by its reader (docs/protocol.md §4)."""

from __future__ import annotations

from relay.protocol.container import Container, Part
from relay.protocol.manifest import Manifest, Shape
from relay.protocol.opening import Opened, forward, open_message, open_message_to
from relay.protocol.sealing import Address, MessageKeys, MessageSealer, seal_message
from relay.protocol.verify import Envelope

__all__ = [
    "Address",
    "Container",
    "Envelope",
    "Manifest",
    "MessageKeys",
    "MessageSealer",
    "Opened",
    "Part",
    "Shape",
    "forward",
    "open_message",
    "open_message_to",
    "seal_message",
]
