from __future__ import annotations

import pytest

from tests.attack.calls import CALLS
from tests.attack.stage import EVERYBODY
from tests.attack.unchanged import unchanged
from tests.rules.attacks import said

WRONG = [(call, name) for call, entry in CALLS.items() for name in EVERYBODY if name not in entry.may]


@pytest.fixture(scope="module")
def methods(stage):
    """What the API says of itself: each call's method."""
    paths = stage["Olive"].http.get("/openapi.json")["paths"]
    return {call["operationId"]: method.upper() for path in paths.values() for method, call in path.items()}


def test_the_table_has_every_call_that_the_api_describes(methods):
    assert sorted(CALLS) == sorted(methods)


@pytest.mark.parametrize(("call", "name"), WRONG)
def test_who_may_not_is_refused_and_nothing_changes(stage, methods, rows, call, name):
    entry = CALLS[call]
    ask = entry.ask(stage, name)
    with unchanged(rows):
        answer = stage[name].http.request(
            methods[call], ask.path, json=ask.json, content=ask.content, headers=ask.headers
        )
    assert said(answer) == entry.expected(name)
