"""What a mediator keeps for herself: notes of a case, and names to watch for (design.md §4; as vault/notes.js)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from relay.client import ledgers, read, sign_in
from relay.client.case_state import CaseState
from relay.client.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.client.session import Session
    from relay.protocol.container import Container

MOST_NAMES: Final = 200  # a case
LONGEST_NAME: Final = 80  # characters
MOST_BYTES: Final = 262_144  # of all her lists: her memory of chains lies beside them


@dataclass(frozen=True)
class Note:
    """One note of hers: its id, when it was written (UTC minute), the opened container."""

    message: str
    at: str
    written: Container = field(repr=False)


def notes(session: Session, case: str) -> list[Note]:
    """Open this mediator's notes of a case, as its verified ledger lists them, the newest first.

    Those of an earlier mediator are not hers to open and are left out. Raises Refusal (403, 404), Untrusted.
    """
    _require_mediator(session)
    listed = CaseState.of(ledgers.read_ledger(session, case)).messages.values()
    found = [_note(session, context.id) for context in listed if context.kind == "notes"]
    return [each for each in reversed(found) if each is not None]


def watch_list(session: Session, case: str) -> list[str]:
    """Return the names and places that this mediator's pages look for in a case's letters."""
    _require_mediator(session)
    return session.trust.seen.watched(case).get(case, [])


def save_watch_list(session: Session, case: str, words: Sequence[str]) -> list[str]:
    """Keep names and places in the place of what was watched for, in her own sealed memory; returns them as kept.

    What is empty or said twice is left out, and no more than MOST_NAMES are kept. Raises Refusal (403; 404 for a case
    that is not hers; 413 `watch-full` where her lists together have no more room, and nothing is changed).
    """
    _require_mediator(session)
    session.http.get(f"/cases/{case}")
    kept = list(filter(None, dict.fromkeys(word.strip()[:LONGEST_NAME] for word in words)))[:MOST_NAMES]
    seen, before = session.trust.seen, session.trust.seen.watched()
    size = _size({**before, case: kept})
    if size > MOST_BYTES and size > _size(before):
        raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "watch-full")
    seen.note_watched(case, kept)
    try:
        sign_in.remember(session)
    except Refusal as refusal:
        seen.note_watched(case, before.get(case, []))
        if refusal.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise
        raise Refusal(refusal.status, "watch-full") from refusal
    return kept


def _note(session: Session, message: str) -> Note | None:
    found = read.look_if_held(session, message)
    return found and Note(message, found[0].grant.at, found[1])


def _size(lists: dict[str, list[str]]) -> int:
    return len(json.dumps(lists, ensure_ascii=False, separators=(",", ":")).encode())


def _require_mediator(session: Session) -> None:
    if session.me.role != "mediator":
        raise Refusal(HTTPStatus.FORBIDDEN, "forbidden")
