"""Take in a sealed body: written durably as it arrives, hashed on the way, opened by nobody (protocol.md §4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.errors import Malformed, TooLarge, Unavailable
from relay.protocol import b64
from relay.protocol.verify import BodyHasher, BodySeen
from relay.storage import uploads
from relay.storage.models_messages import UploadRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.storage.bodies import Bodies

UPLOADS_A_PERSON = 8  # waiting at the same time; the oldest makes room


@dataclass(frozen=True)
class StoredBody:
    """A sealed body on disk: its file, and the length and digest that were seen."""

    file: str
    seen: BodySeen


def store_body(bodies: Bodies, pieces: Iterable[bytes], *, limit: int) -> StoredBody:
    """Write and hash a sealed body.

    limit: most bytes taken. Raises TooLarge beyond it, Malformed for an empty one and Unavailable where the store
    takes nothing; nothing is left then.
    """
    hasher = BodyHasher()
    try:
        stored = bodies.put(_watched(pieces, hasher, limit))
    except OSError as error:
        raise Unavailable("store") from error
    return StoredBody(stored.file, hasher.finish())


def keep_upload(session: Session, person: Person, message: str, body: StoredBody, *, clock: Clock) -> list[str]:
    """Note that a body waits for its message; another of this person's for the same message is replaced.

    Returns files to discard once this is committed.
    """
    waiting = list(uploads.waiting(session, person.person))
    replaced = [row for row in waiting if row.message == message]
    others = [row for row in waiting if row.message != message]
    dropped = replaced + others[: max(0, len(others) - UPLOADS_A_PERSON + 1)]
    for row in dropped:
        session.delete(row)
    session.flush()
    session.add(
        UploadRow(
            message=message,
            person=person.person,
            file=body.file,
            length=body.seen.size,
            digest=b64.encode(body.seen.digest),
            arrived_at=clock.now(),
        )
    )
    session.flush()
    return [row.file for row in dropped]


def _watched(pieces: Iterable[bytes], hasher: BodyHasher, limit: int) -> Iterator[bytes]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > limit:
            raise TooLarge("body")
        hasher.feed(piece)
        yield piece
    if not length:
        raise Malformed("empty body")
