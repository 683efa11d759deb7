from __future__ import annotations

import pytest
from flask import render_template
from jinja2 import DictLoader

from relay.app import create_app
from relay.web.i18n import pages_blueprint


@pytest.fixture
def page(app):
    """A page of our own, so that no other room is in play."""
    return with_a_page(app)


def with_a_page(app):
    blueprint = pages_blueprint("probe", __name__)
    blueprint.add_url_rule("/probe", "show", lambda: render_template("base.html"))
    app.register_blueprint(blueprint)
    return app.test_client()


@pytest.mark.parametrize(
    ("preferred", "address"),
    [("fr-CA,fr;q=0.9", "/fr/"), ("en-US", "/en/"), ("de", "/en/"), ("en;q=0.1, fr;q=0.9", "/fr/")],
)
def test_the_front_door_leads_to_the_language_that_the_browser_prefers(browser, preferred, address):
    answer = browser.get("/", headers={"Accept-Language": preferred})
    assert (answer.status_code, answer.headers["Location"]) == (302, address)


def test_the_switch_stays_on_the_page_and_keeps_its_query(page):
    assert 'href="/fr/probe?draft=a%26b&amp;x=1"' in page.get("/en/probe?draft=a%26b&x=1").text
    assert 'href="/en/probe"' in page.get("/fr/probe").text


def test_an_unknown_language_is_an_unknown_address(page):
    assert page.get("/de/probe").status_code == 404


def test_a_page_says_its_language_and_that_of_the_other(page):
    shown = page.get("/fr/probe", headers={"Accept-Language": "en"}).text
    assert '<html lang="fr-CA" data-vault="locked" data-zone="America/Toronto">' in shown
    assert 'lang="en-CA"' in shown


def test_without_scripts_both_languages_say_why_and_whom_to_phone(page, settings):
    shown = page.get("/en/probe").text
    silent = shown[shown.index("<noscript>") : shown.index("</noscript>")]
    assert 'lang="en-CA"' in silent
    assert 'lang="fr-CA"' in silent
    assert silent.count(settings.help_phone) == 2


def test_in_the_pseudo_locale_every_sentence_of_the_frame_comes_out_bracketed(settings):
    shown = with_a_page(create_app(settings.model_copy(update={"pseudo_locale": True}))).get("/en/probe").text
    for sentence in ("Leave this site now", "Privacy", "Accessibility", "What this site keeps"):
        assert f"⟦{sentence}⟧" in shown


SAID = {"en": "Leave this site now", "fr": "Quitter ce site maintenant"}


@pytest.mark.parametrize("lang", SAID)
def test_a_sentence_is_the_same_in_place_and_asked_for_and_its_gaps_are_escaped(app, lang):
    app.jinja_loader = DictLoader(
        {
            "page.html": '{{ _("Leave this site now") }}|{{ fixed_part("part.html") }}|{% include "part.html" %}|'
            '{{ _("Case %(number)s", number="<7>") }}|{{ "<b>" }}',
            "part.html": '{% set said = "Leave this site now" %}{{ _(said) }}',
        }
    )
    with app.test_request_context(f"/{lang}/"):
        app.preprocess_request()
        *said, number, other = render_template("page.html").split("|")
    assert said == [SAID[lang]] * 3
    assert number.endswith("&lt;7&gt;")
    assert other == "&lt;b&gt;"
