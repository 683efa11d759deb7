"""With all of a call right but one value, it is refused and nothing changes; with that one right too, it is done."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from tests.attack.calls import CALLS
from tests.attack.scene import set_scene
from tests.attack.signed_calls import SIGNED
from tests.attack.taken import CONTENT, HEADERS
from tests.attack.unchanged import unchanged
from tests.attack.values import PLAIN
from tests.rules.attacks import said

TAKEN = (*PLAIN, *SIGNED)
WRONG = [(taken, name, wrong) for taken in TAKEN for name, wrongs in taken.wrong.items() for wrong in wrongs]

ASKS_ABOUT_ANYTHING = {
    ("custody.held", "desk"),  # whose key somebody has not, she is told nothing of: 200 and an empty list
}


@pytest.fixture(scope="module")
def scene(stage):
    return set_scene(stage)


@pytest.fixture(scope="module")
def document(stage):
    return stage["Olive"].http.get("/openapi.json")


@pytest.fixture(scope="module")
def calls(document):
    """Each call that the API describes: its method, its path, and every value it takes."""
    return {
        call["operationId"]: (method.upper(), path, frozenset(_values(document, call)))
        for path, methods in document["paths"].items()
        for method, call in methods.items()
    }


def _values(document, call):
    yield from (parameter["name"] for parameter in call["parameters"])
    for content in call.get("requestBody", {}).get("content", {}).values():
        model = content["schema"].get("$ref", "").rpartition("/")[2]
        yield from document["components"]["schemas"][model]["properties"] if model else ()


def ask(scene, calls, taken, values):
    """Make a call: each value where the description has it."""
    method, path, _ = calls[taken.call]
    values = dict(values)
    content, headers = values.pop(CONTENT, None), values.pop(HEADERS, {})
    path = path.format(**{name: quote(str(values.pop(name))) for name in list(values) if f"{{{name}}}" in path})
    values = {name: value for name, value in values.items() if value is not None}
    http = scene.person(taken.by).http
    if method in {"GET", "DELETE"} or content is not None:
        return http.request(method, f"{path}?{urlencode(values)}", content=content, headers=headers)
    return http.request(method, path, json=values)


def test_every_value_that_the_api_describes_is_in_the_table(calls):
    described = {(call, name) for call, (_, _, values) in calls.items() for name in values}
    tried = {(taken.call, name) for taken in TAKEN for name in taken.wrong if name not in {CONTENT, HEADERS}}
    assert described - tried == ASKS_ABOUT_ANYTHING
    assert tried <= described
    assert set(calls) == set(CALLS)


@pytest.mark.parametrize(
    ("taken", "name", "wrong"),
    WRONG,
    ids=[f"{taken.call}-{taken.by}-{name}-{wrong.what}" for taken, name, wrong in WRONG],
)
def test_one_value_wrong_is_refused_and_nothing_changes(scene, calls, rows, taken, name, wrong):
    values = {**taken.right(scene), **wrong.of(name, scene)}
    with unchanged(rows):
        answer = ask(scene, calls, taken, values)
    assert said(answer) == wrong.refused


@pytest.mark.parametrize("taken", TAKEN, ids=[f"{taken.call}-{taken.by}" for taken in TAKEN])
def test_all_of_it_right_is_done(scene, calls, taken):
    answer = ask(scene, calls, taken, taken.right(scene))
    assert answer.is_success, said(answer)
