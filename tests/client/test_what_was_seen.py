from __future__ import annotations

import pytest

from relay.client.errors import Untrusted
from relay.client.seen import Seen

OLD, NEW, OTHER = bytes(32), b"n" * 32, b"o" * 32


def seen(length=3, last=NEW):
    memory = Seen()
    memory.note("custody", "case/RO-1", length, last)
    return memory


def test_it_survives_being_written_and_read_at_a_length_that_tells_nothing():
    written = seen().write()
    assert len(written) == 4096
    assert Seen.read(written).reached("custody", "case/RO-1") == seen().reached("custody", "case/RO-1")


def test_a_chain_that_passes_the_remembered_place_is_believed():
    seen().check("custody", "case/RO-1", 3, NEW)
    seen().check("custody", "case/RO-1", 2, OTHER)
    seen().check_end("custody", "case/RO-1", 4)


def test_a_fork_and_a_shorter_chain_are_refused():
    with pytest.raises(Untrusted, match="another turn"):
        seen().check("custody", "case/RO-1", 3, OTHER)
    with pytest.raises(Untrusted, match="shorter"):
        seen().check_end("custody", "case/RO-1", 2)


def test_it_never_goes_back():
    memory = seen()
    memory.note("custody", "case/RO-1", 2, OLD)
    assert memory.reached("custody", "case/RO-1")[0] == 3


def test_two_devices_memories_join_to_the_longer_of_each_chain_and_keep_the_others_choices():
    mine, theirs = seen(5, NEW), seen(4, OLD)
    theirs.note("roster", "", 9, NEW)
    theirs.data["choices"] = {"message": {"choice": "later"}}
    mine.note_mediator("RO-1", "card")
    mine.merge(theirs)
    assert mine.reached("custody", "case/RO-1")[0] == 5
    assert mine.reached("roster")[0] == 9
    assert mine.data["choices"] == {"message": {"choice": "later"}}
    assert mine.mediator("RO-1") == "card"


def test_what_a_task_was_about_is_kept_as_it_was_first_and_joins_with_the_other_devices():
    mine, theirs = seen(), seen()
    mine.note_task(111111, ("message", "RO-1", "victim-4", "seal"))
    mine.note_task(111111, ("another", "RO-2", "victim-8", "seal"))
    theirs.note_task(222222, ("third", "RO-1", "victim-4", "seal"))
    mine.merge(theirs)
    assert mine.task(111111) == ("message", "RO-1", "victim-4", "seal")
    assert mine.task(222222) == ("third", "RO-1", "victim-4", "seal")
    assert mine.task(333333) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"no json", b'"text"'])
def test_a_memory_of_another_form_is_refused(content):
    with pytest.raises(Untrusted):
        Seen.read(content)


def test_a_list_of_names_that_was_changed_here_stands_beside_those_changed_elsewhere():
    mine, theirs = seen(), seen()
    mine.note_watched("RO-1", ["Warkworth"])
    theirs.note_watched("RO-1", ["Kingston"])
    theirs.note_watched("RO-2", ["Bath"])
    mine.note_watched("RO-3", [])
    mine.merge(theirs)
    assert mine.watched() == {"RO-1": ["Warkworth"], "RO-2": ["Bath"]}
    assert mine.watched("RO-2") == {"RO-2": ["Bath"]}
    assert Seen.read(mine.write()).watched() == mine.watched()
