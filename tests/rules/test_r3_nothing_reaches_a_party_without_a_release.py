from __future__ import annotations

import pytest

from relay.client import statements
from relay.client.files import text_part
from relay.protocol import b64
from relay.protocol.identity import Identity
from tests.rules.attacks import (
    approve,
    blind_grant,
    context_of,
    desk,
    get,
    grant_to,
    named,
    release_of,
    said,
    say,
)
from tests.rules.world import NEWCOMER, STRANGER, digest

ROLE, UNKNOWN, GRANTS = (422, "role"), (404, "not-found"), (422, "grant-missing")
INSTITUTION_DESK = "institution/WARK-2"


@pytest.fixture(scope="module")
def letter(place):
    """A letter that is approved and not released: whatever is attacked in this file, it stays so."""
    sent = place.letter()
    approve(place, sent)
    return sent


@pytest.fixture(scope="module")
def reply(world, place):
    """A reply that waits, approved, for its release to the victim."""
    arrived = world.reply(place)
    approve(place, arrived)
    return arrived


@pytest.fixture(scope="module")
def institution(world):
    return desk(world["Olive"], INSTITUTION_DESK).box


@pytest.fixture(autouse=True)
def nobody_got_anything(world, place, letter, reply):
    """After every attack the other side still has nothing, and both wait for their mediator."""
    yield
    for name in ("Olive", "Liam", "Marc", "Anna", NEWCOMER):
        for message in (letter, reply):
            assert get(world[name], f"/messages/{message}") in {UNKNOWN, (403, "forbidden")}
            assert get(world[name], f"/messages/{message}/body") in {UNKNOWN, (403, "forbidden")}
    assert get(place.victim, f"/messages/{reply}") == UNKNOWN
    assert place.victim.tray() == []
    waiting = {item["message"]: item["state"] for item in place.mediator.tray()}
    assert (waiting[letter], waiting[reply]) == ("approved", "approved")


# who signs


@pytest.mark.parametrize("name", ["Olive", "Liam", "Marc", "Anna", NEWCOMER, STRANGER])
def test_nobody_posts_the_release_that_the_mediator_signed(world, place, letter, institution, name):
    decision, grant = release_of(place, letter, "offender", institution)
    refused = {STRANGER: (401, "not-signed-in"), NEWCOMER: (403, "forbidden")}.get(name, ROLE)
    assert say(world[name], decision, grants=(grant,)) == refused


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("Olive", ROLE),
        ("Liam", ROLE),
        ("Marc", UNKNOWN),
        ("Anna", UNKNOWN),
        ("Aline", UNKNOWN),
        ("Vera", ROLE),
        (NEWCOMER, (403, "forbidden")),
    ],
)
@pytest.mark.parametrize("direction", ["out", "in"])
def test_nobody_else_releases_in_their_own_name(world, place, letter, reply, institution, name, refused, direction):
    somebody = place.victim if name == "Vera" else world[name]
    message, to, box = (letter, "offender", institution) if direction == "out" else (reply, place.party, victims(place))
    grant = blind_grant(somebody.me.keys, context_of(place.mediator, message), box)
    fields = {"message": message, "to": to, "consent": place.consent(to)}
    with_grant = sign_as(somebody, place, **fields, grants=[named(grant, context_of(place.mediator, message))])
    assert say(somebody, with_grant, grants=(grant,)) == refused
    assert say(somebody, sign_as(somebody, place, **fields, grants=[])) == refused


def sign_as(somebody, place, **fields):
    return statements.sign(somebody, "release", place.code, **fields)


def victims(place):
    return place.victim.me.card.box


def test_a_signature_of_nobody_known_opens_nothing(place, letter, institution):
    decision, grant = release_of(place, letter, "offender", institution)
    stranger = Identity.generate()
    forged = stranger.sign("statement", decision.data)
    assert say(place.mediator, forged, grants=(grant,)) == (422, "protocol")


# to whom


def test_a_release_grants_to_the_recipient_and_to_nobody_else(world, place, letter):
    others = [
        place.mediator.me.card.box,
        place.victim.me.card.box,
        world["Liam"].me.card.box,
        world["Anna"].me.card.box,
        desk(world["Olive"], "office").box,
        desk(world["Olive"], "case/RO-2026-0002").box,
        Identity.generate().box_pk,
    ]
    for box in others:
        decision, grant = release_of(place, letter, "offender", box)
        assert say(place.mediator, decision, grants=(grant,)) == GRANTS


def test_a_release_grants_once(place, letter, institution):
    context = context_of(place.mediator, letter)
    right, more = grant_to(place.mediator, letter, institution), grant_to(place.mediator, letter, victims(place))
    both = [named(right, context), named(more, context)]
    decision, _ = release_of(place, letter, "offender", institution, grants=both)
    assert say(place.mediator, decision, grants=(right, more)) == GRANTS
    assert say(place.mediator, decision, grants=(right,)) == GRANTS
    assert say(place.mediator, decision) == GRANTS
    alone, grant = release_of(place, letter, "offender", institution)
    assert say(place.mediator, alone, grants=(grant, more)) == GRANTS
    assert say(place.mediator, release_of(place, letter, "offender", institution, grants=[])[0]) == GRANTS


def test_a_release_goes_to_the_other_side_of_its_own_thread(world, place, letter, reply, institution):
    hers = place.consent(place.party)
    for message, to, box in (
        (letter, place.party, victims(place)),
        (reply, "offender", institution),
        (reply, "victim-999", victims(place)),
        (reply, "victim-999", world["Anna"].me.card.box),
    ):
        decision, grant = release_of(place, message, to, box, consent=hers)
        assert say(place.mediator, decision, grants=(grant,)) == (422, "wrong-recipient")


def test_a_grant_of_another_message_is_no_grant_of_this(place, letter, reply, institution):
    grant = grant_to(place.mediator, reply, institution)
    fields = {"grants": [named(grant, context_of(place.mediator, reply))]}
    decision, _ = release_of(place, letter, "offender", institution, **fields)
    assert say(place.mediator, decision, grants=(grant,)) == (422, "protocol")


# what, and in which case


def test_a_mediator_releases_nothing_of_a_case_that_is_not_hers(place, letter, institution):
    grant = grant_to(place.mediator, letter, institution)
    fields = {"message": letter, "to": "offender", "consent": place.consent("offender")}
    grants = [named(grant, context_of(place.mediator, letter))]
    for case in ("RO-2026-0001", "RO-2026-0002", "NO-SUCH-CASE"):
        decision = statements.sign(place.mediator, "release", case, **fields, grants=grants)
        assert say(place.mediator, decision, grants=(grant,)) == UNKNOWN


def test_nothing_is_released_that_was_not_read_and_approved(place, institution):
    unread = place.letter("not read yet")
    decision, grant = release_of(place, unread, "offender", institution)
    assert say(place.mediator, decision, grants=(grant,)) == (409, "state-moved")
    place.mediator.open(unread)
    assert say(place.mediator, decision, grants=(grant,)) == (409, "state-moved")
    for decide in (place.mediator.hold, place.mediator.decline):
        decide(unread)
        assert say(place.mediator, decision, grants=(grant,)) == (409, "state-moved")


def test_a_word_to_the_mediator_alone_is_never_released(place, institution):
    aside = place.victim.send(place.code, [text_part("for you alone")], kind="aside")
    place.mediator.open(aside)
    decision, grant = release_of(place, aside, "offender", institution)
    assert say(place.mediator, decision, grants=(grant,))[0] in {409, 422}
    approved = statements.sign(place.mediator, "review", place.code, message=aside, to="approved", until="")
    assert say(place.mediator, approved) == ROLE


def test_the_case_sheet_is_never_released(world, place, institution):
    sheet = world["Olive"].seal_sheet(place.code, "names and numbers")
    world["Olive"].brief(place.code)
    decision, grant = release_of(place, sheet, "offender", institution)
    assert say(place.mediator, decision, grants=(grant,)) in {(422, "role"), (422, "protocol"), (409, "state-moved")}
    assert get(world["Liam"], f"/messages/{sheet}") == UNKNOWN


# on which consent


def test_a_release_rests_on_the_recipients_newest_consent_and_no_other(world, place, letter, institution):
    own = {"party": "offender", "scope": "all", "model": "video", "given": True, "how": "written"}
    video = statements.sign(place.mediator, "consent", place.code, **own)
    assert say(place.mediator, video) == (201, "")
    other_model = b64.encode(place.mediator.ledger(place.code).entries[-1].statement.digest)
    elsewhere = world["Mira"].http.get("/cases/RO-2026-0001")["consents"]
    anothers = next(each["digest"] for each in elsewhere if each["party"] == "offender")
    wrong = [place.consent(place.party), other_model, anothers, digest(place.victim.me.card)]
    for consent in wrong:
        decision, grant = release_of(place, letter, "offender", institution, consent=consent)
        assert say(place.mediator, decision, grants=(grant,)) == (422, "consent-missing")


@pytest.mark.parametrize("direction", ["send", "receive"])
def test_a_consent_taken_back_carries_nothing(place, letter, institution, direction):
    decision, grant = release_of(place, letter, "offender", institution)
    client, party = (place.victim, place.party) if direction == "send" else (place.mediator, "offender")
    client.consent(place.code, party, direction, given=False)
    try:
        assert say(place.mediator, decision, grants=(grant,)) == (422, "consent-missing")
    finally:
        client.consent(place.code, party, direction, given=True)
    outdated = say(place.mediator, decision, grants=(grant,)) if direction == "receive" else (422, "consent-missing")
    assert outdated == (422, "consent-missing")


# nobody else adds a grant by any other statement


@pytest.mark.parametrize("type_", ["return", "propose", "consult", "brief"])
@pytest.mark.parametrize("name", ["Mira", "Olive", "Liam", "Vera"])
def test_no_other_statement_smuggles_a_grant_in(world, place, reply, name, type_):
    somebody = place.victim if name == "Vera" else world[name]
    context = context_of(place.mediator, reply)
    grant = blind_grant(somebody.me.keys, context, victims(place))
    own = {
        "return": {"message": reply, "guidance": reply},
        "propose": {"message": reply, "edited": reply},
        "consult": {"message": reply, "card": digest(world["Marc"].me.card), "consents": [place.consent("offender")]},
        "brief": {"message": reply},
    }[type_]
    signed = statements.sign(somebody, type_, place.code, **own, grants=[named(grant, context)])
    status, _ = say(somebody, signed, grants=(grant,))
    assert status in {403, 404, 422}


def test_a_grant_without_a_statement_is_refused(place, reply):
    grant = grant_to(place.mediator, reply, victims(place))
    noted = statements.sign(place.mediator, "prepared", place.code, party=place.party, checks=["explained"])
    assert say(place.mediator, noted, grants=(grant,)) == GRANTS
    assert said(place.mediator.http.request("POST", "/statements", json={"statements": [], "grants": []})) == (
        400,
        "malformed",
    )
