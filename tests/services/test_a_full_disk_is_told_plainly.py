from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.errors import Malformed, TooLarge, Unavailable
from relay.services.receive_body import store_body
from relay.storage.bodies import Bodies

if TYPE_CHECKING:
    from pathlib import Path


def test_a_store_that_takes_nothing_is_unavailable(tmp_path: Path) -> None:
    in_the_way = tmp_path / "bodies"
    in_the_way.write_text("a file where the folder belongs")

    with pytest.raises(Unavailable):
        store_body(Bodies(in_the_way), [b"words"], limit=100)


def test_more_than_the_limit_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        store_body(Bodies(tmp_path / "bodies"), [b"many", b"words"], limit=8)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_nothing_is_no_body(tmp_path: Path) -> None:
    with pytest.raises(Malformed):
        store_body(Bodies(tmp_path / "bodies"), [], limit=8)


def test_a_body_that_is_gone_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        Bodies(tmp_path).open("0" * 32)
