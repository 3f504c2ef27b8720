"""Several cameras of one session: when each began on the clock of the leading one."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of cameras."""
    op.create_table(
        "cameras",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("leading_id", sa.String(length=16), nullable=False),
        sa.Column("recording_id", sa.String(length=16), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("aligned_by", sa.String(length=32), nullable=False),
        sa.Column("stands_out", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["leading_id"], ["recordings.id"], name=op.f("fk_cameras_leading_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_cameras_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cameras")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_cameras_recording_id")),
    )
    op.create_index(op.f("ix_cameras_leading_id"), "cameras", ["leading_id"])
    op.create_index(op.f("ix_cameras_recording_id"), "cameras", ["recording_id"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("cameras")
