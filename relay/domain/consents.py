"""Which consent is in force (R3; protocol.md §5 `consent`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.refusals import ConsentMissing

if TYPE_CHECKING:
    from relay.domain.case import Case, Consent

SEND = "send"
RECEIVE = "receive"
LETTERS_MODEL = "letters"
_DIRECTIONS = {"send": (SEND,), "receive": (RECEIVE,), "all": (SEND, RECEIVE)}
MODEL_OF = {"letter": LETTERS_MODEL, "video": "video", "audio": "video", "relayed": "relayed"}


def directions(scope: str) -> tuple[str, ...]:
    """Return the directions that a scope covers; the newest statement for each counts."""
    return _DIRECTIONS[scope]


def agreed_to_letters(case: Case, party: str) -> bool:
    """Tell whether a party's consent to send letters is in force; one for another model opens nothing."""
    consent = case.consents.get((party, LETTERS_MODEL, SEND))
    return consent is not None and consent.given


def in_force(case: Case, party: str, kind: str, direction: str) -> Consent:
    """Return the consent that a message of this kind rests on.

    kind: letter, video, audio or relayed; direction: SEND or RECEIVE.
    Raises ConsentMissing when there is none, or the newest one takes it back.
    """
    consent = case.consents.get((party, MODEL_OF[kind], direction))
    if consent is None or not consent.given:
        raise ConsentMissing(f"no consent to {direction} in force")
    return consent
