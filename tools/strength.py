"""What judges passphrases in the browser: zxcvbn-ts and its dictionaries, with imports that a browser can follow.

Published as many small modules with two bare imports; browsers without an import map, and workers, know none.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path, PurePosixPath

from tools.paths import NODE_MODULES, VENDOR
from tools.programs import SetUpFailed

FOLDER = VENDOR / "zxcvbn"
PACKAGES = {
    "core": NODE_MODULES / "@zxcvbn-ts/core/dist",
    "common": NODE_MODULES / "@zxcvbn-ts/language-common/dist",
    "en": NODE_MODULES / "@zxcvbn-ts/language-en/dist",
    "fr": NODE_MODULES / "@zxcvbn-ts/language-fr/dist",
}
SINGLE = {
    "decompress.mjs": NODE_MODULES / "@zxcvbn-ts/dictionary-compression/dist/decompress.mjs",
    "levenshtein.mjs": NODE_MODULES / "fastest-levenshtein/esm/mod.js",
}
BARE = {"@zxcvbn-ts/dictionary-compression/decompress": "decompress.mjs", "fastest-levenshtein": "levenshtein.mjs"}
TARGETS = [FOLDER / "core/index.mjs", *(FOLDER / name for name in SINGLE)]

IMPORT = re.compile(r"(?<=from ['\"])[^.'\"][^'\"]*(?=['\"])")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
UNCHECKED = "// @ts-nocheck: as published, but for where it imports from\n"


def copy() -> None:
    """Write the modules to `relay/static/vendor/zxcvbn/`. Raises SetUpFailed for an import that is not known here."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name, source in SINGLE.items():
        _write(source, PurePosixPath(name))
    for name, package in PACKAGES.items():
        for source in sorted(package.rglob("*.mjs")):
            _write(source, PurePosixPath(name, source.relative_to(package).as_posix()))


def _write(source: Path, place: PurePosixPath) -> None:
    target = FOLDER / place
    target.parent.mkdir(parents=True, exist_ok=True)
    content = SOURCE_MAP.sub("", source.read_text(encoding="utf-8"))
    target.write_text(UNCHECKED + IMPORT.sub(lambda found: _reach(found[0], place), content), encoding="utf-8")


def _reach(bare: str, place: PurePosixPath) -> str:
    if bare not in BARE:
        raise SetUpFailed(f"{place} imports {bare}, which this set-up does not know; see package.json.")
    return "./" + os.path.relpath(BARE[bare], place.parent).replace(os.sep, "/")
