"""The `age` program sealing and opening a file on a memory disk, as people use it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - measured without a disk in the way; removed afterwards
_PIECE = 1 << 20


class Age:
    """A folder with a key and a file of the given size in bytes; removed at the end."""

    def __init__(self, size: int) -> None:
        self._folder = Path(tempfile.mkdtemp(dir=_MEMORY_DISK if _MEMORY_DISK.is_dir() else None))
        self._size = size
        self._run("age-keygen", "-o", "key")
        lines = (self._folder / "key").read_text(encoding="utf-8").splitlines()
        self._recipient = next(line.split()[-1] for line in lines if line.startswith("# public key:"))

    def __enter__(self) -> Self:
        with (self._folder / "plain").open("wb") as file:
            for _ in range(self._size // _PIECE):
                file.write(bytes(_PIECE))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._folder)

    def seal(self) -> None:
        """Seal the file."""
        self._run("age", "-r", self._recipient, "-o", "sealed", "plain")

    def unseal(self) -> None:
        """Open what seal made."""
        self._run("age", "-d", "-i", "key", "-o", "opened", "sealed")

    def _run(self, *command: str) -> None:
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True)


def available() -> bool:
    """Tell whether age is installed."""
    return shutil.which("age") is not None and shutil.which("age-keygen") is not None
