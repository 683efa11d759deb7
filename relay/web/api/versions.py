"""ETag, If-Match and If-None-Match for things that are saved version by version."""

from __future__ import annotations

import re

from flask import request

from relay.errors import Malformed, TooLarge
from relay.web.api.whole import require_whole

_TAG = re.compile(r'"([1-9][0-9]{0,8})"')


def tag(version: int) -> str:
    """Write a version as an ETag."""
    return f'"{version}"'


def expected_version() -> int:
    """Return the version that If-Match names, or 0 where `If-None-Match: *` says that this is new. Raises Malformed."""
    match, none = request.headers.get("If-Match"), request.headers.get("If-None-Match")
    if match is None and none == "*":
        return 0
    found = _TAG.fullmatch(match or "")
    if found is None or none is not None:
        raise Malformed("If-Match")
    return int(found.group(1))


def sealed_bytes(most: int) -> bytes:
    """Read an octet-stream of 1 to most bytes; one that broke off on its way replaces nothing.

    The request's own limit must lie above most: what comes in pieces without a length is cut off there in silence.
    Raises Malformed, TooLarge.
    """
    if request.mimetype != "application/octet-stream":
        raise Malformed("content type")
    data = request.get_data()
    if not data:
        raise Malformed("empty")
    if len(data) > most:
        raise TooLarge("sealed")
    require_whole(len(data))
    return data
