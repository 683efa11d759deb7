from __future__ import annotations

import re

import pytest

from tests.support.town import Town, town_in

DAYS = 7


@pytest.fixture
def town(tmp_path):
    limits = Town(tmp_path / "other").settings.limits.model_copy(update={"invitation_days": DAYS})
    yield from town_in(tmp_path / "hasty", limits=limits)


def test_pages_and_paper_name_the_days_that_this_programme_gives(olive, place):
    public = olive.get(f"/cases/{place}").json["public_id"]
    for page in (f"/en/invite/{public}", f"/fr/invite/{public}", "/en/staff", "/fr/staff"):
        said = olive.client.get(page).text
        assert f"for {DAYS} days" in said
        assert f"pendant {DAYS} jours" in said
        assert not re.search(r"\b30 (?:days|jours)", said)
