"""What waits for a person: a mediator's messages, a victim's letters, a liaison's tasks (api.md `tray`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relay.client import wire
from relay.client.errors import Untrusted

if TYPE_CHECKING:
    from relay.client.http import Json
    from relay.client.session import Session

MOST_PAGES: Final = 5000


def tray(session: Session) -> list[Json]:
    """List what waits for this person, all pages of it. Raises Refusal, Untrusted."""
    return paged(session, "/tray", "items")


def paged(session: Session, path: str, key: str) -> list[Json]:
    """Fetch a list that comes in pages. Raises Refusal, Untrusted for one without an end."""
    found: list[Json] = []
    before = ""
    for _ in range(MOST_PAGES):
        page = session.http.get(f"{path}{before}")
        found += wire.objects(page, key)
        if page.get("next") is None:
            return found
        before = f"?before={wire.token(page, 'next')}"
    raise Untrusted("a list without an end")
