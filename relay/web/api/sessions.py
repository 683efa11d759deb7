"""Signing in, the session and its vault key, and the list of one's own sessions."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, Response, request
from pydantic import StringConstraints

from relay.domain.account_refusals import WrongSignIn
from relay.domain.device import device_of
from relay.errors import NotFound
from relay.protocol import b64
from relay.services.end_session import end_other_sessions, end_own_session
from relay.services.list_sessions import list_sessions
from relay.services.read_vault_key import read_vault_key
from relay.services.sign_in import Knock, sign_in
from relay.services.time_left import time_left
from relay.web import login
from relay.web.api import account_answers as says
from relay.web.api.answering import answer, no_content
from relay.web.api.parsing import Call, Secret32, call
from relay.web.csrf import csrf_token, without_session
from relay.web.leave import CLEAR
from relay.web.limiter import flood_guarded
from relay.web.reception import clock, limits, patience, reception
from relay.web.transaction import changing, reading

blueprint = Blueprint("sessions", __name__)


class SignIn(Call):
    """A name as typed and the sign-in secret (32 bytes, protocol.md §3)."""

    sign_in: Annotated[str, StringConstraints(min_length=1, max_length=320)]
    auth: Secret32


@blueprint.post("/sign-in")
@flood_guarded
@without_session
def knock() -> Response:
    """Start a session; the same answer, size and time for known and unknown names."""
    asked = call(SignIn)
    what = Knock(
        asked.sign_in, b64.decode(asked.auth, 32), request.remote_addr or "", device_of(request.user_agent.string)
    )
    before = login.current_or_none()
    with changing() as session:
        found = sign_in(session, what, pepper=reception().secrets.pepper, patience=patience(), clock=clock())
    if found is None:
        raise WrongSignIn("name or secret")
    if before is not None:
        login.end()  # one browser, one session: whoever was signed in here is out
    person = found.started.person
    login.begin(person, found.started.token)
    return answer(
        says.SignedIn(
            person=person.person,
            card=found.card,
            card_signature=found.card_signature,
            wrapped_seed=b64.encode(found.wrapped_seed),
            role=person.role,
            lang=person.lang,
            status=person.status,
            csrf=csrf_token(),
        )
    )


@blueprint.get("/session")
def show() -> Response:
    """Tell who is signed in and how long until the session ends; asking does not lengthen it."""
    person = login.current_or_none()
    if person is None:
        return answer(says.Session(csrf=csrf_token(), signed_in=False))
    left = time_left(reading(), person, idle_minutes=limits().idle_minutes, clock=clock())
    return answer(
        says.Session(
            csrf=csrf_token(),
            signed_in=True,
            person=person.person,
            role=person.role,
            lang=person.lang,
            status=person.status,
            idle_seconds=int(left.total_seconds()),
        )
    )


@blueprint.post("/session/touch")
def touch() -> Response:
    """Say that the person is there: reading, playing and recording count as use."""
    login.current_person()
    return no_content()


@blueprint.delete("/session")
def leave() -> Response:
    """Sign out: the row and its vault key are deleted, the browser is told to clear, even if the session had ended."""
    login.end()
    response = no_content()
    response.headers["Clear-Site-Data"] = CLEAR
    return response


@blueprint.post("/session/lock")
def lock() -> Response:
    """End the session, but let the browser keep what it stores: an idle lock loses no recording (design.md §9)."""
    login.end()
    return no_content()


@blueprint.get("/session/key")
def key() -> Response:
    """Return this session's vault key (32 bytes), to this session alone."""
    found = read_vault_key(reading(), login.current_person())
    return answer(says.VaultKey(key=b64.encode(found)))


@blueprint.get("/sessions")
def list_own() -> Response:
    """List one's own sessions, the newest first."""
    person = login.current_person()
    own = [
        says.OwnSession(
            id=row.id,
            created=row.created_at.isoformat(timespec="seconds"),
            active=row.active_at.isoformat(timespec="seconds"),
            device=row.device,
            current=row.id == person.session,
        )
        for row in list_sessions(reading(), person)
    ]
    return answer(says.OwnSessions(sessions=own))


@blueprint.delete("/sessions")
def end_others() -> Response:
    """End all of one's own sessions but this one."""
    person = login.current_person()
    with changing() as session:
        end_other_sessions(session, person)
    return no_content()


@blueprint.delete("/sessions/<session_id>")
def end(session_id: str) -> Response:
    """End one of one's own sessions, on whatever device."""
    person = login.current_person()
    if len(session_id) != len(person.session):
        raise NotFound("session")
    with changing() as session:
        end_own_session(session, person, session_id)
    if session_id == person.session:
        login.forget()
    return no_content()
