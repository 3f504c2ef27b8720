"""Rows, read and written as the journal's documents; the only place that changes one. Very many take few statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, bindparam, delete, insert, select, update

from workbench.core.time import Span
from workbench.store.mapping import Document, document_of, kind_in, row_of
from workbench.store.tables import metadata

_IDS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of an edit; `before` is None for a new row and `after` for a removed one."""

    table: str
    row_id: str
    before: Document | None
    after: Document | None

    def reversed(self) -> "Operation":
        """What takes it back."""
        return Operation(self.table, self.row_id, self.after, self.before)


def read_document(connection: Connection, table: Table, row_id: str) -> Document | None:
    """The row of that id, or None."""
    return read_documents(connection, table, [row_id]).get(row_id)


def read_documents(connection: Connection, table: Table, row_ids: Sequence[str]) -> dict[str, Document]:
    """Those of the rows that exist, by id."""
    return read_documents_naming(connection, table.c.id, row_ids)


def read_documents_naming(connection: Connection, column: Column[Any], named: Sequence[str]) -> dict[str, Document]:
    """The rows that name any of these in a column, by their own ids."""
    table = kind_in(column.table.name).table
    names = table.columns.keys()
    found: dict[str, Document] = {}
    for start in range(0, len(named), _IDS_AT_A_TIME):
        rows = connection.execute(_naming(column), {"named": named[start : start + _IDS_AT_A_TIME]})
        for row in rows:
            document = document_of(dict(zip(names, row, strict=True)), table)
            found[document["id"]] = document
    return found


def read_rows(connection: Connection, table: Table, conditions: Mapping[str, Any], order: Sequence[str]) -> list[dict[str, Any]]:
    """All rows with these column values (None is NULL), ordered by columns and then by id."""
    query, values = _query(table, conditions, order)
    return _named(connection.execute(query, values), table)


def read_columns(connection: Connection, table: Table, conditions: Mapping[str, Any], order: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """The same rows column by column: for very many, where making a thing of each would take longer than reading them."""
    query, wanted = _query(table, conditions, order)
    rows = connection.execute(query, wanted).all()
    values = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    return dict(zip(table.columns.keys(), values, strict=True))


def read_rows_during(
    connection: Connection, table: Table, span: Span, conditions: Mapping[str, Any], order: Sequence[str]
) -> list[dict[str, Any]]:
    """Those of the rows whose own span shares time with `span`, ordered."""
    query, values = _query(table, conditions, order)
    during = query.where(table.c.span_start < span.end, table.c.span_end > span.start)
    return _named(connection.execute(during, values), table)


def has_row(connection: Connection, table: Table, conditions: Mapping[str, Any]) -> bool:
    """Whether any row has these column values."""
    query, values = _query(table, conditions, ())
    return connection.execute(query.limit(1), values).first() is not None


def write_operations(connection: Connection, operations: Iterable[Operation]) -> None:
    """Make each row what the operations say, in their order; neighbours that do the same to one table go in one statement."""
    for (name, doing, columns), alike in groupby(operations, _doing):
        table = metadata.tables[name]
        if doing == _REMOVE:
            ids = [operation.row_id for operation in alike]
            for start in range(0, len(ids), _IDS_AT_A_TIME):
                connection.execute(delete(table).where(table.c.id.in_(ids[start : start + _IDS_AT_A_TIME])))
        elif doing == _ADD:
            connection.execute(insert(table), [row_of(operation.after, table) for operation in alike if operation.after])
        elif columns:
            changed = [_changed(operation, columns, table) for operation in alike]
            connection.execute(update(table).where(table.c.id == bindparam("of_row")), changed)


_REMOVE, _ADD, _CHANGE = range(3)


def _doing(operation: Operation) -> tuple[str, int, tuple[str, ...]]:
    """What an operation does: to which table, in which way, to which columns."""
    before, after = operation.before, operation.after
    if after is None:
        return operation.table, _REMOVE, ()
    if before is None:
        return operation.table, _ADD, tuple(after)
    known = metadata.tables[operation.table].columns
    return operation.table, _CHANGE, tuple(name for name in after if name in known and after[name] != before.get(name))


def _changed(operation: Operation, columns: tuple[str, ...], table: Table) -> dict[str, Any]:
    assert operation.after is not None
    return {"of_row": operation.row_id, **row_of({column: operation.after[column] for column in columns}, table)}


def thing_in(document: Document, table: Table) -> Any:
    """The value a row's document stands for."""
    return kind_in(table.name).thing(row_of(document, table))


@lru_cache(maxsize=256)
def _naming(column: Column[Any]) -> Select[Any]:
    return select(kind_in(column.table.name).table).where(column.in_(bindparam("named", expanding=True))).order_by(column.table.c.id)


def _query(table: Table, conditions: Mapping[str, Any], order: Sequence[str]) -> tuple[Select[Any], dict[str, Any]]:
    """The statement that finds rows, and the values it takes."""
    columns = tuple((column, value is None) for column, value in conditions.items())
    return _finding(table, columns, tuple(order)), {f"the_{column}": value for column, value in conditions.items() if value is not None}


@lru_cache(maxsize=256)
def _finding(table: Table, columns: tuple[tuple[str, bool], ...], order: tuple[str, ...]) -> Select[Any]:
    """Made once for each kind of question, because making and naming it takes longer than answering it."""
    query = select(table).order_by(*(table.c[column] for column in order), table.c.id)
    for column, is_null in columns:
        query = query.where(table.c[column].is_(None) if is_null else table.c[column] == bindparam(f"the_{column}"))
    return query


def _named(rows: Iterable[Row[Any]], table: Table) -> list[dict[str, Any]]:
    names = table.columns.keys()
    return [dict(zip(names, row, strict=True)) for row in rows]
