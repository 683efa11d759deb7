"""The browser's protocol modules in a node process, asked one line of JSON at a time."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from relay.protocol import b64

if TYPE_CHECKING:
    from relay.protocol.signed import Signed

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "tests" / "js"


class Refused(Exception):
    """The browser's modules refused."""


def node() -> str:
    """Find node, the virtual environment's own included; raises LookupError where set-up has not run."""
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if found is None:
        raise LookupError("node is missing: run make setup")
    return found


def plain(value: Any) -> Any:
    """Write bytes as b64, at any depth."""
    if isinstance(value, bytes):
        return b64.encode(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def pair(signed: Signed) -> dict[str, bytes]:
    """Write a signed object as the peer takes it."""
    return {"bytes": signed.data, "signature": signed.signature}


class Peer:
    """A long-lived node process; use as a context manager."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [node(), str(SCRIPTS / "peer.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, verb: str, **given: Any) -> Any:
        """Ask for one thing, bytes written as b64; raises Refused, or AssertionError for any other failure."""
        if self._process.stdin is None or self._process.stdout is None:
            raise LookupError("no pipes")
        self._process.stdin.write(json.dumps({"verb": verb, **plain(given)}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if answer.get("refused"):
            raise Refused(verb)
        assert "failed" not in answer, answer
        return answer.get("answer")
