from __future__ import annotations

from types import SimpleNamespace

import pytest

from relay.client.errors import Untrusted
from relay.client.ledger_rules import Evidence, Ledger
from relay.client.liaisons import require_institutions
from tests.support.programme import CASE, INSTITUTION

CONSENT = {"party": "offender", "scope": "all", "model": "letters", "given": True, "how": "written"}


@pytest.fixture
def session(programme):
    """Mira's verified chains, without her server."""
    return SimpleNamespace(trust=SimpleNamespace(roster=lambda: programme.roster, custody=programme.custody))


def ledger_of(programme, institution):
    """A case that names an institution, and for which Liam signs what the person there says."""
    evidence = Evidence(programme.roster, programme.custody(f"case/{CASE}"), {})
    named = programme.olive.sign("party", CASE, party="offender", card="", desk=f"institution/{institution}")
    said = programme.liam.sign("consent", CASE, **CONSENT)
    started = Ledger.start(programme.roster.instance, CASE)
    return started.append_statement(named, evidence).append_statement(said, evidence)


def test_signs_nothing_that_counts_in_this_case(programme, session):
    require_institutions(session, ledger_of(programme, INSTITUTION), since=0)
    with pytest.raises(Untrusted, match="another institution"):
        require_institutions(session, ledger_of(programme, "OTHER-1"), since=0)
