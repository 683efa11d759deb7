"""What waits for a person: a mediator's messages, a victim's letters, a liaison's tasks (api.md `tray`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client import wire

if TYPE_CHECKING:
    from relay.client.http import Json
    from relay.client.session import Session


def tray(session: Session) -> list[Json]:
    """List what waits for this person, all pages of it. Raises Refusal."""
    items: list[Json] = []
    before = ""
    while True:
        page = session.http.get(f"/tray{before}")
        items += wire.objects(page, "items")
        if page.get("next") is None:
            return items
        before = f"?before={page['next']}"
