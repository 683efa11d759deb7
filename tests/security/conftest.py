from __future__ import annotations

from tests.web.conftest import anna, liam, marc, mira, mira_on_case, olive, place, town

__all__ = ["anna", "liam", "marc", "mira", "mira_on_case", "olive", "place", "town"]
