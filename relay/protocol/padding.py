"""Padmé padding: hides a container's exact length (docs/protocol.md §4.1)."""

from __future__ import annotations

from relay.errors import ProtocolError

SMALLEST = 4096
LARGEST = 2**36


def padded(length: int) -> int:
    """Compute the padded length of a container of this many bytes, in integer arithmetic.

    Raises ProtocolError where the result would exceed 2^36.
    """
    if length <= SMALLEST:
        return SMALLEST
    if length > LARGEST:
        raise ProtocolError("container too long")
    exponent = length.bit_length() - 1
    unit = 1 << (exponent - exponent.bit_length())  # s = floor(log2 e) + 1 is e's bit length
    return -(-length // unit) * unit
