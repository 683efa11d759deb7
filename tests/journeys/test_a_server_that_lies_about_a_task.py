from __future__ import annotations

import pytest

from relay.client.errors import Untrusted
from relay.client.files import text_part
from tests.support.fresh_case import fresh_case
from tests.support.wire import Lies


@pytest.mark.parametrize(
    ("field", "told"), [("message", "A" * 22), ("case", "RO-OTHER"), ("thread", "victim-8")], ids=str
)
def test_nothing_is_signed_or_sealed_about_another_than_was_printed_under_the_number(demo_server, field, told):
    with fresh_case(demo_server) as case:
        letter = case.nora.send(case.code, [text_part("A question")])
        case.mira.release(letter)
        number = pulled(case.liam, letter)
        case.liam.print(str(number))
        case.liam.sign_out()
        liam = demo_server.person("Liam")
        lying = Lies(f"/tasks/{number}", lambda answer: answer.update({field: told}))
        with demo_server.client(transport=lying) as elsewhere:
            elsewhere.sign_in(liam["sign_in"], liam["passphrase"])
            for ask in (
                lambda: elsewhere.handled(str(number), "delivered"),
                lambda: elsewhere.agree(str(number), how="spoken"),
                lambda: elsewhere.reply(number, [text_part("An answer")]),
                lambda: elsewhere.print(str(number)),
            ):
                with pytest.raises(Untrusted, match="stood for something else"):
                    ask()
        case.liam.sign_in(liam["sign_in"], liam["passphrase"])
        case.liam.handled(str(number), "delivered")


def test_a_reply_under_a_number_never_opened_goes_where_the_message_itself_belongs(demo_server):
    with fresh_case(demo_server) as case:
        letter = case.nora.send(case.code, [text_part("A question")])
        case.mira.release(letter)
        number = pulled(case.liam, letter)
        liam = demo_server.person("Liam")
        lying = Lies(f"/tasks/{number}", lambda answer: answer.update({"thread": "victim-8"}))
        with demo_server.client(transport=lying) as elsewhere:
            elsewhere.sign_in(liam["sign_in"], liam["passphrase"])
            with pytest.raises(Untrusted, match="another case's message"):
                elsewhere.reply(number, [text_part("An answer")])
        for outcome in ("printed", "delivered"):
            case.liam.handled(str(number), outcome)


def pulled(liaison, letter):
    """Pull tasks until it is the one of this letter: others may wait at the counter before it."""
    while (task := liaison.pull_task()).message != letter:
        assert task is not None
    return task.task
