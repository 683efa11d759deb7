"""A body that broke off on its way is no body: the server hands on what came, so its length is compared here."""

from __future__ import annotations

from flask import request

from relay.errors import Malformed


def require_whole(received: int) -> None:
    """Refuse a body that ended before the length its sender told (R10).

    received: bytes that came; one that was sent in pieces without a length ends by its own mark. Raises Malformed.
    """
    told = request.content_length
    if told is not None and received != told:
        raise Malformed("cut short")
