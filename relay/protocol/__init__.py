"""The workshop: docs/protocol.md in Python on PyNaCl. Knows bytes and keys; does no I/O."""
