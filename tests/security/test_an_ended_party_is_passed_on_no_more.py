from __future__ import annotations

from tests.support import letters
from tests.support.programme import CASE, PARTY


def test_its_letters_stay_with_the_mediator(programme):
    mira = programme.mira
    letter = letters.send(programme, programme.anna)
    letters.review(mira, letter, "reading")
    letters.review(mira, letter, "approved")
    mira.state("party", CASE, party=PARTY, card="", desk="")
    answer = letters.release(programme, mira, letter, "offender")
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-recipient")
    assert programme.liam.post("/tasks", {}).json["task"] is None
