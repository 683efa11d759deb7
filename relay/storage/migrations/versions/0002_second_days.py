"""What the second issue adds to the first tables; each addition stands under the room that needs it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add to the first tables, keeping every row."""
    _account_notes()
    _decisions()
    _several_cases()
    _quick_lists()


def _account_notes() -> None:
    """Keep what happened to an account, for its owner."""
    op.create_table(
        "account_notes",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name=op.f("fk_account_notes_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_notes")),
    )
    with op.batch_alter_table("account_notes", schema=None) as batch_op:
        batch_op.create_index("ix_account_notes_person_at", ["person", "at"], unique=False)


def _decisions() -> None:
    """Note what the mediator and an author said to each other, and each way of a message; it may go two ways."""
    with op.batch_alter_table("messages") as batch_op:
        batch_op.add_column(sa.Column("guidance", sa.String(length=22), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("edited", sa.String(length=22), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("answer", sa.String(length=9), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("about", sa.String(length=22), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("held_until", sa.String(length=10), nullable=False, server_default=""))
    held, keys = sa.text("held_until <> ''"), ["tray", "held_until", "id"]
    op.create_index("ix_messages_due", "messages", keys, sqlite_where=held, postgresql_where=held)
    carried = sa.text("kind = 'relayed'")
    keys = ["case_code", "sender", "asked_at", "id"]
    op.create_index("ix_messages_carried", "messages", keys, sqlite_where=carried, postgresql_where=carried)
    op.create_index("ix_drafts_message", "drafts", ["message"])
    with op.batch_alter_table("deliveries") as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=8), nullable=False, server_default="release"))
        batch_op.add_column(sa.Column("served", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_constraint("pk_deliveries", type_="primary")
        batch_op.create_primary_key("pk_deliveries", ["message", "to_party"])


def _several_cases() -> None:
    """Let one card answer several invitations: a victim's, one a case."""
    with op.batch_alter_table("invitations") as batch_op:
        batch_op.drop_constraint("uq_invitations_card_digest", type_="unique")
        batch_op.create_index("ix_invitations_card_digest", ["card_digest"], unique=False)


def _quick_lists() -> None:
    """Let a victim's list follow one index: who a delivery is for, and what her mediator wrote about."""
    with op.batch_alter_table("deliveries") as batch_op:
        batch_op.add_column(sa.Column("person", sa.String(length=22), nullable=False, server_default=""))
        batch_op.create_index("ix_deliveries_person_released_at_message", ["person", "released_at", "message"])
    same = "parties.case_code = deliveries.case_code AND parties.party = deliveries.to_party"
    theirs = f"SELECT parties.person FROM parties WHERE {same}"  # noqa: S608 - this file's own words
    op.execute(f"UPDATE deliveries SET person = COALESCE(({theirs}), '')")  # noqa: S608 - as above
    asked, keys = sa.text("state IN ('returned', 'proposed')"), ["person", "accepted_at", "id"]
    op.create_index("ix_messages_asked", "messages", keys, sqlite_where=asked, postgresql_where=asked)
