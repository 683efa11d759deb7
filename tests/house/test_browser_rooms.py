from __future__ import annotations

import re

import pytest

from tests.house.files import ROOT, inside, tracked

JS = ROOT / "relay" / "static" / "js"
MAY_IMPORT = {
    "protocol": {"protocol", "vendor"},
    "net": {"net"},
    "vault": {"vault", "net", "protocol", "vendor"},
    "review": {"review", "vendor"},
    "pdf": {"pdf", "vendor"},
    "pages": {"pages", "review", "vault", "net"},
}
NO_PAGE = {"protocol", "net", "review", "pdf", "vault"}
PAGES_SIDE = {"client.js", "tabs.js", "wording.js"}  # of the vault: they run in the page, start the worker and ask it
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
IMPORT = re.compile(r"(?:from|import)\s*\(?\s*[\"']([^\"']+)[\"']")
FETCH = re.compile(r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b\s*\(")
DOM = re.compile(r"\b(document|window)\s*\.")
VERBS_OF_A_ROOM = re.compile(r"import\(\"\./\w+\.js\"\),\s*\[([^\]]*)\]")
VERB = re.compile(r"\"(\w+)\"")
MARKUP = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|parseFromString|document\.write|eval|Function)\b\s*[=(]"
)

modules = sorted(tracked("relay/static/js/*.js"))


def code_of(module):
    return COMMENT.sub("", module.read_text())


def room_of(module):
    return module.relative_to(JS).parts[0]


@pytest.mark.parametrize("module", modules, ids=inside)
def test_a_module_imports_only_from_rooms_below_its_own(module):
    for address in IMPORT.findall(code_of(module)):
        assert address.startswith("."), f"{address} would need a bundler or an import map"
        target = (module.parent / address).resolve().relative_to(JS.parent)
        room = target.parts[1] if target.parts[0] == "js" else target.parts[0]
        assert room in MAY_IMPORT[room_of(module)], f"{room_of(module)} may not import {address}"


@pytest.mark.parametrize("module", [module for module in modules if room_of(module) != "net"], ids=inside)
def test_only_net_talks_to_the_server(module):
    assert FETCH.search(STRING.sub("", code_of(module))) is None


@pytest.mark.parametrize("module", [module for module in modules if room_of(module) in NO_PAGE], ids=inside)
def test_rooms_below_the_pages_know_no_page(module):
    knows = DOM.search(STRING.sub("", code_of(module))) is not None
    assert not knows or (room_of(module) == "vault" and module.name in PAGES_SIDE)


@pytest.mark.parametrize("module", [module for module in modules if room_of(module) == "vault"], ids=inside)
def test_what_runs_in_the_worker_imports_nothing_of_the_pages_side(module):
    if module.name not in PAGES_SIDE:
        assert not PAGES_SIDE & {address.removeprefix("./") for address in IMPORT.findall(code_of(module))}


def test_the_vault_does_nothing_that_no_page_asks():
    rooms = VERBS_OF_A_ROOM.findall(code_of(JS / "vault/verbs.js"))
    verbs = {verb for listed in rooms for verb in VERB.findall(listed)}
    asking = [module for module in modules if room_of(module) == "pages" or module.name == "client.js"]
    asked = {word for module in asking for word in VERB.findall(code_of(module))}
    assert verbs
    assert verbs <= asked, "what a hostile script on a page could ask too"


@pytest.mark.parametrize("module", modules, ids=inside)
def test_no_module_makes_markup_from_strings(module):
    assert MARKUP.search(STRING.sub("", code_of(module))) is None
