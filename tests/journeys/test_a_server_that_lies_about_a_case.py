from __future__ import annotations

import pytest

from relay.client.errors import Untrusted
from relay.client.files import text_part
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


def test_what_the_cases_ledger_does_not_hold_is_neither_opened_by_staff_nor_written_to_a_file(demo_server):
    with fresh_case(demo_server) as case:
        letter, links = case.nora.send(case.code, [text_part("A question")]), []

        def hide(answer):
            answer["entries"] = [each for each in answer["entries"] if letter not in str(each.get("context"))]
            links.extend(each["link"] for each in answer["entries"])
            answer.update(length=answer["length"] - 1, link=links[-1])

        mira = demo_server.person("Mira")
        with demo_server.client(transport=Lies(f"/ledgers/{case.code}", hide)) as elsewhere:
            elsewhere.sign_in(mira["sign_in"], mira["passphrase"])
            for ask in (elsewhere.open, elsewhere.export):
                with pytest.raises(Untrusted, match="does not know this message"):
                    ask(letter)
        assert case.mira.export(letter)
