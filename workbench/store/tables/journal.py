"""Tables of every edit and of the rows it touched."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table

from workbench.store.tables.columns import ID, Instant, metadata, text, word

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", ID, nullable=False),
    text("label"),
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
    word("table_name"),
    Column("row_id", ID, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
)
"""The rows an edit touched, in the order it touched them; `before` is NULL for a new row, `after` for a removed one."""
