"""R8 from inside: whatever the mediator or the other side does unseen, every answer to Anna stays byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.letters import review, send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from tests.support.programme import Programme


def everything(programme: Programme, letter: str, unseen: str) -> dict[str, tuple[int, bytes, str]]:
    paths = (
        "/tray",
        "/cases",
        f"/cases/{CASE}",
        f"/ledgers/{CASE}",
        f"/ledgers/{CASE}/{PARTY}",
        f"/messages/{letter}",
        f"/messages/{letter}/body",
        f"/messages/{unseen}",
        f"/messages/{unseen}/body",
        f"/custody/case/{CASE}",
        "/roster",
        "/drafts",
        "/tasks/100000",
    )
    answers = {path: programme.anna.get(path) for path in paths}
    return {path: (each.status_code, each.data, each.headers.get("ETag", "")) for path, each in answers.items()}


@pytest.mark.parametrize("decision", ["reading", "held", "declined", "approved"])
def test_her_own_letter_is_decided_about(programme: Programme, decision: str) -> None:
    letter = send(programme, programme.anna)
    before = everything(programme, letter, "A" * 22)

    review(programme.mira, letter, "reading")
    review(programme.mira, letter, decision)

    assert everything(programme, letter, "A" * 22) == before


def test_a_reply_comes_and_is_held(programme: Programme) -> None:
    programme.mira.state("party", CASE, party="offender", card="", desk="")
    letter = send(programme, programme.anna)
    unknown = everything(programme, letter, "A" * 22)

    reply = send(programme, programme.mira, "an answer")
    review(programme.mira, reply, "reading")
    review(programme.mira, reply, "held")

    after = everything(programme, letter, reply)
    assert list(after.values()) == list(unknown.values())


def test_the_other_side_takes_its_consent_back(programme: Programme) -> None:
    letter = send(programme, programme.anna)
    before = everything(programme, letter, "A" * 22)

    taken_back = {"scope": "all", "model": "letters", "given": False}
    programme.mira.state("consent", CASE, party="offender", how="spoken", **taken_back)

    assert everything(programme, letter, "A" * 22) == before


def test_another_victim_of_the_case_writes(programme: Programme) -> None:
    letter = send(programme, programme.anna)
    before = everything(programme, letter, "A" * 22)

    programme.victim("Alma", programme.mira, party="victim-9")
    consent = {"scope": "all", "model": "letters", "given": True}
    programme.alma.state("consent", CASE, party="victim-9", how="portal", **consent)
    other = send(programme, programme.alma, thread="victim-9")

    assert list(everything(programme, letter, other).values()) == list(before.values())
