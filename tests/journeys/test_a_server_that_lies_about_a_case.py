from __future__ import annotations

import pytest

from relay.client.errors import Untrusted
from relay.client.join import Newcomer
from tests.support.fresh_case import PARTY, fresh_case
from tests.support.wire import Lies


def test_another_cases_sheet_is_neither_shown_as_this_ones_nor_granted_to_its_desk(demo_server):
    with fresh_case(demo_server) as one, fresh_case(demo_server) as other:
        for case in (one, other):
            case.olive.seal_sheet(case.code, f"Names and numbers of {case.code}")
        assert one.olive.sheet(one.code) == f"Names and numbers of {one.code}"
        theirs = one.olive.http.get(f"/cases/{other.code}")["sheet"]
        olive = demo_server.person("Olive")
        lying = Lies(f"/cases/{one.code}", lambda answer: answer.update(sheet=theirs))
        with demo_server.client(transport=lying) as elsewhere:
            elsewhere.sign_in(olive["sign_in"], olive["passphrase"])
            for ask in (elsewhere.sheet, elsewhere.brief):
                with pytest.raises(Untrusted, match="no sheet of this case"):
                    ask(one.code)


def test_a_card_that_a_newer_one_replaced_is_not_bound_again(demo_server):
    with fresh_case(demo_server) as case:
        earlier = next(item["id"] for item in case.mira.invitations() if item.get("case") == case.code)
        again = case.mira.invite("victim", case=case.code, party=PARTY)
        with demo_server.client() as nora:
            nora.join(again.link, Newcomer(f"{case.name}-anew", "Nora", case.passphrase))
        case.mira.confirm(again.id)
        with pytest.raises(Untrusted, match="took the place"):
            case.mira.confirm(earlier)
