from __future__ import annotations

import pytest

from relay.errors import ProtocolError
from relay.protocol import xwing
from relay.protocol.custody import Custody, make_assign, make_close, make_open, make_share
from relay.protocol.desk_secret import open_desk_secret, seal_desk_secret
from relay.protocol.roster import REVOKE
from tests.protocol.world import AT, CASE, card, custody, desk_secret_of, entry, person, roster

DESK = f"case/{CASE}"
PRISON = "institution/WARK-2"


def assign(chain: Custody, by: str, holder: str, epoch: int) -> Custody:
    return chain.append(make_assign(person(by), chain, card(holder).digest, epoch=epoch, at=AT), roster())


def opened(chain: Custody, by: str, epoch: int) -> Custody:
    box = xwing.public_key(desk_secret_of(chain.desk, epoch))
    return chain.append(make_open(person(by), chain, box, at=AT), roster())


def share(chain: Custody, by: str, holder: str, epoch: int = 1) -> Custody:
    return chain.append(make_share(person(by), chain, card(holder).digest, epoch=epoch, at=AT), roster())


def close(chain: Custody, by: str) -> Custody:
    return chain.append(make_close(person(by), chain, at=AT), roster())


def test_a_new_assign_ends_the_epoch_before_at_once():
    chain = assign(custody(), "olive", "marc", 2)
    assert chain.current is None
    assert not chain.sealable(roster())


def test_after_a_hand_over_only_the_new_key_is_current():
    chain = opened(assign(custody(), "olive", "marc", 2), "marc", 2)
    assert chain.current == chain.epochs[1]
    assert chain.holder_keys(chain.epochs[0].key_id, roster()) == {person("mira").sign_pk}
    assert not chain.at_or_after_open(custody().head)
    assert chain.at_or_after_open(chain.head)


def test_mira_shares_her_epoch_with_marc_who_follows_her():
    chain = share(opened(assign(custody(), "olive", "marc", 2), "marc", 2), "mira", "marc")
    assert chain.holder_keys(chain.epochs[0].key_id, roster()) == {person("mira").sign_pk, person("marc").sign_pk}


def test_marc_shares_what_he_received_with_nobody_who_is_not_assigned():
    chain = share(opened(assign(custody(), "olive", "marc", 2), "marc", 2), "mira", "marc")
    with pytest.raises(ProtocolError):
        share(chain, "marc", "liam")


def test_a_former_holder_receives_no_later_epoch():
    chain = opened(assign(custody(), "olive", "marc", 2), "marc", 2)
    with pytest.raises(ProtocolError):
        share(chain, "marc", "mira", epoch=2)


def test_an_institution_has_several_liaisons_of_one_epoch():
    chain = assign(custody(PRISON, "olive", "liam"), "otto", "lena", 1)
    assert share(chain, "liam", "lena").current.holders == (card("liam").digest, card("lena").digest)


def test_a_later_liaison_receives_no_former_epoch():
    chain = assign(custody(PRISON, "olive", "liam"), "otto", "lena", 2)
    with pytest.raises(ProtocolError):
        share(chain, "liam", "lena", epoch=1)


def test_nothing_but_a_share_or_the_next_assign_follows_a_close():
    closed = close(custody(), "otto")
    assert closed.current is None
    assert share(closed, "mira", "mira").length == closed.length + 1
    assert opened(assign(closed, "olive", "mira", 2), "mira", 2).current is not None
    for refused in (
        lambda: close(closed, "otto"),
        lambda: opened(closed, "mira", 2),
        lambda: assign(closed, "olive", "mira", 1),
    ):
        with pytest.raises(ProtocolError):
            refused()


def test_a_desk_is_not_sealed_to_once_who_assigned_its_holder_is_revoked():
    revoked = entry(roster(), "root", REVOKE, "olive")
    assert not custody().sealable(revoked)
    assert (
        custody()
        .append(make_assign(person("otto"), custody(), card("mira").digest, epoch=1, at=AT), revoked)
        .sealable(revoked)
    )


def test_the_root_assigns_the_office_and_no_other_desk():
    assert custody("office", "root", "olive").sealable(roster())
    for desk, holder in ((DESK, "mira"), (PRISON, "liam")):
        with pytest.raises(ProtocolError):
            custody(desk, "root", holder)


@pytest.mark.parametrize(("desk", "holder"), [(DESK, "liam"), (PRISON, "mira"), ("office", "mira"), (DESK, "anna")])
def test_a_desk_is_held_by_its_own_role_only(desk, holder):
    with pytest.raises(ProtocolError):
        custody(desk, "olive", holder)


def test_appending_leaves_the_former_chain_as_it_was():
    before = custody()
    assign(before, "olive", "marc", 2)
    assert before.current is not None
    assert before.length == 2


def test_a_desk_secret_opens_for_its_holder_and_only_for_its_open():
    epoch = custody().current
    secret = desk_secret_of(DESK)
    sealed = seal_desk_secret(card("mira").box, secret, epoch.open_digest)
    mira = person("mira").box_sk
    assert open_desk_secret(mira, sealed, epoch.open_digest, epoch.box) == secret
    for wrong in ((person("marc").box_sk, sealed, epoch.open_digest, epoch.box), (mira, sealed, bytes(32), epoch.box)):
        with pytest.raises(ProtocolError):
            open_desk_secret(*wrong)


def test_a_secret_that_is_not_the_opens_box_is_refused():
    epoch = custody().current
    sealed = seal_desk_secret(card("mira").box, bytes(32), epoch.open_digest)
    with pytest.raises(ProtocolError):
        open_desk_secret(person("mira").box_sk, sealed, epoch.open_digest, epoch.box)
