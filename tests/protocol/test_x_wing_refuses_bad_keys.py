from __future__ import annotations

import pytest

from relay.errors import ProtocolError
from relay.protocol import xwing
from relay.protocol.seal_to import seal_to, unseal_from

SECRET = bytes(range(32))
PUBLIC = xwing.public_key(SECRET)


def test_what_is_sealed_opens_with_its_secret_ad_and_length_only():
    sealed = seal_to(PUBLIC, b"x" * 32, b"ad")
    assert unseal_from(SECRET, sealed, b"ad", 32) == b"x" * 32
    for secret, ad, size in ((bytes(32), b"ad", 32), (SECRET, b"other", 32), (SECRET, b"ad", 31)):
        with pytest.raises(ProtocolError):
            unseal_from(secret, sealed, ad, size)


@pytest.mark.parametrize("point", [bytes(32), b"\1" + bytes(31)], ids=["zero", "one"])
def test_a_low_order_point_is_refused(point):
    with pytest.raises(ProtocolError):
        xwing.encapsulate(PUBLIC[:1184] + point)
    ciphertext, _ = xwing.encapsulate(PUBLIC)
    with pytest.raises(ProtocolError):
        xwing.decapsulate(SECRET, ciphertext[:1088] + point)


def test_an_unreduced_ml_kem_key_is_refused():
    with pytest.raises(ProtocolError):
        xwing.encapsulate(b"\xff" * 1184 + PUBLIC[1184:])


@pytest.mark.parametrize("size", [0, 31, 33, 1215, 1217])
def test_other_lengths_never_reach_the_library(size):
    for road in (xwing.public_key, xwing.encapsulate, lambda data: xwing.decapsulate(SECRET, data)):
        with pytest.raises(ProtocolError):
            road(bytes(size))
