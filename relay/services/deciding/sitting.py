"""What every decision is made from: one person, one locked case, the grants that came along."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from relay.domain import signers
from relay.domain.case import OFFENDER
from relay.domain.refusals import GrantMissing, StateMoved
from relay.errors import NotFound
from relay.protocol import b64
from relay.services.standing import Standing, find_standing
from relay.storage import messages
from relay.storage.models_messages import GrantRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from relay.domain.capacity import Capacity
    from relay.domain.case import Case
    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.protocol.grant import Grant
    from relay.protocol.statement import Statement
    from relay.storage.models_cases import CaseRow
    from relay.storage.models_messages import MessageRow


class LaterGrant(NamedTuple):
    """A verified later grant and the id of the message that it opens."""

    message: str
    grant: Grant


@dataclass
class Sitting:
    """The decisions of one person about one case in one transaction.

    row: the locked case; grants: verified, each with the message it opens, by digest (b64); draw: a random integer
    below its argument; discarded: files of bodies that nothing refers to any more, to be removed after the commit.
    """

    session: Session
    person: Person
    row: CaseRow
    grants: Mapping[str, LaterGrant]
    clock: Clock
    draw: Callable[[int], int] = secrets.randbelow
    discarded: list[str] = field(default_factory=list)
    _standing: Standing | None = field(default=None, init=False)

    @property
    def standing(self) -> Standing:
        """Where the person stands in the case now; raises CaseUnknown where she has nothing to do with it."""
        if self._standing is None:
            self._standing = find_standing(self.session, self.person, self.row, deciding=True)
        return self._standing

    @property
    def case(self) -> Case:
        """The case as the rules see it now."""
        return self.standing.case

    @property
    def who(self) -> Capacity:
        """In which capacities the person acts now."""
        return self.standing.who

    def changed(self) -> None:
        """Read the case anew before the next decision: this one changed what the rules know."""
        self.row.version += 1
        self.session.flush()
        self._standing = None

    def message(self, statement: Statement, named: str = "message") -> MessageRow:
        """Return the message of this case that a statement's field names. Raises NotFound."""
        row = messages.find(self.session, statement.text(named))
        if row is None or row.case_code != self.case.code:
            raise NotFound("message")
        return row

    def own_message(self, statement: Statement) -> MessageRow:
        """Return a message whose words are the signer's own, or the offender's where staff sign for him.

        Raises WrongRole, NotFound: somebody else's and unknown are alike (R8).
        """
        party = self.who.party or OFFENDER
        signers.party(self.who, party, statement.text("how"))
        row = self.message(statement)
        if row.sender != party:
            raise NotFound("message")
        return row

    def granted(self, statement: Statement, message: MessageRow) -> Sequence[Grant]:
        """Return the grants of one message that a statement names, in its order. Raises GrantMissing."""
        named = [b64.encode(digest) for digest in statement.digests("grants")]
        if not all(digest in self.grants for digest in named):
            raise GrantMissing("a grant that the statement names did not come along")
        found = [self.grants[digest] for digest in named]
        return [each.grant for each in found if each.message == message.id]

    def keep(self, message: MessageRow, grants: Sequence[Grant], statement: Statement, *, anew: bool = False) -> None:
        """Keep a message's later grants together with the statement that names them (protocol.md §4.5).

        anew: they take the place of earlier ones to the same keys. Raises StateMoved else.
        """
        keys = {grant.key for grant in grants}
        if anew:
            messages.drop_grants(self.session, message.id, keys)
        elif messages.granted_keys(self.session, message.id) & keys:
            raise StateMoved("granted to this key before")
        for grant in grants:
            self.session.add(
                GrantRow(
                    digest=b64.encode(grant.digest),
                    message=message.id,
                    key_id=grant.key,
                    grant=grant.signed.data.decode("utf-8"),
                    signature=b64.encode(grant.signed.signature),
                    statement=b64.encode(statement.digest),
                )
            )
        self.session.flush()
