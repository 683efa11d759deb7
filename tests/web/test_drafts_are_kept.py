from __future__ import annotations

import io

import pytest

from relay.storage.models_accounts import DraftRow
from tests.support.town import Town, new_id, town_in


def save(person, draft, case, data=b"sealed", **headers):
    return person.put(f"/drafts/{draft}?case={case}", data, **(headers or {"If_None_Match": "*"}))


def test_before_she_is_confirmed_a_victim_can_save_and_read_back(anna, place):
    draft = new_id()
    answer = save(anna, draft, place)
    assert answer.status_code == 200
    assert answer.json["version"] == 1
    back = anna.get(f"/drafts/{draft}")
    assert (back.data, back.headers["ETag"]) == (b"sealed", '"1"')
    assert back.content_type == "application/octet-stream"
    listed = anna.get("/drafts").json["drafts"]
    assert [(row["id"], row["case"], row["thread"], row["kept"]) for row in listed] == [
        (draft, place, "victim-417", False)
    ]


def test_saving_again_needs_the_version_that_was_read(anna, place):
    draft = new_id()
    save(anna, draft, place)
    assert save(anna, draft, place, b"second", If_Match='"1"').json["version"] == 2
    for stale in ({"If_Match": '"1"'}, {"If_None_Match": "*"}):
        answer = save(anna, draft, place, b"lost", **stale)
        assert (answer.status_code, answer.json["code"]) == (409, "draft-moved")
    assert anna.get(f"/drafts/{draft}").data == b"second"


def test_a_version_is_always_named_and_well_formed(anna, place):
    for headers in ({"X": "1"}, {"If_Match": "1"}, {"If_Match": '"0"'}, {"If_Match": "*"}):
        assert save(anna, new_id(), place, **headers).status_code == 400


def test_nobody_else_reads_changes_or_deletes_them(town, anna, olive, mira_on_case, place):
    bea = town.joined(mira_on_case, "Bea", "victim", case=place, party="victim-5")
    draft = new_id()
    save(anna, draft, place)
    for other in (olive, mira_on_case, bea):
        assert other.get(f"/drafts/{draft}").status_code == 404
        assert other.delete(f"/drafts/{draft}").status_code == 404
        assert other.get("/drafts").json == {"drafts": []}
    assert save(bea, draft, place, b"hers", If_Match='"1"').status_code == 404
    assert anna.get(f"/drafts/{draft}").data == b"sealed"


def test_only_for_a_case_of_ones_own(anna, olive, town):
    town.case(olive, "RO-2")
    for case in ("RO-2", "RO-404", ""):
        assert save(anna, new_id(), case).status_code == 404
    assert save(olive, new_id(), "RO-2").status_code == 404


def test_deleting_is_final(anna, place):
    draft = new_id()
    save(anna, draft, place)
    assert anna.delete(f"/drafts/{draft}").status_code == 204
    assert anna.get(f"/drafts/{draft}").status_code == 404
    assert anna.delete(f"/drafts/{draft}").status_code == 404


def test_what_is_no_draft_is_refused(anna, place):
    assert save(anna, "short", place).status_code == 404
    assert save(anna, new_id(), place, b"").status_code == 400
    answer = anna.call("PUT", f"/drafts/{new_id()}?case={place}", data=b"x", content_type="text/plain")
    assert answer.status_code == 400


def test_sizes_are_limited(anna, place, town):
    most = town.settings.limits.draft_bytes
    assert save(anna, new_id(), place, bytes(most)).status_code == 200
    assert save(anna, new_id(), place, bytes(most + 1)).status_code == 413


@pytest.fixture
def small_town(tmp_path):
    limits = Town(tmp_path / "other").settings.limits.model_copy(update={"drafts_per_person": 2})
    yield from town_in(tmp_path / "small", limits=limits)


def test_counts_are_limited(small_town):
    town = small_town
    olive = town.officer()
    town.institution(olive)
    town.case(olive)
    anna = town.joined(olive, "Anna", "victim", case="RO-1", party="victim-417")
    codes = [save(anna, new_id(), "RO-1").status_code for _ in range(3)]
    assert codes == [200, 200, 413]


def test_one_that_comes_in_pieces_without_a_length_is_never_cut(anna, place, town):
    most = town.settings.limits.draft_bytes
    for size, status in ((most, 200), (most + 1, 413), (most + 70_000, 413)):
        answer = anna.call(
            "PUT",
            f"/drafts/{new_id()}?case={place}",
            input_stream=io.BytesIO(bytes(size)),
            environ_overrides={"wsgi.input_terminated": True},
            headers={"If-None-Match": "*", "Content-Type": "application/octet-stream"},
        )
        assert answer.status_code == status


def test_a_kept_copy_is_not_written_over_by_a_page_that_was_left_open(town, anna, place):
    draft = new_id()
    save(anna, draft, place)
    with town.database.writing() as session:
        session.get(DraftRow, draft).kept = True
    answer = save(anna, draft, place, b"later", If_Match='"1"')
    assert (answer.status_code, answer.json["code"]) == (409, "draft-moved")
    assert anna.get(f"/drafts/{draft}").data == b"sealed"
