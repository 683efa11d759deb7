"""Every verb with -o FILE says what it replaces, and makes a new file for its owner alone."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from relay.cli import relay
from tests.support.server import CASE

WRITES = ["export", "open", "identity", "ledger"]


@pytest.fixture(scope="module")
def letter(demo_server, tmp_path_factory):
    words = tmp_path_factory.mktemp("words") / "letter.txt"
    words.write_text("Dear you")
    return demo_server.act("Anna", "send", CASE, words)[1]["message"]


@pytest.mark.parametrize("verb", WRITES)
def test_it_is_said_the_second_time_and_not_the_first(demo_server, letter, tmp_path, verb):
    out = tmp_path / "out"
    named = {"identity": [], "ledger": [CASE]}.get(verb, [letter])
    command = ["act", "--url", demo_server.url, "--as", "Mira", verb, *named, "-o", str(out)]
    first, second = (CliRunner().invoke(relay, command, env=demo_server.environment) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "replaced" not in first.stderr
    assert f"replaced {out}" in second.stderr
    assert out.stat().st_mode & 0o777 == 0o600
