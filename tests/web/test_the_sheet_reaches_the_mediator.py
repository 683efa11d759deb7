from __future__ import annotations

from typing import TYPE_CHECKING

from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward
from tests.support.letters import fetch, send
from tests.support.person import AT
from tests.support.programme import CASE

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.support.programme import Programme


def brief(programme: Programme, sheet: str, box: bytes) -> TestResponse:
    olive = programme.olive
    opened, _ = fetch(programme, olive, sheet, olive.desk_secrets["office"])
    grant = forward(olive.keys, opened, box, at=AT)
    named = b64.encode(read_grant(grant, opened.context).digest)
    return olive.say(olive.sign("brief", CASE, message=sheet, grants=[named]), grants=(grant,))


def case_box(programme: Programme) -> bytes:
    current = programme.custody(f"case/{CASE}").current
    assert current is not None
    return current.box


def test_olive_grants_the_sheet_to_the_case_desk(programme: Programme) -> None:
    sheet = send(programme, programme.olive, "names and numbers", kind="sheet")
    assert programme.mira.get(f"/messages/{sheet}").status_code == 404
    (waiting,) = programme.olive.get("/tray").json["items"]
    assert (waiting["kind"], waiting["message"]) == ("sheet", sheet)

    assert brief(programme, sheet, case_box(programme)).status_code == 201

    _, container = fetch(programme, programme.mira, sheet, programme.mira.desk_secrets[f"case/{CASE}"])
    assert container.parts[0].data == b"names and numbers"
    assert programme.mira.get(f"/cases/{CASE}").json["briefed"] is True
    assert programme.olive.get("/tray").json["items"] == []


def test_the_sheet_goes_to_nobody_else(programme: Programme) -> None:
    sheet = send(programme, programme.olive, kind="sheet")

    answer = brief(programme, sheet, programme.anna.card.box)

    assert (answer.status_code, answer.json["code"]) == (422, "grant-missing")


def test_once_is_enough(programme: Programme) -> None:
    sheet = send(programme, programme.olive, kind="sheet")
    brief(programme, sheet, case_box(programme))

    answer = brief(programme, sheet, case_box(programme))

    assert (answer.status_code, answer.json["code"]) == (409, "state-moved")


def test_the_office_never_opens_a_letter_of_the_case(programme: Programme) -> None:
    letter = send(programme, programme.anna)

    assert programme.olive.get(f"/messages/{letter}").status_code == 404
    assert programme.olive.get(f"/messages/{letter}/body").status_code == 404


def test_a_new_mediator_waits_for_it_and_the_same_one_signed_for_again_does_not(programme: Programme) -> None:
    sheet = send(programme, programme.olive, "names and numbers", kind="sheet")
    brief(programme, sheet, case_box(programme))
    programme.assign(programme.olive, f"case/{CASE}", programme.mira, adds=True)
    assert programme.olive.get(f"/cases/{CASE}").json["briefed"] is True

    marc = programme.staff("Marc", "mediator")
    programme.take_on(marc)
    assert programme.olive.get(f"/cases/{CASE}").json["briefed"] is False
    assert marc.get(f"/messages/{sheet}").status_code == 404

    assert brief(programme, sheet, case_box(programme)).status_code == 201
    _, container = fetch(programme, marc, sheet, marc.desk_secrets[f"case/{CASE}"])
    assert container.parts[0].data == b"names and numbers"
