from __future__ import annotations

import re

import pytest
from flask import render_template

from tests.house.templates import NEEDS, comment_of, name_of, needs_of, paths, samples

PAGES = ("en", "fr")
IMPORTED = re.compile(r"\{% from \"[^\"]+\" import ([^%]+) %\}")
LOGIC = re.compile(r"\{%-?\s*(\w+)")
ALLOWED = {
    *("extends", "block", "endblock", "include", "from", "import", "set", "endset", "with", "endwith"),
    *("for", "endfor", "if", "elif", "else", "endif", "macro", "endmacro", "call", "endcall"),
    *("trans", "pluralize", "endtrans", "raw", "endraw"),
}


@pytest.mark.parametrize("path", paths, ids=name_of)
def test_a_template_begins_with_what_it_is_and_needs(path):
    assert NEEDS.search(comment_of(path))


@pytest.mark.parametrize("path", paths, ids=name_of)
def test_a_template_renders_with_just_what_it_needs(app, path):
    needs, may = needs_of(path)
    given = samples().get(name_of(path), {})
    assert needs <= set(given) <= needs | may, "tests/house/samples/ gives exactly what the first comment names"
    for lang in PAGES:
        with app.test_request_context(f"/{lang}/"):
            app.preprocess_request()
            render_template(name_of(path), **{name: given[name] for name in needs})
            render_template(name_of(path), **given)


@pytest.mark.parametrize("path", paths, ids=name_of)
def test_a_template_holds_for_if_and_macros_and_nothing_else(path):
    assert set(LOGIC.findall(path.read_text())) <= ALLOWED


@pytest.mark.parametrize("path", paths, ids=name_of)
def test_a_template_has_no_inline_script_style_or_unescaped_text(path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b|autoescape", text)
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag or 'type="application/json"' in tag


@pytest.mark.parametrize("path", paths, ids=name_of)
def test_a_template_imports_only_macros_that_it_calls(path):
    text = path.read_text()
    imported = {name.strip() for names in IMPORTED.findall(text) for name in names.split(",")}
    assert {name for name in imported if f" {name}(" not in text} == set()
