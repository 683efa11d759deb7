from __future__ import annotations

import re
import tomllib

import pytest
from click import Context, Group

from relay.app import create_app
from relay.cli import relay
from relay.commands.act import act
from relay.operate import make_secrets
from relay.settings import Limits, Settings
from tests.house.files import ROOT, tracked
from tests.house.pages import DOCS, EVERY_PAGE, rows

READ = {name for path in tracked("*.py") for name in re.findall(r"\"RELAY_([A-Z_]+)\"", path.read_text())}


def test_operations_lists_every_setting_with_its_default():
    defaults = tomllib.loads((ROOT / "config/default.toml").read_text())
    wanted = {**{name: value for name, value in defaults.items() if name != "limits"}, **defaults["limits"]}
    told = re.findall(r"^\| `([a-z_]+)` \| `([^`]+)` \|", DOCS["operations.md"], re.MULTILINE)
    assert {name: tomllib.loads(f"value = {text}")["value"] for name, text in told} == wanted


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_variable_that_a_page_names_is_read(name):
    fields = {*Settings.model_fields, *(f"limits__{limit}" for limit in Limits.model_fields)}
    assert set(re.findall(r"\bRELAY_([A-Z_]+)\b", EVERY_PAGE[name])) <= {*map(str.upper, fields), *READ}


def commands(group, before=()):
    context = Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*before, name)
        if isinstance(command, Group):
            yield from commands(command, (*before, name))


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_command_that_a_page_names_is_one(name):
    known = set(commands(relay))
    there = re.split(r"^## Not there yet", EVERY_PAGE[name], flags=re.MULTILINE)[0]
    for said in re.findall(r"`relay ([a-z]+(?: [a-z]+)?)", there):
        words = tuple(said.split())
        grouped = words[0] in ("keys", "ledger")
        assert (words if grouped else words[:1]) in known, said


def test_a_call_that_a_page_names_is_served(tmp_path):
    settings = Settings(var=tmp_path / "var")
    make_secrets(settings)
    served = create_app(settings).url_map.bind("localhost")
    for name, page in EVERY_PAGE.items():
        for method, said in re.findall(r"`(GET|POST|PUT|DELETE) (?:/api/v1)?(/[A-Za-z0-9./-]*)", page):
            path = re.sub(r"[A-Z]+", "1", said)  # what stands for a code, an id, a number
            assert served.test(path if path == "/health" else f"/api/v1{path}", method), f"{name}: {method} {said}"


def test_the_command_lines_table_has_every_verb_and_no_other():
    page = DOCS["command-line.md"]
    told = {
        verb for cells in rows(page) if len(cells) == 3 for verb in re.findall(r"(?:^|, )`([a-z-]+)(?= |`)", cells[0])
    }
    assert told == set(act.commands)


def test_the_pages_table_has_every_page_and_no_other(tmp_path):
    settings = Settings(var=tmp_path / "var")
    make_secrets(settings)
    pages = {rule.rule for rule in create_app(settings).url_map.iter_rules() if rule.rule.startswith("/<lang>")}
    served = {re.sub(r"<[^>]+>", "X", page.replace("/<lang>", "/en", 1)) for page in pages}
    told = {word for cells in rows(DOCS["api.md"]) for word in re.findall(r"`(/en/[^`]*)`", cells[0])}
    assert {re.sub(r"[A-Z]+", "X", page) for page in told} == served
