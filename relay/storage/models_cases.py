"""Tables of institutions, cases, their parties, and which consents and preparations stand.

All but the case itself are the newest word of signed statements; the ledgers keep the words (protocol.md §5).
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads these annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from relay.storage.base import Base
from relay.storage.types import UtcDateTime


class InstitutionRow(Base):
    """An institution whose desk `institution/CODE` delivers on paper or screen."""

    __tablename__ = "institutions"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    lang: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseRow(Base):
    """One case; public_id stands in addresses, code never does (R12).

    mediator: card digest that the newest `assign` of its desk names; langs: tags joined by commas;
    sheet: id of its sealed sheet; briefed: the sheet is granted to the case's desk; version: counts the statements
    that changed parties, consents or preparations.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_mediator_created_at_code", "mediator", "created_at", "code"),
        Index("ix_cases_created_at_code", "created_at", "code"),
        Index("ix_cases_briefed_sheet", "briefed", "sheet"),
    )

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    institution: Mapped[str] = mapped_column(ForeignKey("institutions.code"))
    langs: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(22))
    mediator: Mapped[str | None] = mapped_column(String(43))
    sheet: Mapped[str | None] = mapped_column(String(22))
    briefed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)


class PartyRow(Base):
    """The newest `party` statement of one side; accepted: the mediator's card this side took as neutral, or ""."""

    __tablename__ = "parties"

    case_code: Mapped[str] = mapped_column(ForeignKey("cases.code"), primary_key=True)
    party: Mapped[str] = mapped_column(String(10), primary_key=True)
    card_digest: Mapped[str] = mapped_column(String(43))
    person: Mapped[str] = mapped_column(String(22), index=True)
    desk: Mapped[str] = mapped_column(String(48), index=True)
    accepted: Mapped[str] = mapped_column(String(43), default="")


class ConsentRow(Base):
    """The newest `consent` of a party for one model in one direction (`send` or `receive`)."""

    __tablename__ = "consents"

    case_code: Mapped[str] = mapped_column(ForeignKey("cases.code"), primary_key=True)
    party: Mapped[str] = mapped_column(String(10), primary_key=True)
    model: Mapped[str] = mapped_column(String(8), primary_key=True)
    direction: Mapped[str] = mapped_column(String(7), primary_key=True)
    digest: Mapped[str] = mapped_column(String(43))
    scope: Mapped[str] = mapped_column(String(7))
    given: Mapped[bool]
    how: Mapped[str] = mapped_column(String(7))
    at: Mapped[str] = mapped_column(String(17))


class PreparedRow(Base):
    """A party with a `prepared` statement (design.md §5)."""

    __tablename__ = "prepared"

    case_code: Mapped[str] = mapped_column(ForeignKey("cases.code"), primary_key=True)
    party: Mapped[str] = mapped_column(String(10), primary_key=True)
