from __future__ import annotations

import pytest

from relay.client.errors import Untrusted
from relay.client.join import Newcomer
from tests.support.fresh_case import fresh_case
from tests.support.wire import Lies

pytestmark = pytest.mark.slow
LIES = [{"case": "RO-2026-0002"}, {"party": "victim-999"}, {"role": "mediator", "case": None, "party": None}]


def told(answer, invite):
    """Find what a page of invitations says of one; other pages say nothing of it, and the last may be empty."""
    return next((each for each in answer["invitations"] if each["id"] == invite), {})


@pytest.mark.parametrize("lie", LIES, ids=["case", "party", "role"])
def test_a_card_is_bound_to_no_other_place_than_its_link_was_made_for(demo_server, lie):
    with fresh_case(demo_server) as case:
        invited = case.mira.invite("victim", case=case.code, party="victim-8")
        with demo_server.client() as vera:
            vera.join(invited.link, Newcomer(f"vera-{case.passphrase}", "Vera", case.passphrase))
        lying = Lies("/invitations", lambda answer: told(answer, invited.id).update(lie))
        deceived = demo_server.signed_in("Mira", transport=lying)
        with deceived as mira, pytest.raises(Untrusted, match="for something else"):
            mira.confirm(invited.id)
        assert case.mira.confirm(invited.id).name == "Vera"
