"""R5, design.md §4: a withdrawal works at every stage, and what was withdrawn is gone, from the disk too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from relay.storage import uploads
from tests.support import decisions
from tests.support.letters import newest_consent, pass_on, review, seal, send
from tests.support.pattern import make_programme
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.programme import Programme

GONE = (409, "state-moved")
UNKNOWN = (404, "not-found")


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[Programme]:
    yield from make_programme(tmp_path)


@pytest.fixture
def letter(programme: Programme) -> str:
    return send(programme, programme.anna)


def files(programme: Programme) -> int:
    return sum(1 for path in (programme.settings.var / "bodies").glob("?/*") if path.is_file())


def take_back(programme: Programme, message: str) -> None:
    found = decisions.withdraw(programme.anna, message)
    assert found.status_code == 201, found.text


def own_state(programme: Programme, message: str) -> str:
    page = programme.anna.client.get(f"/en/sent/{message}")
    return "withdrawn" if b'data-state="withdrawn"' in page.data else "other"


def printed(programme: Programme, letter: str, *outcomes: str) -> int:
    pass_on(programme, programme.mira, letter, "offender")
    return decisions.take_task(programme, letter, "pulled", *outcomes)


def reply_to_anna(programme: Programme) -> str:
    """A reply of the offender's that Mira released to Anna."""
    letter = send(programme, programme.anna, "a question")
    number = printed(programme, letter, "printed", "delivered")
    reply = send(programme, programme.liam, "an answer", task=number)
    pass_on(programme, programme.mira, reply, PARTY)
    return reply


@pytest.mark.parametrize(
    "stage", ["sealed", "reading", "held", "declined", "approved", "returned", "proposed", "agreed"]
)
def test_before_a_release_it_is_gone_for_everybody(programme: Programme, letter: str, stage: str) -> None:
    before = files(programme) - 1
    to_stage(programme, letter, stage)

    take_back(programme, letter)

    assert decisions.state_of(programme, letter)["state"] == "withdrawn"
    assert decisions.refusal(programme.mira.get(f"/messages/{letter}")) == UNKNOWN
    assert decisions.refusal(programme.anna.get(f"/messages/{letter}")) == UNKNOWN
    assert decisions.refusal(programme.mira.get(f"/messages/{letter}/body")) == UNKNOWN
    assert own_state(programme, letter) == "withdrawn"
    assert programme.mira.get("/tray").json["items"] == []
    assert programme.anna.get("/tray").json["items"] == []
    assert files(programme) == before + (stage == "returned")  # the mediator keeps her own guidance


def to_stage(programme: Programme, letter: str, stage: str) -> None:
    if stage in ("proposed", "agreed"):
        edited = decisions.proposed(programme, letter)
        if stage == "agreed":
            assert decisions.answer(programme.anna, "agree", letter, edited).status_code == 201
    elif stage == "returned":
        decisions.read(programme, letter)
        assert decisions.give_back(programme, letter).status_code == 201
    else:
        for to in dict.fromkeys(("reading", stage)):
            if to != "sealed" and stage != "sealed":
                review(programme.mira, letter, to)


def test_an_edit_goes_with_what_it_was_made_of(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)

    take_back(programme, letter)

    for person in (programme.mira, programme.anna):
        assert decisions.refusal(person.get(f"/messages/{edited}")) == UNKNOWN
    assert decisions.state_of(programme, edited)["state"] == "withdrawn"
    late = seal(programme, programme.mira, original=letter)
    assert decisions.refusal(programme.mira.post("/messages", late.as_json())) == GONE


def test_a_word_to_the_mediator_alone_goes_with_its_letter_and_no_other_does(programme: Programme, letter: str) -> None:
    another = send(programme, programme.anna, "another letter")
    edited = decisions.proposed(programme, letter)
    beside = [
        send(programme, programme.anna, "to Mira alone", kind="aside", original=each) for each in (letter, edited)
    ]
    others = [send(programme, programme.anna, "to Mira", kind="aside", original=each) for each in (another, "")]
    before = files(programme)

    take_back(programme, letter)

    for aside in beside:
        assert decisions.state_of(programme, aside)["state"] == "withdrawn"
        assert decisions.refusal(programme.mira.get(f"/messages/{aside}")) == UNKNOWN
    for aside in others:
        assert decisions.state_of(programme, aside)["state"] == "sealed"
    assert files(programme) == before - 4
    assert {item["message"] for item in programme.mira.get("/tray").json["items"]} == {another, *others}


def test_what_the_other_side_said_about_it_stays(programme: Programme, letter: str) -> None:
    number = printed(programme, letter, "printed", "delivered")
    word = send(programme, programme.liam, "he kept it", kind="aside", task=number)

    take_back(programme, letter)

    assert decisions.state_of(programme, word)["state"] == "sealed"


def test_nothing_is_decided_about_it_any_more(programme: Programme, letter: str) -> None:
    for to in ("reading", "approved"):
        review(programme.mira, letter, to)
    grant, digest = decisions.grant_to(programme, letter, decisions.institutions_box(programme))
    consent = newest_consent(programme.mira, "offender")
    take_back(programme, letter)

    fields = {"message": letter, "to": "offender", "consent": consent, "grants": [digest]}
    late = programme.mira.say(programme.mira.sign("release", CASE, **fields), grants=(grant,))
    assert decisions.refusal(late) == GONE
    for to in ("reading", "held", "declined", "approved"):
        signed = programme.mira.sign("review", CASE, message=letter, to=to, until="")
        assert decisions.refusal(programme.mira.say(signed)) == GONE
    assert decisions.refusal(decisions.withdraw(programme.anna, letter)) == GONE


def test_a_withdrawal_again_byte_for_byte_changes_nothing(programme: Programme, letter: str) -> None:
    signed = programme.anna.sign("withdraw", CASE, message=letter, how="portal")
    assert programme.anna.say(signed).status_code == 201
    before = programme.mira.get(f"/ledgers/{CASE}").data

    assert programme.anna.say(signed).status_code == 201
    assert programme.mira.get(f"/ledgers/{CASE}").data == before


def test_sent_again_after_it_was_withdrawn_it_stays_withdrawn(programme: Programme) -> None:
    sealed = seal(programme, programme.anna)
    assert programme.anna.post("/messages", sealed.as_json()).status_code == 201
    take_back(programme, sealed.id)

    assert programme.anna.post("/messages", sealed.as_json()).status_code == 200
    assert decisions.state_of(programme, sealed.id)["state"] == "withdrawn"
    assert decisions.refusal(programme.mira.get(f"/messages/{sealed.id}")) == UNKNOWN
    assert files(programme) == 0


def test_what_nobody_at_the_institution_has_pulled_is_gone(programme: Programme, letter: str) -> None:
    pass_on(programme, programme.mira, letter, "offender")

    take_back(programme, letter)

    assert programme.liam.post("/tasks", {}).json["task"] is None
    assert decisions.state_of(programme, letter)["delivery"] == "gone"
    assert files(programme) == 0


def test_a_number_that_was_drawn_and_not_signed_for_opens_nothing(programme: Programme, letter: str) -> None:
    pass_on(programme, programme.mira, letter, "offender")
    programme.liam.post("/tasks", {})

    take_back(programme, letter)

    signed = programme.liam.sign("handled", CASE, message=letter, outcome="pulled", how="none")
    assert decisions.refusal(programme.liam.say(signed)) == GONE
    assert decisions.refusal(programme.liam.get(f"/messages/{letter}")) == UNKNOWN


@pytest.mark.parametrize("outcomes", [(), ("printed",), ("printed", "not-accepted"), ("printed", "failed")])
def test_what_staff_may_have_on_paper_is_recalled_until_they_confirm(
    programme: Programme, letter: str, outcomes: tuple[str, ...]
) -> None:
    number = printed(programme, letter, *outcomes)

    take_back(programme, letter)

    task = f"/tasks/{number}"
    assert programme.liam.get(task).json["state"] == "recalling"
    assert [each["state"] for each in programme.liam.get("/tray").json["items"]] == ["recalling"]
    assert decisions.refusal(programme.liam.get(f"/messages/{letter}")) == UNKNOWN
    assert files(programme) == 0
    for outcome in ("printed", "failed", "not-accepted", "pulled"):
        signed = programme.liam.sign("handled", CASE, message=letter, outcome=outcome, how="none")
        assert decisions.refusal(programme.liam.say(signed)) == GONE
    programme.liam.state("handled", CASE, message=letter, outcome="recalled", how="none")
    assert programme.liam.get(task).json["state"] == "recalled"
    assert decisions.state_of(programme, letter)["delivery"] == "recalled"


def test_a_recall_that_came_too_late_ends_as_handed_over(programme: Programme, letter: str) -> None:
    printed(programme, letter, "printed")
    take_back(programme, letter)

    programme.liam.state("handled", CASE, message=letter, outcome="delivered", how="in-person")

    assert decisions.state_of(programme, letter)["delivery"] == "delivered"


def test_what_was_handed_over_stays_and_she_reads_the_same(programme: Programme, letter: str) -> None:
    printed(programme, letter, "printed", "delivered")

    take_back(programme, letter)

    assert own_state(programme, letter) == "withdrawn"
    assert decisions.state_of(programme, letter)["delivery"] == "delivered"
    assert decisions.refusal(programme.mira.get(f"/messages/{letter}")) == UNKNOWN


def test_her_answer_is_the_same_however_far_it_had_come(programme: Programme) -> None:
    first, second = send(programme, programme.anna, "one"), send(programme, programme.anna, "two")
    printed(programme, first, "printed", "delivered")
    pass_on(programme, programme.mira, second, "offender")

    answers = [decisions.withdraw(programme.anna, message) for message in (first, second)]

    assert answers[0].data == answers[1].data
    pages = [programme.anna.client.get(f"/en/sent/{each}").data.replace(each.encode(), b"") for each in (first, second)]
    assert b'data-state="withdrawn"' in pages[0]


def test_what_was_offered_and_never_served_disappears(programme: Programme) -> None:
    reply = reply_to_anna(programme)
    before = files(programme)

    assert decisions.withdraw(programme.mira, reply, how="spoken").status_code == 201

    assert programme.anna.get("/tray").json["items"] == []
    assert decisions.refusal(programme.anna.get(f"/messages/{reply}")) == UNKNOWN
    assert programme.anna.client.get(f"/en/here/{reply}").status_code == 404
    opened = programme.anna.sign("opened", CASE, message=reply)
    assert decisions.refusal(programme.anna.say(opened)) == UNKNOWN
    assert files(programme) == before - 1


@pytest.mark.parametrize("path", ["", "/body"])
def test_what_she_was_served_stays_hers(programme: Programme, path: str) -> None:
    reply = reply_to_anna(programme)
    with programme.anna.get(f"/messages/{reply}{path}") as served:
        assert served.status_code == 200
    before = programme.anna.get("/tray").data

    assert decisions.withdraw(programme.liam, reply, how="written").status_code == 201

    assert programme.anna.get("/tray").data == before
    for each in ("", "/body"):
        with programme.anna.get(f"/messages/{reply}{each}") as answer:
            assert answer.status_code == 200
    assert decisions.refusal(programme.mira.get(f"/messages/{reply}")) == UNKNOWN


def test_all_at_once(programme: Programme) -> None:
    own = [send(programme, programme.anna, words) for words in ("one", "two")]
    aside = send(programme, programme.anna, "to Mira alone", kind="aside")
    pass_on(programme, programme.mira, own[0], "offender")
    programme.victim("Alma", programme.mira, party="victim-9")
    words = {"scope": "all", "model": "letters", "given": True}
    programme.alma.state("consent", CASE, party="victim-9", how="portal", **words)
    other = send(programme, programme.alma, thread="victim-9")

    take_back(programme, "")

    for message in (*own, aside):
        assert decisions.state_of(programme, message)["state"] == "withdrawn"
    assert decisions.state_of(programme, other)["state"] == "sealed"
    take_back(programme, "")


def test_all_of_the_offenders_in_every_thread(programme: Programme) -> None:
    reply = reply_to_anna(programme)
    letter = send(programme, programme.anna, "another question")

    assert decisions.withdraw(programme.mira, "", how="spoken").status_code == 201

    assert decisions.state_of(programme, reply)["state"] == "withdrawn"
    assert decisions.state_of(programme, letter)["state"] == "sealed"


def test_nobody_withdraws_for_somebody_else(programme: Programme, letter: str) -> None:
    reply = reply_to_anna(programme)
    programme.victim("Alma", programme.mira, party="victim-9")
    programme.staff("Marc", "mediator")

    def attempt(name: str, message: str, how: str) -> tuple[int, str]:
        return decisions.refusal(decisions.withdraw(getattr(programme, name), message, how=how))

    assert attempt("alma", letter, "portal") == attempt("alma", "A" * 22, "portal") == UNKNOWN
    assert attempt("anna", reply, "portal") == attempt("anna", "A" * 22, "portal") == UNKNOWN
    assert attempt("mira", letter, "spoken") == UNKNOWN
    assert attempt("liam", letter, "written") == UNKNOWN
    assert attempt("marc", letter, "spoken") == UNKNOWN
    assert attempt("olive", letter, "written") == (422, "role")
    assert attempt("olive", "", "written") == (422, "role")
    assert attempt("anna", letter, "spoken") == (422, "role")
    assert attempt("mira", reply, "portal") == (422, "role")


def test_a_stop_between_the_commit_and_the_file_leaves_what_the_sweep_removes(
    programme: Programme, letter: str
) -> None:
    """The file is removed after the commit: whoever dies in between leaves a file that no row refers to."""
    bodies = programme.parts.bodies
    (path,) = (each for each in (programme.settings.var / "bodies").glob("?/*") if each.is_file())
    content = path.read_bytes()
    take_back(programme, letter)
    assert files(programme) == 0
    path.write_bytes(content)  # as if the process had been killed before it could be removed

    with programme.parts.database.reader() as session:
        in_use = uploads.files_in_use(session)
    late = path.stat().st_mtime + 1

    assert path.name not in in_use
    assert bodies.sweep(in_use, older_than=late) == 1
    assert files(programme) == 0


def test_words_in_the_ledgers(programme: Programme, letter: str) -> None:
    reply = reply_to_anna(programme)
    take_back(programme, letter)
    decisions.withdraw(programme.mira, reply, how="spoken")

    def withdrawn(name: str) -> list[str]:
        entries = programme.mira.get(f"/ledgers/{name}").json["entries"]
        found = (json.loads(each["entry"]) for each in entries)
        return [each["message"] for each in found if each["type"] == "withdraw"]

    assert withdrawn(CASE) == [letter, reply]
    assert withdrawn(f"{CASE}/{PARTY}") == [letter, reply]


def test_of_what_was_never_released_the_other_side_learns_nothing(programme: Programme) -> None:
    letter = send(programme, programme.anna)
    number = printed(programme, letter, "printed", "delivered")
    reply = send(programme, programme.liam, "an answer", task=number)
    before = programme.anna.get(f"/ledgers/{CASE}/{PARTY}").data

    assert decisions.withdraw(programme.liam, reply, how="spoken").status_code == 201

    assert programme.anna.get(f"/ledgers/{CASE}/{PARTY}").data == before
