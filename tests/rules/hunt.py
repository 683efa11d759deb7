"""Look for a secret in every form it could be kept in: in files, and in the memory of running processes."""

from __future__ import annotations

import base64
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import psutil

Secrets = dict[str, bytes]
PIECE, OVERLAP = 1 << 24, 1 << 12  # bytes; no form of a secret is longer than the overlap
PAGE = 1 << 12  # bytes
NOTHING = bytes(PAGE)
KERNELS = ("[vvar]", "[vvar_vclock]", "[vsyscall]", "[vdso]")


def forms(name: str, secret: bytes) -> Secrets:
    """Write a secret in hex, and in base64 (both alphabets) at each of the three places it can begin, once each."""
    written = {secret: "as it is", secret.hex().encode(): "in hex", secret.hex().upper().encode(): "in HEX"}
    for shift in range(3):
        inner = slice(-(-shift * 8 // 6), (shift + len(secret)) * 8 // 6)  # only characters that the secret alone makes
        for alphabet, encode in (("base64", base64.b64encode), ("base64url", base64.urlsafe_b64encode)):
            written.setdefault(encode(bytes(shift) + secret + bytes(3))[inner], f"in {alphabet} from {shift}")
    return {f"{name} {how}": form for form, how in written.items()}


def text_forms(name: str, text: str) -> Secrets:
    """Write a text in UTF-8, in every form, and in both UTF-16."""
    wide = {f"{name} in {encoding}": text.encode(encoding) for encoding in ("utf-16-le", "utf-16-be")}
    return forms(name, text.encode()) | wide


def in_files(folder: Path, secrets: Mapping[str, bytes], *, leave_out: Iterable[str]) -> set[str]:
    """Name the secrets that lie anywhere under a folder, in a file's name or content."""
    kept = {folder / name for name in leave_out}
    found = set()
    for path in folder.rglob("*"):
        if path.is_file() and path not in kept:
            found |= _among(secrets, path.read_bytes() + b"\0" + str(path).encode(), str(path.relative_to(folder)))
    return found


def in_memory(process: psutil.Process, secrets: Mapping[str, bytes]) -> set[str]:
    """Name the secrets in the memory of a process and of all its children, as it is while they run."""
    found = set()
    for each in [process, *process.children(recursive=True)]:
        with suppress(FileNotFoundError, ProcessLookupError):  # one that has ended holds nothing
            for piece in _memory(each.pid):
                found |= _among(secrets, piece, f"memory of {each.pid}")
    return found


def _among(secrets: Mapping[str, bytes], data: bytes, where: str) -> set[str]:
    return {f"{name} @ {where}" for name, secret in secrets.items() if secret in data}


def _memory(pid: int) -> Iterator[bytes]:
    """Read every region that the process could have written to; programs and libraries on disk are left out."""
    folder = Path("/proc") / str(pid)
    with (folder / "mem").open("rb", buffering=0) as memory:
        for line in (folder / "maps").read_text().splitlines():
            place, access, _, _, file, *_ = line.split()
            if "w" in access or (access.startswith("r") and file == "0" and not line.endswith(KERNELS)):
                start, end = (int(side, 16) for side in place.split("-"))
                yield from _region(memory, start, end)


def _region(memory: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    """Read a region piece by piece; what goes away meanwhile held nothing any more."""
    for begin in range(start, end, PIECE):
        memory.seek(begin)
        try:
            yield _written(memory.read(min(PIECE + OVERLAP, end - begin)))
        except OSError:
            return


def _written(piece: bytes) -> bytes:
    """Leave out the pages that hold nothing: a third of all, and looking through them takes as long."""
    pages = (piece[begin : begin + PAGE] for begin in range(0, len(piece), PAGE))
    return b"".join(page for page in pages if page != NOTHING)
