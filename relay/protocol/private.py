"""What a person keeps for themselves alone: drafts, pieces of a recording, what was seen (docs/protocol.md §3)."""

from __future__ import annotations

from relay.protocol import aead, b64
from relay.protocol.notation import ID_BYTES, derive, label_bytes, require_length, u64le


def seal_draft(seed: bytes, draft_id: bytes, container: bytes) -> bytes:
    """Seal a draft, or a kept copy of what was sent; draft_id: 16 raw bytes; every save draws a new nonce."""
    return aead.seal(derive(seed, "draft"), container, _draft_ad(draft_id))


def open_draft(seed: bytes, draft_id: bytes, sealed: bytes) -> bytes:
    """Open a draft's container; raises ProtocolError."""
    return aead.unseal(derive(seed, "draft"), sealed, _draft_ad(draft_id))


def seal_piece(seed: bytes, draft_id: bytes, index: int, piece: bytes) -> bytes:
    """Seal piece index (from 0) of a recording that has not been sent yet."""
    return aead.seal(derive(seed, "piece"), piece, _piece_ad(draft_id, index))


def open_piece(seed: bytes, draft_id: bytes, index: int, sealed: bytes) -> bytes:
    """Open a piece; raises ProtocolError for a moved or foreign one."""
    return aead.unseal(derive(seed, "piece"), sealed, _piece_ad(draft_id, index))


def seal_seen(seed: bytes, person: str, seen: bytes) -> bytes:
    """Seal what this client has seen (JSON of its own making); person: b64, as on the card."""
    return aead.seal(derive(seed, "seen"), seen, _seen_ad(person))


def open_seen(seed: bytes, person: str, sealed: bytes) -> bytes:
    """Open what this client has seen; raises ProtocolError."""
    return aead.unseal(derive(seed, "seen"), sealed, _seen_ad(person))


def _draft_ad(draft_id: bytes) -> bytes:
    return label_bytes("draft") + require_length(draft_id, ID_BYTES)


def _piece_ad(draft_id: bytes, index: int) -> bytes:
    return label_bytes("piece") + require_length(draft_id, ID_BYTES) + u64le(index)


def _seen_ad(person: str) -> bytes:
    return label_bytes("seen") + b64.decode(person, ID_BYTES)
