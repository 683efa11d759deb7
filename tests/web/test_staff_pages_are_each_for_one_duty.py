from __future__ import annotations

import pytest

from tests.support.letters import send
from tests.support.programme import CASE, INSTITUTION

OK, FORBIDDEN, NOT_FOUND = 200, 403, 404

TELLING = (CASE, INSTITUTION, "victim", "offender")

PAGES = {
    "/en/cases/{case}": {"olive", "mira"},
    "/en/invite/{case}": {"olive", "mira"},
    "/en/review/{letter}": {"mira"},
    "/en/release/{letter}": {"mira"},
    "/en/cases/new": {"olive"},
    "/en/staff": {"olive"},
    "/en/institutions": {"olive"},
}


@pytest.fixture
def things(programme):
    """A letter of Anna's, and the case's opaque address."""
    listed = programme.olive.get("/cases").json["cases"]
    address = next(case["public_id"] for case in listed if case["code"] == CASE)
    return {"letter": send(programme, programme.anna), "case": address}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["olive", "mira", "liam", "anna"])
def test_a_page_opens_to_its_own_people_alone(programme, things, page, name):
    answer = getattr(programme, name).client.get(page.format(**things))
    assert answer.status_code == (OK if name in PAGES[page] else FORBIDDEN)


@pytest.mark.parametrize("page", ["/en/cases/{}", "/en/invite/{}", "/en/review/{}", "/en/release/{}"])
def test_what_nobody_made_is_nowhere(programme, page):
    assert programme.mira.client.get(page.format("A" * 22)).status_code == NOT_FOUND


def test_no_address_on_a_staff_page_names_a_case_or_a_party(programme, things):
    for name, page in (("mira", "/en/home"), ("mira", "/en/cases/{case}"), ("olive", "/en/home")):
        shown = getattr(programme, name).client.get(page.format(**things)).text
        addresses = [part.split('"')[0] for part in shown.split('href="')[1:]]
        assert addresses
        assert not [address for address in addresses if any(word in address for word in TELLING)]


def test_the_office_page_of_a_case_names_no_message(programme, things):
    assert things["letter"] in programme.mira.client.get(f"/en/cases/{things['case']}").text
    assert things["letter"] not in programme.olive.client.get(f"/en/cases/{things['case']}").text
