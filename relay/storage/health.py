"""Whether database and store can be reached just now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session


def reachable(session: Session, folder: Path) -> bool:
    """Tell whether the database answers and the folder of bodies (its parent, before the first) takes files."""
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return os.access(folder if folder.exists() else folder.parent, os.W_OK | os.X_OK)
