"""Tables of the written side of a case: people, goals, cycles, reviews, supervision, letters."""

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Table, Text, UniqueConstraint, false

from workbench.store.tables.columns import UNLINKED, WORD, belongs_to, listed, metadata, named, reference, text, word

cases = Table(
    "cases",
    metadata,
    named(),
    Column("code", Text, nullable=False, unique=True),
    Column("opened", Date, nullable=False),
    text("setting"),
    text("helping_question"),
    text("hope"),
    Column("planned_cycles", Integer, nullable=False),
    Column("kind", WORD, nullable=False, server_default="family"),
    Column("closed_on", Date),
    Column("retention_days", Integer, nullable=False, server_default="60"),
    Column("hold_reason", Text, nullable=False, server_default=""),
    Column("hold_review_on", Date),
)

people = Table(
    "people",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    text("code"),
    word("role"),
    text("shown_name"),
    text("pronoun"),
    text("language"),
    Column("gaze_meaningful", Boolean, nullable=False),
    Column("asked_each_time", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("case_id", "code"),
)

goals = Table(
    "goals",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    text("words"),
    Column("set_on", Date, nullable=False),
)

goal_ratings = Table(
    "goal_ratings",
    metadata,
    named(),
    belongs_to("goal_id", "goals"),
    Column("on", Date, nullable=False),
    Column("value", Integer, nullable=False),
    text("words"),
)

cycles = Table(
    "cycles",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    Column("number", Integer, nullable=False),
    word("state"),
    UniqueConstraint("case_id", "number"),
)

reviews = Table(
    "reviews",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    Column("held_on", Date, nullable=False),
    reference("cycle_id", "cycles", UNLINKED, nullable=True),
    reference("playlist_id", "playlists", UNLINKED, nullable=True),
    reference("recording_id", "recordings", UNLINKED, nullable=True),
    listed("present"),
    listed("done"),
    text("working_point"),
    text("how_it_was"),
    text("note"),
)

clip_responses = Table(
    "clip_responses",
    metadata,
    named(),
    belongs_to("review_id", "reviews"),
    text("clip_title"),
    reference("clip_id", "clips", UNLINKED, nullable=True),
    text("said_first"),
    text("named"),
    text("feeling"),
    text("working_point"),
    Column("kept", Boolean, nullable=False),
)

supervisions = Table(
    "supervisions",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    Column("held_on", Date, nullable=False),
    Column("hours", Float, nullable=False),
    text("supervisor"),
    reference("cycle_id", "cycles", UNLINKED, nullable=True),
    reference("review_id", "reviews", UNLINKED, nullable=True),
    text("focus"),
    text("agreed"),
)

self_assessments = Table(
    "self_assessments",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    Column("on", Date, nullable=False),
    word("checklist"),
    reference("review_id", "reviews", UNLINKED, nullable=True),
    Column("reflections", JSON, nullable=False),
)

external_measures = Table(
    "external_measures",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    text("name"),
    text("version"),
    text("rater"),
    Column("on", Date, nullable=False),
    text("score"),
)

letters = Table(
    "letters",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    word("kind"),
    Column("drafted_on", Date, nullable=False),
    text("language"),
    text("heading"),
    listed("paragraphs"),
    Column("edited", Boolean, nullable=False),
    Column("stills", JSON, nullable=False, server_default="[]"),
)
