from __future__ import annotations

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from relay.client import statements
from relay.client.case_state import CaseState
from relay.client.ledger_rules import Ledger
from tests.rules.attacks import approve, desk, release_of, say

ROUNDS, MOST_ROUNDS = 12, 200


@pytest.fixture(scope="module")
def institution(world):
    return desk(world["Olive"], "institution/WARK-2").box


def together(*acts):
    """Do several things at the same moment, each on a connection of its own; returns what each was told."""
    barrier = threading.Barrier(len(acts))

    def do(act):
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def take_back(client, place, party, how):
    own = {"party": party, "scope": "all", "model": "letters", "given": False, "how": how}
    return statements.sign(client, "consent", place.code, **own)


def test_consent_taken_back_and_release_exclude_each_other_and_both_are_told(place, institution):
    """Vera takes her consent to send back while Mira releases: two people, two connections, one case.

    Goes on until each of the two has come first.
    """
    outcomes, rounds = set(), itertools.count()
    while (round_ := next(rounds)) < ROUNDS or (len(outcomes) < 2 and round_ < MOST_ROUNDS):
        letter = place.letter(f"letter {round_}")
        approve(place, letter)
        decision, grant = release_of(place, letter, "offender", institution)
        withdrawal = take_back(place.victim, place, place.party, "portal")
        back, released = together(
            lambda withdrawal=withdrawal: say(place.victim, withdrawal),
            lambda decision=decision, grant=grant: say(place.mediator, decision, grants=(grant,)),
        )
        assert back == (201, "")
        assert released in {(201, ""), (422, "consent-missing")}
        outcomes.add(released)
        assert order(place, letter) == (["release", "consent"] if released[0] == 201 else ["consent"])
        place.victim.consent(place.code, place.party, "all", given=True)
    assert outcomes == {(201, ""), (422, "consent-missing")}


def order(place, letter):
    """List what the newest round left in the ledger: the release of this letter, the consent taken back."""
    found = []
    for entry in place.mediator.ledger(place.code).entries:
        statement = entry.statement
        if statement is not None and statement.type == "release" and statement.text("message") == letter:
            found.append("release")
        elif entry.context is not None and entry.context.id == letter:
            found = []
        elif statement is not None and statement.type == "consent" and not statement.flag("given"):
            found.append("consent")
    return found


def test_whoever_reads_the_ledger_finds_every_release_resting_on_a_consent_in_force(place, institution):
    """Replays the ledger of all those rounds, and of one release more, as a reader who trusts nobody would."""
    last = place.letter("the last one")
    approve(place, last)
    decision, grant = release_of(place, last, "offender", institution)
    assert say(place.mediator, decision, grants=(grant,)) == (201, "")
    so_far = Ledger.start(place.mediator.trust.instance, place.code)
    released = []
    for entry in place.mediator.ledger(place.code).entries:
        statement = entry.statement
        if statement is not None and statement.type == "release":
            state = CaseState.of(so_far)
            assert state.consent("offender", "letter", "receive").digest == statement.digest_field("consent")
            assert state.consent(place.party, "letter", "send").flag("given")
            released.append(statement.text("message"))
        so_far = Ledger(so_far.name, entry.link, (*so_far.entries, entry))
    assert released[-1] == last
    assert len(set(released)) == len(released)


def test_two_releases_at_once_make_one_delivery(place, institution):
    letter = place.letter("only once")
    approve(place, letter)
    first, second = (release_of(place, letter, "offender", institution) for _ in range(2))
    another = place.mediator.__class__(place.mediator.url, instance=place.mediator.trust.instance)
    try:
        another.http._cookies, another.http.csrf = dict(place.mediator.http._cookies), place.mediator.http.csrf
        said = together(
            lambda: say(place.mediator, first[0], grants=(first[1],)),
            lambda: say(another, second[0], grants=(second[1],)),
        )
    finally:
        another.close()
    assert sorted(said) == [(201, ""), (409, "state-moved")]
