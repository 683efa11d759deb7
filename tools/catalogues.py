"""Message catalogues: extract what is said, update the French, compile.

Run as `python -m tools.catalogues` (with the virtual environment's Python) it extracts and updates.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tools.paths import BIN, ROOT, TRANSLATIONS
from tools.programs import SetUpFailed, run, say_and_leave
from tools.stamps import step

FRENCH = TRANSLATIONS / "fr" / "LC_MESSAGES" / "messages.po"


def compile_catalogues() -> None:
    """Compile each catalogue that has changed; raises SetUpFailed."""
    sources = sorted(TRANSLATIONS.rglob("*.po"))
    outputs = [source.with_suffix(".mo") for source in sources]
    step("catalogues", lambda: _babel("compile", "--directory", str(TRANSLATIONS)), inputs=sources, outputs=outputs)


def extract(target: Path) -> None:
    """Write every sentence that code and templates say to ``target``, a .pot file."""
    _babel(
        "extract",
        "--mapping-file=babel.cfg",
        "--keyword=N_",
        "--ignore-dirs=.* node_modules var tests",
        "--add-comments=translators:",
        "--no-location",
        "--sort-output",
        f"--output-file={target}",
        ".",
    )


def update() -> None:
    """Bring the French catalogue up to what is said now; what is new stays empty, what is gone goes."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        extract(template)
        _babel(
            "update",
            "--ignore-obsolete",
            "--no-fuzzy-matching",
            "--ignore-pot-creation-date",
            "--width=120",
            "--locale=fr",
            f"--input-file={template}",
            f"--output-file={FRENCH}",
        )


def _babel(*arguments: str) -> None:
    run([BIN / "pybabel", "--quiet", *arguments])


def main() -> int:
    """Extract and update; returns the exit code."""
    try:
        update()
    except SetUpFailed as error:
        return say_and_leave(error)
    print(f"{FRENCH.relative_to(ROOT)} is up to date; fill in what is empty.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
