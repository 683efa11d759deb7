"""What sending a letter waits for, in the order in which a victim's pages say it (design.md §9)."""

from __future__ import annotations

PARTY = "party"
DESK = "desk"
CONSENT = "consent"

BEFORE_CONFIRMED = (PARTY, DESK, CONSENT)


def awaiting(*, sealable: bool, agreed: bool) -> tuple[str, ...]:
    """Return what is missing before a confirmed party can send a letter; nothing is missing: ().

    sealable: the case's desk has a current key; agreed: the party's consent to send letters is in force.
    """
    missing = {DESK: not sealable, CONSENT: not agreed}
    return tuple(name for name, lacks in missing.items() if lacks)
