from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from tests.house.files import ROOT, inside, tracked

# Written in pieces, so that this file does not name them either.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
    )
]
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home|Users|opt)/\w")
BINARY = {".png", ".jpg", ".jpeg", ".webp", ".pdf", ".mo", ".ico"}
ADDRESS = re.compile(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)

texts = [path for path in tracked() if path.suffix not in BINARY]


@pytest.mark.parametrize("path", texts, ids=inside)
def test_no_file_names_a_registry_or_a_machines_own_path(path):
    text = path.read_text(errors="replace")
    assert [place for place in REGISTRIES if place in text] == []
    assert MACHINE_PATH.findall(text) == []


@pytest.mark.parametrize(
    "path",
    [*tracked("templates/*.html"), *tracked("relay/static/js/*.js"), *tracked("relay/static/css/*.scss")],
    ids=inside,
)
def test_pages_load_nothing_from_another_site(path):
    for address in ADDRESS.findall(path.read_text()):
        assert urlsplit(address).hostname in {"www.w3.org", "localhost"}, address


def test_nothing_of_others_is_committed():
    assert tracked("node_modules", "relay/static/vendor", "relay/static/build", ".venv") == []
    assert (ROOT / "relay/static/vendor").is_dir(), "set-up makes it"
