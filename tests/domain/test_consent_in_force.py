from __future__ import annotations

import pytest

from relay.domain import consents
from relay.domain.case import Case, Consent, Desk
from relay.domain.refusals import ConsentMissing

DESK = Desk("case/RO-1", 1, "key", frozenset(), frozenset())


def case(**given: bool) -> Case:
    newest = {("victim-1", "letters", way): Consent("digest", given=value) for way, value in given.items()}
    return Case("RO-1", DESK, {}, newest, frozenset())


def test_consent_to_send_is_no_consent_to_receive() -> None:
    assert consents.in_force(case(send=True), "victim-1", "letter", "send").given
    with pytest.raises(ConsentMissing):
        consents.in_force(case(send=True), "victim-1", "letter", "receive")


def test_consent_taken_back_is_none() -> None:
    with pytest.raises(ConsentMissing):
        consents.in_force(case(receive=False), "victim-1", "letter", "receive")


def test_consent_to_letters_is_none_to_video() -> None:
    with pytest.raises(ConsentMissing):
        consents.in_force(case(send=True), "victim-1", "video", "send")


def test_consent_of_one_is_not_consent_of_all() -> None:
    with pytest.raises(ConsentMissing):
        consents.in_force(case(receive=True), "victim-2", "letter", "receive")
