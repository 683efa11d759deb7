"""The whole road in real browsers, and what people type, choose and are shown on their devices along it."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from relay.client import desks
from relay.client.files import text_part
from relay.protocol.recovery import read_code
from tests.browser.people import PATIENCE, at_home, go, hand_over, send, take_task, wait_saved, write
from tests.browser.pictures import drawn, file_of
from tests.rules.hunt import forms, text_forms
from tests.support.server import CASE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.rules.hunt import Secrets
    from tests.support.server import Server


@dataclass
class Typed:
    """What was typed, drawn and made on people's devices while the road was played, and a name that all may see.

    mark: drawn for this road and part of every text of it, so that one search finds any of them.
    """

    mark: str = field(default_factory=lambda: token_hex(12))
    canary: str = field(default_factory=lambda: f"Canary {token_hex(8)}")
    passphrase: str = ""
    codes: list[str] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.letter = f"Quillwort {self.mark} was never said aloud"
        self.picture = f"Milfoil {self.mark} stands behind the blue cup"
        self.edited = f"Bogbean {self.mark} was hardly said aloud"
        self.guidance = f"Comfrey {self.mark} would be better left out"
        self.note = f"Burdock {self.mark} was in her voice today"
        self.watched = f"Fennel {self.mark} Street"
        self.carried = f"Yarrow {self.mark} is well, she asked me to tell you"
        self.reply = f"Marram {self.mark} was never said aloud either"
        self.aside = f"Sedge {self.mark} is for Mira alone"
        self.sheet = f"Tansy {self.mark} lives at 1 Bulrush Road"
        self.later_passphrase = f"{self.mark} girafe tracteur nuage moutarde"

    def secrets(self) -> Secrets:
        """Write all of it but the canary in every form in which it could be kept."""
        found = text_forms("something typed", self.mark) | text_forms("passphrase", self.passphrase)
        for name, secret in self.keys.items():
            found |= forms(name, secret)
        for number, code in enumerate(self.codes, 1):
            found |= text_forms(f"recovery code {number}, typed,", code)
            found |= forms(f"recovery code {number}", read_code(code))
        return found


def play(browser: Browser, server: Server) -> Typed:
    """Let everybody do their part: join, write, keep notes, propose, agree, release, print, answer, read."""
    typed = Typed()
    join_as_mediator(browser, server, typed)
    with at_home(browser, server, "Anna") as page:
        letter = send_with_a_picture(page, server, typed)
    with at_home(browser, server, "Mira") as page:
        keep_for_herself(page, server, typed)
        release_an_edit(page, server, typed, letter)
    with at_home(browser, server, "Liam") as page:
        number = take_task(page, server)
        for shown in (typed.edited, typed.picture):
            expect(page.locator("#sheet")).to_contain_text(shown)
        hand_over(page)
    reply = answer(server, typed, letter, int(number))
    with at_home(browser, server, "Anna") as page:
        go(page, server, f"read/{reply}")
        expect(page.locator("#sheet")).to_contain_text(typed.reply)
    return typed


def join_as_mediator(browser: Browser, server: Server, typed: Typed) -> None:
    """Somebody joins with a passphrase and a code drawn there, and replaces both; Olive endorses the card."""
    with server.signed_in("Olive") as olive:
        invited = olive.invite("mediator")
        context = browser.new_context()
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(invited.link)
        go_on(page)
        page.get_by_test_id("join-name").fill(typed.canary)
        page.get_by_test_id("join-sign-in").fill(f"somebody {token_hex(4)}")
        go_on(page)
        drawn_words = page.get_by_test_id("join-words").locator("li")
        expect(drawn_words).to_have_count(6)
        typed.passphrase = " ".join(drawn_words.all_inner_texts())
        go_on(page)
        keep_code(page, typed)
        expect(page.get_by_test_id("fingerprint")).not_to_be_empty()
        replace_both(page, server, typed)
        context.close()
        olive.confirm(invited.id)


def go_on(page: Page) -> None:
    page.locator("[data-view]:visible [data-testid=join-next]").click()


def keep_code(page: Page, typed: Typed) -> None:
    """Write the recovery code down and type back the two groups that are asked for."""
    groups = page.get_by_test_id("join-code").locator("li")
    expect(groups).to_have_count(8)
    code = groups.all_inner_texts()
    typed.codes.append("".join(code))
    page.get_by_test_id("join-code-written").click()
    for field_ in ("group-1", "group-2"):
        label = page.locator(f"label[for={field_}]").inner_text()
        asked = next(int(word) for word in label.replace(":", " ").split() if word.isdigit())
        page.get_by_test_id(f"join-{field_}").fill(code[asked - 1])
    page.get_by_test_id("join-finish").click()


def replace_both(page: Page, server: Server, typed: Typed) -> None:
    """Take a passphrase of one's own and a new code."""
    go(page, server, "account")
    page.get_by_test_id("new-passphrase").click()
    page.get_by_test_id("old-passphrase").fill(typed.passphrase)
    page.get_by_test_id("own-instead").click()
    for field_ in ("own", "own-again"):
        page.get_by_test_id(field_).fill(typed.later_passphrase)
    page.get_by_test_id("change-passphrase").click()
    expect(page.get_by_test_id("changed")).not_to_have_text("", timeout=3 * PATIENCE)
    page.get_by_test_id("new-code").click()
    page.get_by_test_id("code-passphrase").fill(typed.later_passphrase)
    keep_code(page, typed)
    expect(page.get_by_test_id("changed")).not_to_have_text("", timeout=3 * PATIENCE)


def send_with_a_picture(page: Page, server: Server, typed: Typed) -> str:
    """Anna sends words and a described picture; returns the letter's id."""
    write(page, server, typed.letter)
    page.get_by_test_id("add-photo").set_input_files(file_of(drawn(page)))
    page.locator("#pictures li").get_by_role("textbox").fill(typed.picture)
    wait_saved(page)
    return send(page)


def keep_for_herself(page: Page, server: Server, typed: Typed) -> None:
    """Mira keeps a note, a name to look for, and what she was asked to carry."""
    with server.signed_in("Mira") as mira:
        case = mira.http.get(f"/cases/{CASE}")["public_id"]
    go(page, server, f"cases/{case}")
    page.get_by_test_id("write-note").locator("summary").click()
    page.get_by_test_id("note").fill(typed.note)
    page.get_by_test_id("keep-note").click()
    expect(page.get_by_test_id("note")).to_have_value("")
    page.get_by_test_id("watch-list").fill(typed.watched)
    page.get_by_test_id("keep-watch-list").click()
    expect(page.locator("#watch-kept")).not_to_have_text("")
    page.get_by_test_id("carry").locator("summary").click()
    page.get_by_test_id("carried").fill(typed.carried)
    page.get_by_test_id("keep-carried").click()
    page.wait_for_url("**/review/*")
    expect(page.locator("#sheet")).to_contain_text(typed.carried)


def release_an_edit(page: Page, server: Server, typed: Typed, letter: str) -> None:
    """Mira proposes other words and says why; Anna agrees, and exactly that goes on."""
    go(page, server, f"review/{letter}")
    expect(page.locator("#sheet")).to_contain_text(typed.letter)
    page.get_by_test_id("edited").first.fill(typed.edited)
    page.get_by_test_id("propose").click()
    page.get_by_test_id("propose-words").fill(typed.guidance)
    page.get_by_test_id("confirm-propose").click()
    expect(page.locator("#review")).to_have_attribute("data-state", "proposed")
    with server.signed_in("Anna") as anna:
        anna.agree(letter)
    page.reload()
    page.get_by_test_id("release").click()
    page.wait_for_url("**/release/*")
    page.get_by_test_id("confirm-release").click()
    page.get_by_test_id("go-home").click()


def answer(server: Server, typed: Typed, letter: str, number: int) -> str:
    """The rest of the road by the Python client, which also tells the keys that no server may hold."""
    with server.signed_in("Anna") as anna, server.signed_in("Mira") as mira, server.signed_in("Olive") as olive:
        with server.signed_in("Liam") as liam:
            reply = liam.reply(number, [text_part(typed.reply)])
            typed.keys["Liam's seed"] = liam.me.keys.seed
        anna.send(CASE, [text_part(typed.aside)], kind="aside")
        olive.seal_sheet(CASE, typed.sheet)
        olive.brief(CASE)
        mira.open(reply)
        mira.release(reply)
        opened, _ = mira.look(letter)
        typed.keys |= {
            "Anna's seed": anna.me.keys.seed,
            "Mira's seed": mira.me.keys.seed,
            "Mira's box key": mira.me.keys.box_sk,
            "desk secret": desks.secret_of(mira, f"case/{CASE}", opened.context.desk),
            "file key": opened.file_key,
        }
    return reply
