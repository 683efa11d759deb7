"""Drafts and kept copies: sealed to their author, versioned, seen by nobody else (protocol.md §3)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from relay.errors import NotFound, ProtocolError
from relay.protocol import forms
from relay.services.delete_draft import delete_draft
from relay.services.read_draft import list_drafts, read_draft
from relay.services.save_draft import Place, save_draft
from relay.web import login
from relay.web.api import account_answers as says
from relay.web.api.answering import answer, no_content
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
    drafts = [
        says.Draft(
            id=row.id,
            case=row.case_code,
            thread=row.thread,
            saved=row.saved_at.isoformat(timespec="seconds"),
            version=row.version,
            kept=row.kept,
            message=row.message,
        )
        for row in list_drafts(reading(), person)
    ]
    return answer(says.Drafts(drafts=drafts), nulls=True)


@blueprint.get("/drafts/<draft>")
def show(draft: str) -> Response:
    """Return the sealed bytes of one's own draft."""
    row = read_draft(reading(), login.current_person(), draft)
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
        saved = says.Saved(saved=row.saved_at.isoformat(timespec="seconds"), version=row.version)
    response = answer(saved)
    response.headers["ETag"] = tag(saved.version)
    return response


@blueprint.delete("/drafts/<draft>")
def delete(draft: str) -> Response:
    """Delete one's own draft or kept copy."""
    person = login.current_person()
    with changing() as session:
        delete_draft(session, person, draft)
    return no_content()


def _require_id(draft: str) -> None:
    try:
        forms.id16(draft)
    except ProtocolError:
        raise NotFound("no draft's id") from None
