from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from relay.storage.bodies import Bodies

if TYPE_CHECKING:
    from collections.abc import Iterator


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_is_read_back(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "bodies")

    stored = bodies.put([b"one", b"two"])

    assert stored.length == 6
    with bodies.open(stored.file) as file:
        assert file.read() == b"onetwo"


def test_file_and_folder_are_synced_before_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def watch(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watch)
    bodies = Bodies(tmp_path / "bodies")
    stored = bodies.put([b"words"])

    (path,) = files(tmp_path)
    assert path.name == stored.file
    assert synced[-2:] == [f"{path}.part", str(path.parent)]


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        Bodies(tmp_path / "bodies").put(breaking())

    assert files(tmp_path) == []


def test_the_sweep_takes_only_old_files_that_nobody_refers_to(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "bodies")
    kept, orphan, young = (bodies.put([b"x"]).file for _ in range(3))
    for path in files(tmp_path):
        if path.name != young:
            os.utime(path, (1, 1))

    assert bodies.sweep({kept}, older_than=1000) == 1

    assert {path.name for path in files(tmp_path)} == {kept, young}
    assert orphan not in {kept, young}


def test_a_prepared_store_has_every_directory_that_a_name_can_need(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "bodies")

    bodies.prepare()
    before = {path for path in (tmp_path / "bodies").iterdir() if path.is_dir()}
    for _ in range(20):
        bodies.put([b"words"])

    assert {path for path in (tmp_path / "bodies").iterdir() if path.is_dir()} == before
    assert len(before) == 16
