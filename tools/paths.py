"""Where things lie in this working copy."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
STAMPS = VENV / "stamps"
NODE_MODULES = ROOT / "node_modules"
STATIC = ROOT / "relay" / "static"
VENDOR = STATIC / "vendor"
BUILD = STATIC / "build"
TRANSLATIONS = ROOT / "relay" / "translations"
