"""Analysis: what a row of candidates was made with, and who is who in a film."""

import sqlalchemy as sa
from alembic import op

revision = "v0007"
down_revision = "v0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column."""
    op.add_column("tiers", sa.Column("made_with", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "who_is_who",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("recording_id", sa.String(16), nullable=False),
        sa.Column("of_faces", sa.Text(), nullable=False),
        sa.Column("of_voices", sa.Text(), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column("faces", sa.JSON(), nullable=False),
        sa.Column("voices", sa.JSON(), nullable=False),
        sa.Column("ahead", sa.JSON(), nullable=False),
        sa.Column("proposed_of", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_who_is_who")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_who_is_who_recording_id")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_who_is_who_recording_id")),
    )
    op.create_index(op.f("ix_who_is_who_recording_id"), "who_is_who", ["recording_id"])


def downgrade() -> None:
    """Take both away."""
    op.drop_table("who_is_who")
    op.drop_column("tiers", "made_with")
