"""Browser packages: from npm by the lock file, copied to where this server serves them from."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from tools import python_packages, words
from tools.paths import BIN, NODE_MODULES, ROOT, VENDOR
from tools.programs import SetUpFailed, find, run
from tools.stamps import step

if TYPE_CHECKING:
    from pathlib import Path

# libsodium's one bare import: neither a worker nor a browser without an import map can follow it (docs/adr/0001).
BARE_IMPORT = b'from"libsodium-sumo"'
OUR_IMPORT = b'from"./libsodium-sumo.mjs"'

LIBSODIUM = VENDOR / "libsodium"
SOURCES = {
    LIBSODIUM / "libsodium-wrappers.mjs": NODE_MODULES
    / "libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.mjs",
    LIBSODIUM / "libsodium-wrappers.d.mts": NODE_MODULES
    / "libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.d.mts",
    LIBSODIUM / "libsodium-sumo.mjs": NODE_MODULES / "libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs",
}


def install(*, dev: bool) -> None:
    """Install npm's packages (none of their scripts run) and copy those that browsers load.

    Raises SetUpFailed when npm fails or a package is not of the form we know.
    """
    lock = ROOT / "package-lock.json"
    step(
        "browser packages",
        lambda: _npm_ci(dev=dev),
        inputs=[lock, ROOT / "package.json"],
        outputs=[NODE_MODULES / "typescript" if dev else NODE_MODULES / "sass"],
    )
    step("libsodium for browsers", copy, inputs=[lock], outputs=list(SOURCES))
    step("word lists", words.copy, inputs=[lock, *words.SCREENS.values()], outputs=list(words.TARGETS.values()))


def copy() -> None:
    """Copy libsodium's modules into `relay/static/vendor/`, from where browsers load them."""
    shutil.rmtree(LIBSODIUM, ignore_errors=True)
    LIBSODIUM.mkdir(parents=True)
    for target, source in SOURCES.items():
        target.write_bytes(_with_our_import(source))


def _with_our_import(source: Path) -> bytes:
    content = source.read_bytes()
    if source.name != "libsodium-wrappers.mjs":
        return content
    if content.count(BARE_IMPORT) != 1:
        raise SetUpFailed(
            f"{source.name} does not import libsodium-sumo in the way this set-up knows; see package.json."
        )
    return content.replace(BARE_IMPORT, OUR_IMPORT)


def _npm_ci(*, dev: bool) -> None:
    if find("npm") is None or find("node") is None:
        python_packages.install_node()
    npm = find("npm")
    if npm is None:
        raise SetUpFailed("npm is missing, and could not be put into the virtual environment.")
    env = os.environ | {"PATH": f"{os.environ.get('PATH', '')}{os.pathsep}{BIN}"}
    run([npm, "ci", "--ignore-scripts", "--loglevel=error", *([] if dev else ["--omit=dev"])], env=env)
