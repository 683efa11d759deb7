"""The workshop: docs/protocol.md in Python on PyNaCl. Knows bytes and keys; does no I/O.

From the ground up: notation, b64, canonical, forms · aead, xwing, seal_to, signed · identity, card, roster, custody,
desk_secret · statement, ledger · manifest, container, padding, context, body, seal, grant, later_grant · sealing and
opening (both under message), file_form, and verify for a server without secrets · passphrase, recovery, private,
invitation.

Whatever is wrong with bytes that came from elsewhere, the one refusal is relay.errors.ProtocolError.
"""
