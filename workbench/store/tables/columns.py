"""How columns are made: names, references, spans, instants; and the one list of tables they belong to."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
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

ID = String(16)
WORD = String(32)


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


def named() -> Column[str]:
    """The id by which a row is known."""
    return Column("id", ID, primary_key=True)


def reference(column: str, table: str, on_remove: str, *, nullable: bool = False) -> Column[str]:
    """A row of another table; `on_remove` says what becomes of this one when that is removed."""
    return Column(column, ID, ForeignKey(f"{table}.id"), nullable=nullable, index=True, info={ON_REMOVE: on_remove})


def belongs_to(column: str, table: str) -> Column[str]:
    """A row of another table that this one goes with."""
    return reference(column, table, REMOVED)


def text(column: str) -> Column[str]:
    """Words of any length."""
    return Column(column, Text, nullable=False)


def word(column: str) -> Column[str]:
    """One word of a short list."""
    return Column(column, WORD, nullable=False)


def span() -> tuple[Column[int], Column[int]]:
    """A stretch of a film."""
    return Column("span_start", BigInteger, nullable=False), Column("span_end", BigInteger, nullable=False)


def in_day() -> Column[int]:
    """The order among rows of one day."""
    return Column("place_in_day", Integer, nullable=False, server_default="0")


def listed(column: str) -> Column[object]:
    """A list, or something nested, as JSON."""
    return Column(column, JSON, nullable=False)
