from __future__ import annotations

from typing import TYPE_CHECKING

from relay.web.api.described import CALLS
from relay.web.api.openapi import OWN, PREFIX

if TYPE_CHECKING:
    from tests.support.programme import Programme


def test_every_route_is_described_and_nothing_else_is(programme: Programme) -> None:
    routes = {
        rule.endpoint.removeprefix("api.")
        for rule in programme.app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
    }

    assert routes - {OWN} == set(CALLS)


def test_anybody_can_read_it_and_it_names_models_and_codes(programme: Programme) -> None:
    document = programme.meet("Nobody", "victim").get("/openapi.json").json

    send = document["paths"]["/messages"]["post"]
    assert send["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/NewMessage")
    assert "stale-custody" in send["responses"]["409"]["x-codes"]
    assert {"role", "consent-missing", "desk-closed"} <= set(send["responses"]["422"]["x-codes"])
    assert document["paths"]["/tasks/{number}"]["get"]["parameters"][0]["schema"] == {"type": "integer"}


def test_every_reference_leads_somewhere(programme: Programme) -> None:
    document = programme.anna.get("/openapi.json").json

    schemas = document["components"]["schemas"]
    assert all(name.removeprefix("#/components/schemas/") in schemas for name in _references(document))


def _references(node: object) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if "$ref" in node else set()
        return own.union(*map(_references, node.values()))
    if isinstance(node, list):
        return set().union(*map(_references, node))
    return set()
