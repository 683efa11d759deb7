from __future__ import annotations

import pytest

from relay.protocol import b64
from tests.support.town import new_id

CALLS = ["/drafts/%00", "/ledgers/%00", "/custody/case/%00", "/cases/%00", "/messages/%00", "/cards/%00"]
PAGES = ["/en/sent/%00", "/en/here/%00", "/fr/case/%00"]


@pytest.mark.parametrize("path", CALLS)
def test_a_nul_in_a_calls_address_is_not_found(programme, path):
    assert programme.mira.get(path).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_nul_in_a_pages_address_is_not_found(programme, page):
    assert programme.anna.client.get(page).status_code == 404


def test_a_nul_in_a_cursor_is_malformed(programme):
    cursor = b64.encode(b"2026-11-22T14:05:00+00:00|\0")
    assert programme.anna.get(f"/tray?before={cursor}").status_code == 400


def test_a_nul_beside_what_is_to_be_kept_is_not_found(programme):
    assert programme.anna.put("/drafts/%00", b"sealed").status_code == 404
    assert programme.anna.put(f"/drafts/{new_id()}?case=%00", b"sealed").status_code == 404


def test_a_nul_in_an_institutions_name_is_malformed(programme):
    body = {"code": "NUL-1", "name": "Établissement\0", "lang": "fr"}
    assert programme.olive.post("/institutions", body).status_code == 400
