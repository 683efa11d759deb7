from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.town import Town

pytestmark = pytest.mark.usefixtures("olive")

TOGETHER = 6


@pytest.fixture
def town(tmp_path, either_database):
    made = Town(tmp_path / "var", database_url=either_database)
    yield made
    made.database.engine.dispose()


def together(works):
    """Start all at the same moment and return their answers as (status, code)."""
    ready = threading.Barrier(len(works))

    def one(work):
        ready.wait()
        answer = work()
        return answer.status_code, answer.json["code"] if answer.status_code >= 400 else ""

    with ThreadPoolExecutor(len(works)) as threads:
        return Counter(threads.map(one, works))


def test_who_wants_the_same_name_is_told_that_it_is_taken(town, olive):
    guests = [(town.visitor("Mira"), town.invite(olive, "mediator")) for _ in range(TOGETHER)]

    said = together([lambda guest=guest, invite=invite: guest.join(invite, "mediator") for guest, invite in guests])

    assert said == {(201, ""): 1, (409, "name-taken"): TOGETHER - 1}


def test_of_cards_on_one_invitation_one_is_the_first(town, olive):
    invite = town.invite(olive, "mediator")
    guests = [town.visitor(f"Mira {number}") for number in range(TOGETHER)]

    said = together([lambda guest=guest: guest.join(invite, "mediator") for guest in guests])

    assert said == {(201, ""): 1, (409, "invitation-used"): TOGETHER - 1}


def test_wrong_sign_ins_are_all_counted(town):
    browsers = [town.visitor("Somebody") for _ in range(TOGETHER)]

    said = together([lambda browser=browser: browser.sign_in("olive") for browser in browsers])

    assert set(said) <= {(401, "wrong-sign-in"), (429, "slow-down")}
    assert said[429, "slow-down"] == 0 or said[401, "wrong-sign-in"] >= town.settings.limits.free_attempts_name


def test_what_was_seen_moves_once_from_each_version(olive):
    assert olive.put("/seen", b"first", If_None_Match="*").status_code == 200

    said = together([lambda n=number: olive.put("/seen", b"%d" % n, If_Match='"1"') for number in range(TOGETHER)])

    assert said == {(200, ""): 1, (409, "draft-moved"): TOGETHER - 1}


def test_everybody_who_enters_something_of_their_own_succeeds(olive):
    def enter(number):
        return olive.post("/institutions", {"code": f"WARK-{number}", "name": "Warkworth", "lang": "en"})

    assert together([lambda number=number: enter(number) for number in range(TOGETHER)]) == {(201, ""): TOGETHER}
