"""Sealed bodies as files in a local folder: durable before anybody is told so (R10), never a word in clear (R1).

A file has a random name that a row refers to. Rows come last: a file without a row was never acknowledged.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from relay.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_NAME_BYTES = 16
_UNFINISHED = ".part"


@dataclass(frozen=True)
class Stored:
    """A body on disk: its file's name and its length in bytes."""

    file: str
    length: int


class Bodies:
    """The folder of sealed bodies; one directory a first digit of the name, which is hexadecimal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self) -> None:
        """Make every directory before the first put, so that none is ever new, and unsynced, to a second writer."""
        for first in "0123456789abcdef":
            (self._folder / first).mkdir(parents=True, exist_ok=True)
        _sync_folder(self._folder)
        _sync_folder(self._folder.parent)

    def put(self, pieces: Iterable[bytes]) -> Stored:
        """Write a body whole and durably: temporary file, fsync, rename, fsync of the folder.

        Whatever an iterator raises leaves nothing behind. Raises OSError where the disk is full.
        """
        name = secrets.token_hex(_NAME_BYTES)
        target = self._path(name)
        self._make_folder(target.parent)
        unfinished = target.with_suffix(_UNFINISHED)
        try:
            length = _write(unfinished, pieces)
            unfinished.rename(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return Stored(name, length)

    def open(self, name: str) -> BinaryIO:
        """Open a body for reading. Raises Unavailable where the store does not have it."""
        try:
            return self._path(name).open("rb")
        except OSError as error:
            raise Unavailable("store") from error

    def discard(self, name: str) -> None:
        """Remove a body that nothing refers to any more, for good: a power cut brings no name back.

        Gone already is fine.
        """
        path = self._path(name)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            _sync_folder(path.parent)

    def sweep(self, in_use: Collection[str], *, older_than: float) -> int:
        """Remove files that no row refers to, left by a crash; returns how many.

        in_use: names that rows refer to, read before; older_than: seconds since the epoch: what is younger
        may belong to a request under way.
        """
        count = 0
        for path in list(self._files()):
            with suppress(FileNotFoundError):
                if path.name not in in_use and path.stat().st_mtime < older_than:
                    path.unlink()
                    count += 1
        return count

    def _path(self, name: str) -> Path:
        return self._folder / name[:1] / name

    def _files(self) -> Iterator[Path]:
        return self._folder.glob("?/*")

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            _sync_folder(self._folder)
            _sync_folder(self._folder.parent)


def _write(path: Path, pieces: Iterable[bytes]) -> int:
    length = 0
    with path.open("xb", buffering=0) as file:
        path.chmod(0o600)
        for piece in pieces:
            length += _write_all(file.fileno(), piece)
        os.fsync(file.fileno())
    return length


def _write_all(descriptor: int, piece: bytes) -> int:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    return len(piece)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
