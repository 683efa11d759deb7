"""Static text goes compressed to whoever takes it so: packed once a process, for as long as the file stays the same.

Only what is the same for everybody is compressed: an answer that mixes a secret with what somebody else chose would
tell of the secret by its length (BREACH).
"""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from flask import Flask, Response, request

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = frozenset({"text/javascript", "text/css", "application/json", "image/svg+xml"})
HARDEST = 9


def register(app: Flask) -> None:
    """Pack what Flask serves from the static folder."""
    app.view_functions["static"] = _Packed(cast("Callable[..., Response]", app.view_functions["static"]))


class _Packed:
    """Flask's static view, and what it served so far, packed, by the validator of each version of a file."""

    __name__ = "static"

    def __init__(self, view: Callable[..., Response]) -> None:
        self._view = view
        self._known: dict[str, bytes] = {}

    def __call__(self, filename: str) -> Response:
        plain = self._view(filename=filename)
        plain.vary.add("Accept-Encoding")
        etag, _ = plain.get_etag()
        if plain.status_code != HTTPStatus.OK or plain.mimetype not in TEXT or etag is None:
            return plain
        if request.accept_encodings["gzip"] <= 0:
            return plain
        return self._answer(plain, etag)

    def _answer(self, plain: Response, etag: str) -> Response:
        content = self._known.get(etag)
        if content is None:
            plain.direct_passthrough = False
            content = self._known[etag] = gzip.compress(plain.get_data(), HARDEST, mtime=0)
        plain.close()
        packed = Response(content, headers=plain.headers)
        packed.content_encoding, packed.content_length = "gzip", len(content)
        packed.set_etag(etag, weak=True)  # the same file, in other bytes
        return packed
