"""What each call of the API asks, answers and refuses: the table behind openapi.json, complete by a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from relay.domain import account_refusals as account
from relay.domain import refusals as rule
from relay.errors import NotFound, OutOfRange, ProtocolError, Refused, SlowDown
from relay.web.api import account as own
from relay.web.api import account_answers as says
from relay.web.api import (
    cases,
    custody,
    institutions,
    invitations,
    join,
    ledgers,
    messages,
    sessions,
    statements,
    tasks,
    tray,
    trust,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from relay.errors import RelayError
    from relay.web.api.answering import Answer

    Errors: TypeAlias = tuple[type[RelayError], ...]

OCTETS = "application/octet-stream"
_AFTER = {"after": "position after which entries are returned"}
_BEFORE = {"before": "opaque cursor: `next` of the page before"}

_SEALING: Errors = (ProtocolError, rule.WrongRole, rule.DeskClosed, rule.ConsentMissing)
_DECIDING: Errors = (
    ProtocolError,
    NotFound,
    rule.StateMoved,
    rule.NonceUsed,
    rule.WrongRole,
    rule.ConsentMissing,
    rule.NotPrepared,
    rule.AgreementMissing,
    rule.GrantMissing,
    rule.WrongRecipient,
    rule.DeskClosed,
    rule.NotOffered,
    rule.TooMany,
)


@dataclass(frozen=True)
class Described:
    """One call.

    asks, answers: models of the JSON bodies, OCTETS for bytes, None for no body; public: needs no session;
    known: another status that answers alike; query: arguments and what they mean.
    """

    asks: type[BaseModel] | str | None = None
    answers: type[Answer] | str | None = None
    status: int = 200
    known: int | None = None
    errors: Errors = ()
    query: Mapping[str, str] = field(default_factory=dict)
    public: bool = False


CALLS: Mapping[str, Described] = {
    "account.change": Described(
        own.SignInChange, status=204, errors=(ProtocolError, account.WrongPassphrase, account.NameTaken, SlowDown)
    ),
    "account.come_back": Described(own.Recovery, says.CameBack, errors=(account.WrongRecovery, SlowDown), public=True),
    "account.look": Described(
        own.RecoveryLook, says.Recoverable, errors=(account.WrongRecovery, SlowDown), public=True
    ),
    "account.renew": Described(own.RecoveryChange, status=204, errors=(account.WrongPassphrase, SlowDown)),
    "account.show": Described(answers=says.Account),
    "cases.open_new": Described(cases.CaseOpening, cases.CaseOpened, 201, errors=(NotFound, rule.CodeTaken)),
    "cases.list_messages": Described(answers=cases.CaseMessages, errors=(NotFound,), query=_BEFORE),
    "cases.list_own": Described(answers=cases.ListedCases, query=_BEFORE),
    "cases.show": Described(answers=cases.Case, errors=(NotFound,)),
    "custody.append": Described(
        custody.Append,
        says.ChainHead,
        201,
        errors=(NotFound, ProtocolError, account.StaleChain, account.SecretMissing, rule.WrongRole),
    ),
    "custody.held": Described(answers=says.Desks, query={"desk": "name of the one desk whose secrets are asked for"}),
    "custody.needs": Described(
        answers=says.DeskNeeds, query={"leaving": "digest of an officer's card: what its revocation would leave"}
    ),
    "custody.show": Described(answers=says.Custody, errors=(NotFound,), query=_AFTER),
    "drafts.delete": Described(status=204, errors=(NotFound,)),
    "drafts.list_own": Described(answers=says.Drafts),
    "drafts.save": Described(
        OCTETS,
        says.Saved,
        errors=(NotFound, account.DraftMoved, account.TooManyDrafts, account.TooManyCopies),
        query={
            "case": "the case's code, for a new draft",
            "message": "what a mediator's new draft is a changed copy of",
        },
    ),
    "drafts.show": Described(answers=OCTETS, errors=(NotFound,)),
    "institutions.enter": Described(
        institutions.NewInstitution, institutions.InstitutionEntered, 201, errors=(rule.CodeTaken,)
    ),
    "institutions.list_all": Described(answers=institutions.Institutions),
    "invitations.accept": Described(
        invitations.Accept,
        status=204,
        errors=(account.InvitationUnknown, account.InvitationUsed, account.CardKnown, rule.WrongRole),
    ),
    "invitations.list_own": Described(answers=says.Invitations, errors=(NotFound,), query=_BEFORE),
    "invitations.make": Described(
        invitations.Invite,
        says.InvitationMade,
        201,
        errors=(NotFound, account.InvitationTaken, account.TooManyInvitations, rule.WrongRole, Refused),
    ),
    "invitations.take_back": Described(status=204, errors=(NotFound,)),
    "join.arrive": Described(
        join.Join,
        says.Joined,
        201,
        errors=(
            account.InvitationUnknown,
            account.InvitationUsed,
            account.NameTaken,
            account.CardKnown,
            ProtocolError,
            rule.WrongRole,
            SlowDown,
        ),
        public=True,
    ),
    "join.look": Described(join.Look, says.InvitationSeen, errors=(account.InvitationUnknown, SlowDown), public=True),
    "ledgers.show": Described(answers=ledgers.Ledger, errors=(NotFound,), query=_AFTER),
    "messages.put_body": Described(OCTETS, status=204),
    "messages.send": Described(
        messages.NewMessage,
        messages.Acknowledged,
        201,
        known=200,
        errors=(
            *_SEALING,
            NotFound,
            rule.BodyMissing,
            rule.IdTaken,
            rule.NotConfirmed,
            rule.NotOffered,
            rule.SeqTaken,
            rule.StaleCustody,
            rule.StateMoved,
        ),
    ),
    "messages.show": Described(answers=messages.Message, errors=(NotFound,)),
    "messages.show_body": Described(answers=OCTETS, known=206, errors=(NotFound, OutOfRange)),
    "seen.save": Described(OCTETS, says.SeenSaved, errors=(account.DraftMoved,)),
    "seen.show": Described(answers=OCTETS, known=204),
    "sessions.end": Described(status=204, errors=(NotFound,)),
    "sessions.end_others": Described(status=204),
    "sessions.key": Described(answers=says.VaultKey),
    "sessions.knock": Described(sessions.SignIn, says.SignedIn, errors=(account.WrongSignIn, SlowDown), public=True),
    "sessions.leave": Described(status=204),
    "sessions.list_own": Described(answers=says.OwnSessions),
    "sessions.lock": Described(status=204),
    "sessions.show": Described(answers=says.Session, public=True),
    "sessions.touch": Described(status=204),
    "statements.decide": Described(statements.Statements, statements.Accepted, 201, errors=_DECIDING),
    "tasks.pull": Described(answers=tasks.Pulled),
    "tasks.show": Described(answers=tasks.Task, errors=(NotFound,)),
    "tray.show": Described(answers=tray.Tray, query=_BEFORE),
    "trust.append": Described(
        trust.Append, says.ChainHead, 201, errors=(ProtocolError, account.StaleRoster, rule.WrongRole)
    ),
    "trust.card": Described(answers=says.SignedCard, errors=(NotFound,)),
    "trust.root": Described(answers=says.RootCard, errors=(account.NoRoot,), public=True),
    "trust.roster": Described(answers=says.Roster, errors=(account.NoRoot,), query=_AFTER),
}
