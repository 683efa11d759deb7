"""How the tables say what a call takes: with all of it right, and with one thing wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.attack.scene import Scene

if TYPE_CHECKING:
    from tests.attack.calls import Refusal

Values = dict[str, Any]
Right = Callable[[Scene], Values]

CONTENT = "(bytes)"  # a body that is no JSON, among the values of a call
HEADERS = "(headers)"

SHORT = "c2hvcnQ"  # b64 of less than any secret, signature or key
MALFORMED: Refusal = (400, "malformed")
PROTOCOL: Refusal = (422, "protocol")
STALE: Refusal = (409, "stale-custody")
MOVED: Refusal = (409, "state-moved")


@dataclass(frozen=True)
class Wrong:
    """One thing wrong.

    value: what stands there instead, or how it is made of the scene; a mapping replaces several values at once, for
    what is signed belongs together.
    """

    what: str
    value: Any
    refused: Refusal

    def of(self, name: str, scene: Scene) -> Values:
        """Return the values that it changes, where `name` is the one that it is about."""
        made = self.value(scene) if callable(self.value) else self.value
        return dict(made) if isinstance(made, Mapping) else {name: made}


@dataclass(frozen=True)
class Taken:
    """One call as somebody who may make it makes it. wrong: by the value that it is about."""

    call: str
    by: str
    right: Right
    wrong: Mapping[str, tuple[Wrong, ...]] = field(default_factory=dict)
