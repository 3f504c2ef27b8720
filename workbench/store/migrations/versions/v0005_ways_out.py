"""Ways out: what was said on one day in its order, stills in letters, whose words left, and what was left where it is."""

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"
branch_labels = None
depends_on = None

_LISTS = (("letters", "stills"), ("exports", "words_of"), ("certificates", "left"))


def upgrade() -> None:
    """Add the columns; what is there keeps its meaning."""
    op.add_column("consents", sa.Column("place_in_day", sa.Integer(), nullable=False, server_default="0"))
    for table, name in _LISTS:
        op.add_column(table, sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take the columns away."""
    for table, name in reversed(_LISTS):
        op.drop_column(table, name)
    op.drop_column("consents", "place_in_day")
