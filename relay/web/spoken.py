"""Templates, compiled once a language with all in place that the language alone decides: sentences, fixed parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from flask.templating import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import Markup

from relay.web import i18n

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping

    from jinja2 import Template
    from jinja2.lexer import TokenStream

CALL: Final = ["variable_begin", "name", "lparen", "string", "rparen", "variable_end"]  # {{ _("A sentence") }}
SENTENCE, FIXED_PART = "_", "fixed_part"


class SpokenTemplates(Environment):
    """Flask's templates; every language has an environment of its own, chosen by the page's."""

    _spoken: dict[str, SpokenTemplates]

    def speak(self, filters: Mapping[str, Mapping[str, Callable[..., str]]]) -> None:
        """Make the languages' environments, once all else is registered. filters: those that differ, by language."""
        self._spoken = {lang: self._in(lang, own) for lang, own in filters.items()}

    def get_template(self, name: str | Template, *of: Any, **given: Any) -> Template:  # noqa: ANN401 - passed on to Jinja
        """Return a template as it is in the page's language; what it extends or imports is in the same."""
        if self.overlayed:
            return super().get_template(name, *of, **given)
        return self._spoken[i18n.current_language()].get_template(name, *of, **given)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what templates of a language find: as it stands, for Jinja would look it up name by name each time."""
        return self.globals if d is None else super().make_globals(d)

    def _in(self, lang: str, filters: Mapping[str, Callable[..., str]]) -> SpokenTemplates:
        spoken: SpokenTemplates = self.overlay(extensions=[_InPlace])
        spoken.filters = {**self.filters, **filters}
        spoken.globals = {
            **self.globals,
            SENTENCE: i18n.Sentences(),
            FIXED_PART: lambda name: Markup(spoken.get_template(name).render(lang=lang)),  # noqa: S704 - a template escapes
        }
        return spoken


class _InPlace(Extension):
    """Puts a sentence without gaps, and a part that says the same to everybody, in place of the call for it."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        tokens = list(stream)
        here = 0
        while here < len(tokens):
            call = tokens[here : here + len(CALL)]
            if [token.type for token in call] == CALL and call[1].value in (SENTENCE, FIXED_PART):
                say = cast("Callable[[str], Markup]", self.environment.globals[call[1].value])
                yield Token(call[0].lineno, "data", str(say(call[3].value)))
                here += len(call)
            else:
                yield tokens[here]
                here += 1
