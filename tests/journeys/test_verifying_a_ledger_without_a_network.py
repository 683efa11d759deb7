from __future__ import annotations

import json

import pytest

from tests.support.server import CASE


@pytest.fixture(scope="module")
def exported(demo_server, tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "ledger.json"
    assert demo_server.act("Olive", "ledger", CASE, "-o", path)[0] == 0
    return path


def verify(demo_server, path, *options):
    return demo_server.relay("ledger", "verify", path, "--json", *options)


def test_it_holds_from_the_root_on_and_says_which_root(demo_server, exported):
    found = json.loads(verify(demo_server, exported).stdout)
    assert found["verified"] is True
    again = verify(demo_server, exported, "--fingerprint", found["root"])
    assert again.returncode == 0


def test_another_root_is_refused(demo_server, exported):
    assert verify(demo_server, exported, "--fingerprint", "12345 " * 6).returncode == 1


def test_whoever_kept_a_link_can_tell_whether_the_ledger_passed_it(demo_server, exported):
    kept = json.loads(exported.read_text())["ledger"]["entries"][2]["link"]
    assert verify(demo_server, exported, "--link", kept).returncode == 0
    assert verify(demo_server, exported, "--link", kept[::-1]).returncode == 1


@pytest.mark.parametrize("field", ["entry", "signature", "link"])
def test_any_altered_entry_is_found(demo_server, exported, tmp_path, field):
    content = json.loads(exported.read_text())
    value = content["ledger"]["entries"][1][field]
    content["ledger"]["entries"][1][field] = value[:-9] + ("A" if value[-9] != "A" else "B") + value[-8:]
    (tmp_path / "altered.json").write_text(json.dumps(content))
    assert verify(demo_server, tmp_path / "altered.json").returncode == 1


def test_a_victims_own_ledger_verifies_too(demo_server, tmp_path):
    path = tmp_path / "own.json"
    assert demo_server.act("Anna", "ledger", CASE, "-o", path)[0] == 0
    assert json.loads(verify(demo_server, path).stdout)["ledger"].startswith(f"{CASE}/victim-")
