"""The first version: cases and what belongs to them, and the journal of edits."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _make_cases()
    _make_changes()
    _make_change_rows()
    _make_cycles()
    _make_goals()
    _make_packages()
    _make_people()
    _make_playlists()
    _make_recordings()
    _make_consents()
    _make_moments()
    _make_regions()
    _make_steps()
    _make_tiers()
    _make_clips()
    _make_intervals()


def downgrade() -> None:
    """Take every table away."""
    for table in (
        "intervals",
        "clips",
        "tiers",
        "steps",
        "regions",
        "moments",
        "consents",
        "recordings",
        "playlists",
        "people",
        "packages",
        "goals",
        "cycles",
        "change_rows",
        "changes",
        "cases",
    ):
        op.drop_table(table)


def _make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column("helping_question", sa.Text(), nullable=False),
        sa.Column("hope", sa.Text(), nullable=False),
        sa.Column("planned_cycles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("code", name=op.f("uq_cases_code")),
    )


def _make_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_changes_case_id"), "changes", ["case_id", "undone_at"], unique=False)


def _make_change_rows() -> None:
    op.create_table(
        "change_rows",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("row_id", sa.String(length=16), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name=op.f("fk_change_rows_change_id")),
        sa.PrimaryKeyConstraint("change_id", "position", name=op.f("pk_change_rows")),
    )


def _make_cycles() -> None:
    op.create_table(
        "cycles",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_cycles_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_cycles_case_id_number")),
    )
    op.create_index(op.f("ix_cycles_case_id"), "cycles", ["case_id"], unique=False)


def _make_goals() -> None:
    op.create_table(
        "goals",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_goals_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    op.create_index(op.f("ix_goals_case_id"), "goals", ["case_id"], unique=False)


def _make_packages() -> None:
    op.create_table(
        "packages",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("playlist_id", sa.String(length=16), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("recording_ids", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_packages_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packages")),
    )
    op.create_index(op.f("ix_packages_case_id"), "packages", ["case_id"], unique=False)


def _make_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("shown_name", sa.Text(), nullable=False),
        sa.Column("pronoun", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("gaze_meaningful", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_people_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("case_id", "code", name=op.f("uq_people_case_id_code")),
    )
    op.create_index(op.f("ix_people_case_id"), "people", ["case_id"], unique=False)


def _make_playlists() -> None:
    op.create_table(
        "playlists",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("closing_question", sa.Text(), nullable=False),
        sa.Column("profile", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_playlists_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playlists")),
    )
    op.create_index(op.f("ix_playlists_case_id"), "playlists", ["case_id"], unique=False)


def _make_recordings() -> None:
    op.create_table(
        "recordings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("film_hash", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("n_frames", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("variable_rate", sa.Boolean(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("cycle_id", sa.String(length=16), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("filmed_on", sa.Date(), nullable=True),
        sa.Column("in_view", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_recordings_case_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_recordings_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
        sa.UniqueConstraint("case_id", "film_hash", name=op.f("uq_recordings_case_id_film_hash")),
    )
    op.create_index(op.f("ix_recordings_case_id"), "recordings", ["case_id"], unique=False)
    op.create_index(op.f("ix_recordings_cycle_id"), "recordings", ["cycle_id"], unique=False)


def _make_consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recording_id", sa.String(length=16), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_consents_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_consents_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_case_id"), "consents", ["case_id"], unique=False)
    op.create_index(op.f("ix_consents_person_id"), "consents", ["person_id"], unique=False)
    op.create_index(op.f("ix_consents_recording_id"), "consents", ["recording_id"], unique=False)


def _make_moments() -> None:
    op.create_table(
        "moments",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("recording_id", sa.String(length=16), nullable=False),
        sa.Column("span_start", sa.BigInteger(), nullable=False),
        sa.Column("span_end", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("principles", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_moments_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moments")),
    )
    op.create_index(op.f("ix_moments_recording_id"), "moments", ["recording_id"], unique=False)


def _make_regions() -> None:
    op.create_table(
        "regions",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("recording_id", sa.String(length=16), nullable=False),
        sa.Column("span_start", sa.BigInteger(), nullable=False),
        sa.Column("span_end", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("keyframes", sa.JSON(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_regions_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regions")),
    )
    op.create_index(op.f("ix_regions_recording_id"), "regions", ["recording_id"], unique=False)


def _make_steps() -> None:
    op.create_table(
        "steps",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("recording_id", sa.String(length=16), nullable=False),
        sa.Column("span_start", sa.BigInteger(), nullable=False),
        sa.Column("span_end", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("modality", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.String(length=16), nullable=True),
        sa.Column("principles", sa.JSON(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("layer", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_steps_actor_id")),
        sa.ForeignKeyConstraint(["answers"], ["steps.id"], name=op.f("fk_steps_answers")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_steps_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
    )
    op.create_index(op.f("ix_steps_actor_id"), "steps", ["actor_id"], unique=False)
    op.create_index(op.f("ix_steps_answers"), "steps", ["answers"], unique=False)
    op.create_index(op.f("ix_steps_recording_id"), "steps", ["recording_id"], unique=False)


def _make_tiers() -> None:
    op.create_table(
        "tiers",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("recording_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_tiers_person_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_tiers_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tiers")),
    )
    op.create_index(op.f("ix_tiers_person_id"), "tiers", ["person_id"], unique=False)
    op.create_index(op.f("ix_tiers_recording_id"), "tiers", ["recording_id"], unique=False)


def _make_clips() -> None:
    op.create_table(
        "clips",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("playlist_id", sa.String(length=16), nullable=False),
        sa.Column("recording_id", sa.String(length=16), nullable=False),
        sa.Column("span_start", sa.BigInteger(), nullable=False),
        sa.Column("span_end", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("poster_at", sa.BigInteger(), nullable=True),
        sa.Column("slow_rate", sa.Float(), nullable=False),
        sa.Column("moment_id", sa.String(length=16), nullable=True),
        sa.Column("principles", sa.JSON(), nullable=False),
        sa.Column("hope_to_notice", sa.Text(), nullable=False),
        sa.Column("may_be_hard", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["moment_id"], ["moments.id"], name=op.f("fk_clips_moment_id")),
        sa.ForeignKeyConstraint(["playlist_id"], ["playlists.id"], name=op.f("fk_clips_playlist_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_clips_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clips")),
    )
    op.create_index(op.f("ix_clips_moment_id"), "clips", ["moment_id"], unique=False)
    op.create_index(op.f("ix_clips_playlist_id"), "clips", ["playlist_id"], unique=False)
    op.create_index(op.f("ix_clips_recording_id"), "clips", ["recording_id"], unique=False)


def _make_intervals() -> None:
    op.create_table(
        "intervals",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("tier_id", sa.String(length=16), nullable=False),
        sa.Column("span_start", sa.BigInteger(), nullable=False),
        sa.Column("span_end", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tier_id"], ["tiers.id"], name=op.f("fk_intervals_tier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervals")),
    )
    op.create_index(op.f("ix_intervals_tier_id"), "intervals", ["tier_id"], unique=False)
