from __future__ import annotations


def test_by_the_digest_of_a_card(liam, mira_on_case, anna):
    assert anna.get(f"/cards/{liam.card_digest}").status_code == 404
    assert anna.get(f"/cards/{mira_on_case.card_digest}").status_code == 200
    assert mira_on_case.get(f"/cards/{liam.card_digest}").status_code == 200
