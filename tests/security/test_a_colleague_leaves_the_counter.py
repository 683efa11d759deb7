from __future__ import annotations

import pytest

from relay.protocol import b64
from tests.support.letters import fetch, pass_on, release, review, send
from tests.support.programme import CASE, INSTITUTION, PARTY

DESK = f"institution/{INSTITUTION}"


@pytest.fixture
def lena(programme):
    """A second liaison, who holds what Liam shared with her."""
    lena = programme.staff("Lena", "liaison", DESK)
    programme.share(programme.liam, DESK, lena)
    return lena


def released(programme, words="Dear you"):
    letter = send(programme, programme.anna, words)
    pass_on(programme, programme.mira, letter, "offender")
    return letter


def pull(liaison):
    return liaison.post("/tasks", {}).json["task"]


def handled(liaison, letter, outcome):
    return liaison.say(liaison.sign("handled", CASE, message=letter, outcome=outcome, how="none"))


def removes(programme, whom, stays):
    """Revoke somebody, and let whoever stays have the desk's next epoch and open it."""
    programme.revoke(whom)
    programme.assign(programme.olive, DESK, stays)
    programme.open_desk(stays, DESK)


def asked_again(programme):
    found = programme.mira.get("/tray").json["items"]
    return [item["message"] for item in found if item["state"] == "released"]


def test_a_second_liaison_opens_what_the_desk_receives(programme, lena):
    letter = released(programme, "for whoever is there")
    assert pull(lena)
    assert handled(lena, letter, "pulled").status_code == 201
    _, container = fetch(programme, lena, letter, lena.desk_secrets[DESK])
    assert container.parts[0].data == b"for whoever is there"


def test_the_revoked_ones_session_ends_and_what_they_hold_is_refused(programme, lena):
    letter = released(programme)
    number = pull(programme.liam)
    assert handled(programme.liam, letter, "pulled").status_code == 201
    removes(programme, programme.liam, lena)
    for path in (f"/tasks/{number}", f"/messages/{letter}", f"/messages/{letter}/body", "/desks", f"/custody/{DESK}"):
        assert programme.liam.get(path).status_code == 401, path
    assert handled(programme.liam, letter, "printed").status_code in (400, 401)
    assert programme.liam.sign_in().status_code == 401


def test_a_desk_that_nobody_who_works_there_holds_is_open_for_nothing(programme):
    def is_open():
        listed = programme.mira.get("/institutions").json["institutions"]
        return next(each["open"] for each in listed if each["code"] == INSTITUTION)

    assert is_open()
    assert "Its desk is open" in programme.olive.client.get("/en/institutions").text
    programme.revoke(programme.liam)
    assert not is_open()
    assert "Its desk is not open" in programme.olive.client.get("/en/institutions").text


def test_what_they_had_in_hand_waits_for_the_others_and_still_opens(programme, lena):
    letter = released(programme, "left behind")
    number = pull(programme.liam)
    handled(programme.liam, letter, "pulled")
    handled(programme.liam, letter, "printed")
    assert pull(lena) is None
    old = lena.desk_secrets[DESK]
    removes(programme, programme.liam, lena)
    assert pull(lena) == number
    assert handled(lena, letter, "pulled").status_code == 201
    _, container = fetch(programme, lena, letter, old)
    assert container.parts[0].data == b"left behind"
    for outcome in ("printed", "delivered"):
        assert handled(lena, letter, outcome).status_code == 201


def test_what_they_printed_is_called_back_before_anybody_pulls_it_anew(programme, lena):
    """R5: the paper is there, whoever printed it; the recall ends when a colleague has looked for it."""
    letter = released(programme)
    pull(programme.liam)
    handled(programme.liam, letter, "pulled")
    handled(programme.liam, letter, "printed")
    programme.revoke(programme.liam)
    number = pull(lena)

    programme.anna.state("withdraw", CASE, message=letter, how="portal")

    assert lena.get(f"/tasks/{number}").json["state"] == "recalling"
    assert handled(lena, letter, "recalled").status_code == 201


def test_what_they_had_only_drawn_is_gone_when_it_is_withdrawn(programme, lena):
    letter = released(programme)
    pull(programme.liam)
    programme.revoke(programme.liam)
    number = pull(lena)

    programme.anna.state("withdraw", CASE, message=letter, how="portal")

    assert lena.get(f"/tasks/{number}").json["state"] == "gone"


def test_a_removed_one_sees_nothing_of_what_comes_afterwards(programme, lena):
    """R7, R8: off the desk, but not revoked, Liam has no task any more, nor the list of replies that hangs on it."""
    letter = released(programme)
    number = pull(programme.liam)
    for outcome in ("pulled", "printed"):
        handled(programme.liam, letter, outcome)
    assert [task["task"] for task in programme.liam.get("/tray").json["items"]] == [number]

    programme.assign(programme.olive, DESK, lena)
    programme.open_desk(lena, DESK)

    assert programme.liam.get(f"/tasks/{number}").status_code == 404
    assert programme.liam.get("/tray").json["items"] == []
    for page in (f"/en/tasks/{number}", f"/en/tasks/{number}/reply"):
        assert programme.liam.client.get(page).status_code == 404
    assert str(number) not in programme.liam.client.get("/en/home").text


def test_nobody_pulls_what_no_key_of_theirs_opens(programme):
    released(programme)
    lena = programme.staff("Lena", "liaison", DESK)
    removes(programme, programme.liam, lena)
    assert pull(lena) is None


def test_the_mediator_is_told_and_passes_it_on_again_to_the_new_key(programme):
    letter = released(programme, "again")
    lena = programme.staff("Lena", "liaison", DESK)
    assert asked_again(programme) == []
    removes(programme, programme.liam, lena)
    assert asked_again(programme) == [letter]
    assert release(programme, programme.mira, letter, "offender").status_code == 201
    assert asked_again(programme) == []
    assert pull(lena)
    assert handled(lena, letter, "pulled").status_code == 201
    _, container = fetch(programme, lena, letter, lena.desk_secrets[DESK])
    assert container.parts[0].data == b"again"


def test_what_they_had_printed_is_closed_by_who_comes_after_them(programme):
    letter = released(programme)
    pull(programme.liam)
    handled(programme.liam, letter, "pulled")
    handled(programme.liam, letter, "printed")
    lena = programme.staff("Lena", "liaison", DESK)
    removes(programme, programme.liam, lena)
    assert release(programme, programme.mira, letter, "offender").status_code == 201
    assert pull(lena)
    for outcome in ("pulled", "printed", "delivered"):
        assert handled(lena, letter, outcome).status_code == 201


def test_nothing_is_asked_again_while_somebody_there_has_the_key(programme, lena):
    released(programme)
    removes(programme, programme.liam, lena)
    assert asked_again(programme) == []


def test_what_is_withdrawn_is_asked_for_no_longer(programme):
    letter = released(programme)
    lena = programme.staff("Lena", "liaison", DESK)
    removes(programme, programme.liam, lena)
    assert programme.anna.say(programme.anna.sign("withdraw", CASE, message=letter, how="portal")).status_code == 201
    assert asked_again(programme) == []


def test_between_revocation_and_reopening_nothing_is_released_there(programme, lena):
    assert lena
    letter = send(programme, programme.anna)
    review(programme.mira, letter, "reading")
    review(programme.mira, letter, "approved")
    programme.revoke(programme.liam)
    answer = release(programme, programme.mira, letter, "offender")
    assert (answer.status_code, answer.json["code"]) == (422, "desk-closed")


def test_a_removed_one_shares_nothing_and_no_old_entry_is_replayed(programme, lena):
    chain = programme.olive.get(f"/custody/{DESK}").json["entries"]
    removes(programme, programme.liam, lena)
    for entry in chain:
        assert programme.olive.post(f"/custody/{DESK}", entry).status_code in (409, 422)
        assert lena.post(f"/custody/{DESK}", entry).status_code in (409, 422)
    roster = programme.olive.get("/roster").json["entries"]
    answers = [programme.olive.post("/roster", entry) for entry in roster]
    assert {answer.status_code for answer in answers} <= {409, 422}


@pytest.mark.parametrize("step", ["revoked", "assigned", "opened"])
def test_an_officer_reads_what_the_desk_needs(programme, lena, step):
    assert needs(programme) == []
    programme.revoke(programme.liam)
    wanted = [(DESK, "reopen", [lena.digest])]
    if step != "revoked":
        programme.assign(programme.olive, DESK, lena)
        wanted = [(DESK, "open", [lena.digest])]
    if step == "opened":
        programme.open_desk(lena, DESK)
        wanted = []
    assert needs(programme) == wanted


def test_needs_of_every_kind(programme):
    lena = programme.staff("Lena", "liaison", DESK)
    assert needs(programme) == [(DESK, "share", [lena.digest])]
    for person in (programme.mira, programme.liam, lena):
        programme.revoke(person)
    assert needs(programme) == [(f"case/{CASE}", "assign", []), (DESK, "nobody", [])]


def test_what_a_revoked_officer_signed_is_signed_again(programme):
    omar = programme.officer("Omar")
    programme.assign(programme.olive, "office", omar, adds=True)
    programme.share(programme.olive, "office", omar)
    programme.assign(omar, f"case/{CASE}", programme.mira, adds=True)
    assert needs(programme) == []
    wanted = (f"case/{CASE}", "renew", [programme.mira.digest])
    left = ("office", "reopen", [programme.olive.digest])
    assert needs(programme, f"?leaving={omar.digest}") == [wanted, left]
    assert programme.olive.get("/desks/needs?leaving=somebody").status_code == 400
    programme.revoke(omar)
    assert needs(programme) == [wanted, left]
    assert programme.anna.get(f"/cases/{CASE}").json["awaiting"] == ["desk"]
    programme.assign(programme.olive, f"case/{CASE}", programme.mira, adds=True)
    assert needs(programme) == [left]
    assert programme.anna.get(f"/cases/{CASE}").json["awaiting"] == []


def test_an_officer_who_came_since_needs_the_offices_desk(programme):
    omar = programme.officer("Omar")
    assert needs(programme) == [("office", "add", [omar.digest])]
    programme.assign(programme.olive, "office", omar, adds=True)
    assert needs(programme) == [("office", "share", [omar.digest])]
    programme.share(programme.olive, "office", omar)
    assert needs(programme) == []


def test_officers_to_whom_the_office_was_never_given_have_it_to_begin_anew(programme):
    omar = programme.officer("Omar")
    programme.revoke(programme.olive)
    assert needs(programme, officer=omar) == [
        (f"case/{CASE}", "renew", [programme.mira.digest]),
        (DESK, "renew", [programme.liam.digest]),
        ("office", "reopen", [omar.digest]),
    ]


def test_nobody_but_officers_reads_what_desks_need(programme):
    for person in (programme.mira, programme.liam, programme.anna):
        assert person.get("/desks/needs").status_code == 403


def test_one_desks_secrets_can_be_asked_for(programme):
    for name, found in ((f"case/{CASE}", 1), (DESK, 0), ("office", 0)):
        held = programme.mira.get(f"/desks?desk={name}").json["desks"]
        assert [row["desk"] for row in held] == [name] * found


def needs(programme, asked="", officer=None):
    found = (officer or programme.olive).get(f"/desks/needs{asked}").json["needs"]
    return [(each["desk"], each["need"], each["cards"]) for each in found]


def test_the_party_is_not_told_who_delivers(programme, lena):
    """R8: nothing that Anna can fetch changes when the counter's people do; a roster grows for everybody."""
    paths = (f"/cases/{CASE}", f"/ledgers/{CASE}/{PARTY}", "/tray", f"/custody/case/{CASE}")
    before = [programme.anna.get(path).data for path in paths]
    removes(programme, programme.liam, lena)
    assert [programme.anna.get(path).data for path in paths] == before
    assert programme.anna.get(f"/custody/{DESK}").status_code == 404
    assert programme.anna.get(f"/cards/{b64.encode(lena.card.digest)}").status_code == 404
