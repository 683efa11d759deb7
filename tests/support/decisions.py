"""Returns, proposals, answers and withdrawals of the test programme, with real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.protocol import b64, notation
from relay.protocol.grant import read_grant
from relay.protocol.message import forward
from tests.support.letters import fetch, review, seal
from tests.support.person import AT
from tests.support.programme import CASE, INSTITUTION

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from relay.protocol.signed import Signed
    from tests.support.person import TestPerson
    from tests.support.programme import Programme


def read(programme: Programme, message: str) -> None:
    """Let Mira read a message."""
    review(programme.mira, message, "reading")


def made_by_mira(programme: Programme, words: str, **more: str) -> str:
    """Let Mira send words of her own: guidance, an edit, notes or a carried message; returns the id."""
    sealed = seal(programme, programme.mira, words, **more)
    answer = programme.mira.post("/messages", sealed.as_json())
    assert answer.status_code == 201, answer.text
    return sealed.id


def grant_to(programme: Programme, message: str, box: bytes) -> tuple[Signed, str]:
    """Let Mira open a message and grant it on; returns the grant and its digest."""
    opened, _ = fetch(programme, programme.mira, message, programme.mira.desk_secrets[f"case/{CASE}"])
    grant = forward(programme.mira.keys, opened, box, at=AT)
    return grant, b64.encode(read_grant(grant, opened.context).digest)


def institutions_box(programme: Programme) -> bytes:
    """Return the key of the desk that reaches the offender."""
    current = programme.custody(f"institution/{INSTITUTION}").current
    assert current is not None
    return current.box


def give_back(
    programme: Programme, message: str, words: str = "Please say it again", *, box: bytes = b""
) -> TestResponse:
    """Return a victim's letter with guidance; box: another recipient than Anna."""
    guidance = made_by_mira(programme, words, kind="guidance")
    grants = [grant_to(programme, each, box or programme.anna.card.box) for each in (guidance, message)]
    return _say(programme, "return", grants, message=message, guidance=guidance)


def give_back_on_paper(programme: Programme, message: str, words: str = "Please say it again") -> TestResponse:
    """Return the offender's letter with guidance, which goes through the institution."""
    guidance = made_by_mira(programme, words, kind="guidance")
    grants = [grant_to(programme, guidance, institutions_box(programme))]
    return _say(programme, "return", grants, message=message, guidance=guidance)


def propose(programme: Programme, message: str, edited: str, *, box: bytes = b"") -> TestResponse:
    """Propose an edit; box: another recipient than Anna."""
    grants = [grant_to(programme, edited, box or programme.anna.card.box)]
    return _say(programme, "propose", grants, message=message, edited=edited)


def proposed(programme: Programme, message: str, words: str = "Dear you, edited", *, box: bytes = b"") -> str:
    """Let Mira read a letter and propose an edit of it; returns the edit's id."""
    read(programme, message)
    edited = made_by_mira(programme, words, original=message)
    answer = propose(programme, message, edited, box=box)
    assert answer.status_code == 201, answer.text
    return edited


def seal_of(reader: TestPerson, message: str) -> str:
    """Return the digest of a message's seal, as who answers names it."""
    found = reader.get(f"/messages/{message}").json
    return b64.encode(notation.digest("seal", found["seal"].encode()))


def answer(
    person: TestPerson, type_: str, message: str, edited: str, *, how: str = "portal", seal: str = ""
) -> TestResponse:
    """Sign `agree` or `disagree` as somebody."""
    named = seal or seal_of(person, edited)
    return person.say(person.sign(type_, CASE, message=message, edited=edited, seal=named, how=how))


def withdraw(person: TestPerson, message: str, *, how: str = "portal", case: str = CASE) -> TestResponse:
    """Sign a withdrawal as somebody."""
    return person.say(person.sign("withdraw", case, message=message, how=how))


def take_task(programme: Programme, message: str, *outcomes: str) -> int:
    """Let Liam pull the one task that waits, and go through outcomes with it; returns its number."""
    pulled = programme.liam.post("/tasks", {}).json
    assert pulled["message"] == message
    for outcome in outcomes:
        programme.liam.state("handled", CASE, message=message, outcome=outcome, how="none")
    return int(pulled["task"])


def refusal(found: TestResponse) -> tuple[int, str]:
    """Return an answer's status and code."""
    return found.status_code, found.json.get("code", "")


def state_of(programme: Programme, message: str) -> dict[str, str]:
    """Return what Mira sees of a message."""
    found = programme.mira.get(f"/cases/{CASE}/messages").json["messages"]
    return next(each for each in found if each["message"] == message)


def _say(programme: Programme, type_: str, grants: list[tuple[Signed, str]], **fields: str) -> TestResponse:
    signed = programme.mira.sign(type_, CASE, grants=[digest for _, digest in grants], **fields)
    return programme.mira.say(signed, grants=tuple(grant for grant, _ in grants))
