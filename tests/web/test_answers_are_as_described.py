from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.web.api.described import CALLS
from tests.support.letters import send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from tests.support.programme import Programme

ASKED = [
    ("olive", "sessions.show", "/session"),
    ("olive", "sessions.list_own", "/sessions"),
    ("olive", "sessions.key", "/session/key"),
    ("olive", "trust.root", "/root"),
    ("anna", "trust.roster", "/roster"),
    ("olive", "custody.held", "/desks"),
    ("mira", "custody.show", f"/custody/case/{CASE}"),
    ("mira", "invitations.list_own", "/invitations"),
    ("olive", "invitations.list_own", "/invitations"),
    ("anna", "drafts.list_own", "/drafts"),
    ("mira", "institutions.list_all", "/institutions"),
    ("olive", "cases.list_own", "/cases"),
    ("anna", "cases.list_own", "/cases"),
    ("olive", "cases.show", f"/cases/{CASE}"),
    ("anna", "cases.show", f"/cases/{CASE}"),
    ("mira", "ledgers.show", f"/ledgers/{CASE}"),
    ("anna", "ledgers.show", f"/ledgers/{CASE}/{PARTY}"),
    ("mira", "tray.show", "/tray"),
    ("liam", "tray.show", "/tray"),
]


@pytest.mark.parametrize(("name", "call", "path"), ASKED)
def test_what_is_answered_fits_its_model(programme: Programme, name: str, call: str, path: str) -> None:
    send(programme, programme.anna)
    model = CALLS[call].answers
    assert isinstance(model, type)

    answer = getattr(programme, name).get(path)

    assert answer.status_code == 200
    given = answer.json
    if call == "tray.show":
        for item in given["items"]:  # from is a word of Python
            item["from_"] = item.pop("from", None)
    model.model_validate(given)
