"""What the calls about accounts, keys and private things answer, for openapi.json."""

from __future__ import annotations

from typing import Literal

from relay.domain.notes import Happening  # noqa: TC001 - pydantic reads it
from relay.web.api.answering import Answer


class SignedIn(Answer):
    """Who signed in, with the wrapped seed that only the passphrase opens (protocol.md §3)."""

    person: str
    card: str
    card_signature: str
    wrapped_seed: str
    role: str
    lang: str
    status: str
    csrf: str


class Joined(Answer):
    """The account stands; status stays `joined` until the inviter has signed."""

    person: str
    status: str
    csrf: str


class Session(Answer):
    """A CSRF token, and who is signed in where somebody is."""

    csrf: str
    signed_in: bool
    person: str | None = None
    role: str | None = None
    lang: str | None = None
    status: str | None = None
    idle_seconds: int | None = None


class Recoverable(Answer):
    """Whose account a code opens, with the seed that only the code unwraps (protocol.md §3)."""

    person: str
    card: str
    card_signature: str
    recovery_seed: str


class CameBack(Answer):
    """Who came back in, under a new passphrase."""

    person: str
    role: str
    lang: str
    status: str
    csrf: str


class AccountNote(Answer):
    """What happened, when, and on what kind of browser."""

    what: Happening
    device: str
    at: str


class Account(Answer):
    """One's own account; recovery: whether a recovery code is kept; notes: the newest first."""

    sign_in: str
    recovery: bool
    notes: list[AccountNote]


class VaultKey(Answer):
    """This session's vault key, 32 bytes in b64."""

    key: str


class OwnSession(Answer):
    """One of one's own sessions; current: this one."""

    id: str
    created: str
    active: str
    device: str
    current: bool


class OwnSessions(Answer):
    """One's own sessions, the newest first."""

    sessions: list[OwnSession]


class InvitationSeen(Answer):
    """What an invitation offers, and the root card to check against the link."""

    role: str
    lang: str
    state: str
    case: bool
    card: str
    card_signature: str
    programme: str


class SignedCard(Answer):
    """A card's exact text and its signature."""

    card: str
    card_signature: str


class RootCard(SignedCard):
    """The programme's root card and its instance."""

    instance: str


class SignedEntry(Answer):
    """A chain's entry: exact text and signature."""

    entry: str
    signature: str


class Roster(Answer):
    """Entries after a position with the cards they name; length and head are the whole chain's."""

    root: SignedCard
    entries: list[SignedEntry]
    cards: list[SignedCard]
    length: int
    head: str


class ChainHead(Answer):
    """A chain after an append."""

    length: int
    head: str


class Custody(Answer):
    """A desk's statements after a position; length and head are the whole chain's."""

    desk: str
    entries: list[SignedEntry]
    length: int
    head: str


class DeskSecret(Answer):
    """One epoch's secret as sealed to the asker; open: digest of that epoch's `open`."""

    desk: str
    epoch: int
    open: str
    sealed: str


class Desks(Answer):
    """What the asker holds, and the desks that wait to be opened."""

    desks: list[DeskSecret]
    assigned: list[str]


class DeskNeed(Answer):
    """One desk's next step; cards: digests of those it is about."""

    desk: str
    need: Literal["assign", "nobody", "reopen", "add", "renew", "open", "share"]
    cards: list[str]


class DeskNeeds(Answer):
    """The desks that need somebody."""

    needs: list[DeskNeed]


class InvitationMade(Answer):
    """When the invitation expires."""

    expires: str


class Invitation(Answer):
    """One of one's own invitations; card and mac once somebody joined on it."""

    id: str
    role: str
    case: str | None
    party: str | None
    desk: str | None
    lang: str
    expires: str
    state: str
    extra_card: bool
    card: str | None = None
    card_signature: str | None = None
    mac: str | None = None


class Invitations(Answer):
    """One's own invitations, the newest first; next: `before` of the next page."""

    invitations: list[Invitation]
    next: str | None = None


class Draft(Answer):
    """A sealed draft; message: what a kept one became, or what a mediator's is a changed copy of."""

    id: str
    case: str
    thread: str
    saved: str
    version: int
    kept: bool
    message: str | None


class Drafts(Answer):
    """One's own drafts and kept copies, the newest first."""

    drafts: list[Draft]


class Saved(Answer):
    """The draft is on disk; version: what If-Match names next."""

    saved: str
    version: int


class SeenSaved(Answer):
    """The sealed memory is on disk as this version."""

    version: int
