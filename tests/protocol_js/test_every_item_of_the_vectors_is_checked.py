"""`node tests/js/vectors.mjs FILE` holds for the vectors, and names what differs in any other file."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.protocol_js.peer import ROOT, SCRIPTS, node

if TYPE_CHECKING:
    from pathlib import Path

VECTORS = ROOT / "tests" / "vectors" / "v1.json"
CHANGES = [
    (("padded", 3, 1), 4351, "padded[3]"),
    (("people", "anna", "fingerprint"), "00000 00000 00000 00000 00000 00000", "people.anna"),
    (("secrets", "sign_in_name"), "anna", "secrets: passphrase"),
    (("messages", 0, "parts", 0, "size"), 40, "messages[0]"),
    (("messages", 0, "note"), "unknown", "messages[0]"),
    (("desk", "epochs", 1, "key_id"), "", "desk.epochs: 2"),
    (("statements", "ledger", "links", 2), "", "statements.ledger"),
    (("later",), [], "sections"),
]


def run(file: Path) -> subprocess.CompletedProcess[str]:
    command = [node(), str(SCRIPTS / "vectors.mjs"), str(file)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_every_item_holds():
    assert run(VECTORS).returncode == 0


@pytest.mark.parametrize(("path", "value", "name"), CHANGES, ids=[name for *_, name in CHANGES])
def test_an_item_that_differs_is_named(path, value, name, tmp_path):
    vectors = json.loads(VECTORS.read_text("utf-8"))
    place = vectors
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(vectors), "utf-8")
    ran = run(changed)
    assert ran.returncode == 1
    assert f"differs: {name}" in ran.stderr


def test_a_refused_item_that_opens_is_named(tmp_path):
    vectors = json.loads(VECTORS.read_text("utf-8"))
    good = vectors["messages"][0]
    vectors["refuse"][0] = {**{key: good[key] for key in vectors["refuse"][0] if key != "why"}, "why": "nothing wrong"}
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(vectors), "utf-8")
    ran = run(changed)
    assert ran.returncode == 1
    assert "differs: refuse: nothing wrong" in ran.stderr
