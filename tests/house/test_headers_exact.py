from __future__ import annotations

import re

import pytest

from relay.web.kept_files import digest_of

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types relay"
)
EXACT = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
EVERYWHERE = ["/", "/en/", "/fr/sign-in", "/en/nowhere", "/leave", "/health", "/api/v1/session", "/api/v1/nowhere"]
STATIC = ["/static/js/pages/frame.js", "/static/js/vault/worker.js", "/static/build/theme.css"]


@pytest.mark.parametrize("address", [*EVERYWHERE, *STATIC])
def test_every_answer_carries_exactly_these_headers(browser, address):
    with browser.get(address) as answer:
        assert {name: answer.headers.getlist(name) for name in EXACT} == {
            name: [value] for name, value in EXACT.items()
        }


@pytest.mark.parametrize("address", EVERYWHERE)
def test_nothing_but_static_files_may_be_kept_by_a_browser(browser, address):
    with browser.get(address) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", STATIC)
def test_a_static_file_is_asked_about_and_sent_once(browser, address):
    with browser.get(address) as first:
        assert first.status_code == 200
        assert first.headers["Cache-Control"] == "no-cache"
        tag = first.headers["ETag"]
    with browser.get(address, headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304


def test_what_pages_name_is_kept_for_good_until_it_changes(browser):
    with browser.get("/en/sign-in") as page:
        named = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text))
    assert len(named) > 3
    for address in named:
        with browser.get(address) as answer:
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_another_release_named_is_served_as_it_is_here_and_not_kept(browser):
    for file in ("js/pages/frame.js", "build/theme.css"):
        with browser.get(f"/static/{file}") as here, browser.get(f"/static/v/0123456789abcdef/{file}") as there:
            assert there.data == here.data
            assert there.headers["Cache-Control"] == "no-cache"


def test_what_is_not_there_is_not_kept_either(browser):
    named = browser.application.jinja_env.globals["static"]
    for address in (f"{named}/js/nothing.js", f"{named}/../settings.py", f"{named}/%2e%2e/settings.py"):
        with browser.get(address) as answer:
            assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_one_changed_byte_is_another_address(tmp_path):
    def digest(folder, *files):
        for name, content in files:
            (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / name).write_bytes(content)
        return digest_of(tmp_path / folder)

    first = digest("first", ("a.js", b"one"), ("b/c.js", b"two"))
    assert digest("same", ("b/c.js", b"two"), ("a.js", b"one")) == first
    assert digest("altered", ("a.js", b"one"), ("b/c.js", b"twO")) != first
    assert digest("renamed", ("a.js", b"one"), ("b/d.js", b"two")) != first
    assert digest("moved", ("a.js", b"onet"), ("b/c.js", b"wo")) != first


def test_scripts_are_served_as_scripts_whatever_this_machine_thinks(browser):
    for address in ("/static/js/pages/frame.js", "/static/vendor/libsodium/libsodium-wrappers.mjs"):
        with browser.get(address) as answer:
            assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
