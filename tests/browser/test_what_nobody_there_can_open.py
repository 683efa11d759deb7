"""The only liaison of an institution left: the mediator finds in her tray what waits there, and passes it on again."""

from __future__ import annotations

import secrets

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from relay.client.join import Newcomer
from tests.browser.people import at_home, no_wider_than_its_window
from tests.browser.tour import obstacles
from tests.support.fresh_case import fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = "institution/WARK-2"


def somebody_new(case, lena):
    """Let Liam go, and Lena come in his place."""
    case.olive.revoke(case.liam.me.card.digest)
    case.liam.close()
    word = secrets.token_hex(6)
    invited = case.olive.invite("liaison", desk=DESK)
    lena.join(invited.link, Newcomer(f"lena-{word}", "Lena", word))
    case.olive.confirm(invited.id)
    case.olive.reopen_desk(DESK)
    lena.open_desk(DESK)


def test_she_passes_on_again_what_nobody_there_can_open(chromium, server):
    with fresh_case(server) as case, server.client() as lena:
        letter = case.nora.send(case.code, [text_part("Dear you.")])
        case.mira.release(letter)
        somebody_new(case, lena)
        assert lena.pull_task() is None
        with at_home(chromium, server, "Mira", width=320) as mira:
            line = mira.locator(f"[data-message='{letter}']")
            expect(line).to_contain_text("nobody there can open it any more")
            line.get_by_role("link").click()
            expect(mira.locator("#again")).to_contain_text("Passed on to the institution and waiting there: 1.")
            assert no_wider_than_its_window(mira)
            assert obstacles(mira) == []
            mira.get_by_test_id("regrant").focus()
            mira.keyboard.press("Enter")
            expect(mira.locator("#again")).to_have_count(0)
            expect(line.first).to_contain_text("have not taken it yet")
        assert lena.pull_task().message == letter
        assert "Dear you." in lena.print(letter)
