from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward
from tests.support.letters import fetch, newest_consent, review, send
from tests.support.person import AT
from tests.support.programme import CASE, INSTITUTION, PARTY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.protocol.signed import Signed
    from tests.support.programme import Programme


@pytest.fixture
def letter(programme: Programme) -> str:
    """A letter of Anna's that Mira has read and approved."""
    message = send(programme, programme.anna)
    review(programme.mira, message, "reading")
    review(programme.mira, message, "approved")
    return message


def attempt(
    programme: Programme,
    message: str,
    *,
    to: str = "offender",
    consent: str = "",
    box: bytes = b"",
    signer: str = "mira",
    extra: Sequence[Signed] = (),
) -> tuple[int, str]:
    mira, person = programme.mira, getattr(programme, signer)
    opened, _ = fetch(programme, mira, message, mira.desk_secrets[f"case/{CASE}"])
    current = programme.custody(f"institution/{INSTITUTION}").current
    assert current is not None
    grant = forward(person.keys, opened, box or current.box, at=AT)
    named = [b64.encode(read_grant(grant, opened.context).digest)]
    signed = person.sign(
        "release",
        CASE,
        message=message,
        to=to,
        consent=consent or newest_consent(mira, "offender"),
        grants=named,
    )
    answer = person.say(signed, grants=(grant, *extra))
    return answer.status_code, answer.json.get("code", "")


def test_with_everything_in_place_it_goes(programme: Programme, letter: str) -> None:
    assert attempt(programme, letter) == (201, "")
    assert programme.mira.get("/tray").json["items"] == []


def test_twice_is_once(programme: Programme, letter: str) -> None:
    attempt(programme, letter)

    assert attempt(programme, letter) == (409, "state-moved")


@pytest.mark.parametrize("decision", ["reading", "held", "declined"])
def test_without_approval(programme: Programme, letter: str, decision: str) -> None:
    review(programme.mira, letter, decision)

    assert attempt(programme, letter) == (409, "state-moved")


def test_to_its_own_author(programme: Programme, letter: str) -> None:
    box = programme.anna.card.box

    assert attempt(programme, letter, to=PARTY, box=box) == (422, "wrong-recipient")


def test_granted_to_somebody_else_than_it_names(programme: Programme, letter: str) -> None:
    assert attempt(programme, letter, box=programme.olive.card.box) == (422, "grant-missing")


def test_resting_on_a_consent_that_is_not_the_newest(programme: Programme, letter: str) -> None:
    old = newest_consent(programme.mira, "offender")
    again = {"scope": "receive", "model": "letters", "given": True}
    programme.mira.state("consent", CASE, party="offender", how="spoken", **again)

    assert attempt(programme, letter, consent=old) == (422, "consent-missing")
    assert attempt(programme, letter) == (201, "")


@pytest.mark.parametrize("party", ["offender", PARTY])
def test_after_either_side_took_its_consent_back(programme: Programme, letter: str, party: str) -> None:
    consent = newest_consent(programme.mira, "offender")
    taken_back = {"scope": "all", "model": "letters", "given": False}
    signer, how = (programme.anna, "portal") if party == PARTY else (programme.mira, "spoken")
    signer.state("consent", CASE, party=party, how=how, **taken_back)

    assert attempt(programme, letter, consent=consent) == (422, "consent-missing")


@pytest.mark.parametrize("signer", ["olive", "liam", "anna"])
def test_signed_by_anybody_but_the_mediator(programme: Programme, letter: str, signer: str) -> None:
    assert attempt(programme, letter, signer=signer) == (422, "role")


def test_a_word_to_the_mediator_alone_never_goes(programme: Programme) -> None:
    aside = send(programme, programme.anna, kind="aside")
    review(programme.mira, aside, "reading")

    assert attempt(programme, aside) == (409, "state-moved")


def test_with_a_grant_that_nobody_named(programme: Programme, letter: str) -> None:
    opened, _ = fetch(programme, programme.mira, letter, programme.mira.desk_secrets[f"case/{CASE}"])
    spare = forward(programme.mira.keys, opened, programme.olive.card.box, at=AT)

    assert attempt(programme, letter, extra=(spare,)) == (422, "grant-missing")


def test_before_both_are_prepared(programme: Programme) -> None:
    programme.victim("Alma", programme.mira, party="victim-9")
    consent = {"scope": "all", "model": "letters", "given": True}
    programme.alma.state("consent", CASE, party="victim-9", how="portal", **consent)
    message = send(programme, programme.alma, thread="victim-9")
    review(programme.mira, message, "reading")
    review(programme.mira, message, "approved")

    assert attempt(programme, message) == (422, "not-prepared")


def test_where_the_mediator_delivers_in_person_there_is_no_grant(programme: Programme, letter: str) -> None:
    programme.mira.state("party", CASE, party="offender", card="", desk="")
    assert attempt(programme, letter) == (422, "grant-missing")
    mira, consent = programme.mira, newest_consent(programme.mira, "offender")

    mira.state("release", CASE, message=letter, to="offender", consent=consent, grants=[])
    mira.state("handled", CASE, message=letter, outcome="delivered", how="in-person")


def test_an_unapproved_message_of_another_case_is_not_found(programme: Programme, letter: str) -> None:
    programme.staff("Marc", "mediator")
    programme.open_case("RO-2")
    programme.take_on(programme.marc, "RO-2")

    signed = programme.marc.sign("review", "RO-2", message=letter, to="held", until="")
    unknown = programme.marc.sign("review", "RO-2", message="A" * 22, to="held", until="")

    answers = [programme.marc.say(each) for each in (signed, unknown)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data
