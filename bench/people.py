"""People of the demo programme as the hammer needs them: signed in once, with the headers of their session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping


class Overheard(httpx.HTTPTransport):
    """Delivers every call and remembers the session that the last one carried."""

    def __init__(self) -> None:
        super().__init__()
        self._last: Mapping[str, str] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Note the headers on the way."""
        self._last = request.headers
        return super().handle_request(request)

    @property
    def session(self) -> dict[str, str]:
        """The headers that say who asks."""
        return {name: self._last[name] for name in ("Cookie", "X-CSRF-Token")}
