from __future__ import annotations

import pytest

from relay.protocol import b64
from relay.protocol.statement import TYPES, make_statement
from tests.attack.calls import NO_ID
from tests.attack.decisions import DECISIONS, SOME_DIGEST
from tests.attack.stage import EVERYBODY, MEDIATOR, OFFICER, VICTIM
from tests.attack.unchanged import unchanged
from tests.rules.attacks import AT, blind_grant, context_of, forge, named, say

WRONG_PERSON = [
    (type_, name) for type_, decision in DECISIONS.items() for name in EVERYBODY if name not in decision.may
]

UNKNOWN, MOVED, PROTOCOL = (404, "not-found"), (409, "state-moved"), (422, "protocol")
CONSENT, GRANTS, RECIPIENT = (422, "consent-missing"), (422, "grant-missing"), (422, "wrong-recipient")


def decided(stage, type_, name, **changes):
    """Sign a decision; where it grants something, with a grant of random bytes that nobody can tell from a real one."""
    keys, fields = stage.keys(name), {**DECISIONS[type_].fields(stage), **changes}
    grants = ()
    if fields.get("grants") == [SOME_DIGEST]:
        granted = fields.get("guidance") or fields.get("edited") or fields["message"]
        context = context_of(stage[OFFICER if type_ == "brief" else MEDIATOR], granted)
        grants = (blind_grant(keys, context, stage[MEDIATOR].me.keys.box_pk),)
        fields["grants"] = [named(grants[0], context)]
    return make_statement(keys, type_, case=stage.place.code, at=AT, nonce=None, **fields), grants


def signed(stage, type_, name, **changes):
    return decided(stage, type_, name, **changes)[0]


def say_it(stage, type_, name, **changes):
    statement, grants = decided(stage, type_, name, **changes)
    return say(stage[name], statement, grants=grants)


def test_the_table_has_every_type_of_statement():
    assert set(DECISIONS) == set(TYPES)


@pytest.mark.parametrize(("type_", "name"), WRONG_PERSON)
def test_who_may_not_decide_is_refused_and_nothing_changes(stage, rows, type_, name):
    with unchanged(rows):
        said = say_it(stage, type_, name)
    assert said == DECISIONS[type_].expected(name)


@pytest.mark.parametrize(
    "type_", [type_ for type_, decision in DECISIONS.items() if decision.may and type_ not in {"party", "declare"}]
)
def test_who_may_decide_does_so_about_no_other_case(stage, rows, type_):
    name = DECISIONS[type_].may[0]
    with unchanged(rows):
        said = say(stage[name], forge(stage[name], signed(stage, type_, name), case="RO-2026-0002"))
    assert said[0] in {404, 422}


@pytest.mark.parametrize("type_", [type_ for type_, decision in DECISIONS.items() if decision.may])
def test_nor_with_bytes_changed_after_signing(stage, rows, type_):
    name = DECISIONS[type_].may[0]
    whole = signed(stage, type_, name)
    altered = type(whole)(whole.data, bytes([whole.signature[0] ^ 1]) + whole.signature[1:])
    with unchanged(rows):
        assert say(stage[name], altered) == PROTOCOL


@pytest.mark.parametrize(
    "type_", [type_ for type_, decision in DECISIONS.items() if decision.may and type_ not in {"party", "declare"}]
)
def test_nor_by_posting_what_somebody_else_signed(stage, rows, type_):
    name = DECISIONS[type_].may[0]
    poster = next(other for other in (MEDIATOR, VICTIM) if other not in DECISIONS[type_].may)
    with unchanged(rows):
        assert say(stage[poster], signed(stage, type_, name))[0] in {403, 404, 422}


# the right person, and one thing wrong

ONE_THING_WRONG = [
    ("review", {"message": NO_ID}, UNKNOWN),
    ("review", {"message": "printed"}, MOVED),
    ("review", {"message": "elsewhere"}, UNKNOWN),
    ("review", {"message": "sheet"}, (422, "role")),
    ("return", {"guidance": "approved"}, (422, "role")),
    ("return", {"message": "printed", "guidance": "read"}, (422, "role")),
    ("return", {"message": "elsewhere", "guidance": "read"}, UNKNOWN),
    ("propose", {"edited": "approved"}, (422, "role")),
    ("agree", {"edited": "approved"}, MOVED),
    ("agree", {"message": "elsewhere"}, UNKNOWN),
    ("disagree", {"edited": "approved"}, MOVED),
    ("release", {"message": "read"}, MOVED),
    ("release", {"message": "printed"}, GRANTS),
    ("release", {"message": "elsewhere"}, UNKNOWN),
    ("release", {"to": "victim-994"}, RECIPIENT),
    ("release", {"consent": b64.encode(bytes(32))}, CONSENT),
    ("release", {"grants": []}, GRANTS),
    ("withdraw", {"message": "elsewhere"}, UNKNOWN),
    ("withdraw", {"message": NO_ID}, UNKNOWN),
    ("withdraw", {"how": "spoken"}, (422, "role")),
    ("handled", {"message": "approved"}, UNKNOWN),
    ("handled", {"outcome": "recalled"}, MOVED),
    ("handled", {"outcome": "pulled"}, MOVED),
    ("accept", {"party": "victim-994"}, (422, "role")),
    ("consent", {"party": "victim-994"}, (422, "role")),
]


@pytest.mark.parametrize(("type_", "wrong", "refused"), ONE_THING_WRONG)
def test_one_thing_wrong_is_enough(stage, rows, type_, wrong, refused):
    name = DECISIONS[type_].may[0]
    changes = {
        field: stage.message(value) if field in {"message", "edited", "guidance"} else value
        for field, value in wrong.items()
    }
    with unchanged(rows):
        assert say_it(stage, type_, name, **changes) == refused
