"""Static files, under an address that names all they hold: a browser keeps them and never asks about them again.

Somebody signed in loads a hundred modules with every page: to be asked about each, at each change of page, was most of
what a server did. A page of an earlier release asks at its own address: it gets what is here now, and keeps none of it.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response

ENDPOINTS: Final = frozenset({"static", "kept_file"})
FOR_GOOD: Final = "public, max-age=31536000, immutable"
_DIGEST_BYTES: Final = 8  # no secret: it tells releases apart


def register(app: Flask) -> None:
    """Serve them below `/static/v/`, packed, and tell templates where that is: `static`."""
    digest = digest_of(Path(str(app.static_folder)))
    static = cast("Callable[..., Response]", app.view_functions["static"])

    def kept_file(release: str, filename: str) -> Response:
        answer = static(filename=filename)
        if release == digest:
            answer.headers["Cache-Control"] = FOR_GOOD
        return answer

    app.add_url_rule("/static/v/<release>/<path:filename>", "kept_file", kept_file)
    app.jinja_env.globals["static"] = f"/static/v/{digest}"


@lru_cache
def digest_of(folder: Path) -> str:
    """Return one digest of every file below a folder, with its name; read once a process."""
    state = blake2b(digest_size=_DIGEST_BYTES)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        state.update(f"{path.relative_to(folder)}\n{len(content)}\n".encode() + content)
    return state.hexdigest()
