from __future__ import annotations

import pytest

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


def test_scripts_are_served_as_scripts_whatever_this_machine_thinks(browser):
    for address in ("/static/js/pages/frame.js", "/static/vendor/libsodium/libsodium-wrappers.mjs"):
        with browser.get(address) as answer:
            assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
