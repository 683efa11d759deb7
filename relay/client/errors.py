"""What can go wrong for a client: the server refused, it cannot be reached, or it cannot be believed."""

from __future__ import annotations

from typing import ClassVar, Final

from relay.errors import N_, RelayError

REFUSALS: Final = frozenset({403, 404, 409, 422})


class Refusal(RelayError):
    """A clear no: by the server (application/problem+json), or by this client, which knows the same rules."""

    code = "refusal"

    def __init__(self, status: int, reason: str) -> None:
        """Keep the HTTP status and the answer's stable code; neither carries anything private."""
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason

    @property
    def is_refusal(self) -> bool:
        """Whether the server understood and said no, rather than failed or asked to wait."""
        return self.status in REFUSALS


class Unreachable(RelayError):
    """No answer came, even after trying again."""

    code = "unreachable"
    public: ClassVar[str] = N_("The site cannot be reached just now. What was sealed is kept; try again in a minute.")


class Untrusted(RelayError):
    """What the server served does not verify from the pinned root (protocol.md §2, §5, §6)."""

    code = "untrusted"
    public: ClassVar[str] = N_(
        "What the site sent could not be verified, so it was not used. Speak with your programme."
    )


class NotPossible(RelayError):
    """This person, with these keys, cannot do that; the client saw it before asking the server."""

    code = "not-possible"


class WrongPassphrase(RelayError):
    """The passphrase does not open this file."""

    code = "wrong-passphrase"
    public: ClassVar[str] = N_("That passphrase does not open this file.")
