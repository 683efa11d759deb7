"""One family of errors: everything this program refuses on purpose.

Each class carries a stable ``code`` (docs/api.md lists them all) and a sentence for people. The web
room alone knows which HTTP status a family has. Neither ``str(error)`` nor ``public`` ever carries a
letter, a key, a name or a token: the first is for the log, the second is translated and shown.
"""

from __future__ import annotations

from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - gettext's own marker name
    """Mark a sentence for translation; the web room translates it when it is shown."""
    return message


class RelayError(Exception):
    """Root of every refusal this program makes on purpose."""

    code: ClassVar[str] = "error"
    public: ClassVar[str] = N_("Something went wrong on our side. Nothing you wrote is lost.")


class Malformed(RelayError):
    """The request is not of the form the API describes."""

    code = "malformed"
    public = N_("The site could not read what was sent. Reload the page and try again. Nothing you wrote is lost.")


class NotSignedIn(RelayError):
    """There is no session, or it has ended."""

    code = "not-signed-in"
    public = N_("You are signed out. Sign in again to go on. Your drafts are kept.")


class Forbidden(RelayError):
    """This role may never do this."""

    code = "forbidden"
    public = N_("Your account cannot do this.")


class NotFound(RelayError):
    """Unknown, or not this person's: the two answers are the same."""

    code = "not-found"
    public = N_("There is nothing here, or it is not yours to see.")


class Conflict(RelayError):
    """The state has moved since the client looked."""

    code = "conflict"
    public = N_("Something changed in the meantime. Reload the page to see where things stand.")


class TooLarge(RelayError):
    """A body, a part or a list is larger than the limit."""

    code = "too-large"
    public = N_("This is too large to send. Remove a picture or make it smaller, then try again.")


class OutOfRange(RelayError):
    """A part of a file is asked for that begins after its end."""

    code = "out-of-range"
    public = N_("There is no such part of this. Reload the page and try again.")


class Refused(RelayError):
    """Well formed, but refused by the protocol or by a rule."""

    code = "refused"
    public = N_("The site could not accept this. Reload the page and try again. Nothing you wrote is lost.")


class SlowDown(RelayError):
    """Too many attempts; waiting helps."""

    code = "slow-down"
    public = N_("There were many attempts in a short time. Wait a little, then try again.")

    def __init__(self, detail: str = "", *, seconds: int = 60) -> None:
        super().__init__(detail)
        self.seconds = seconds


class Unavailable(RelayError):
    """The database or the store cannot be reached just now."""

    code = "unavailable"
    public = N_("The site cannot be reached fully just now. Keep this page open and try again in a minute.")


class ProtocolError(Refused):
    """Bytes that do not follow protocol.md; which check failed stays untold to the sender."""

    code = "protocol"
