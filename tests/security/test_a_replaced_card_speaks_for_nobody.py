from __future__ import annotations

import pytest

from relay.client.errors import Untrusted
from relay.client.ledger_rules import Evidence, Ledger
from tests.support.letters import seal
from tests.support.programme import CASE, PARTY


@pytest.fixture
def bea(programme):
    return programme.meet("Bea", "victim")


@pytest.fixture
def evidence(programme, bea):
    cards = {person.card.digest: person.card for person in (programme.anna, bea)}
    return Evidence(programme.roster, programme.custody(f"case/{CASE}"), cards)


@pytest.fixture
def ledger(programme, evidence):
    """Anna's ledger, as a server that holds her former key's helper would serve it."""
    start = Ledger.start(programme.roster.instance, f"{CASE}/{PARTY}")
    return start.append_statement(names(programme, programme.anna.digest), evidence)


def names(programme, card):
    return programme.mira.sign("party", CASE, party=PARTY, card=card, desk="")


def consents(person):
    fields = {"party": PARTY, "scope": "all", "model": "letters", "given": True, "how": "portal"}
    return person.sign("consent", CASE, **fields)


@pytest.mark.parametrize("successor", [True, False], ids=["replaced", "ended"])
def test_neither_consents_nor_writes(programme, ledger, evidence, bea, successor):
    assert ledger.append_statement(consents(programme.anna), evidence)
    later = ledger.append_statement(names(programme, bea.digest if successor else ""), evidence)
    letter = seal(programme, programme.anna)
    with pytest.raises(Untrusted):
        later.append_statement(consents(programme.anna), evidence)
    with pytest.raises(Untrusted):
        later.append_seal(letter.envelope.seal, letter.envelope.context, evidence)
    if successor:
        assert later.append_statement(consents(bea), evidence)
