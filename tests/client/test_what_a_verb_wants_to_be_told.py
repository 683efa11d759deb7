from __future__ import annotations

import click
import pytest

from relay.cli import relay

MESSAGE = "A" * 22


@pytest.mark.parametrize(
    "said",
    [
        ("invite", "victim"),
        ("invite", "mediator", "--case", "RO-1"),
        ("watch", "RO-1", "Léa", "--clear"),
        ("withdraw",),
        ("withdraw", MESSAGE, "--all", "RO-1"),
        ("propose", MESSAGE),
    ],
    ids=" ".join,
)
def test_too_little_or_too_much_is_said_before_anybody_signs_in(said):
    with pytest.raises(click.UsageError):
        relay.main(["act", "--url", "http://localhost:1", "--as", "Mira", *said], standalone_mode=False)
