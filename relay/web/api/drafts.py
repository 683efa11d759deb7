"""Drafts and kept copies: sealed to their author, versioned, seen by nobody else (protocol.md §3)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from relay.errors import NotFound, ProtocolError
from relay.protocol import forms
from relay.services.save_draft import Place, save_draft
from relay.storage import drafts as rows
from relay.web import login
from relay.web.api.versions import expected_version, sealed_bytes, tag
from relay.web.reception import clock, limits
from relay.web.transaction import changing, reading

blueprint = Blueprint("drafts", __name__)


@blueprint.url_value_preprocessor
def allow_large_draft(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let a sealed draft be larger than any JSON call; set before anything looks at the request."""
    del values
    if endpoint == "api.drafts.save":
        request.max_content_length = limits().draft_bytes + 1  # one more, so that too many are seen


@blueprint.get("/drafts")
def list_own() -> Response:
    """List one's own drafts and kept copies, the newest first."""
    person = login.current_person()
    return jsonify(
        drafts=[
            {
                "id": row.id,
                "case": row.case_code,
                "thread": row.thread,
                "saved": row.saved_at.isoformat(timespec="seconds"),
                "version": row.version,
                "kept": row.kept,
                "message": row.message,
            }
            for row in rows.of_person(reading(), person.person)
        ]
    )


@blueprint.get("/drafts/<draft>")
def show(draft: str) -> Response:
    """Return the sealed bytes of one's own draft."""
    person = login.current_person()
    row = rows.find(reading(), draft)
    if row is None or row.person != person.person:
        raise NotFound("draft")
    response = Response(row.sealed, content_type="application/octet-stream")
    response.headers["ETag"] = tag(row.version)
    return response


@blueprint.put("/drafts/<draft>")
def save(draft: str) -> Response:
    """Save a draft; the answer means that it is on disk (R10)."""
    person = login.current_person()
    _require_id(draft)
    version, sealed = expected_version(), sealed_bytes(limits().draft_bytes)
    with changing() as session:
        row = save_draft(
            session,
            person,
            draft,
            sealed,
            place=Place(request.args.get("case", ""), request.args.get("message", "")),
            version=version,
            most=limits().drafts_per_person,
            clock=clock(),
        )
        saved, now_version = row.saved_at.isoformat(timespec="seconds"), row.version
    response = jsonify(saved=saved, version=now_version)
    response.headers["ETag"] = tag(now_version)
    return response


@blueprint.delete("/drafts/<draft>")
def delete(draft: str) -> tuple[str, int]:
    """Delete one's own draft or kept copy."""
    person = login.current_person()
    with changing() as session:
        if not rows.remove(session, draft, person.person):
            raise NotFound("draft")
    return "", 204


def _require_id(draft: str) -> None:
    try:
        forms.id16(draft)
    except ProtocolError:
        raise NotFound("no draft's id") from None
