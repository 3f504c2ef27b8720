"""Edits are written down under the key of the request they carry out, so that none is carried out twice."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give changes a key."""
    op.add_column("changes", sa.Column("request_key", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_changes_request_key"), "changes", ["case_id", "request_key"], unique=True)


def downgrade() -> None:
    """Take the key away."""
    op.drop_index(op.f("ix_changes_request_key"), "changes")
    op.drop_column("changes", "request_key")
