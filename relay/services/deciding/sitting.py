"""What every decision is made from: one person, one locked case, the grants that came along."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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


@dataclass
class Sitting:
    """The decisions of one person about one case in one transaction.

    row: the locked case; grants: verified, by digest (b64); draw: a random integer below its argument.
    """

    session: Session
    person: Person
    row: CaseRow
    grants: Mapping[str, Grant]
    clock: Clock
    draw: Callable[[int], int] = secrets.randbelow
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

    def message(self, statement: Statement) -> MessageRow:
        """Return the message of this case that a statement names. Raises NotFound."""
        row = messages.find(self.session, statement.text("message"))
        if row is None or row.case_code != self.case.code:
            raise NotFound("message")
        return row

    def granted(self, statement: Statement) -> Sequence[Grant]:
        """Return the grants that a statement names, in its order. Raises GrantMissing."""
        named = [b64.encode(digest) for digest in statement.digests("grants")]
        if not all(digest in self.grants for digest in named):
            raise GrantMissing("a grant that the statement names did not come along")
        return [self.grants[digest] for digest in named]

    def keep(self, message: MessageRow, grants: Sequence[Grant], statement: Statement) -> None:
        """Keep a message's later grants together with the statement that names them (protocol.md §4.5)."""
        if messages.granted_keys(self.session, message.id) & {grant.key for grant in grants}:
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
