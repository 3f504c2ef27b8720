"""What was answered and what left on one day, in its order."""

import sqlalchemy as sa
from alembic import op

revision = "v0006"
down_revision = "v0005"
branch_labels = None
depends_on = None

_TABLES = ("assents", "exports")


def upgrade() -> None:
    """Add the column; of what is there already the order within a day is not known."""
    for table in _TABLES:
        op.add_column(table, sa.Column("place_in_day", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Take the column away."""
    for table in reversed(_TABLES):
        op.drop_column(table, "place_in_day")
