from __future__ import annotations

import os
import subprocess
import sys
from secrets import token_hex
from typing import TYPE_CHECKING

import psutil
import pytest

from relay.protocol import b64
from tests.rules.hunt import forms, in_files, in_memory, text_forms
from tests.rules.typed import play
from tests.support.server import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.rules.typed import Typed
    from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite]

KEPT_OUT = ("demo.json",)  # the demo's own passphrases, for whoever tries the demo


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A programme of its own, as `make run` makes it."""
    with served(tmp_path_factory.mktemp("hunted") / "var") as server:
        yield server


@pytest.fixture(scope="module")
def typed(chromium: Browser, server: Server) -> Typed:
    """All that was typed while the whole road was played."""
    return play(chromium, server)


def test_nothing_anyone_wrote_and_no_key_lies_anywhere_under_its_folder(server, typed):
    canary = in_files(server.var, text_forms("canary", typed.canary), leave_out=KEPT_OUT)
    assert any("relay.db" in where for where in canary), "the hunt finds not even what is there"
    assert in_files(server.var, typed.secrets(), leave_out=KEPT_OUT) == set()


def test_nor_in_the_memory_of_any_of_its_processes_while_it_runs(server, typed):
    process = psutil.Process(server.process.pid)
    assert len(process.children(recursive=True)) >= 2
    with server.signed_in("Olive") as olive:
        assert typed.canary in [card.name for card in olive.trust.roster().cards.values()]
    canary = in_memory(process, text_forms("canary", typed.canary))
    assert canary, "the hunt finds not even what is there"
    assert in_memory(process, typed.secrets()) == set()


def test_nor_in_what_it_says_on_its_terminal(server, typed):
    said = (server.var.parent / f"{server.var.name}.log").read_bytes()
    assert len(said) > 200
    assert [name for name, secret in typed.secrets().items() if secret in said] == []


def test_the_hunt_finds_a_secret_in_whatever_form_it_is_kept(tmp_path):
    """Plants each form once, in a file; the last check is that it can be missed when its file is left out."""
    planted = forms("planted", os.urandom(24))
    assert len(planted) >= 6
    for name, form in planted.items():
        (tmp_path / "kept.bin").write_bytes(os.urandom(100) + form + os.urandom(100))
        assert any(found.startswith(name) for found in in_files(tmp_path, planted, leave_out=()))
    assert in_files(tmp_path, planted, leave_out=("kept.bin",)) == set()


@pytest.mark.parametrize("before", [b"", b"a", b"ab"])
def test_the_hunt_finds_a_secret_inside_a_longer_base64(tmp_path, before):
    secret = os.urandom(24)
    (tmp_path / "kept.txt").write_text(b64.encode(before + secret + b"and more"))
    assert in_files(tmp_path, forms("planted", secret), leave_out=())


def test_the_hunt_finds_a_secret_in_the_memory_of_a_running_process():
    secret = token_hex(16)
    holding = "import sys; held = sys.stdin.readline(); print('held', flush=True); sys.stdin.readline()"
    with subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdin.write(f"{secret}\n".encode())
        child.stdin.flush()
        assert child.stdout.readline() == b"held\n"
        assert in_memory(psutil.Process(child.pid), forms("held", secret.encode()))
        assert in_memory(psutil.Process(child.pid), forms("other", token_hex(16).encode())) == set()
        child.stdin.close()
