"""What no address may hold, whatever it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from relay.errors import NotFound

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Look at every address before anything reads it."""
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    """Find nothing at an address with U+0000, which PostgreSQL takes in no text. Raises NotFound."""
    if any("\0" in text for text in (request.path, *request.args.values())):
        raise NotFound("NUL in an address")
