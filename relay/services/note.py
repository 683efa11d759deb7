"""Note what happens to an account, for its owner alone to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacl.utils import random

from relay.protocol import b64
from relay.storage import notes
from relay.storage.models_accounts import AccountNoteRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.notes import Happening


def note(session: Session, person: str, what: Happening, device: str, *, now: datetime) -> None:
    """Note one happening and the rough kind of browser that it came from."""
    session.add(AccountNoteRow(id=b64.encode(random(16)), person=person, what=what, device=device, at=now))


def note_device(session: Session, person: str, device: str, *, now: datetime) -> None:
    """Note a sign-in from a kind of browser that this person never used before; others leave no trace.

    Nothing is kept on the device to know it by: a quick exit and a sign-out leave nothing there.
    """
    if not notes.knows_device(session, person, device):
        note(session, person, "device", device, now=now)
