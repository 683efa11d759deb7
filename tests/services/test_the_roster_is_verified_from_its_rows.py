from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from relay.errors import ProtocolError
from relay.services import verified_roster as service
from relay.services.remembered import Remembered
from relay.storage.models_trust import RosterRow
from tests.support.town import Town, town_in

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def town(tmp_path, monkeypatch) -> Iterator[Town]:
    monkeypatch.setattr(service, "_cache", Remembered(8))
    yield from town_in(tmp_path / "var")


def forget(monkeypatch) -> None:
    """Stand for another process, which has verified nothing yet."""
    monkeypatch.setattr(service, "_cache", Remembered(8))


def test_another_process_comes_to_the_same_head(town, monkeypatch):
    town.staff(town.officer(), "Mira", "mediator")
    before = town.roster()
    forget(monkeypatch)
    assert (town.roster().head, town.roster().length) == (before.head, 2)


def test_a_process_that_was_behind_catches_up(town):
    olive = town.officer()
    behind = town.roster()
    town.staff(olive, "Mira", "mediator")
    service._cache = Remembered(8)
    service.remember_roster(behind)
    assert town.roster().length == 2


@pytest.mark.parametrize("column", ["entry", "signature", "card_digest"])
def test_a_changed_row_is_found(town, monkeypatch, column):
    olive = town.officer()
    mira = town.joined(olive, "Mira", "mediator")
    town.staff(olive, "Marc", "mediator")
    value = {"entry": "{}", "signature": "A" * 86, "card_digest": mira.card_digest}[column]
    with town.database.writing() as session:
        session.execute(update(RosterRow).where(RosterRow.position == 2).values({column: value}))
    forget(monkeypatch)
    with pytest.raises(ProtocolError):
        town.roster()
