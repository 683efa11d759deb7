from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.described import as_described
from tests.support.town import CASE, INSTITUTION, Town, Visitor, town_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    for made in town_in(tmp_path / "var"):
        with as_described(made.app):
            yield made


@pytest.fixture
def olive(town: Town) -> Visitor:
    return town.officer("Olive")


@pytest.fixture
def mira(town: Town, olive: Visitor) -> Visitor:
    return town.staff(olive, "Mira", "mediator")


@pytest.fixture
def marc(town: Town, olive: Visitor) -> Visitor:
    return town.staff(olive, "Marc", "mediator")


@pytest.fixture
def place(town: Town, olive: Visitor) -> str:
    """Make an institution and one case, nobody assigned yet; the case's code."""
    town.institution(olive)
    town.case(olive)
    return CASE


@pytest.fixture
def liam(town: Town, olive: Visitor, place: str) -> Visitor:
    assert place
    return town.staff(olive, "Liam", "liaison", desk=f"institution/{INSTITUTION}")


@pytest.fixture
def mira_on_case(town: Town, olive: Visitor, mira: Visitor, place: str) -> Visitor:
    assert town.assign(olive, f"case/{place}", mira).status_code == 201
    assert town.open(mira, f"case/{place}").status_code == 201
    return mira


@pytest.fixture
def anna(town: Town, mira_on_case: Visitor, place: str) -> Visitor:
    """Join on Mira's invitation; not yet confirmed."""
    return town.joined(mira_on_case, "Anna", "victim", case=place, party="victim-417")
