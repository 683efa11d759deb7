from __future__ import annotations

import re

import pytest

from relay.protocol import context, manifest, statement_forms
from tests.house.files import inside, tracked
from tests.house.pages import DOCS, rows

PAGE = DOCS["protocol.md"]
LISTS = {
    "`scope`": statement_forms.SCOPES,
    "`model`": statement_forms.MODELS,
    "`checks`, at least one, each once, in this order": statement_forms.CHECKS,
    "`to` of a `review`": statement_forms.REVIEWS,
    "`outcome`": statement_forms.OUTCOMES,
    "`how` of `handled`": statement_forms.HANDLINGS,
    "`what`": statement_forms.DISPOSALS,
    "`to` of a `state`": statement_forms.STATES,
    "`reason`": statement_forms.REASONS,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_closed_list_is_the_programs(name):
    told = {cells[0]: cells[1].strip("`").split() for cells in rows(PAGE) if cells[0] == name}
    assert told == {name: [*LISTS[name]]}


def test_every_kind_and_every_type_of_statement_has_its_line():
    first_cells = {word for cells in rows(PAGE) for word in re.findall(r"`([a-z]+)`", cells[0])}
    assert {*statement_forms.OWN_FIELDS, *context.KINDS} <= first_cells


def test_the_own_fields_of_a_statement_are_those_of_its_line():
    lines = {word: cells[2] for cells in rows(PAGE) if len(cells) == 4 for word in re.findall(r"`(\w+)`", cells[0])}
    for type_, own in statement_forms.OWN_FIELDS.items():
        assert {word for word in own if not re.search(rf"\b{word}\b", lines[type_])} == set(), type_


def test_every_type_of_part_is_named():
    assert [type_ for type_ in manifest.TYPES if f"`{type_}`" not in PAGE] == []


@pytest.mark.parametrize("page", ["protocol.md", "design.md"])
def test_every_section_that_the_code_cites_is_there(page):
    there = set(re.findall(r"^#{2,3} (\d+(?:\.\d+)?)\.? ", DOCS[page], re.MULTILINE))
    points_of_the_last = {f"10.{point}" for point in re.findall(r"^(\d+)\. ", DOCS["design.md"], re.MULTILINE)}
    cited = {
        section: inside(path)
        for path in tracked("relay/**", "templates/**", "tests/*.py", "tools/*.py", "bench/*.py")
        if path.suffix in (".py", ".js", ".mjs", ".md", ".html", ".scss")
        for section in re.findall(rf"{re.escape(page)} §(\d+(?:\.\d+)?)", path.read_text())
    }
    assert {section: cited[section] for section in cited.keys() - there - points_of_the_last} == {}
    assert cited
