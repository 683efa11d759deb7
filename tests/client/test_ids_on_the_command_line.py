from __future__ import annotations

import pytest

from relay.commands.act_decide import hold
from relay.commands.act_read import open_
from relay.commands.act_send import handled


@pytest.mark.parametrize("message", ["-" + "A" * 21, "-o" + "B" * 20, "--" + "c" * 20, "-" * 22, "A" * 22])
def test_an_id_that_begins_as_an_option_does_is_still_an_id(message):
    assert open_.make_context("open", [message, "-o", "out.txt"]).params["message"] == message
    assert hold.make_context("hold", ["--until", "2027-01-01", message]).params["message"] == message
    parsed = handled.make_context("handled", [message, "delivered", "--how", "in-person"]).params
    assert (parsed["message"], parsed["outcome"], parsed["how"]) == (message, "delivered", "in-person")
