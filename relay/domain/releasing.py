"""When a message may go to the other party (R3, R4; protocol.md §5 `release`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain import consents
from relay.domain.case import OFFENDER
from relay.domain.kinds import RELAYED, RELEASABLE
from relay.domain.refusals import AgreementMissing, ConsentMissing, GrantMissing, NotPrepared, WrongRecipient, WrongRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.domain.case import Case


@dataclass(frozen=True)
class Sent:
    """What the rules know of a message.

    sender: the party whose words it carries, "" for a carried message about which nobody was asked; asked: it needs
    that party's agreement (every edit does); agreed: its newest answer is an agreement to exactly these bytes.
    """

    kind: str
    thread: str
    sender: str
    asked: bool
    agreed: bool

    @property
    def carried(self) -> bool:
        """Tell whether it is the mediator's own words for one side, which may be said in person too."""
        return self.kind == RELAYED


@dataclass(frozen=True)
class Decision:
    """A release as signed: the party it names, the consent digest (b64) it rests on, recipients of its grants."""

    to: str
    consent: str
    recipients: Sequence[str]


def may_release(case: Case, message: Sent, decision: Decision, *, recipient_key: str) -> str:
    """Check everything but the message's own state; return the party whose words go.

    recipient_key: key_id of the newest key of the party named, "" where the mediator delivers in person.
    Raises WrongRole (no letter), WrongRecipient, ConsentMissing, NotPrepared, AgreementMissing, GrantMissing.
    """
    if message.kind not in RELEASABLE:
        raise WrongRole(f"{message.kind} is for the mediator alone")
    if message.asked and not message.agreed:
        raise AgreementMissing("no agreement to these bytes")
    sender = _sender(message, decision.to)
    _consented(case, message, sender, decision)
    if not {message.thread, OFFENDER} <= case.prepared:
        raise NotPrepared("a `prepared` statement is missing")
    _granted(case, message, decision, recipient_key)
    return sender


def _sender(message: Sent, to: str) -> str:
    """Return whose words go to a party of this thread. Raises WrongRecipient."""
    sides = (message.thread, OFFENDER)
    if to not in sides:
        raise WrongRecipient("not of this thread")
    sender = next(side for side in sides if side != to)
    if message.sender not in (sender, "" if message.carried else sender):
        raise WrongRecipient("not the other side of this message")
    return sender


def _consented(case: Case, message: Sent, sender: str, decision: Decision) -> None:
    consents.in_force(case, sender, message.kind, consents.SEND)
    resting_on = consents.in_force(case, decision.to, message.kind, consents.RECEIVE)
    if resting_on.digest != decision.consent:
        raise ConsentMissing("the consent named is not the newest")


def _granted(case: Case, message: Sent, decision: Decision, recipient_key: str) -> None:
    """Check recipient and grants; a party that has ended receives nothing, nor is passed on: it could not withdraw."""
    party, victim = case.parties.get(decision.to), case.parties.get(message.thread)
    if party is None or victim is None or not victim.card:
        raise WrongRecipient("this party has ended or never was")
    in_person = (decision.to == OFFENDER and party.desk == "") or (message.carried and not decision.recipients)
    wanted = [] if in_person else [recipient_key]
    if list(decision.recipients) != wanted:
        raise GrantMissing("a release grants to the recipient's newest key, once, and to nobody else")
