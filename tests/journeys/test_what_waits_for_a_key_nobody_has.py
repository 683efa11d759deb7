"""The only liaison of an institution leaves; somebody else comes, and the mediator passes on again what waits there."""

from __future__ import annotations

import secrets

from relay.client.files import text_part
from relay.client.join import Newcomer
from tests.support.fresh_case import fresh_case


def test_what_waited_and_what_was_printed_is_passed_on_again_and_closed_by_who_comes_after(server):
    with fresh_case(server) as case:
        waits, printed = (
            case.nora.send(case.code, [text_part(words)]) for words in ("This waits.", "This is printed.")
        )
        case.mira.release(printed)
        assert case.liam.pull_task().message == printed
        case.liam.print(printed)
        case.mira.release(waits)
        case.olive.revoke(case.liam.me.card.digest)
        case.liam.close()

        desk = "institution/WARK-2"
        invited = case.olive.invite("liaison", desk=desk)
        with server.client() as lena:
            word = secrets.token_hex(6)
            lena.join(invited.link, Newcomer(f"lena-{word}", "Lena", word))
            case.olive.confirm(invited.id)
            case.olive.reopen_desk(desk)
            assert case.mira.tray() == []
            lena.open_desk(desk)
            assert lena.pull_task() is None
            assert sorted(item["message"] for item in case.mira.tray()) == sorted([waits, printed])

            assert server.act("Mira", "release", waits)[0] == 0
            assert server.act("Mira", "release", waits)[0] == 3  # it has that key now
            assert case.mira.regrant(case.code, "offender") == 1
            assert case.mira.tray() == []
            assert case.mira.regrant(case.code, "offender") == 0
            for letter in (printed, waits):
                assert lena.pull_task().message == letter
                assert "This" in lena.print(letter)
                lena.handled(letter, "delivered")
