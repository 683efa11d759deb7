from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING

import psutil
import pytest
from playwright.sync_api import expect

from relay.client import desks
from relay.client.files import text_part
from relay.protocol import b64
from relay.protocol.recovery import read_code
from tests.browser.people import at_home, go, hand_over, send, take_task, write
from tests.rules.hunt import forms, in_files, in_memory, text_forms
from tests.support.server import CASE, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.rules.hunt import Secrets
    from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite]

KEPT_OUT = ("demo.json",)  # the demo's own passphrases, for whoever tries the demo


@dataclass
class Road:
    """What was typed, drawn and made on people's devices while the road was played, and a name that all may see."""

    letter: str = field(default_factory=lambda: f"Quillwort {token_hex(8)} was never said aloud")
    reply: str = field(default_factory=lambda: f"Marram {token_hex(8)} was never said aloud either")
    aside: str = field(default_factory=lambda: f"Sedge {token_hex(8)} is for Mira alone")
    sheet: str = field(default_factory=lambda: f"Tansy {token_hex(8)} lives at 1 Bulrush Road")
    canary: str = field(default_factory=lambda: f"Canary {token_hex(8)}")
    passphrase: str = ""
    recovery: bytes = b""
    keys: dict[str, bytes] = field(default_factory=dict)

    def secrets(self) -> Secrets:
        found: Secrets = {}
        for name in ("letter", "reply", "aside", "sheet", "passphrase"):
            found |= text_forms(name, getattr(self, name))
        for name, secret in {**self.keys, "recovery code": self.recovery}.items():
            found |= forms(name, secret)
        return found


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A programme of its own, as `make run` makes it."""
    with served(tmp_path_factory.mktemp("hunted") / "var") as server:
        yield server


@pytest.fixture(scope="module")
def road(chromium: Browser, server: Server) -> Road:
    """The whole road in real browsers: typed, read, released, printed, answered, read; somebody joins meanwhile."""
    road = Road()
    join_as_mediator(chromium, server, road)
    with at_home(chromium, server, "Anna") as page:
        write(page, server, road.letter)
        letter = send(page)
    with at_home(chromium, server, "Mira") as page:
        go(page, server, f"review/{letter}")
        expect(page.locator("#sheet")).to_contain_text(road.letter)
        page.get_by_test_id("release").click()
        page.wait_for_url("**/release/*")
        page.get_by_test_id("confirm-release").click()
        page.get_by_test_id("go-home").click()
    with at_home(chromium, server, "Liam") as page:
        number = take_task(page, server)
        assert page.locator("#sheet").inner_text() == road.letter
        hand_over(page)
    reply = answer(server, road, letter, int(number))
    with at_home(chromium, server, "Anna") as page:
        go(page, server, f"read/{reply}")
        expect(page.locator("#sheet")).to_contain_text(road.reply)
    return road


def join_as_mediator(browser: Browser, server: Server, road: Road) -> None:
    """Somebody joins in a browser with a passphrase and a recovery code drawn there; Olive endorses the card."""
    with server.signed_in("Olive") as olive:
        invited = olive.invite("mediator")
        context = browser.new_context()
        page = context.new_page()
        page.goto(invited.link)
        go_on(page)
        page.get_by_test_id("join-name").fill(road.canary)
        page.get_by_test_id("join-sign-in").fill(f"somebody {token_hex(4)}")
        go_on(page)
        words = page.get_by_test_id("join-words").locator("li")
        expect(words).to_have_count(6)
        road.passphrase = " ".join(words.all_inner_texts())
        go_on(page)
        keep_code(page, road)
        expect(page.get_by_test_id("fingerprint")).not_to_be_empty()
        context.close()
        olive.confirm(invited.id)


def go_on(page: Page) -> None:
    page.locator("[data-view]:visible [data-testid=join-next]").click()


def keep_code(page: Page, road: Road) -> None:
    """Write the recovery code down and type back the two groups that are asked for."""
    groups = page.get_by_test_id("join-code").locator("li")
    expect(groups).to_have_count(8)
    code = groups.all_inner_texts()
    road.recovery = read_code("".join(code))
    page.get_by_test_id("join-code-written").click()
    for field_ in ("group-1", "group-2"):
        label = page.locator(f"label[for={field_}]").inner_text()
        asked = next(int(word) for word in label.replace(":", " ").split() if word.isdigit())
        page.get_by_test_id(f"join-{field_}").fill(code[asked - 1])
    page.get_by_test_id("join-finish").click()


def answer(server: Server, road: Road, letter: str, number: int) -> str:
    """The rest of the road by the Python client, which also tells the keys that no server may hold."""
    with server.signed_in("Anna") as anna, server.signed_in("Mira") as mira, server.signed_in("Olive") as olive:
        with server.signed_in("Liam") as liam:
            reply = liam.reply(number, [text_part(road.reply)])
            road.keys["Liam's seed"] = liam.me.keys.seed
        anna.send(CASE, [text_part(road.aside)], kind="aside")
        olive.seal_sheet(CASE, road.sheet)
        olive.brief(CASE)
        mira.open(reply)
        mira.release(reply)
        opened, _ = mira.look(letter)
        road.keys |= {
            "Anna's seed": anna.me.keys.seed,
            "Mira's seed": mira.me.keys.seed,
            "Mira's box key": mira.me.keys.box_sk,
            "desk secret": desks.secret_of(mira, f"case/{CASE}", opened.context.desk),
            "file key": opened.file_key,
        }
    return reply


def test_nothing_anyone_wrote_and_no_key_lies_anywhere_under_its_folder(server, road):
    canary = in_files(server.var, text_forms("canary", road.canary), leave_out=KEPT_OUT)
    assert any("relay.db" in where for where in canary), "the hunt finds not even what is there"
    assert in_files(server.var, road.secrets(), leave_out=KEPT_OUT) == set()


def test_nor_in_the_memory_of_any_of_its_processes_while_it_runs(server, road):
    process = psutil.Process(server.process.pid)
    assert len(process.children(recursive=True)) >= 2
    with server.signed_in("Olive") as olive:
        assert road.canary in [card.name for card in olive.trust.roster().cards.values()]
    canary = in_memory(process, text_forms("canary", road.canary))
    assert canary, "the hunt finds not even what is there"
    assert in_memory(process, road.secrets()) == set()


def test_nor_in_what_it_says_on_its_terminal(server, road):
    said = (server.var.parent / f"{server.var.name}.log").read_bytes()
    assert len(said) > 200
    assert [name for name, secret in road.secrets().items() if secret in said] == []


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
