from __future__ import annotations

import pytest

from tests.support.server import Server


@pytest.fixture
def server(demo_var):
    """A server of its own: what signs Marc in is changed here."""
    server = Server(demo_var)
    server.start()
    yield server
    server.end()


def test_every_change_is_kept_for_the_next_command(server, monkeypatch):
    def new(passphrase):
        monkeypatch.setitem(server.environment, "RELAY_NEW_PASSPHRASE", passphrase)

    new("quite another passphrase")
    assert server.act("Marc", "passphrase")[0] == 0
    assert server.act("Marc", "rename", "marc at his desk") == (0, {"sign_in": "marc at his desk"})
    _, first = server.act("Marc", "code")
    new("the third passphrase")
    code, second = server.act("Marc", "recover")
    assert (code, second["recovery"] != first["recovery"]) == (0, True)
    code, shown = server.act("Marc", "account")
    assert (code, shown["sign_in"], shown["recovery"]) == (0, "marc at his desk", True)
    assert [note["what"] for note in shown["notes"]][:4] == ["recovered", "code", "name", "passphrase"]
    assert server.person("Marc")["passphrase"] == "the third passphrase"
    assert (server.var / "demo.json").stat().st_mode & 0o777 == 0o600
    assert len(server.act("Marc", "sessions", "--end-others")[1]) == 1
    assert server.act("Marc", "rename", "mira") == (3, {"error": "name-taken", "status": 409})
