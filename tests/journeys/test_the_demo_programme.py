from __future__ import annotations

from pathlib import Path

from relay.client.descriptions import described
from relay.client.root_key import read_root
from relay.protocol import b64
from tests.support.server import CASE, FRENCH_CASE, served


def test_its_people_are_listed_as_the_api_promises_for_their_owner_alone(demo_server):
    demo = demo_server.demo()
    assert {"base", "instance", "people"} <= demo.keys()
    assert demo["base"] == demo_server.url
    fields = {"name", "role", "person", "sign_in", "passphrase", "recovery", "lang", "cases"}
    assert all(person.keys() == fields for person in demo["people"])
    assert {person["name"]: person["role"] for person in demo["people"]} == {
        "Olive": "officer",
        "Mira": "mediator",
        "Marc": "mediator",
        "Liam": "liaison",
        "Anna": "victim",
        "Aline": "victim",
        "Maya": "mediator",
        "Bea": "victim",
        "Chloe": "victim",
    }
    assert demo_server.person("Aline")["lang"] == "fr"
    assert demo_server.person("Marc")["cases"] == [FRENCH_CASE]
    assert (demo_server.var / "demo.json").stat().st_mode & 0o077 == 0


def test_every_passphrase_is_six_words_and_signs_its_person_in(demo_server):
    for person in demo_server.demo()["people"]:
        assert len(person["passphrase"].split(" ")) == 6
        with demo_server.signed_in(person["name"]) as client:
            assert client.me.person == person["person"]


def test_its_root_is_named_demo_and_lies_with_the_state_never_in_keys(demo_server):
    demo = demo_server.demo()
    root = read_root(demo_server.var / demo["root"]["file"], demo["root"]["passphrase"])
    assert root.card.name == "DEMO"
    assert b64.encode(root.instance) == demo["instance"]
    keys = Path(__file__).parent.parent.parent / "keys"
    assert all("DEMO" not in path.read_text() for path in keys.glob("*.json"))


def test_maya_bea_and_chloe_have_letters_that_came_back_wait_or_hold_a_picture(demo_server):
    (first, second) = demo_server.person("Bea")["cases"]
    with demo_server.signed_in("Maya") as maya, demo_server.signed_in("Bea") as bea:
        held = next(item for item in maya.tray() if item["state"] == "held")
        assert held["until"] > maya.now()[:10]
        letter = next(item["message"] for item in maya.tray() if item["kind"] == "letter" and item["case"] == second)
        assert [shown.is_picture for shown in described(maya.look(letter)[1].parts)] == [False, True]
        assert maya.watch_list(first)
        assert len(maya.notes(first)) == 1
        hers = bea.party(first)
        (returned,) = bea.tray()
        assert bea.wrote(returned["message"]).guidance
    with demo_server.signed_in("Chloe") as chloe:
        (proposed,) = chloe.tray()
        assert chloe.wrote(proposed["message"]).proposed
        assert demo_server.person("Chloe")["cases"] == [first]
        assert chloe.party(first) != hers


def test_mira_finds_the_case_sheet_that_olive_sealed(demo_server):
    with demo_server.signed_in("Mira") as mira:
        assert "Anna Demo" in mira.sheet(CASE)


def test_its_letters_wait_for_nobody_in_the_first_two_cases_and_a_second_start_is_quick_and_loses_nothing(tmp_path):
    with served(tmp_path / "var") as server:
        trays = {name: server.act(name, "tray") for name in ("Anna", "Aline", "Mira", "Marc", "Liam")}
        assert trays == dict.fromkeys(trays, (0, []))
        assert server.act("Liam", "task")[1]["task"] is None
        (tmp_path / "letter.txt").write_text("Still there")
        _, sent = server.act("Anna", "send", CASE, tmp_path / "letter.txt")
        before = server.demo()
        assert server.end() == 0
        server.start()
        assert server.seconds_used() < 5
        assert server.demo() == before
        _, opened = server.act("Mira", "open", sent["message"])
        assert opened["parts"][0]["text"] == "Still there"
