from __future__ import annotations

from tests.support.letters import review, send


def waiting(programme):
    return {item["message"]: item["state"] for item in programme.mira.get("/tray").json["items"]}


def test_a_word_to_the_mediator_alone_leaves_her_tray_once_it_is_read(programme):
    word = send(programme, programme.anna, "Please phone me.", kind="aside")
    letter = send(programme, programme.anna)
    assert waiting(programme) == {word: "sealed", letter: "sealed"}
    review(programme.mira, word, "reading")
    review(programme.mira, letter, "reading")
    assert waiting(programme) == {letter: "reading"}
