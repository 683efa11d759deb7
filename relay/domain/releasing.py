"""When a message may go to the other party (R3, R4; protocol.md §5 `release`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain import consents
from relay.domain.case import OFFENDER, is_victim
from relay.domain.refusals import AgreementMissing, ConsentMissing, GrantMissing, NotPrepared, WrongRecipient, WrongRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.domain.case import Case

_RELEASABLE = ("letter", "video", "audio", "relayed")


@dataclass(frozen=True)
class Sent:
    """What the rules know of a message: sender is the party whose words it carries."""

    kind: str
    thread: str
    sender: str
    edit: bool


@dataclass(frozen=True)
class Decision:
    """A release as signed: the party it names, the consent digest (b64) it rests on, recipients of its grants."""

    to: str
    consent: str
    recipients: Sequence[str]


def may_release(case: Case, message: Sent, decision: Decision, *, recipient_key: str) -> None:
    """Check everything but the message's own state.

    recipient_key: key_id of the newest key of the party named, "" where the mediator delivers in person.
    Raises WrongRole (no letter), WrongRecipient, ConsentMissing, NotPrepared, AgreementMissing, GrantMissing.
    """
    if message.kind not in _RELEASABLE:
        raise WrongRole(f"{message.kind} is for the mediator alone")
    if message.edit:  # agreements arrive with the next version; until then no edit can have one (R4)
        raise AgreementMissing("an edit")
    if decision.to != other_side(message):
        raise WrongRecipient("not the other side of this message")
    _consented(case, message, decision)
    if not {message.thread, OFFENDER} <= case.prepared:
        raise NotPrepared("a `prepared` statement is missing")
    _granted(case, message, decision, recipient_key)


def other_side(message: Sent) -> str:
    """Return the party that a message is meant for."""
    return OFFENDER if is_victim(message.sender) else message.thread


def _consented(case: Case, message: Sent, decision: Decision) -> None:
    consents.in_force(case, message.sender, message.kind, consents.SEND)
    resting_on = consents.in_force(case, decision.to, message.kind, consents.RECEIVE)
    if resting_on.digest != decision.consent:
        raise ConsentMissing("the consent named is not the newest")


def _granted(case: Case, message: Sent, decision: Decision, recipient_key: str) -> None:
    """Check recipient and grants; a party that has ended receives nothing, nor is passed on: it could not withdraw."""
    party, victim = case.parties.get(decision.to), case.parties.get(message.thread)
    if party is None or victim is None or not victim.card:
        raise WrongRecipient("this party has ended or never was")
    in_person = decision.to == OFFENDER and party.desk == ""
    wanted = [] if in_person else [recipient_key]
    if list(decision.recipients) != wanted:
        raise GrantMissing("a release grants to the recipient's newest key, once, and to nobody else")
