from __future__ import annotations

from secrets import token_bytes

import pytest

from relay.protocol import b64
from relay.protocol.message import MessageKeys
from tests.rules.attacks import desk, get, post, said, seal
from tests.rules.world import NEWCOMER, STRANGER

PROTOCOL = (422, "protocol")
ROLE = (422, "role")
UNKNOWN = (404, "not-found")


@pytest.fixture(scope="module")
def vera(place):
    return place.victim


@pytest.fixture
def nothing_came_of_it(place):
    """After the attack the case holds what it held: no message more, no entry more, no count used up."""
    before = seen_of(place)
    yield
    assert seen_of(place) == before


def seen_of(place):
    ledger = place.mediator.http.get(f"/ledgers/{place.code}?after=0")
    return ledger["length"], ledger["link"], place.victim.http.get(f"/cases/{place.code}")["next_seq"]


# who may send at all


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        (STRANGER, (401, "not-signed-in")),
        (NEWCOMER, ROLE),
        ("Olive", ROLE),
        ("Mira", ROLE),
        ("Marc", ROLE),
        ("Liam", ROLE),
        ("Anna", ROLE),
        ("Aline", ROLE),
    ],
)
@pytest.mark.usefixtures("nothing_came_of_it")
def test_nobody_sends_what_another_has_sealed(world, place, vera, name, refusal):
    assert post(world[name], seal(place, vera.me.keys)) == refusal


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        (NEWCOMER, (422, "not-confirmed")),
        ("Olive", ROLE),
        ("Mira", ROLE),  # an institution hands over: she may not write for the other side
        ("Marc", UNKNOWN),
        ("Liam", ROLE),  # no task of his belongs to this case
        ("Anna", UNKNOWN),
        ("Aline", UNKNOWN),
    ],
)
@pytest.mark.usefixtures("nothing_came_of_it")
def test_nobody_else_writes_into_the_thread_with_keys_of_their_own(world, place, name, refusal):
    assert post(world[name], seal(place, world[name].me.keys)) == refusal


@pytest.mark.usefixtures("nothing_came_of_it")
def test_a_victim_writes_in_her_own_case_and_thread_only(world, place, vera):
    aline = world["Aline"].http.get("/cases/RO-2026-0002")
    assert post(vera, seal(place, vera.me.keys, case="RO-2026-0002", thread=aline["thread"])) == UNKNOWN
    assert post(vera, seal(place, vera.me.keys, case="NO-SUCH-CASE")) == UNKNOWN
    assert post(vera, seal(place, vera.me.keys, thread="victim-999")) == ROLE


@pytest.mark.parametrize("kind", ["guidance", "relayed", "notes", "request", "sheet"])
@pytest.mark.usefixtures("nothing_came_of_it")
def test_a_victim_sends_no_kind_that_is_staffs(place, vera, kind):
    fields = {"thread": "" if kind in ("notes", "request", "sheet") else place.party}
    fields |= {"case": ""} if kind == "request" else {}
    status, code = post(vera, seal(place, vera.me.keys, kind=kind, **fields))
    assert (status, code) == (422, "not-offered" if kind == "request" else "role")


@pytest.mark.usefixtures("nothing_came_of_it")
def test_a_liaison_replies_to_the_task_he_pulled_and_to_no_other(world, place):
    elsewhere = world.case()
    number, liam = world.offered(elsewhere), world["Liam"]
    assert post(liam, seal(place, liam.me.keys), task=number) == ROLE
    assert post(liam, seal(place, liam.me.keys), task=100_000) == ROLE
    assert post(liam, seal(elsewhere, liam.me.keys, thread="victim-999"), task=number) == ROLE
    assert post(liam, seal(elsewhere, liam.me.keys), task=number) == (201, "")
    assert post(liam, seal(elsewhere, liam.me.keys, seq=2)) == (201, "")  # he had one there
    assert post(liam, seal(elsewhere, liam.me.keys, seq=3, thread="victim-999")) == ROLE
    assert post(liam, seal(place, liam.me.keys)) == ROLE


@pytest.mark.usefixtures("nothing_came_of_it")
def test_only_an_officer_seals_a_sheet(world, place):
    office = desk(world["Olive"], "office")
    for client in (place.mediator, place.victim):
        assert post(client, seal(place, client.me.keys, kind="sheet", thread="", to=office)) == ROLE


# exactly one grant, to the desk's current key


@pytest.mark.usefixtures("nothing_came_of_it")
def test_the_grant_at_entry_is_to_the_desk_and_nobody_else(world, place, vera):
    good = seal(place, vera.me.keys)
    for box in (vera.me.card.box, world["Marc"].me.card.box, desk(world["Olive"], "office").box):
        assert post(vera, good.granted_by(vera.me.keys, box)) == PROTOCOL


@pytest.mark.usefixtures("nothing_came_of_it")
def test_the_grant_at_entry_is_its_authors_and_counts(world, place, vera):
    good, box = seal(place, vera.me.keys), desk(place.mediator, place.desk).box
    assert post(vera, good.granted_by(world["Mira"].me.keys, box)) == PROTOCOL
    assert post(vera, good.granted_by(vera.me.keys, box, seq=0)) == PROTOCOL


@pytest.mark.usefixtures("nothing_came_of_it")
def test_no_second_grant_comes_in_by_any_name(place, vera):
    good = seal(place, vera.me.keys)
    for extra in ({"grants": [good.call()["grant"]]}, {"grant2": good.call()["grant"]}):
        assert post(vera, good, **extra) == (400, "malformed")
    assert post(vera, good, grant=[good.call()["grant"]] * 2) == (400, "malformed")


@pytest.mark.parametrize("which", ["office", "institution/WARK-2", "case/RO-2026-0001"])
@pytest.mark.usefixtures("nothing_came_of_it")
def test_a_message_sealed_to_another_desk_is_refused(world, place, vera, which):
    other = desk(world["Olive"], which)
    assert post(vera, seal(place, vera.me.keys, to=other)) == (409, "stale-custody")


# what was sealed is what comes in


@pytest.mark.usefixtures("nothing_came_of_it")
def test_a_seal_signed_by_another_key_is_refused(world, place, vera):
    good = seal(place, vera.me.keys)
    for name in ("Mira", "Olive", "Anna"):
        assert post(vera, good.sealed_by(world[name].me.keys)) == PROTOCOL
        assert post(world[name], good.sealed_by(world[name].me.keys)) in {PROTOCOL, ROLE}


@pytest.mark.usefixtures("nothing_came_of_it")
def test_parts_of_two_messages_make_no_third(place, vera):
    one, two = (seal(place, vera.me.keys, words=words) for words in ("one", "two"))
    assert post(vera, one.with_seal(two.envelope.seal)) == PROTOCOL
    assert post(vera, one.with_grant(two.envelope.grant)) == PROTOCOL
    assert post(vera, one, body=b64.encode(two.body)) == PROTOCOL


@pytest.mark.usefixtures("nothing_came_of_it")
def test_a_body_that_is_cut_or_altered_anywhere_is_refused(place, vera):
    good = seal(place, vera.me.keys)
    flipped = bytes([good.body[0] ^ 1]) + good.body[1:]
    for body in (good.body[:-1], good.body[:1], good.body + b"\0", flipped, token_bytes(len(good.body))):
        assert post(vera, good, body=b64.encode(body)) == PROTOCOL
    assert post(vera, good, body=None) == (422, "body-missing")
    assert post(vera, good, body="") == (400, "malformed")


@pytest.mark.usefixtures("nothing_came_of_it")
def test_a_body_that_somebody_else_has_put_is_nobody_elses(world, place, vera):
    good = seal(place, vera.me.keys)
    assert world["Anna"].http.request("PUT", f"/messages/{good.id}/body", content=good.body).status_code == 204
    assert post(vera, good, body=None) == (422, "body-missing")


@pytest.mark.usefixtures("nothing_came_of_it")
def test_a_message_of_another_programme_is_refused(place, vera):
    assert post(vera, seal(place, vera.me.keys, instance=token_bytes(32))) == PROTOCOL


# again and again


def test_the_same_message_again_is_one_message_with_the_same_answer(place, vera):
    good = seal(place, vera.me.keys, seq=700)
    first, again = (vera.http.request("POST", "/messages", json=good.call()) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    held = [
        entry for entry in place.mediator.ledger(place.code).entries if entry.context and entry.context.id == good.id
    ]
    assert len(held) == 1


def test_an_id_or_a_count_that_was_used_takes_no_other_message(world, place, vera):
    drawn = MessageKeys.draw()
    good = seal(place, vera.me.keys, seq=710, draw=drawn)
    assert post(vera, good)[0] == 201
    assert post(vera, seal(place, vera.me.keys, seq=711, draw=drawn, words="Others")) == (409, "id-taken")
    assert post(vera, seal(place, vera.me.keys, seq=710, words="Others")) == (409, "seq-taken")
    elsewhere = world.case()
    other = seal(elsewhere, elsewhere.victim.me.keys, draw=drawn, words="Others")
    assert post(elsewhere.victim, other) == (409, "id-taken")
    assert place.mediator.open(good.id).parts[0].data == b"Dear you"


def test_what_was_put_but_never_acknowledged_is_seen_by_nobody(world, place, vera):
    good = seal(place, vera.me.keys)
    vera.http.put_bytes(f"/messages/{good.id}/body", good.body)
    for name in ("Mira", "Olive", "Liam", "Anna"):
        assert get(world[name], f"/messages/{good.id}") == UNKNOWN
        assert get(world[name], f"/messages/{good.id}/body") == UNKNOWN
    assert said(vera.http.request("GET", f"/messages/{good.id}/body")) == UNKNOWN
