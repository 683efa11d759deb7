"""What the operator's shell does to one instance: draw secrets, migrate, publish keys, forget idle sessions.

Each function opens the database itself; none needs a running server.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from pydantic import TypeAdapter
from sqlalchemy import inspect

from relay.domain.clock import SystemClock
from relay.errors import Refused
from relay.protocol import b64
from relay.protocol.card import read_card
from relay.protocol.signed import Signed
from relay.services.end_session import end_idle_sessions
from relay.services.forget_attempts import forget_attempts
from relay.services.forget_uploads import forget_uploads
from relay.services.publish import Publication, publish
from relay.services.publish_root import DEMO_ROOT
from relay.services.sweep_bodies import sweep_bodies
from relay.settings import SECRET_BYTES
from relay.storage import trust
from relay.storage.bodies import Bodies
from relay.storage.database import Database
from relay.storage.models_trust import RootRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.services.publish import Arrived
    from relay.settings import Settings

_CARD = TypeAdapter(dict[str, str])
_ROWS = TypeAdapter(list[dict[str, str]])
MIGRATIONS = Path(__file__).parent / "storage" / "migrations"


def make_secrets(settings: Settings) -> None:
    """Draw this instance's secrets where they are missing: files for their owner alone (0600)."""
    settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)  # first: parents of a folder are made for everybody
    folder = settings.var / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name in ("session_key", "pepper"):
        try:
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())


def require_database(settings: Settings) -> None:
    """Refuse a wrong address, and a database that cannot be reached or may lose what it said it has. Raises Refused."""
    database = Database(settings.database)
    try:
        database.require_ready()
    finally:
        database.engine.dispose()


def migrate(settings: Settings, *, to: str = "head") -> None:
    """Bring the database to the newest schema, or to a revision before it; makes SQLite's where there is none.

    Raises Refused as `require_database`.
    """
    settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    require_database(settings)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = settings.database
    command.upgrade(config, to)


def has_root(settings: Settings) -> bool:
    """Tell whether a root was published here."""
    return _root_name(settings) is not None


def require_fitting_root(settings: Settings) -> None:
    """Refuse to serve real people on the demo's root. Raises Refused."""
    if not settings.demo and _root_name(settings) == DEMO_ROOT:
        raise Refused("a production configuration on the demo's root")


def publish_folder(settings: Settings, folder: Path) -> list[Arrived]:
    """Publish what the root made, and write who joined on its invitations beside it.

    folder: root.json {card, card_signature}; roster.json [{entry, signature}] and invitations.json [{id, lang}]
    where they exist; joined.json [{invite, card, card_signature, mac, extra_card}] is written. Needs no running server.
    Raises FileNotFoundError, pydantic.ValidationError for other forms; Refused, Conflict, ProtocolError.
    """
    root = _CARD.validate_json((folder / "root.json").read_bytes())
    what = Publication(
        root=_signed(root["card"], root["card_signature"]),
        roster=[_signed(row["entry"], row["signature"]) for row in _rows(folder / "roster.json")],
        invitations=[(row["id"], row["lang"]) for row in _rows(folder / "invitations.json")],
    )
    database = Database(settings.database)
    try:
        days, clock = settings.limits.invitation_days, SystemClock()
        arrived = database.changed(lambda session: publish(session, what, invitation_days=days, clock=clock))
    finally:
        database.engine.dispose()
    (folder / "joined.json").write_text(json.dumps([asdict(card) for card in arrived], indent=2) + "\n")
    return arrived


def export_roster(settings: Settings, folder: Path) -> int:
    """Write the roster as it stands, for the machine that holds the root's key, which continues the chain.

    folder: roster.json and cards.json are replaced. Returns the roster's length.
    """
    database = Database(settings.database)
    try:
        with database.reader() as session:
            entries = [{"entry": row.entry, "signature": row.signature} for row in trust.roster_after(session, 0)]
            digests = [row.card_digest for row in trust.roster_after(session, 0)]
            cards = [{"card": row.card, "card_signature": row.signature} for row in trust.cards(session, digests)]
    finally:
        database.engine.dispose()
    (folder / "roster.json").write_text(json.dumps(entries, indent=2) + "\n")
    (folder / "cards.json").write_text(json.dumps(cards, indent=2) + "\n")
    return len(entries)


def forget_idle(database: Database, settings: Settings) -> None:
    """Delete idle sessions and with them their vault keys, old attempts, and bodies whose message never came.

    `relay run` does so every minute.
    """
    clock, limits, bodies = SystemClock(), settings.limits, Bodies(settings.bodies)

    def forget(session: Session) -> Sequence[str]:
        end_idle_sessions(session, idle_minutes=limits.idle_minutes, clock=clock)
        forget_attempts(session, clock=clock)
        return forget_uploads(session, days=limits.upload_days, clock=clock)

    for file in database.changed(forget):
        bodies.discard(file)


def forget_deleted(settings: Settings) -> None:
    """Let what was deleted vanish from the database's files; for before the first request and after the last."""
    database = Database(settings.database)
    try:
        database.forget_deleted()
    finally:
        database.engine.dispose()


def tidy_bodies(settings: Settings) -> int:
    """Make the store's directories; remove sealed bodies that a crash left without a row, and return how many.

    Needs a migrated database, and comes before the first request.
    """
    database, bodies = Database(settings.database), Bodies(settings.bodies)
    bodies.prepare()
    try:
        with database.reader() as session:
            return sweep_bodies(session, bodies, clock=SystemClock())
    finally:
        database.engine.dispose()


def _rows(path: Path) -> list[dict[str, str]]:
    return _ROWS.validate_json(path.read_bytes()) if path.exists() else []


def _signed(text: str, signature: str) -> Signed:
    return Signed(text.encode(), b64.decode(signature, 64))


def _root_name(settings: Settings) -> str | None:
    database = Database(settings.database)
    try:
        if not inspect(database.engine).has_table(RootRow.__tablename__):
            return None
        with database.reader() as session:
            root = trust.root(session)
            return read_card(trust.signed(root.card, root.signature)).name if root else None
    finally:
        database.engine.dispose()
