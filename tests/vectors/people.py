"""Checks of people's keys and cards, of passphrase and recovery, drafts and invitations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from relay.protocol import b64, container, invitation, passphrase, private, recovery
from relay.protocol.card import make_card, read_card
from relay.protocol.identity import Identity, fingerprint, instance_of, key_id
from tests.vectors.refusing import must_refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.vectors.programme import Programme
    from tests.vectors.reading import Item


def cases(programme: Programme) -> Iterator[tuple[str, Callable[[], None]]]:
    vectors = programme.vectors
    yield "instance", lambda: _instance(programme)
    for name in vectors["people"]:
        yield f"people: {name}", partial(_person, vectors["people"][name])
        if "twin_card" in vectors["people"][name]:
            yield f"people: {name}'s twin card", partial(_twin, vectors["people"][name])
    yield "secrets: sign-in", lambda: _sign_in(vectors["secrets"], programme)
    yield "secrets: recovery", lambda: _recovery(vectors["secrets"], programme)
    for typed in vectors["secrets"]["recovery_refused"]:
        yield f"secrets: recovery code refused {typed!a}", partial(must_refuse, partial(recovery.read_code, typed))
    yield "secrets: draft", lambda: _draft(vectors["secrets"], programme)
    yield "secrets: piece", lambda: _piece(vectors["secrets"], programme)
    yield "invitation", lambda: _invitation(vectors["invitation"], programme)


def _instance(programme: Programme) -> None:
    assert instance_of(programme.person("root").sign_pk) == programme.instance


def _person(item: Item) -> None:
    keys = Identity.from_seed(item.raw("seed"))
    card = read_card(item.signed("card", "card_signature"))
    assert keys.box_pk == item.raw("box"), "box"
    assert keys.sign_pk == item.raw("sign"), "sign"
    assert keys.key_id == key_id(card.box) == item["key_id"], "key_id"
    assert keys.fingerprint == fingerprint(card.sign) == item["fingerprint"], "fingerprint"
    assert card.digest == item.raw("card_digest"), "card_digest"
    again = make_card(keys, name=card.name, person=card.person, role=card.role, issued=card.issued)
    assert again == card.signed, "card"


def _twin(item: Item) -> None:
    twin = read_card(item.signed("twin_card", "twin_card_signature"))
    assert twin.sign == item.raw("sign")
    assert twin.digest != item.raw("card_digest")


def _sign_in(item: Item, programme: Programme) -> None:
    salt = passphrase.sign_in_salt(programme.instance, item["sign_in_name"])
    root = passphrase.stretch(item["passphrase"], salt)
    secrets = passphrase.secrets_of(root)
    assert salt == item.raw("salt"), "salt"
    assert root == item.raw("root"), "root"
    assert (secrets.auth, secrets.wrap) == (item.raw("auth"), item.raw("wrap")), "auth, wrap"
    seed = passphrase.unwrap_seed(secrets.wrap, item.raw("wrapped_seed"), programme.instance, item["person"])
    assert seed == _owner(item, programme).seed, "wrapped_seed"


def _owner(item: Item, programme: Programme) -> Identity:
    """Find whose secrets these are: the card with that person."""
    name = next(name for name in programme.vectors["people"] if programme.card(name).person == item["person"])
    return programme.person(name)


def _recovery(item: Item, programme: Programme) -> None:
    code = item.raw("recovery_code")
    assert recovery.show_code(code) == item["recovery_shown"], "recovery_shown"
    for typed in (item["recovery_shown"], *item["recovery_typed"]):
        assert recovery.read_code(typed) == code, typed
    secrets = recovery.code_secrets(code)
    assert secrets.auth == item.raw("recovery_auth"), "recovery_auth"
    sealed = item.raw("recovery_seed")
    seed = recovery.unwrap_recovery_seed(secrets.wrap, sealed, programme.instance, item["person"])
    assert seed == _owner(item, programme).seed, "recovery_seed"


def _draft(item: Item, programme: Programme) -> None:
    opened = private.open_draft(_owner(item, programme).seed, item.raw("draft_id"), item.raw("draft"))
    parts = container.unpack(opened).parts
    assert [(part.type, part.data.decode()) for part in parts] == [("text/plain", item["draft_text"])]


def _piece(item: Item, programme: Programme) -> None:
    opened = private.open_piece(_owner(item, programme).seed, item.raw("draft_id"), 1, item.raw("piece_1"))
    assert opened.decode() == item["piece_1_plain"]


def _invitation(item: Item, programme: Programme) -> None:
    invite_id = item.raw("invite_id")
    secret = invitation.invite_secret(programme.person(item["inviter"]).seed, invite_id)
    fragment = invitation.read_fragment(item["fragment"])
    assert invitation.write_fragment(invite_id, secret, programme.instance) == item["fragment"], "fragment"
    assert (fragment.invite_id, fragment.secret) == (invite_id, secret)
    assert fragment.is_of(programme.card("root").sign)
    card = programme.vectors["people"][item["card_of"]].text_bytes("card")
    assert b64.encode(invitation.card_mac(secret, invite_id, card)) == item["mac"], "mac"
    invitation.check_card_mac(secret, invite_id, card, item.raw("mac"))
