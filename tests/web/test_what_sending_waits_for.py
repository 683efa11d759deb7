from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.letters import seal
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from tests.support.person import TestPerson
    from tests.support.programme import Programme


def agree(anna: TestPerson, model: str, scope: str, *, given: bool) -> None:
    anna.state("consent", CASE, party=PARTY, scope=scope, model=model, how="portal", given=given)


def told(anna: TestPerson) -> tuple[list[str], bool]:
    """Return what the API says, and whether her first page leads to her consents."""
    page = anna.client.get("/en/home")
    assert page.status_code == 200
    return anna.get(f"/cases/{CASE}").json["awaiting"], 'data-testid="go-consent"' in page.text


def test_who_agreed_that_words_are_carried_still_agrees_to_send_letters(programme: Programme) -> None:
    anna = programme.anna
    agree(anna, "letters", "send", given=False)
    agree(anna, "relayed", "all", given=True)

    assert told(anna) == (["consent"], True)
    refused = anna.post("/messages", seal(programme, anna).as_json())
    assert (refused.status_code, refused.json["code"]) == (422, "consent-missing")


def test_who_agreed_to_send_letters_waits_for_nothing(programme: Programme) -> None:
    anna = programme.anna
    agree(anna, "relayed", "all", given=False)

    assert told(anna) == ([], False)
    assert anna.post("/messages", seal(programme, anna).as_json()).status_code == 201
