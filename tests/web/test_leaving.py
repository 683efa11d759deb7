from __future__ import annotations

import pytest


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_exit_ends_the_session_and_clears(olive, site):
    answer = olive.client.get("/leave", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 303
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert olive.get("/session/key").status_code == 401


@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
def test_a_link_elsewhere_only_leads_away(olive, site):
    answer = olive.client.get("/leave", headers={"Sec-Fetch-Site": site} if site else {})
    assert answer.status_code == 303
    assert "Clear-Site-Data" not in answer.headers
    assert olive.get("/session/key").status_code == 200


def test_signed_out_visitors_leave_too(town):
    answer = town.visitor().client.get("/leave", headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.headers["Location"]) == (303, town.settings.leave_to)
