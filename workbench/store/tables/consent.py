"""Tables of what people agree to, what left, and what was destroyed."""

from sqlalchemy import JSON, Column, Date, Table, Text

from workbench.store.tables.columns import ID, REMOVED, WORD, belongs_to, in_day, listed, metadata, named, reference, text, word

consents = Table(
    "consents",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    belongs_to("person_id", "people"),
    word("scope"),
    word("status"),
    Column("on", Date, nullable=False),
    reference("recording_id", "recordings", REMOVED, nullable=True),
    Column("expires", Date),
    text("given_by"),
    in_day(),
)

assents = Table(
    "assents",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    belongs_to("person_id", "people"),
    word("scope"),
    word("answer"),
    Column("on", Date, nullable=False),
    reference("recording_id", "recordings", REMOVED, nullable=True),
    text("shown_by"),
    in_day(),
)

exports = Table(
    "exports",
    metadata,
    named(),
    belongs_to("case_id", "cases"),
    Column("way", WORD, nullable=False, server_default="package"),
    text("place"),
    Column("made_on", Date, nullable=False),
    Column("for_whom", Text, nullable=False, server_default=""),
    Column("expires_on", Date),
    Column("revoked_on", Date),
    Column("playlist_id", ID),
    Column("recording_ids", JSON, nullable=False),
    Column("assent_ids", JSON, nullable=False, server_default="[]"),
    Column("hidden", JSON, nullable=False, server_default="[]"),
    Column("files", JSON, nullable=False, server_default="[]"),
    Column("words_of", JSON, nullable=False, server_default="[]"),
    in_day(),
)

certificates = Table(
    "certificates",
    metadata,
    named(),
    text("case_code"),
    Column("on", Date, nullable=False),
    text("by"),
    text("reason"),
    listed("files"),
    listed("pending"),
    Column("left", JSON, nullable=False, server_default="[]"),
)
"""What was destroyed. It belongs to no case, because it outlives the case; no edit and no journal knows of it."""
