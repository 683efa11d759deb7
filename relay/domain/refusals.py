"""What the house rules refuse in cases and messages: a stable code and a sentence each (docs/api.md lists them)."""

from __future__ import annotations

from relay.errors import N_, Conflict, NotFound, Refused, TooLarge


class StateMoved(Conflict):
    """Somebody decided in the meantime, or this was decided before."""

    code = "state-moved"
    public = N_("Something was decided about this in the meantime. Reload the page to see where things stand.")


class NonceUsed(Conflict):
    """A statement with this nonce stands in the case already (protocol.md §5)."""

    code = "nonce-used"


class StaleCustody(Conflict):
    """The letter was sealed to a key that is no longer the desk's current one (protocol.md §6)."""

    code = "stale-custody"
    public = N_("Your mediator's key has changed since this page was opened. Send again: nothing you wrote is lost.")


class SeqTaken(Conflict):
    """The author's count names a place that another message of theirs holds (protocol.md §4.5)."""

    code = "seq-taken"
    public = N_("Another letter of yours arrived first. Send again: nothing you wrote is lost.")


class IdTaken(Conflict):
    """Another message has this id."""

    code = "id-taken"


class CodeTaken(Conflict):
    """A case or an institution with this code exists."""

    code = "code-taken"
    public = N_("This code is in use already. Choose another one.")


class WrongRole(Refused):
    """This person may not sign or send this here (protocol.md §4.2, §5)."""

    code = "role"
    public = N_("Your part in this case does not allow this step.")


class NotConfirmed(Refused):
    """No party statement names the author's card yet (design.md §9)."""

    code = "not-confirmed"
    public = N_("Your mediator has not confirmed you yet. Your draft is kept until then.")


class DeskClosed(Refused):
    """The desk has no key that may be sealed to now (protocol.md §6)."""

    code = "desk-closed"
    public = N_("Your mediator cannot receive letters here just now. Your draft is kept.")


class ConsentMissing(Refused):
    """A consent that this needs is not in force (R3)."""

    code = "consent-missing"
    public = N_("An agreement is missing, or it has changed. Look at it again before you go on.")


class NotPrepared(Refused):
    """Preparation is not recorded for both sides (design.md §5)."""

    code = "not-prepared"
    public = N_("Record the preparation of both people first.")


class AgreementMissing(Refused):
    """An edit needs its author's agreement to exactly these bytes (R4)."""

    code = "agreement-missing"
    public = N_("The author has not agreed to exactly these words.")


class GrantMissing(Refused):
    """Grants and the statement that names them do not fit together (protocol.md §4.5)."""

    code = "grant-missing"


class WrongRecipient(Refused):
    """The decision names somebody who is not the other side of this message."""

    code = "wrong-recipient"


class NotOffered(Refused):
    """A kind of statement or message that this version does not take yet."""

    code = "not-offered"
    public = N_("This step is not offered here yet.")


class BodyMissing(Refused):
    """The sealed bytes are not here: they come before the message, or with it."""

    code = "body-missing"
    public = N_("The letter's content has not arrived whole. Send again: nothing you wrote is lost.")


class TooMany(TooLarge):
    """More statements or grants at once than the limit."""

    code = "too-many"


class CaseUnknown(NotFound):
    """Unknown, or not this person's: the two answers are the same."""
