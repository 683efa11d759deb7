"""Do a step again only when what it is made from has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tools.paths import ROOT, STAMPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path


def step(
    name: str, action: Callable[[], None], *, inputs: Iterable[Path], outputs: Sequence[Path] = (), also: str = ""
) -> bool:
    """Run ``action`` unless the stamp ``name`` says that it ran with these very inputs.

    inputs: files whose content counts. outputs: files that have to be there for the stamp to hold.
    also: anything else the step depends on, as text. Returns whether the action ran.
    """
    stamp = STAMPS / name
    digest = _digest(inputs, also)
    if stamp.is_file() and stamp.read_text() == digest and all(path.exists() for path in outputs):
        return False
    print(f"· {name}", flush=True)
    action()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
    return True


def _digest(inputs: Iterable[Path], also: str) -> str:
    total = hashlib.sha256(also.encode())
    for path in sorted(inputs):
        total.update(f"\0{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()
