"""What is refused about accounts, invitations, chains and drafts: a stable code and a sentence each."""

from __future__ import annotations

from relay.errors import N_, Conflict, NotFound, NotSignedIn, Refused, TooLarge


class WrongSignIn(NotSignedIn):
    """Unknown name or wrong passphrase: which of the two stays untold."""

    code = "wrong-sign-in"
    public = N_("The sign-in name or the passphrase is not right. Check both and try again.")


class WrongRecovery(NotSignedIn):
    """Unknown name, no code kept, or another code: which of them stays untold."""

    code = "wrong-recovery"
    public = N_("The sign-in name or the recovery code is not right. Check both and try again.")


class WrongPassphrase(Refused):
    """Somebody signed in gave another passphrase than their own for a change of it."""

    code = "wrong-passphrase"
    public = N_("This is not your passphrase. Check it and try again. Nothing was changed.")


class NameTaken(Conflict):
    """Somebody signs in with this name already."""

    code = "name-taken"
    public = N_("This sign-in name is in use already. Choose another one.")


class InvitationUnknown(NotFound):
    """No such invitation, or it has expired: the two answers are the same."""

    code = "invitation-unknown"
    public = N_("This invitation is not valid, or no longer. Ask the person who invited you for a new one.")


class InvitationUsed(Conflict):
    """A card was made on this invitation already; the inviter is shown that a second one came."""

    code = "invitation-used"
    public = N_("This invitation was used already. If that was not you, phone the person who invited you.")


class InvitationTaken(Conflict):
    """An invitation with this id exists."""

    code = "id-taken"


class CardKnown(Conflict):
    """This person, key or card has an account already."""

    code = "card-known"


class StaleRoster(Conflict):
    """Another entry was appended first (protocol.md §2)."""

    code = "stale-roster"
    public = N_("Somebody else changed the list of staff first. Reload the page and try again.")


class StaleChain(Conflict):
    """Another custody statement was appended first (protocol.md §6)."""

    code = "stale-custody"
    public = N_("Somebody else changed who holds this first. Reload the page and try again.")


class SecretMissing(Refused):
    """An `open` or a `share` comes with the desk's secret, sealed to its holder; nothing else does."""

    code = "secret-missing"


class DraftMoved(Conflict):
    """The draft was saved elsewhere since this page read it."""

    code = "draft-moved"
    public = N_("This draft was saved in another window first. Reload it there; nothing is lost.")


class TooManyDrafts(TooLarge):
    """More drafts than one person may keep."""

    code = "too-many-drafts"
    public = N_("There is no room for another draft. Delete one you no longer need.")


class TooManyCopies(TooLarge):
    """More changed copies than one mediator may have begun."""

    code = "too-many-copies"
    public = N_("You have begun changed copies of too many letters. Decide about one of those letters first.")


class TooManyInvitations(TooLarge):
    """More open invitations than one person may have."""

    code = "too-many-invitations"
    public = N_("There are too many open invitations. Take back those that are no longer needed.")


class NoRoot(NotFound):
    """This instance has no root card yet: `relay keys publish` brings it."""

    code = "no-root"
