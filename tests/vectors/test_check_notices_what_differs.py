from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

V1 = Path(__file__).parent / "v1.json"


def check(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.vectors", *map(str, paths)]
    return subprocess.run(command, cwd=V1.parents[2], capture_output=True, text=True, check=False)


def test_a_file_that_holds_ends_with_0():
    assert check(V1).returncode == 0


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("people", "anna", "fingerprint"), "00000 00000 00000 00000 00000 00000", "people: anna"),
        (("messages", 0, "file_sha256"), "00", "messages: 0"),
        (("canonical", 0, 1), False, "canonical: 0"),
        (("padded", 1, 1), 4097, "padded: 1"),
        (("statements", "ledger", "links", 2), "A" * 43, "ledger"),
        (("statements", "refuse", 0), {}, "not a vectors file"),
        (("desk", "epochs", 0, "colour"), "blue", "known"),
        (("secrets", "new"), 1, "known"),
        (("more",), [1], "known"),
        (("canonical",), [], "known"),
        (("messages",), {}, "later_grant"),
    ],
    ids=str,
)
def test_what_differs_or_is_unknown_is_named_and_ends_with_1(tmp_path, path, value, named):
    vectors = json.loads(V1.read_text(encoding="utf-8"))
    place = vectors
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    altered = tmp_path / "altered.json"
    altered.write_text(json.dumps(vectors), encoding="utf-8")
    done = check(altered)
    assert done.returncode == 1, done.stderr
    assert named in done.stdout


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"protocol":1,"protocol":1}', "[" * 100_000])
def test_what_is_no_vectors_file_ends_with_1(tmp_path, text):
    (tmp_path / "odd.json").write_text(text, encoding="utf-8")
    done = check(tmp_path / "odd.json")
    assert (done.returncode, done.stderr) == (1, "")


def test_a_file_that_is_not_there_ends_with_1(tmp_path):
    assert check(tmp_path / "none.json").returncode == 1
