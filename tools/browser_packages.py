"""Browser packages: from npm by the lock file, copied to where this server serves them from."""

from __future__ import annotations

import os
import shutil

from tools import python_packages, strength, words
from tools.paths import BIN, NODE_MODULES, ROOT, VENDOR
from tools.programs import SetUpFailed, find, run
from tools.stamps import step

# libsodium's one bare import: neither a worker nor a browser without an import map can follow it (docs/adr/0001).
BARE_IMPORT = b'from"libsodium-sumo"'
OUR_IMPORT = b'from"./libsodium-sumo.mjs"'

# It is published as a script that leaves its name on the window; a page's module asks for what it needs by import.
NOT_A_MODULE = b"globalThis:t||self).libphonenumber={})}(this,"
AS_A_MODULE = b"\nexport const { findPhoneNumbersInText } = globalThis.libphonenumber;\n"
# In production: also what packages may do without, such as a canvas for servers (pdfjs-dist).
LEFT_OUT = ("--omit=dev", "--omit=optional")

AS_PUBLISHED = b"// @ts-nocheck: as published\n"
UNCHECKED = b"// @ts-nocheck: as published, but for its last line\n"

LIBSODIUM = VENDOR / "libsodium"
DIFF = NODE_MODULES / "diff/libesm"
# What reads a PDF: the build for older browsers too, decoders of images, and the fonts that a PDF need not bring.
PDFJS = NODE_MODULES / "pdfjs-dist"
_FOXIT = (*(f"{cut}{style}" for cut in ("Fixed", "Serif") for style in ("", "Bold", "Italic", "BoldItalic")), "Symbol")
PDFJS_PARTS = (
    *(f"wasm/{name}.wasm" for name in ("jbig2", "openjpeg", "qcms_bg")),
    *(f"standard_fonts/Foxit{name}.pfb" for name in (*_FOXIT, "Dingbats")),
    *(f"standard_fonts/LiberationSans-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")),
)
SOURCES = {
    LIBSODIUM / "libsodium-wrappers.mjs": NODE_MODULES
    / "libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.mjs",
    LIBSODIUM / "libsodium-wrappers.d.mts": NODE_MODULES
    / "libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.d.mts",
    LIBSODIUM / "libsodium-sumo.mjs": NODE_MODULES / "libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs",
    **{
        VENDOR / "diff" / part: DIFF / part
        for part in ("diff/word.js", "diff/word.d.ts", "diff/base.js", "diff/base.d.ts", "util/string.js", "types.d.ts")
    },
    VENDOR / "qr/lean-qr.mjs": NODE_MODULES / "lean-qr/index.mjs",
    VENDOR / "linkify/linkify.mjs": NODE_MODULES / "linkifyjs/dist/linkify.mjs",
    VENDOR / "linkify/linkify.d.mts": NODE_MODULES / "linkifyjs/dist/linkify.d.mts",
    VENDOR / "phones/libphonenumber.mjs": NODE_MODULES / "libphonenumber-js/bundle/libphonenumber-min.js",
    VENDOR / "pdfjs/pdf.mjs": PDFJS / "legacy/build/pdf.min.mjs",
    VENDOR / "pdfjs/pdf.d.mts": PDFJS / "legacy/build/pdf.d.mts",
    VENDOR / "pdfjs/pdf.worker.mjs": PDFJS / "legacy/build/pdf.worker.min.mjs",
    **{VENDOR / "pdfjs" / part: PDFJS / part for part in PDFJS_PARTS},
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
    step("modules for browsers", copy, inputs=[lock], outputs=list(SOURCES))
    step("judging passphrases", strength.copy, inputs=[lock], outputs=strength.TARGETS)
    step("word lists", words.copy, inputs=[lock, *words.SCREENS.values()], outputs=list(words.TARGETS.values()))


def copy() -> None:
    """Copy the modules that browsers load into `relay/static/vendor/`."""
    for folder in {VENDOR / target.relative_to(VENDOR).parts[0] for target in SOURCES}:
        shutil.rmtree(folder, ignore_errors=True)
    for target, source in SOURCES.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_fit(target.name, source.read_bytes()))


def _fit(name: str, content: bytes) -> bytes:
    if name == "libsodium-wrappers.mjs":
        return _known(name, content, BARE_IMPORT).replace(BARE_IMPORT, OUR_IMPORT)
    if name == "libphonenumber.mjs":
        return UNCHECKED + _known(name, content, NOT_A_MODULE) + AS_A_MODULE
    if name == "pdf.worker.mjs":
        return AS_PUBLISHED + content
    if name == "lean-qr.mjs":
        return AS_PUBLISHED + content
    return content


def _known(name: str, content: bytes, part: bytes) -> bytes:
    if content.count(part) != 1:
        raise SetUpFailed(f"{name} is not of the form that this set-up knows; see package.json.")
    return content


def _npm_ci(*, dev: bool) -> None:
    if find("npm") is None or find("node") is None:
        python_packages.install_node()
    npm = find("npm")
    if npm is None:
        raise SetUpFailed("npm is missing, and could not be put into the virtual environment.")
    env = os.environ | {"PATH": f"{os.environ.get('PATH', '')}{os.pathsep}{BIN}"}
    run([npm, "ci", "--ignore-scripts", "--loglevel=error", *([] if dev else LEFT_OUT)], env=env)
