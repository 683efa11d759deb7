"""Every table, for migrations and tests: importing this fills Base.metadata."""

from __future__ import annotations

from relay.storage import models_accounts, models_cases, models_ledgers, models_messages, models_trust
from relay.storage.base import Base

__all__ = ["Base", "models_accounts", "models_cases", "models_ledgers", "models_messages", "models_trust"]
