"""Two languages, equal: `/en/…` and `/fr/…`, English and French of Canada (design.md §9)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from babel.support import NullTranslations
from flask import Blueprint, current_app, g, redirect, request
from flask_babel import Babel, Domain, force_locale, get_domain
from markupsafe import Markup

from relay.errors import NotFound
from relay.web.reception import KEY

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

LOCALES: Final = {"en": "en_CA", "fr": "fr_CA"}
NAMES: Final = {"en": "English", "fr": "Français"}  # each in its own language, never translated
FALLBACK: Final = "en"
SAID: Final = "relay sentences"  # of one application, by language: what was translated already
TRANSLATIONS: Final = Path(__file__).parent.parent / "translations"


def register(app: Flask) -> None:
    """Read the language from the address, give it to every link, and speak it."""
    settings = app.extensions[KEY].settings
    babel = _Bracketing() if settings.pseudo_locale else Babel()
    babel.init_app(
        app,
        default_locale=LOCALES[FALLBACK],
        default_translation_directories=str(TRANSLATIONS),
        default_timezone=settings.timezone,
        locale_selector=lambda: LOCALES[current_language()],
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True  # as babel.cfg extracts
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # an extension's
    app.extensions[SAID] = {lang: {} for lang in LOCALES}
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.add_url_rule("/", "front_door", _front_door)


def pages_blueprint(name: str, import_name: str) -> Blueprint:
    """Make a blueprint whose pages lie under `/en/` and `/fr/`; its views get no language argument."""
    return Blueprint(name, import_name, url_prefix="/<lang>")


def current_language() -> str:
    """Return `en` or `fr`: the address's, else `?lang=`, else what the browser prefers."""
    lang: str | None = g.get("lang")
    if lang is None:  # no view was found, or none with a language
        asked = (request.path.split("/")[1], request.args.get("lang", ""))
        lang = g.lang = next((lang for lang in asked if lang in LOCALES), None) or preferred_language()
    return lang


def preferred_language() -> str:
    """Return the one of our languages that Accept-Language likes best."""
    return request.accept_languages.best_match(list(LOCALES), FALLBACK) or FALLBACK


def other_language() -> dict[str, str]:
    """Return code, name and address of this very page in the other language, with its query."""
    lang = current_language()
    code = "fr" if lang == "en" else "en"
    own = f"/{lang}/"
    rest = request.path.removeprefix(own) if request.path.startswith(own) else ""
    asked = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    query = urlencode(asked) if asked else ""
    return {"code": code, "name": NAMES[code], "href": f"/{code}/{rest}{'?' if query else ''}{query}"}


def gettext(message: str, **values: str) -> str:
    """Translate a sentence into the page's language and fill its gaps; each is looked up once a process."""
    said: dict[str, str] = current_app.extensions[SAID][current_language()]
    text = said.get(message)
    if text is None:
        text = said[message] = str(_catalogue().ugettext(message))
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int) -> str:
    """Translate a sentence that counts something into the page's language."""
    return str(_catalogue().ungettext(singular, plural, num))


class Said(dict[str, str]):
    """Sentences of one page in its language, each translated once: a long list says the same few again and again."""

    def __missing__(self, message: str) -> str:
        """Translate a sentence that was not said yet."""
        text = self[message] = gettext(message)
        return text


def say_in(code: str, message: str) -> str:
    """Translate one sentence into a given language, for the few places that speak both at once."""
    with force_locale(LOCALES[code]):
        return str(get_domain().get_translations().ugettext(message))


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if not values or "lang" not in values:
        return
    lang = values.pop("lang")
    if lang not in LOCALES:
        raise NotFound("language")
    g.lang = lang


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = current_language()


def _front_door() -> Response:
    answer = redirect(f"/{preferred_language()}/")
    answer.vary.add("Accept-Language")
    return answer


def _catalogue() -> NullTranslations:
    """Return the page's catalogue, looked up once a request: Flask-Babel does it anew for each sentence."""
    found: NullTranslations | None = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_domain().get_translations()
    return found


class Sentences:
    """`_` of one language's templates: a sentence without gaps is translated once and kept."""

    def __init__(self) -> None:
        self._kept: dict[str, Markup] = {}

    def __call__(self, message: str, **values: object) -> Markup:
        """Translate a sentence and fill its gaps, escaped; "%%" is a percent sign."""
        if values:
            return self._translated(message) % values
        kept = self._kept.get(message)
        if kept is None:
            kept = self._kept[message] = self._translated(message) % {}
        return kept

    def _translated(self, message: str) -> Markup:
        return Markup(_catalogue().ugettext(message))  # noqa: S704 - our own sentences


class _Bracketed(NullTranslations):
    """Puts every translated sentence in brackets, so that a crawl finds what was never marked for translation."""

    def ugettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        return f"⟦{singular if num == 1 else plural}⟧"


class _BracketedDomain(Domain):  # type: ignore[misc]  # Flask-Babel ships no types
    def get_translations(self) -> _Bracketed:
        return _Bracketed()


class _Bracketing(Babel):  # type: ignore[misc]  # as above
    """For tests alone (settings.pseudo_locale)."""

    domain_instance = _BracketedDomain()
