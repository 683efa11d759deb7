"""Every page there is: which endpoint serves it, who sees it, and what has to have happened before."""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = ("en", "fr")


class Place(NamedTuple):
    """One page as one person sees it; `path` is below the language, its gaps are filled by the stage."""

    endpoint: str
    who: str  # of the demo programme; "" is nobody signed in
    path: str

    def __str__(self) -> str:
        return f"{self.endpoint}-{self.who or 'nobody'}{'-new' * ('new' in self.path)}"


PLACES = (
    Place("public.index", "", ""),
    Place("public.request_page", "", "request"),
    Place("public.help_page", "", "help"),
    Place("public.privacy", "", "privacy"),
    Place("public.accessibility", "", "accessibility"),
    Place("public.keeps", "", "keeps"),
    Place("join.show", "", "join#{invitation}"),
    Place("account.sign_in", "", "sign-in"),
    Place("account.recover", "", "recover"),
    *(Place("account.show", who, "account") for who in ("Anna", "Mira", "Olive", "Liam")),
    *(Place("home.show", who, "home") for who in ("Anna", "Mira", "Olive", "Liam")),
    Place("victim.before", "Anna", "before"),
    Place("victim.write", "Anna", "write"),
    Place("victim.letter", "Anna", "sent/{letter}"),
    Place("victim.here", "Anna", "here/{reply}"),
    Place("victim.read", "Anna", "read/{reply}"),
    Place("victim.consent", "Anna", "consent"),
    Place("mediator.review", "Mira", "review/{waiting}"),
    *(Place("mediator.review", "Mira", f"review/{{{what}}}") for what in ("changed", "carried")),
    Place("mediator.release", "Mira", "release/{waiting}"),
    *(Place("case.show", who, "cases/{case}") for who in ("Mira", "Olive")),
    *(Place("case.show", who, "cases/{new-case}") for who in ("Mira", "Olive")),
    *(Place("case.invite", who, "invite/{case}") for who in ("Mira", "Olive")),
    Place("office.new_case", "Olive", "cases/new"),
    Place("office.staff", "Olive", "staff"),
    Place("office.institutions", "Olive", "institutions"),
    *(Place("home.show", who, "home") for who in ("Nora", "Nils")),  # joined, not yet confirmed
    Place("account.show", "Nils", "account"),
    *(Place(f"victim.{path}", "Nora", path) for path in ("before", "write", "consent")),
    Place("liaison.task", "Liam", "tasks/{task}"),
    Place("liaison.reply", "Liam", "tasks/{task}/reply"),
)
SECOND_DAYS = (  # the same addresses, once more has happened: what they show is something else
    Place("home.show", "Bea", "home"),
    Place("victim.write", "Bea", "write"),  # which of her cases?
    Place("victim.consent", "Bea", "consent?case={hers}"),
    *(
        Place("victim.letter", "Anna", f"sent/{{{what}}}")
        for what in ("returned", "agreed", "withdrawn", "called-back")
    ),
    *(Place("mediator.review", "Mira", f"review/{{{what}}}") for what in ("returned", "agreed", "withdrawn", "held")),
    Place("mediator.release", "Mira", "release/{edit}"),
    Place("case.show", "Mira", "cases/{waits-there}"),
    Place("case.invite", "Mira", "invite/{waits-there}"),
    Place("case.show", "Olive", "cases/{nobodys}"),
    *(Place("liaison.task", "Liam", f"tasks/{{{what}}}") for what in ("guidance", "proposal")),
)
