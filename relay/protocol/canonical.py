"""Canonical JSON (docs/protocol.md §1): one object, one spelling; any other spelling is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from relay.errors import ProtocolError
from relay.protocol.notation import LARGEST_PART

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value]"

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 3
_LONGEST_DIGITS = 16  # of 2^53 - 1: longer ones never become a number


def encode(fields: Mapping[str, Value]) -> bytes:
    """Write an object as canonical JSON.

    Returns UTF-8, keys in code-point order, at most 8,192 bytes.
    Raises ProtocolError for a value that §1 does not allow.
    """
    _require_object(fields, 1)
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ProtocolError("lone surrogate") from error
    if len(data) > LARGEST_PART:
        raise ProtocolError("object too long")
    return data


def decode(data: bytes, keys: Collection[str] | None = None) -> dict[str, Value]:
    """Read canonical JSON strictly: parse, check, write again, compare.

    data: at most 8,192 bytes. keys: exactly the keys the object has, or None for any.
    Raises ProtocolError, whatever is wrong.
    """
    if len(data) > LARGEST_PART:
        raise ProtocolError("object too long")
    try:
        fields = json.loads(data.decode("utf-8"), parse_int=_integer, parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("not JSON") from error
    if not isinstance(fields, dict) or encode(fields) != data:
        raise ProtocolError("not canonical")
    if keys is not None and fields.keys() != set(keys):
        raise ProtocolError("other keys")
    return fields


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_DIGITS:
        raise ProtocolError("integer too large")
    return int(digits)


def _refuse(_: str) -> NoReturn:
    raise ProtocolError("number not allowed")


def _require_object(value: object, depth: int) -> None:
    if not isinstance(value, dict) or depth > DEEPEST:
        raise ProtocolError("not an object here")
    for key, item in value.items():
        if not isinstance(key, str) or not key.isascii():
            raise ProtocolError("key not ASCII")
        _require_value(item, depth)


def _require_value(value: object, depth: int) -> None:
    if isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if not 0 <= value <= LARGEST_INTEGER:
            raise ProtocolError("integer out of range")
    elif isinstance(value, list):
        if depth >= DEEPEST:
            raise ProtocolError("nested too deep")
        for item in value:
            _require_value(item, depth + 1)
    else:
        _require_object(value, depth + 1)
