"""What each type of statement may say: closed lists, no free text (docs/protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from relay.errors import ProtocolError
from relay.protocol import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from relay.protocol.canonical import Value

    Form: TypeAlias = Callable[[Value], object]

SCOPES = ("send", "receive", "all")
MODELS = ("letters", "video", "relayed", "meeting")
CHECKS = ("explained", "expectations", "safety", "support", "contact", "language", "reading", "delivery", "fingerprint")
REVIEWS = ("reading", "held", "declined", "approved")
OUTCOMES = ("pulled", "printed", "delivered", "not-accepted", "failed", "recalled", "viewed")
HANDLINGS = ("in-person", "read-aloud", "supervised", "none")
DISPOSALS = ("case", "message")
STATES = (
    "assessing", "waiting", "declined", "preparing", "active", "paused", "resumed",
    "no-contact-hold", "safety-hold", "cleared", "withdrawn", "closed", "retained",
)  # fmt: skip
REASONS = ("none", "asked", "not-eligible", "no-contact-order", "safety", "other-party", "finished", "moved", "died")
STAFF_HOWS = ("spoken", "written")  # a mediator or liaison signs for the offender
VICTIM_HOW = "portal"
MOST_DIGESTS = 64


def digests(least: int) -> Form:
    """Make a reader of an array of different digests, least to 64."""

    def read(value: Value) -> tuple[str, ...]:
        if not isinstance(value, list) or not least <= len(value) <= MOST_DIGESTS:
            raise ProtocolError("not so many digests")
        texts = tuple(forms.digest_text(item) for item in value)
        if len(set(texts)) != len(texts):
            raise ProtocolError("the same digest twice")
        return texts

    return read


def checks(value: Value) -> tuple[str, ...]:
    """Read what was gone through in preparation: at least one, each once, in the list's order."""
    if not isinstance(value, list) or not value or value != [check for check in CHECKS if check in value]:
        raise ProtocolError("not in the list's order")
    return tuple(forms.text(check) for check in value)


def ledger_or_chain(value: Value) -> str:
    """Read what a restored names: a ledger, roster, or a desk's name."""
    name = forms.text(value)
    if name == "roster" or name.startswith(("case/", "institution/")) or name == "office":
        return name if name == "roster" else forms.desk_name(name)
    code, slash, party = name.partition("/")
    forms.code(code)
    if slash:
        forms.victim(party)
    return name


_party, _message, _digest, _flag = forms.party, forms.id16, forms.digest_text, forms.flag
_how = forms.one_of((*STAFF_HOWS, VICTIM_HOW))

OWN_FIELDS: Mapping[str, Mapping[str, Form]] = {
    "party": {
        "party": _party,
        "card": forms.or_empty(_digest),
        "desk": forms.or_empty(forms.institution_desk),
    },
    "declare": {"conflict": _flag},
    "accept": {"party": _party, "holder": _digest, "given": _flag, "how": _how},
    "prepared": {"party": _party, "checks": checks},
    "consent": {
        "party": _party,
        "scope": forms.one_of(SCOPES),
        "model": forms.one_of(MODELS),
        "how": _how,
        "given": _flag,
    },
    "state": {"party": forms.or_empty(_party), "to": forms.one_of(STATES), "reason": forms.one_of(REASONS)},
    "review": {"message": _message, "to": forms.one_of(REVIEWS), "until": forms.or_empty(forms.day)},
    "return": {"message": _message, "guidance": _message, "grants": digests(1)},
    "propose": {"message": _message, "edited": _message, "grants": digests(1)},
    "agree": {"message": _message, "edited": _message, "seal": _digest, "how": _how},
    "disagree": {"message": _message, "edited": _message, "seal": _digest, "how": _how},
    "release": {"message": _message, "to": _party, "consent": _digest, "grants": digests(0)},
    "withdraw": {"message": forms.or_empty(_message), "how": _how},
    "handled": {"message": _message, "outcome": forms.one_of(OUTCOMES), "how": forms.one_of(HANDLINGS)},
    "opened": {"message": _message},
    "brief": {"message": _message, "grants": digests(1)},
    "consult": {"message": _message, "card": _digest, "consents": digests(1), "grants": digests(1)},
    "dispose": {"what": forms.one_of(DISPOSALS), "message": forms.or_empty(_message)},
    "restored": {"ledger": ledger_or_chain, "link": _digest},
}
COMMON_FIELDS: Mapping[str, Form] = {
    "at": forms.time,
    "by": forms.sign_key,
    "case": forms.or_empty(forms.code),
    "nonce": forms.id16,
    "v": forms.version,
}


def require_agreement(fields: Mapping[str, Value]) -> None:
    """Check the fields of one statement against each other; raises ProtocolError."""
    type_ = fields["type"]
    fits = {
        "party": _party_fits,
        "accept": _how_fits,
        "consent": _how_fits,
        "dispose": _dispose_fits,
        "restored": _restored_fits,
    }.get(str(type_))
    if (fits is not None and not fits(fields)) or (fields["case"] == "" and type_ != "restored"):
        raise ProtocolError("fields do not agree")


def _party_fits(fields: Mapping[str, Value]) -> bool:
    return fields["card" if fields["party"] == forms.OFFENDER else "desk"] == ""


def _how_fits(fields: Mapping[str, Value]) -> bool:
    return fields["how"] in (STAFF_HOWS if fields["party"] == forms.OFFENDER else (VICTIM_HOW,))


def _dispose_fits(fields: Mapping[str, Value]) -> bool:
    return (fields["what"] == "case") == (fields["message"] == "")


def _restored_fits(fields: Mapping[str, Value]) -> bool:
    name = forms.text(fields["ledger"])
    if name in ("roster", "office") or name.startswith("institution/"):
        return fields["case"] == ""
    return fields["case"] == name.removeprefix("case/").partition("/")[0]
