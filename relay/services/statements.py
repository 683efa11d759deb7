"""Accept statements: up to 500 at once, all or none, each into exactly its ledgers (protocol.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.refusals import CaseUnknown, GrantMissing, NonceUsed, NotOffered, WrongRole
from relay.errors import NotFound
from relay.protocol import b64, notation
from relay.protocol.context import read_context
from relay.protocol.grant import Grant, read_grant
from relay.protocol.statement import Statement, read_statement
from relay.services.deciding import accept, brief, consent, declare, handled, opened, party, prepared, release, review
from relay.services.deciding.sitting import Sitting
from relay.services.verified_roster import verified_roster
from relay.storage import cases, ledgers, messages
from relay.storage.models_ledgers import StatementRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.protocol.signed import Signed

MOST_STATEMENTS = 500

_DECIDE: Mapping[str, Callable[[Sitting, Statement], tuple[str, ...]]] = {
    "accept": accept.decide,
    "brief": brief.decide,
    "consent": consent.decide,
    "declare": declare.decide,
    "handled": handled.decide,
    "opened": opened.decide,
    "party": party.decide,
    "prepared": prepared.decide,
    "release": release.decide,
    "review": review.decide,
}


@dataclass(frozen=True)
class Batch:
    """Statements whose signatures hold, and the grants they name, by digest (b64)."""

    statements: Sequence[Statement]
    grants: Mapping[str, Grant]


def verify_statements(
    session: Session, person: Person, statements: Iterable[Signed], grants: Iterable[Signed]
) -> Batch:
    """Check everything that needs no lock, before the transaction.

    session: reads the contexts of the messages named, which never change. Every statement is the person's own,
    every grant is named once, by her. Raises ProtocolError, WrongRole, NotOffered, GrantMissing, NotFound.
    """
    read = [read_statement(signed) for signed in statements]
    for statement in read:
        if statement.type not in _DECIDE:
            raise NotOffered(f"statement {statement.type}")
        if b64.encode(statement.by) != person.sign:
            raise WrongRole("signed by another key")
    return Batch(read, _verify_grants(session, read, list(grants)))


def accept_statements(session: Session, person: Person, batch: Batch, *, clock: Clock) -> int:
    """Decide a batch in its order; whoever raises leaves nothing behind.

    What was accepted before is accepted again and changes nothing. Returns how many there were.
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
    return len(batch.statements)


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


def _verify_grants(session: Session, statements: Sequence[Statement], grants: Sequence[Signed]) -> dict[str, Grant]:
    """Read each grant with the context of the message whose statement names it; the order they came in is free."""
    came = {notation.digest("grant", signed.data): signed for signed in grants}
    naming = {digest: statement for statement in statements for digest in _named(statement)}
    if came.keys() != naming.keys() or len(came) != len(grants):
        raise GrantMissing("exactly the grants that are named, each once")
    contexts = messages.contexts(session, {statement.text("message") for statement in naming.values()})
    found = {}
    for digest, statement in naming.items():
        context = contexts.get((statement.case, statement.text("message")))
        if context is None:
            raise NotFound("message")
        found[b64.encode(digest)] = _read_later(came[digest], context, statement)
    return found


def _named(statement: Statement) -> tuple[bytes, ...]:
    return statement.digests("grants") if "grants" in statement.fields else ()


def _read_later(signed: Signed, context: str, statement: Statement) -> Grant:
    grant = read_grant(signed, read_context(context.encode("utf-8")))
    if grant.by != statement.by or not grant.is_later:
        raise GrantMissing("not a later grant of whoever signed the statement")
    return grant
