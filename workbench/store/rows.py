"""Single rows, read and written as the journal's documents; the only place that changes a row."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, insert, select, update

from workbench.core.time import Span
from workbench.store.mapping import Document, document_of, kind_in, row_of

_IDS_AT_A_TIME = 500


def read_document(connection: Connection, table: Table, row_id: str) -> Document | None:
    """The row of that id, or None."""
    return read_documents(connection, table, [row_id]).get(row_id)


def read_documents(connection: Connection, table: Table, row_ids: Sequence[str]) -> dict[str, Document]:
    """Those of the rows that exist, by id."""
    found: dict[str, Document] = {}
    for start in range(0, len(row_ids), _IDS_AT_A_TIME):
        ids = row_ids[start : start + _IDS_AT_A_TIME]
        rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
        found.update((row["id"], document_of(dict(row), table)) for row in rows)
    return found


def read_rows(connection: Connection, table: Table, conditions: Mapping[str, Any], order: Sequence[str]) -> list[dict[str, Any]]:
    """All rows with these column values (None is NULL), ordered by columns and then by id."""
    return [dict(row) for row in connection.execute(_query(table, conditions, order)).mappings()]


def read_columns(connection: Connection, table: Table, conditions: Mapping[str, Any], order: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """The same rows column by column: for very many, where making a thing of each would take longer than reading them."""
    rows = connection.execute(_query(table, conditions, order)).all()
    values = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    return dict(zip(table.columns.keys(), values, strict=True))


def read_rows_during(
    connection: Connection, table: Table, span: Span, conditions: Mapping[str, Any], order: Sequence[str]
) -> list[dict[str, Any]]:
    """Those of the rows whose own span shares time with `span`, ordered."""
    query = _query(table, conditions, order).where(table.c.span_start < span.end, table.c.span_end > span.start)
    return [dict(row) for row in connection.execute(query).mappings()]


def has_row(connection: Connection, table: Table, conditions: Mapping[str, Any]) -> bool:
    """Whether any row has these column values."""
    return connection.execute(_query(table, conditions, ()).limit(1)).first() is not None


def delete_rows(connection: Connection, table: Table, row_ids: Sequence[str]) -> None:
    """Take rows away by their ids."""
    for start in range(0, len(row_ids), _IDS_AT_A_TIME):
        connection.execute(delete(table).where(table.c.id.in_(row_ids[start : start + _IDS_AT_A_TIME])))


def insert_documents(connection: Connection, table: Table, documents: Sequence[Document]) -> None:
    """New rows, in the order given."""
    if documents:
        connection.execute(insert(table), [row_of(document, table) for document in documents])


def write_document(connection: Connection, table: Table, row_id: str, before: Document | None, after: Document | None) -> None:
    """Turn the row from `before` into `after`, where None is no row."""
    if after is None:
        connection.execute(delete(table).where(table.c.id == row_id))
    elif before is None:
        insert_documents(connection, table, [after])
    else:
        changed = {name: value for name, value in row_of(after, table).items() if after[name] != before.get(name)}
        if changed:
            connection.execute(update(table).where(table.c.id == row_id).values(changed))


def thing_in(document: Document, table: Table) -> Any:
    """The value a row's document stands for."""
    return kind_in(table.name).thing(row_of(document, table))


def _query(table: Table, conditions: Mapping[str, Any], order: Sequence[str]) -> Select[Any]:
    query = select(table).order_by(*(table.c[column] for column in order), table.c.id)
    for column, value in conditions.items():
        query = query.where(table.c[column].is_(None) if value is None else table.c[column] == value)
    return query
