from __future__ import annotations

from types import SimpleNamespace

import pytest

from relay.client.case_state import CaseState
from relay.client.errors import Untrusted
from relay.client.ledger_rules import Evidence, Ledger
from relay.client.messages import require_desk
from tests.support.programme import CASE, INSTITUTION


@pytest.fixture
def session(programme):
    """Mira's verified chains, without her server."""
    return SimpleNamespace(trust=SimpleNamespace(roster=lambda: programme.roster, custody=programme.custody))


def state_of(programme, institution):
    evidence = Evidence(programme.roster, programme.custody(f"case/{CASE}"), {})
    named = programme.olive.sign("party", CASE, party="offender", card="", desk=f"institution/{institution}")
    return CaseState.of(Ledger.start(programme.roster.instance, CASE).append_statement(named, evidence))


def test_brings_no_reply_into_this_case(programme, session):
    require_desk(session, state_of(programme, INSTITUTION), programme.liam.card)
    with pytest.raises(Untrusted, match="another institution"):
        require_desk(session, state_of(programme, "OTHER-1"), programme.liam.card)
