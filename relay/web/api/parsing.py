"""Reads JSON calls by their models: exact keys, exact types, sizes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self, TypeVar

from flask import request
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from relay.errors import Malformed, ProtocolError, TooLarge
from relay.protocol import b64
from relay.web.reception import limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from relay.protocol.canonical import Value


class Call(BaseModel):
    """The root of every JSON body: no unknown key, no coercion ("1" is no number, 1 is no true)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


C = TypeVar("C", bound=Call)


def as_value(form: Callable[[Value], str]) -> Callable[[str], str]:
    """Make a model's check of one of the protocol's forms."""

    def check(text: str) -> str:
        try:
            return form(text)
        except ProtocolError as error:
            raise ValueError("another form") from error

    return check


def _is_b64(size: int | None) -> Callable[[str], str]:
    def check(text: str) -> str:
        try:
            b64.decode(text, size)
        except ProtocolError as error:
            raise ValueError("not b64") from error
        return text

    return check


Id = Annotated[str, StringConstraints(min_length=22, max_length=22), AfterValidator(_is_b64(16))]
Digest = Annotated[str, StringConstraints(min_length=43, max_length=43), AfterValidator(_is_b64(32))]
Signature = Annotated[str, StringConstraints(min_length=86, max_length=86), AfterValidator(_is_b64(64))]
Secret32 = Digest  # a sign-in secret has the same form
WrappedSeed = Annotated[str, StringConstraints(min_length=96, max_length=96), AfterValidator(_is_b64(72))]
Text = Annotated[str, StringConstraints(min_length=1, max_length=8192)]  # a signed object: at most 8,192 bytes
Code = Annotated[str, StringConstraints(pattern="^[A-Z0-9-]{1,32}$")]
Lang = Annotated[str, StringConstraints(pattern="^(en|fr)$")]


class WithRecovery(Call):
    """What may bring the two values of a recovery code: together, or not at all."""

    recovery_auth: Secret32 | None = None
    recovery_seed: WrappedSeed | None = None

    @model_validator(mode="after")
    def _recovery_is_whole(self) -> Self:
        if (self.recovery_auth is None) != (self.recovery_seed is None):
            raise ValueError("half a recovery")
        return self

    @property
    def recovery_secret(self) -> bytes | None:
        """The code's sign-in secret, 32 bytes."""
        return b64.decode(self.recovery_auth, 32) if self.recovery_auth else None

    @property
    def recovery_wrap(self) -> bytes | None:
        """The seed as the code wraps it, 72 bytes."""
        return b64.decode(self.recovery_seed, 72) if self.recovery_seed else None


def call(model: type[C]) -> C:
    """Read this request's JSON body as a model.

    Raises Malformed for another content type, form or type; TooLarge (by the server) beyond the limit.
    """
    if request.mimetype != "application/json":
        raise Malformed("content type")
    data = request.get_data()
    if len(data) >= limits().json_bytes:
        raise TooLarge("JSON")  # what comes in pieces without a length was cut off here in silence
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        raise Malformed(f"{model.__name__}: {error.error_count()} fields") from None


def counted(name: str, default: int = 0) -> int:
    """Read a query argument that counts (0 and up). Raises Malformed."""
    text = request.args.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - nine digits stay an int32
        raise Malformed(name)
    return int(text)
