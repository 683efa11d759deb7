"""Accept statements: up to 500 at once, all or none, each into exactly its ledgers (protocol.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.refusals import CaseUnknown, GrantMissing, NonceUsed, NotOffered, TooMany, WrongRole
from relay.errors import NotFound, ProtocolError
from relay.protocol import b64, notation
from relay.protocol.context import read_context
from relay.protocol.grant import context_of, read_grant
from relay.protocol.statement import Statement, read_statement
from relay.services.deciding import (
    accept,
    answer,
    brief,
    consent,
    declare,
    handled,
    opened,
    party,
    prepared,
    propose,
    release,
    return_,
    review,
    withdraw,
)
from relay.services.deciding.sitting import LaterGrant, Sitting
from relay.services.verified_roster import verified_roster
from relay.storage import cases, ledgers, messages
from relay.storage.models_ledgers import StatementRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.protocol.context import Context
    from relay.protocol.signed import Signed

MOST_STATEMENTS = 500

_DECIDE: Mapping[str, Callable[[Sitting, Statement], tuple[str, ...]]] = {
    "accept": accept.decide,
    "agree": answer.decide,
    "brief": brief.decide,
    "consent": consent.decide,
    "declare": declare.decide,
    "disagree": answer.decide,
    "handled": handled.decide,
    "opened": opened.decide,
    "party": party.decide,
    "prepared": prepared.decide,
    "propose": propose.decide,
    "release": release.decide,
    "return": return_.decide,
    "review": review.decide,
    "withdraw": withdraw.decide,
}
_OPENED_BY = {"return": ("guidance", "message"), "propose": ("edited",)}  # which fields name what the grants open


@dataclass(frozen=True)
class Batch:
    """Statements whose signatures hold, and the grants they name, by digest (b64)."""

    statements: Sequence[Statement]
    grants: Mapping[str, LaterGrant]


@dataclass(frozen=True)
class Decided:
    """How many statements stand, and the files of bodies that nothing refers to once this is committed."""

    count: int
    discarded: Sequence[str]


def verify_statements(
    session: Session, person: Person, statements: Sequence[Signed], grants: Sequence[Signed]
) -> Batch:
    """Check everything that needs no lock, before the transaction.

    session: reads the contexts of the messages named, which never change. Every statement is the person's own,
    every grant is named once, by her. Raises TooMany, ProtocolError, WrongRole, NotOffered, GrantMissing, NotFound.
    """
    if max(len(statements), len(grants)) > MOST_STATEMENTS:
        raise TooMany("statements or grants")
    read = [read_statement(signed) for signed in statements]
    for statement in read:
        if statement.type not in _DECIDE:
            raise NotOffered(f"statement {statement.type}")
        if b64.encode(statement.by) != person.sign:
            raise WrongRole("signed by another key")
    return Batch(read, _verify_grants(session, read, grants))


def accept_statements(session: Session, person: Person, batch: Batch, *, clock: Clock) -> Decided:
    """Decide a batch in its order; whoever raises leaves nothing behind.

    What was accepted before is accepted again and changes nothing, and counts.
    Raises CaseUnknown, NonceUsed and what each type raises.
    """
    sittings = {code: _sit(session, person, code, batch, clock) for code in _codes(batch)}
    known = set(ledgers.known_statements(session, [b64.encode(statement.digest) for statement in batch.statements]))
    instance = verified_roster(session).instance
    for statement in batch.statements:
        digest = b64.encode(statement.digest)
        if digest not in known:
            _decide(sittings[statement.case], statement, instance)
            known.add(digest)
    discarded = [file for sitting in sittings.values() for file in sitting.discarded]
    return Decided(len(batch.statements), discarded)


def _codes(batch: Batch) -> list[str]:
    """Return the cases in one order for everybody, so that two batches never wait for each other."""
    return sorted({statement.case for statement in batch.statements})


def _sit(session: Session, person: Person, code: str, batch: Batch, clock: Clock) -> Sitting:
    row = cases.lock(session, code)
    if row is None:
        raise CaseUnknown("no such case")
    sitting = Sitting(session, person, row, batch.grants, clock)
    _ = sitting.standing  # whoever has nothing to do with the case learns no more
    return sitting


def _decide(sitting: Sitting, statement: Statement, instance: bytes) -> None:
    session, code = sitting.session, sitting.row.code
    if ledgers.nonce_used(session, code, statement.nonce):
        raise NonceUsed("nonce")
    names = _DECIDE[statement.type](sitting, statement)
    entry = ledgers.NewEntry(ledgers.STATEMENT, statement.signed)
    position = ledgers.append(session, instance, names, entry)
    session.add(
        StatementRow(
            digest=b64.encode(statement.digest),
            case_code=code,
            nonce=statement.nonce,
            type=statement.type,
            position=position,
        )
    )
    session.flush()


def _verify_grants(
    session: Session, statements: Sequence[Statement], grants: Sequence[Signed]
) -> dict[str, LaterGrant]:
    """Read each grant with the context of the message that its statement lets it open; they come in any order."""
    came = {notation.digest("grant", signed.data): signed for signed in grants}
    different = {statement.digest: statement for statement in statements}.values()
    named = [(digest, statement) for statement in different for digest in _named(statement)]
    naming = dict(named)
    if came.keys() != naming.keys() or not len(came) == len(grants) == len(named):
        raise GrantMissing("exactly the grants that are named, each once")
    contexts = messages.contexts(session, {each for _, statement in named for each in _opened_by(statement)})
    return {
        b64.encode(digest): _read_later(came[digest], _contexts(contexts, statement), statement)
        for digest, statement in named
    }


def _opened_by(statement: Statement) -> list[str]:
    """Return the ids of the messages that a statement's grants may open (protocol.md §4.2)."""
    return [statement.text(name) for name in _OPENED_BY.get(statement.type, ("message",))]


def _contexts(known: Mapping[tuple[str, str], str], statement: Statement) -> dict[bytes, Context]:
    """Read the contexts of what a statement's grants may open, by their digests. Raises NotFound."""
    found = [known.get((statement.case, message)) for message in _opened_by(statement)]
    read = [read_context(context.encode("utf-8")) for context in found if context is not None]
    if len(read) != len(found):
        raise NotFound("message")
    return {context.digest: context for context in read}


def _named(statement: Statement) -> tuple[bytes, ...]:
    return statement.digests("grants") if "grants" in statement.fields else ()


def _read_later(signed: Signed, contexts: Mapping[bytes, Context], statement: Statement) -> LaterGrant:
    context = contexts.get(context_of(signed))
    if context is None:
        raise ProtocolError("a grant of another message")
    grant = read_grant(signed, context)
    if grant.by != statement.by or not grant.is_later:
        raise GrantMissing("not a later grant of whoever signed the statement")
    return LaterGrant(context.id, grant)
