"""Tables of films and of what is marked and coded in them."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Float, Integer, Table, Text, UniqueConstraint

from workbench.store.tables.columns import (
    NAMES,
    REMOVED,
    UNLINKED,
    WORD,
    belongs_to,
    listed,
    metadata,
    named,
    reference,
    span,
    text,
    word,
)

recordings = Table(
    "recordings",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    text("film_hash"),
    text("title"),
    Column("n_frames", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("has_sound", Boolean, nullable=False),
    Column("variable_rate", Boolean, nullable=False),
    Column("imported_on", Date, nullable=False),
    reference("cycle_id", "cycles", UNLINKED, nullable=True),
    word("kind"),
    Column("filmed_on", Date),
    Column("in_view", JSON(none_as_null=True), info={NAMES: "people"}),
    UniqueConstraint("case_id", "film_hash"),
)

cameras = Table(
    "cameras",
    metadata,
    named(),
    belongs_to("leading_id", "recordings"),
    belongs_to("recording_id", "recordings"),
    Column("starts_at", BigInteger, nullable=False),
    word("aligned_by"),
    Column("stands_out", Float),
    UniqueConstraint("recording_id"),
)

tiers = Table(
    "tiers",
    metadata,
    named(),
    belongs_to("recording_id", "recordings"),
    text("name"),
    word("channel"),
    word("origin"),
    reference("person_id", "people", REMOVED, nullable=True),
    Column("position", Integer, nullable=False),
    Column("made_with", Text, nullable=False, server_default=""),
)

intervals = Table(
    "intervals",
    metadata,
    named(),
    belongs_to("tier_id", "tiers"),
    *span(),
    text("label"),
    Column("confidence", Float),
    text("note"),
)

who_is_who = Table(
    "who_is_who",
    metadata,
    named(),
    belongs_to("recording_id", "recordings"),
    text("of_faces"),
    text("of_voices"),
    listed("edits"),
    listed("faces"),
    listed("voices"),
    listed("ahead"),
    text("proposed_of"),
    UniqueConstraint("recording_id"),
)
"""What was said of the numbers of an analysis; people in its lists who are gone mean nobody."""

steps = Table(
    "steps",
    metadata,
    named(),
    belongs_to("recording_id", "recordings"),
    *span(),
    belongs_to("actor_id", "people"),
    word("role"),
    word("modality"),
    reference("answers", "steps", UNLINKED, nullable=True),
    listed("principles"),
    text("topic"),
    text("words"),
    word("layer"),
)

moments = Table(
    "moments",
    metadata,
    named(),
    belongs_to("recording_id", "recordings"),
    *span(),
    word("kind"),
    listed("principles"),
    text("why"),
    text("note"),
)

regions = Table(
    "regions",
    metadata,
    named(),
    belongs_to("recording_id", "recordings"),
    *span(),
    word("kind"),
    Column("keyframes", JSON, nullable=False),
    text("label"),
    word("purpose"),
    reference("hides", "people", UNLINKED, nullable=True),
)

playlists = Table(
    "playlists",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    text("title"),
    text("closing_question"),
    word("profile"),
)

clips = Table(
    "clips",
    metadata,
    named(),
    belongs_to("playlist_id", "playlists"),
    belongs_to("recording_id", "recordings"),
    *span(),
    Column("position", Integer, nullable=False),
    text("title"),
    text("introduction"),
    text("question"),
    Column("pauses", JSON, nullable=False),
    Column("poster_at", BigInteger),
    Column("slow_rate", Float, nullable=False),
    reference("moment_id", "moments", UNLINKED, nullable=True),
    listed("principles"),
    text("hope_to_notice"),
    text("may_be_hard"),
    reference("goal_id", "goals", UNLINKED, nullable=True),
    Column("why_better", Text, nullable=False, server_default=""),
    Column("initiative", Text, nullable=False, server_default=""),
    Column("follow_ups", JSON, nullable=False, server_default="[]"),
    Column("stretch", WORD),
    Column("play_plan", JSON, nullable=False, server_default="[]"),
    Column("note", Text, nullable=False, server_default=""),
)
