"""Who is signed in. The only module that knows flask_login, which has no types."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import flask_login  # untyped upstream; wrapped here
from flask import request
from flask import session as cookie

from relay.errors import Forbidden, NotSignedIn
from relay.services.end_session import end_session
from relay.services.read_session import read_session
from relay.services.touch_session import touch_session
from relay.web.reception import limits, reception
from relay.web.transaction import changed, reading

if TYPE_CHECKING:
    from flask import Flask

    from relay.domain.person import Person, Role

TOUCH_EVERY = timedelta(minutes=1)  # pages stay read-only in between
QUIET = frozenset({"api.sessions.show"})  # asking how long is left is no activity


class SignedIn(flask_login.UserMixin):  # type: ignore[misc]  # as above
    """What flask_login carries about: a person and the token their cookie holds."""

    def __init__(self, person: Person, token: str) -> None:
        self.person = person
        self.token = token

    def get_id(self) -> str:
        """Return what goes into the signed cookie: the session's random token."""
        return self.token


def register(app: Flask) -> None:
    """Load the person from the token in the cookie; nothing else identifies anybody."""
    manager = flask_login.LoginManager()
    manager.session_protection = None  # it would hash addresses; our rows end sessions
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)  # it would read the session on public pages too


def begin(person: Person, token: str) -> None:
    """Put a new session's token into the cookie; whatever the cookie held before is dropped."""
    cookie.clear()
    flask_login.login_user(SignedIn(person, token))


def forget() -> None:
    """Drop the token and everything else from the cookie."""
    flask_login.logout_user()
    cookie.clear()


def end() -> None:
    """End the present session, if there is one: its row, its vault key, and what the cookie holds."""
    person = current_or_none()
    if person is not None:
        changed(lambda session: end_session(session, person.session))
    forget()


def current_or_none() -> Person | None:
    """Return who is signed in, or None."""
    user = flask_login.current_user._get_current_object()  # noqa: SLF001 - werkzeug's name for looking through a proxy
    return user.person if user.is_authenticated else None


def current_person() -> Person:
    """Return who is signed in. Raises NotSignedIn."""
    person = current_or_none()
    if person is None:
        raise NotSignedIn("no session")
    return person


def require(*roles: Role) -> Person:
    """Return who is signed in, confirmed and of one of these roles (any, where none is named).

    Raises NotSignedIn, Forbidden.
    """
    person = current_person()
    if (roles and person.role not in roles) or not person.confirmed:
        raise Forbidden(person.status)
    return person


def _load(token: str) -> SignedIn | None:
    now = reception().clock.now()
    found = read_session(reading(), token)
    if found is None:
        return None
    if now - found.active_at > timedelta(minutes=limits().idle_minutes):
        changed(lambda session: end_session(session, found.person.session))
        return None
    if now - found.active_at >= TOUCH_EVERY and request.endpoint not in QUIET:
        changed(lambda session: touch_session(session, found.person.session, now=now))
    return SignedIn(found.person, token)
