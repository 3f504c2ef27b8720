"""Casework: ratings, assent, reviews, supervision, letters; what a clip sheet says; packages become the register of exports."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None

_NEW_REFERENCES = (("regions", "hides", "people"), ("clips", "goal_id", "goals"))
_NEW_TABLES = (
    "goal_ratings",
    "assents",
    "clip_responses",
    "self_assessments",
    "supervisions",
    "external_measures",
    "letters",
    "reviews",
    "exports",
    "certificates",
)


def upgrade() -> None:
    """Make the tables and columns; packages that were made stay in the register."""
    for table, columns in _new_columns().items():
        for column in columns:
            op.add_column(table, column)
    for table, name, other in _NEW_REFERENCES:
        # one statement with its constraint: SQLite adds none to a table that is there
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} VARCHAR(16) CONSTRAINT fk_{table}_{name} REFERENCES {other} (id)")
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    _make("goal_ratings", _reference("goal_id", "goals"), _day("on"), sa.Column("value", sa.Integer(), nullable=False), _text("words"))
    _make(
        "assents",
        _reference("case_id", "cases"),
        _reference("person_id", "people"),
        _word("scope"),
        _word("answer"),
        _day("on"),
        _reference("recording_id", "recordings", nullable=True),
        _text("shown_by"),
    )
    _make_reviews()
    _make_supervision()
    _make(
        "letters",
        _reference("case_id", "cases"),
        _word("kind"),
        _day("drafted_on"),
        _text("language"),
        _text("heading"),
        _list("paragraphs"),
        sa.Column("edited", sa.Boolean(), nullable=False),
    )
    _make_exports()
    _make("certificates", _text("case_code"), _day("on"), _text("by"), _text("reason"), _list("files"), _list("pending"))


def downgrade() -> None:
    """Take them away; packages go back where they were."""
    op.create_table(
        "packages",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("playlist_id", sa.String(length=16), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date()),
        sa.Column("recording_ids", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_packages_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packages")),
    )
    op.create_index(op.f("ix_packages_case_id"), "packages", ["case_id"])
    op.execute(
        "INSERT INTO packages (id, case_id, playlist_id, folder, made_on, expires_on, revoked_on, recording_ids) "
        "SELECT id, case_id, playlist_id, place, made_on, expires_on, revoked_on, recording_ids FROM exports WHERE way = 'package'"
    )
    for name in _NEW_TABLES:
        op.drop_table(name)
    for table, column, _ in _NEW_REFERENCES:
        op.drop_index(op.f(f"ix_{table}_{column}"), table)
        op.drop_column(table, column)
    for table, columns in _new_columns().items():
        for each in columns:
            op.drop_column(table, each.name)


def _make_reviews() -> None:
    _make(
        "reviews",
        _reference("case_id", "cases"),
        _day("held_on"),
        _reference("cycle_id", "cycles", nullable=True),
        _reference("playlist_id", "playlists", nullable=True),
        _reference("recording_id", "recordings", nullable=True),
        _list("present"),
        _list("done"),
        _text("working_point"),
        _text("how_it_was"),
        _text("note"),
    )
    _make(
        "clip_responses",
        _reference("review_id", "reviews"),
        _text("clip_title"),
        _reference("clip_id", "clips", nullable=True),
        _text("said_first"),
        _text("named"),
        _text("feeling"),
        _text("working_point"),
        sa.Column("kept", sa.Boolean(), nullable=False),
    )


def _make_supervision() -> None:
    _make(
        "supervisions",
        _reference("case_id", "cases"),
        _day("held_on"),
        sa.Column("hours", sa.Float(), nullable=False),
        _text("supervisor"),
        _reference("cycle_id", "cycles", nullable=True),
        _reference("review_id", "reviews", nullable=True),
        _text("focus"),
        _text("agreed"),
    )
    _make(
        "self_assessments",
        _reference("case_id", "cases"),
        _day("on"),
        _word("checklist"),
        _reference("review_id", "reviews", nullable=True),
        _list("reflections"),
    )
    _make("external_measures", _reference("case_id", "cases"), _text("name"), _text("version"), _text("rater"), _day("on"), _text("score"))


def _make_exports() -> None:
    _make(
        "exports",
        _reference("case_id", "cases"),
        sa.Column("way", sa.String(length=32), nullable=False, server_default="package"),
        _text("place"),
        _day("made_on"),
        sa.Column("for_whom", sa.Text(), nullable=False, server_default=""),
        sa.Column("expires_on", sa.Date()),
        sa.Column("revoked_on", sa.Date()),
        sa.Column("playlist_id", sa.String(length=16)),
        _list("recording_ids"),
        *(sa.Column(name, sa.JSON(), nullable=False, server_default="[]") for name in ("assent_ids", "hidden", "files")),
    )
    op.execute(
        "INSERT INTO exports (id, case_id, place, made_on, expires_on, revoked_on, playlist_id, recording_ids) "
        "SELECT id, case_id, folder, made_on, expires_on, revoked_on, playlist_id, recording_ids FROM packages"
    )
    # The journal speaks of packages in edits that cannot be undone; what it knows of them stays readable under the new name.
    op.execute("UPDATE change_rows SET table_name = 'exports' WHERE table_name = 'packages'")
    op.drop_table("packages")


def _new_columns() -> dict[str, tuple[sa.Column[Any], ...]]:
    """Made anew each time, because a column belongs to one table only."""
    return {
        "cases": (
            sa.Column("kind", sa.String(length=32), nullable=False, server_default="family"),
            sa.Column("closed_on", sa.Date()),
            sa.Column("retention_days", sa.Integer(), nullable=False, server_default="60"),
            sa.Column("hold_reason", sa.Text(), nullable=False, server_default=""),
            sa.Column("hold_review_on", sa.Date()),
        ),
        "people": (sa.Column("asked_each_time", sa.Boolean(), nullable=False, server_default=sa.false()),),
        "clips": (
            sa.Column("why_better", sa.Text(), nullable=False, server_default=""),
            sa.Column("initiative", sa.Text(), nullable=False, server_default=""),
            sa.Column("follow_ups", sa.JSON(), nullable=False, server_default="[]"),
            sa.Column("stretch", sa.String(length=32)),
            sa.Column("play_plan", sa.JSON(), nullable=False, server_default="[]"),
            sa.Column("note", sa.Text(), nullable=False, server_default=""),
        ),
    }


Reference = tuple[sa.Column[Any], str]


def _make(name: str, *parts: sa.Column[Any] | Reference) -> None:
    references = [part for part in parts if isinstance(part, tuple)]
    columns = [part[0] if isinstance(part, tuple) else part for part in parts]
    op.create_table(
        name,
        sa.Column("id", sa.String(length=16), nullable=False),
        *columns,
        *(sa.ForeignKeyConstraint([c.name], [f"{other}.id"], name=op.f(f"fk_{name}_{c.name}")) for c, other in references),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column, _ in references:
        op.create_index(op.f(f"ix_{name}_{column.name}"), name, [column.name])


def _reference(column: str, other: str, *, nullable: bool = False) -> Reference:
    return sa.Column(column, sa.String(length=16), nullable=nullable), other


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=32), nullable=False)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=False)


def _list(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)
