"""The tables, column by column.

Convention: times of a film are whole ticks on the film clock; days are dates; a stretch is two columns,
``<field>_start`` and ``<field>_end`` (half-open).
JSON is kept for really nested things only: keyframes, pause points, lists of codes and of ids.

What becomes of a row when the row it refers to is removed stands in the column's ``info``:
``REMOVED`` goes with it, ``UNLINKED`` stays and forgets it.
The database itself never cascades, so nothing can vanish without being journaled. How values become rows is in ``mapping``.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ON_REMOVE = "on_remove"
REMOVED = "removed"
UNLINKED = "unlinked"
NAMES = "names"
"""Key in the ``info`` of a JSON column that lists ids of another table; removing one of them makes the whole list unknown (NULL)."""

_ID = String(16)
_WORD = String(32)


class Instant(TypeDecorator[datetime]):
    """A moment of the wall clock, kept in UTC and read back with its zone, whatever the database makes of zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC without a zone, as the database keeps it."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC with its zone, as people get it."""
        return None if value is None else value.replace(tzinfo=UTC)


def _name() -> Column[str]:
    return Column("id", _ID, primary_key=True)


def _reference(column: str, table: str, on_remove: str, *, nullable: bool = False) -> Column[str]:
    return Column(column, _ID, ForeignKey(f"{table}.id"), nullable=nullable, index=True, info={ON_REMOVE: on_remove})


def _belongs_to(column: str, table: str) -> Column[str]:
    return _reference(column, table, REMOVED)


def _text(column: str) -> Column[str]:
    return Column(column, Text, nullable=False)


def _word(column: str) -> Column[str]:
    return Column(column, _WORD, nullable=False)


def _span() -> tuple[Column[int], Column[int]]:
    return Column("span_start", BigInteger, nullable=False), Column("span_end", BigInteger, nullable=False)


def _codes(column: str) -> Column[object]:
    return Column(column, JSON, nullable=False)


cases = Table(
    "cases",
    metadata,
    _name(),
    Column("code", Text, nullable=False, unique=True),
    Column("opened", Date, nullable=False),
    _text("setting"),
    _text("helping_question"),
    _text("hope"),
    Column("planned_cycles", Integer, nullable=False),
    Column("kind", _WORD, nullable=False, server_default="family"),
    Column("closed_on", Date),
    Column("retention_days", Integer, nullable=False, server_default="60"),
    Column("hold_reason", Text, nullable=False, server_default=""),
    Column("hold_review_on", Date),
)

goals = Table(
    "goals",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    _text("words"),
    Column("set_on", Date, nullable=False),
)

goal_ratings = Table(
    "goal_ratings",
    metadata,
    _name(),
    _belongs_to("goal_id", "goals"),
    Column("on", Date, nullable=False),
    Column("value", Integer, nullable=False),
    _text("words"),
)

cycles = Table(
    "cycles",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    Column("number", Integer, nullable=False),
    _word("state"),
    UniqueConstraint("case_id", "number"),
)

people = Table(
    "people",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    _text("code"),
    _word("role"),
    _text("shown_name"),
    _text("pronoun"),
    _text("language"),
    Column("gaze_meaningful", Boolean, nullable=False),
    Column("asked_each_time", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("case_id", "code"),
)

recordings = Table(
    "recordings",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    _text("film_hash"),
    _text("title"),
    Column("n_frames", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("has_sound", Boolean, nullable=False),
    Column("variable_rate", Boolean, nullable=False),
    Column("imported_on", Date, nullable=False),
    _reference("cycle_id", "cycles", UNLINKED, nullable=True),
    _word("kind"),
    Column("filmed_on", Date),
    Column("in_view", JSON(none_as_null=True), info={NAMES: "people"}),
    UniqueConstraint("case_id", "film_hash"),
)

cameras = Table(
    "cameras",
    metadata,
    _name(),
    _belongs_to("leading_id", "recordings"),
    _belongs_to("recording_id", "recordings"),
    Column("starts_at", BigInteger, nullable=False),
    _word("aligned_by"),
    Column("stands_out", Float),
    UniqueConstraint("recording_id"),
)

consents = Table(
    "consents",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    _belongs_to("person_id", "people"),
    _word("scope"),
    _word("status"),
    Column("on", Date, nullable=False),
    _reference("recording_id", "recordings", REMOVED, nullable=True),
    Column("expires", Date),
    _text("given_by"),
)

assents = Table(
    "assents",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    _belongs_to("person_id", "people"),
    _word("scope"),
    _word("answer"),
    Column("on", Date, nullable=False),
    _reference("recording_id", "recordings", REMOVED, nullable=True),
    _text("shown_by"),
)

tiers = Table(
    "tiers",
    metadata,
    _name(),
    _belongs_to("recording_id", "recordings"),
    _text("name"),
    _word("channel"),
    _word("origin"),
    _reference("person_id", "people", REMOVED, nullable=True),
    Column("position", Integer, nullable=False),
)

intervals = Table(
    "intervals",
    metadata,
    _name(),
    _belongs_to("tier_id", "tiers"),
    *_span(),
    _text("label"),
    Column("confidence", Float),
    _text("note"),
)

steps = Table(
    "steps",
    metadata,
    _name(),
    _belongs_to("recording_id", "recordings"),
    *_span(),
    _belongs_to("actor_id", "people"),
    _word("role"),
    _word("modality"),
    _reference("answers", "steps", UNLINKED, nullable=True),
    _codes("principles"),
    _text("topic"),
    _text("words"),
    _word("layer"),
)

moments = Table(
    "moments",
    metadata,
    _name(),
    _belongs_to("recording_id", "recordings"),
    *_span(),
    _word("kind"),
    _codes("principles"),
    _text("why"),
    _text("note"),
)

regions = Table(
    "regions",
    metadata,
    _name(),
    _belongs_to("recording_id", "recordings"),
    *_span(),
    _word("kind"),
    Column("keyframes", JSON, nullable=False),
    _text("label"),
    _word("purpose"),
    _reference("hides", "people", UNLINKED, nullable=True),
)

playlists = Table(
    "playlists",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    _text("title"),
    _text("closing_question"),
    _word("profile"),
)

clips = Table(
    "clips",
    metadata,
    _name(),
    _belongs_to("playlist_id", "playlists"),
    _belongs_to("recording_id", "recordings"),
    *_span(),
    Column("position", Integer, nullable=False),
    _text("title"),
    _text("introduction"),
    _text("question"),
    Column("pauses", JSON, nullable=False),
    Column("poster_at", BigInteger),
    Column("slow_rate", Float, nullable=False),
    _reference("moment_id", "moments", UNLINKED, nullable=True),
    _codes("principles"),
    _text("hope_to_notice"),
    _text("may_be_hard"),
    _reference("goal_id", "goals", UNLINKED, nullable=True),
    Column("why_better", Text, nullable=False, server_default=""),
    Column("initiative", Text, nullable=False, server_default=""),
    Column("follow_ups", JSON, nullable=False, server_default="[]"),
    Column("stretch", _WORD),
    Column("play_plan", JSON, nullable=False, server_default="[]"),
    Column("note", Text, nullable=False, server_default=""),
)

reviews = Table(
    "reviews",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    Column("held_on", Date, nullable=False),
    _reference("cycle_id", "cycles", UNLINKED, nullable=True),
    _reference("playlist_id", "playlists", UNLINKED, nullable=True),
    _reference("recording_id", "recordings", UNLINKED, nullable=True),
    _codes("present"),
    _codes("done"),
    _text("working_point"),
    _text("how_it_was"),
    _text("note"),
)

clip_responses = Table(
    "clip_responses",
    metadata,
    _name(),
    _belongs_to("review_id", "reviews"),
    _text("clip_title"),
    _reference("clip_id", "clips", UNLINKED, nullable=True),
    _text("said_first"),
    _text("named"),
    _text("feeling"),
    _text("working_point"),
    Column("kept", Boolean, nullable=False),
)

supervisions = Table(
    "supervisions",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    Column("held_on", Date, nullable=False),
    Column("hours", Float, nullable=False),
    _text("supervisor"),
    _reference("cycle_id", "cycles", UNLINKED, nullable=True),
    _reference("review_id", "reviews", UNLINKED, nullable=True),
    _text("focus"),
    _text("agreed"),
)

self_assessments = Table(
    "self_assessments",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    Column("on", Date, nullable=False),
    _word("checklist"),
    _reference("review_id", "reviews", UNLINKED, nullable=True),
    Column("reflections", JSON, nullable=False),
)

external_measures = Table(
    "external_measures",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    _text("name"),
    _text("version"),
    _text("rater"),
    Column("on", Date, nullable=False),
    _text("score"),
)

letters = Table(
    "letters",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    _word("kind"),
    Column("drafted_on", Date, nullable=False),
    _text("language"),
    _text("heading"),
    _codes("paragraphs"),
    Column("edited", Boolean, nullable=False),
)

exports = Table(
    "exports",
    metadata,
    _name(),
    _belongs_to("case_id", "cases"),
    Column("way", _WORD, nullable=False, server_default="package"),
    _text("place"),
    Column("made_on", Date, nullable=False),
    Column("for_whom", Text, nullable=False, server_default=""),
    Column("expires_on", Date),
    Column("revoked_on", Date),
    Column("playlist_id", _ID),
    Column("recording_ids", JSON, nullable=False),
    Column("assent_ids", JSON, nullable=False, server_default="[]"),
    Column("hidden", JSON, nullable=False, server_default="[]"),
    Column("files", JSON, nullable=False, server_default="[]"),
)

certificates = Table(
    "certificates",
    metadata,
    _name(),
    _text("case_code"),
    Column("on", Date, nullable=False),
    _text("by"),
    _text("reason"),
    _codes("files"),
    _codes("pending"),
)
"""What was destroyed. It belongs to no case, because it outlives the case; no edit and no journal knows of it."""

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", _ID, nullable=False),
    _text("label"),
    Column("at", Instant, nullable=False),
    Column("lasting", Boolean, nullable=False),
    Column("undone_at", Instant),
    Column("dropped", Boolean, nullable=False),
    Column("request_key", String(32)),
    Index("ix_changes_case_id", "case_id", "undone_at"),
    Index("ix_changes_request_key", "case_id", "request_key", unique=True),
    sqlite_autoincrement=True,
)
"""Every edit: when, what, whether it can be undone, is undone now, or was left behind by a newer edit.

`case_id` may name a case that is gone."""

change_rows = Table(
    "change_rows",
    metadata,
    Column("change_id", Integer, ForeignKey("changes.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _word("table_name"),
    Column("row_id", _ID, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
)
"""The rows an edit touched, in the order it touched them; `before` is NULL for a new row, `after` for a removed one."""
