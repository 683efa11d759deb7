"""One stylesheet from the Sass sources."""

from __future__ import annotations

import os

from tools.paths import BIN, BUILD, NODE_MODULES, STATIC
from tools.programs import SetUpFailed, find, run
from tools.stamps import step

SOURCES = STATIC / "css"
THEME = BUILD / "theme.css"


def compile_theme() -> None:
    """Compile `relay/static/css/theme.scss` when a source of it has changed; raises SetUpFailed."""
    package = NODE_MODULES / "govuk-frontend/package.json"
    step("theme", _sass, inputs=[*SOURCES.rglob("*.scss"), package], outputs=[THEME])


def _sass() -> None:
    node = find("node")
    if node is None:
        raise SetUpFailed("node is missing: run `make setup`.")
    BUILD.mkdir(parents=True, exist_ok=True)
    run(
        [
            node,
            NODE_MODULES / "sass/sass.js",
            f"--load-path={NODE_MODULES}",
            "--quiet-deps",
            "--no-error-css",
            "--no-source-map",
            "--style=compressed",
            f"{SOURCES / 'theme.scss'}:{THEME}",
        ],
        env=os.environ | {"PATH": f"{os.environ.get('PATH', '')}{os.pathsep}{BIN}"},
    )
