from __future__ import annotations

import gzip

from tests.house.files import ROOT

STATIC = ROOT / "relay/static"
MODULE = "js/vault/worker.js"


def fetch(town, path, **headers):
    return town.app.test_client().get(
        path, buffered=True, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def test_who_takes_gzip_gets_the_very_file_in_fewer_bytes(town):
    answer = fetch(town, f"/static/{MODULE}", Accept_Encoding="gzip, br")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == (STATIC / MODULE).read_bytes()
    assert int(answer.headers["Content-Length"]) == len(answer.data) < (STATIC / MODULE).stat().st_size
    assert answer.mimetype == "text/javascript"
    assert fetch(town, f"/static/{MODULE}", Accept_Encoding="gzip").data == answer.data


def test_who_does_not_gets_it_as_it_is(town):
    for accepted in ({}, {"Accept_Encoding": "identity"}, {"Accept_Encoding": "gzip;q=0"}):
        answer = fetch(town, f"/static/{MODULE}", **accepted)
        assert "Content-Encoding" not in answer.headers
        assert answer.data == (STATIC / MODULE).read_bytes()
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_asked_again_it_is_not_sent_again(town):
    first = fetch(town, f"/static/{MODULE}", Accept_Encoding="gzip")
    again = fetch(town, f"/static/{MODULE}", Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert "Accept-Encoding" in again.headers["Vary"]


def test_a_file_that_changed_is_packed_anew(town, tmp_path):
    town.app.static_folder = str(tmp_path)
    for text in ("one", "another"):
        (tmp_path / "page.css").write_text(text * 100)
        answer = fetch(town, "/static/page.css", Accept_Encoding="gzip")
        assert gzip.decompress(answer.data).decode() == text * 100


def test_nothing_but_static_text_is_compressed(olive):
    headers = {"Accept-Encoding": "gzip"}
    for path in ("/en/", "/en/sign-in", "/api/v1/session", "/static/nothing.js"):
        assert "Content-Encoding" not in olive.client.get(path, headers=headers, buffered=True).headers
