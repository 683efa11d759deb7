"""What one's clients have seen: sealed, so that a fork is noticed on any device (protocol.md §3)."""

from __future__ import annotations

from flask import Blueprint, Response

from relay.services.read_seen import read_seen
from relay.services.save_seen import save_seen
from relay.web import login
from relay.web.api import account_answers as says
from relay.web.api.answering import answer, no_content
from relay.web.api.versions import expected_version, sealed_bytes, tag
from relay.web.reception import limits
from relay.web.transaction import changing, reading

blueprint = Blueprint("seen", __name__)


@blueprint.get("/seen")
def show() -> Response:
    """Return the sealed bytes, or 204 where there are none yet."""
    row = read_seen(reading(), login.current_person())
    if row is None:
        return no_content()
    response = Response(row.sealed, content_type="application/octet-stream")
    response.headers["ETag"] = tag(row.version)
    return response


@blueprint.put("/seen")
def save() -> Response:
    """Keep the sealed bytes as the next version."""
    person = login.current_person()
    version, sealed = expected_version(), sealed_bytes(limits().seen_bytes)
    with changing() as session:
        now_version = save_seen(session, person, sealed, version=version)
    response = answer(says.SeenSaved(version=now_version))
    response.headers["ETag"] = tag(now_version)
    return response
