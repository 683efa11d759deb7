"""Keys, cards, chains, statements: made by either, verified by the other (docs/protocol.md §2, §5, §6)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relay.errors import ProtocolError
from relay.protocol import b64, ledger, xwing
from relay.protocol.card import make_card, read_card
from relay.protocol.custody import make_assign, make_close, make_open, make_share
from relay.protocol.desk_secret import open_desk_secret, seal_desk_secret
from relay.protocol.identity import Identity
from relay.protocol.roster import ENDORSE, REVOKE, make_entry
from relay.protocol.signed import Signed
from relay.protocol.statement import make_statement, read_statement
from relay.protocol.statement_forms import CHECKS, MODELS, OUTCOMES, REASONS, SCOPES, STATES
from tests.protocol.world import AT, CASE, card, person
from tests.protocol_js.peer import Refused, pair
from tests.protocol_js.world import DESK, staffed

SEEDS = st.binary(min_size=32, max_size=32)
IDS = st.binary(min_size=16, max_size=16).map(b64.encode)
DIGESTS = st.binary(min_size=32, max_size=32).map(b64.encode)
GRANTS = st.lists(DIGESTS, min_size=1, max_size=5, unique=True)
CHECKED = st.sets(st.sampled_from(CHECKS), min_size=1).map(
    lambda chosen: [check for check in CHECKS if check in chosen]
)
STATEMENTS = st.one_of(
    st.fixed_dictionaries({"type": st.just("declare"), "conflict": st.booleans()}),
    st.fixed_dictionaries({"type": st.just("prepared"), "party": st.just("offender"), "checks": CHECKED}),
    st.fixed_dictionaries(
        {
            "type": st.just("consent"),
            "party": st.integers(1, 999).map("victim-{}".format),
            "scope": st.sampled_from(SCOPES),
            "model": st.sampled_from(MODELS),
            "how": st.just("portal"),
            "given": st.booleans(),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("state"),
            "party": st.just(""),
            "to": st.sampled_from(STATES),
            "reason": st.sampled_from(REASONS),
        }
    ),
    st.fixed_dictionaries(
        {"type": st.just("release"), "message": IDS, "to": st.just("offender"), "consent": DIGESTS, "grants": GRANTS}
    ),
    st.fixed_dictionaries(
        {"type": st.just("handled"), "message": IDS, "outcome": st.sampled_from(OUTCOMES), "how": st.just("none")}
    ),
)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=90)


def signed(written: dict[str, str]) -> Signed:
    return Signed(b64.decode(written["bytes"]), b64.decode(written["signature"]))


@settings(deadline=None, max_examples=25)
@given(seed=SEEDS)
def test_both_derive_the_same_keys_from_a_seed(peer, seed):
    keys = Identity.from_seed(seed)
    here = {"box": keys.box_pk, "sign": keys.sign_pk, "key_id": keys.key_id, "fingerprint": keys.fingerprint}
    there = peer.ask("identity", seed=seed)
    assert there == {**here, "box": b64.encode(keys.box_pk), "sign": b64.encode(keys.sign_pk)}


@settings(deadline=None, max_examples=100)
@given(seed=SEEDS, name=NAMES, number=IDS)
def test_both_make_the_same_card_or_none(peer, seed, name, number):
    about = {"name": name, "person": number, "role": "victim", "issued": AT}
    try:
        here = make_card(Identity.from_seed(seed), **about)
    except ProtocolError:
        with pytest.raises(Refused):
            peer.ask("make_card", seed=seed, **about)
        return
    there = peer.ask("make_card", seed=seed, **about)
    assert signed(there) == here
    assert b64.decode(there["digest"]) == read_card(here).digest
    assert peer.ask("read_card", card=pair(here))["name"] == name


def test_an_entry_of_either_continues_the_others_roster(peer):
    story = staffed()
    head = b64.encode(story.roster.head)
    assert peer.ask("roster", **story.roster_given) == {"head": head, "length": 5, "standing": 5}
    given_ = {"act": REVOKE, "card": card("mira").digest, "prev": story.roster.head, "issued": AT}
    story.take_entry(signed(peer.ask("make_entry", seed=person("olive").seed, **given_)), "mira")
    story.decide("otto", ENDORSE, "lena")
    there = peer.ask("roster", **story.roster_given)
    assert there == {"head": b64.encode(story.roster.head), "length": 7, "standing": 5}


def test_neither_takes_an_entry_out_of_its_place(peer):
    story = staffed()
    stray = make_entry(person("olive"), REVOKE, card("mira").digest, story.roster.instance, issued=AT)
    with pytest.raises(ProtocolError):
        story.roster.append(stray, card("mira"))
    entries = [*story.entries, {**pair(stray), "card": pair(card("mira").signed)}]
    with pytest.raises(Refused):
        peer.ask("roster", **{**story.roster_given, "entries": entries})


def test_a_desk_changes_hands_with_either_signing_in_turn(peer):
    story = staffed()
    first, second = bytes(range(32)), bytes(range(1, 33))
    story.take_link(make_assign(person("olive"), story.custody, card("mira").digest, epoch=1, at=AT))
    story.take_link(_there(peer, story, "mira", type="open", epoch=1, box=xwing.public_key(first)))
    story.take_link(_there(peer, story, "olive", type="assign", epoch=2, holder=card("marc").digest))
    story.take_link(make_open(person("marc"), story.custody, xwing.public_key(second), at=AT))
    story.take_link(_there(peer, story, "mira", type="share", epoch=1, holder=card("marc").digest))
    _both_agree(peer, story)
    story.take_link(make_close(person("otto"), story.custody, at=AT))
    story.take_link(make_share(person("marc"), story.custody, card("mira").digest, epoch=1, at=AT))
    _both_agree(peer, story)
    story.take_link(_there(peer, story, "otto", type="assign", epoch=3, holder=card("mira").digest))
    _both_agree(peer, story)


def test_neither_seals_to_a_desk_of_a_revoked_mediator(peer):
    story = staffed()
    story.take_link(make_assign(person("olive"), story.custody, card("mira").digest, epoch=1, at=AT))
    story.take_link(make_open(person("mira"), story.custody, xwing.public_key(bytes(32)), at=AT))
    _both_agree(peer, story)
    story.decide("otto", REVOKE, "mira")
    assert not story.custody.sealable(story.roster)
    _both_agree(peer, story)


def _there(peer, story, by: str, **entry: object) -> Signed:
    placed = {"desk": DESK, "prev": story.custody.head, "at": AT, **entry}
    return signed(peer.ask("make_custody", seed=person(by).seed, entry=placed))


def _both_agree(peer, story) -> None:
    custody = story.custody
    assert peer.ask("custody", **story.chain_given) == {
        "head": b64.encode(custody.head),
        "key_id": custody.current.key_id if custody.current else "",
        "sealable": custody.sealable(story.roster),
        "holders": [[b64.encode(holder) for holder in epoch.holders] for epoch in custody.epochs],
    }


@settings(deadline=None, max_examples=10)
@given(secret=SEEDS, digest=SEEDS)
def test_a_desks_secret_passes_between_the_languages(peer, secret, digest):
    marc, box = person("marc"), xwing.public_key(secret)
    here = seal_desk_secret(marc.box_pk, secret, digest)
    assert peer.ask("open_desk_secret", seed=marc.seed, sealed=here, open=digest, box=box) == b64.encode(secret)
    there = peer.ask("seal_desk_secret", to=marc.box_pk, secret=secret, open=digest)
    assert open_desk_secret(marc.box_sk, b64.decode(there), digest, box) == secret
    with pytest.raises(Refused):
        peer.ask("open_desk_secret", seed=marc.seed, sealed=here, open=digest, box=person("mira").box_pk)


@settings(deadline=None, max_examples=60)
@given(own=STATEMENTS)
def test_a_statement_of_either_is_read_by_the_other(peer, own):
    mira = person("mira")
    type_, rest = own["type"], {name: value for name, value in own.items() if name != "type"}
    here = make_statement(mira, type_, case=CASE, at=AT, **rest)
    read = peer.ask("read_statement", statement=pair(here))
    assert {name: read[name] for name in own} == own
    there = signed(peer.ask("make_statement", seed=mira.seed, fields={**own, "case": CASE, "at": AT}))
    assert read_statement(there).fields == rest


@settings(deadline=None, max_examples=20)
@given(
    entries=st.lists(st.tuples(st.binary(max_size=300), st.binary(min_size=64, max_size=64)), min_size=1, max_size=5)
)
def test_both_link_a_ledger_alike(peer, entries):
    instance, link, links = bytes(32), ledger.first_link(bytes(32), CASE), []
    for entry in entries:
        link = ledger.next_link(link, Signed(*entry))
        links.append(b64.encode(link))
    assert peer.ask("links", name=CASE, instance=instance, entries=[pair(Signed(*entry)) for entry in entries]) == links
