"""The journal: every edit with the rows it touched, before and after, so that each can be undone and made again.

An undo goes through the rows of an edit backwards, a redo forwards; so every state in between was a valid one before.
Both happen only where the rows are still as the journal left them. Nothing is ever taken out of the journal: it also says when and what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, desc, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from workbench.errors import EditError, NotFoundError
from workbench.store.mapping import Document
from workbench.store.rows import Operation, read_documents, write_operations
from workbench.store.tables import change_rows, changes, metadata

_CHANGES_AT_A_TIME = 500
_ROWS_AT_A_TIME = 5000


@dataclass(frozen=True, slots=True)
class Change:
    """One edit as people see it: what, when (UTC), and whether it is undone now.

    A `lasting` one cannot be undone (a film was imported, a package was given away).
    """

    id: int
    case_id: str
    label: str
    at: datetime
    undone: bool = False
    lasting: bool = False


def record(
    connection: Connection, case_id: str, label: str, operations: Sequence[Operation], *, lasting: bool, request_key: str | None = None
) -> Change:
    """Write an edit down; what was undone in this case before can no longer be redone."""
    at = datetime.now(UTC)
    connection.execute(
        update(changes).where(changes.c.case_id == case_id, changes.c.undone_at.is_not(None), ~changes.c.dropped).values(dropped=True)
    )
    written = connection.execute(
        insert(changes).values(case_id=case_id, label=label, at=at, lasting=lasting, dropped=False, request_key=request_key)
    )
    (change_id,) = written.inserted_primary_key or (None,)
    assert change_id is not None
    for first in range(0, len(operations), _ROWS_AT_A_TIME):
        some = enumerate(operations[first : first + _ROWS_AT_A_TIME], first)
        connection.execute(insert(change_rows), [_journal_row(change_id, position, operation) for position, operation in some])
    return Change(change_id, case_id, label, at, lasting=lasting)


def has_request(connection: Connection, case_id: str, request_key: str) -> bool:
    """Whether an edit of the case was written down under that key, be it undone since."""
    query = select(changes.c.id).where(changes.c.case_id == case_id, changes.c.request_key == request_key)
    return connection.scalar(query) is not None


def undo(connection: Connection, case_id: str, *, after: int = 0) -> Change | None:
    """Take the case's latest edit back, of those with a greater id than `after`; None if there is none left.

    An edit lasts too when something lasting refers to what it made (somebody was added, and has said something since).

    Raises
    ------
    EditError
        If something it touched was changed since by an edit that lasts.
    """
    query = select(changes).where(changes.c.case_id == case_id, changes.c.undone_at.is_(None), ~changes.c.lasting, changes.c.id > after)
    for found in connection.execute(query.order_by(desc(changes.c.id))).mappings().all():
        try:
            with connection.begin_nested():
                for operations in _read_operations(connection, found["id"], backwards=True):
                    back = [operation.reversed() for operation in operations]
                    _turn(connection, back, f"“{found['label']}” cannot be undone")
        except IntegrityError:
            continue
        connection.execute(update(changes).where(changes.c.id == found["id"]).values(undone_at=datetime.now(UTC)))
        return _change(found, undone=True)
    return None


def redo(connection: Connection, case_id: str, *, up_to: int | None = None) -> Change | None:
    """Make the case's edit again that was undone last, where its id is not greater than `up_to`; None if there is none."""
    query = select(changes).where(changes.c.case_id == case_id, changes.c.undone_at.is_not(None), ~changes.c.dropped)
    if up_to is not None:
        query = query.where(changes.c.id <= up_to)
    found = connection.execute(query.order_by(changes.c.id).limit(1)).mappings().first()
    if found is None:
        return None
    for operations in _read_operations(connection, found["id"], backwards=False):
        _turn(connection, operations, f"“{found['label']}” cannot be made again")
    connection.execute(update(changes).where(changes.c.id == found["id"]).values(undone_at=None))
    return _change(found, undone=False)


def turn_to(connection: Connection, case_id: str, change_id: int) -> list[Change]:
    """Go to the case as it was right after an edit, back or forward; 0 is before the first. Says what was turned, in that order.

    What lasts, and what something lasting rests on, stays. EditError as in :func:`undo`.

    Raises
    ------
    NotFoundError
        If the case's history has no such edit, or a newer edit has left it behind.
    """
    known = select(changes.c.id).where(changes.c.case_id == case_id, changes.c.id == change_id, ~changes.c.dropped)
    if change_id != 0 and connection.scalar(known) is None:
        raise NotFoundError("The history has no such place any more", "Look at the history again")
    turned = []
    while change := undo(connection, case_id, after=change_id):
        turned.append(change)
    while change := redo(connection, case_id, up_to=change_id):
        turned.append(change)
    return turned


def history(connection: Connection, case_id: str) -> list[Change]:
    """The case's edits, oldest first; those left behind by a newer edit after an undo are not among them."""
    query = select(changes).where(changes.c.case_id == case_id, ~changes.c.dropped).order_by(changes.c.id)
    return [_change(row, undone=row["undone_at"] is not None) for row in connection.execute(query).mappings()]


def standing(connection: Connection, case_id: str) -> frozenset[int]:
    """The ids of the case's edits that are in force."""
    query = select(changes.c.id).where(changes.c.case_id == case_id, ~changes.c.dropped, changes.c.undone_at.is_(None))
    return frozenset(connection.scalars(query))


def touched_tables(connection: Connection, change_ids: Sequence[int]) -> frozenset[str]:
    """The tables whose rows these edits touched."""
    found: set[str] = set()
    for start in range(0, len(change_ids), _CHANGES_AT_A_TIME):
        ids = change_ids[start : start + _CHANGES_AT_A_TIME]
        found.update(connection.scalars(select(change_rows.c.table_name).where(change_rows.c.change_id.in_(ids)).distinct()))
    return frozenset(found)


def next_turns(connection: Connection, case_id: str) -> tuple[Change | None, Change | None, Change | None]:
    """What undo would most likely take back, what redo would make again, and the latest edit."""
    query = select(changes).where(changes.c.case_id == case_id, ~changes.c.dropped)
    wanted = (
        query.where(changes.c.undone_at.is_(None), ~changes.c.lasting).order_by(desc(changes.c.id)),
        query.where(changes.c.undone_at.is_not(None)).order_by(changes.c.id),
        query.order_by(desc(changes.c.id)),
    )
    rows = [connection.execute(each.limit(1)).mappings().first() for each in wanted]
    back, again, latest = (None if row is None else _change(row, undone=row["undone_at"] is not None) for row in rows)
    return back, again, latest


def touched_owners(connection: Connection, change_ids: Sequence[int], owner: Column[str]) -> frozenset[str]:
    """What the rows that these edits touched belong to or belonged to before, by the column that says so."""
    found: set[str] = set()
    for start in range(0, len(change_ids), _CHANGES_AT_A_TIME):
        ids = change_ids[start : start + _CHANGES_AT_A_TIME]
        owners = (document[owner.name].as_string() for document in (change_rows.c.before, change_rows.c.after))
        query = select(*owners).where(change_rows.c.change_id.in_(ids), change_rows.c.table_name == owner.table.name).distinct()
        found.update(name for row in connection.execute(query) for name in row if name is not None)
    return frozenset(found)


def _change(row: RowMapping, *, undone: bool) -> Change:
    return Change(row["id"], row["case_id"], row["label"], row["at"], undone=undone, lasting=row["lasting"])


def _journal_row(change_id: int, position: int, operation: Operation) -> dict[str, Any]:
    return {
        "change_id": change_id,
        "position": position,
        "table_name": operation.table,
        "row_id": operation.row_id,
        "before": operation.before,
        "after": operation.after,
    }


def _read_operations(connection: Connection, change_id: int, *, backwards: bool) -> Iterator[list[Operation]]:
    """The rows of an edit in order, so many at a time that an edit of any size takes little memory."""
    columns = change_rows.c
    query = select(columns.table_name, columns.row_id, columns.before, columns.after).where(columns.change_id == change_id)
    n_rows = connection.scalar(select(func.count()).select_from(change_rows).where(columns.change_id == change_id)) or 0
    for done in range(0, n_rows, _ROWS_AT_A_TIME):
        first = max(n_rows - done - _ROWS_AT_A_TIME, 0) if backwards else done
        end = n_rows - done if backwards else done + _ROWS_AT_A_TIME
        some = query.where(columns.position >= first, columns.position < end)
        ordered = some.order_by(desc(columns.position) if backwards else columns.position)
        yield [Operation(*row) for row in connection.execute(ordered)]


def _turn(connection: Connection, operations: Sequence[Operation], problem: str) -> None:
    """Make operations where every row is as each expects it, those before it in the list made."""
    ids: dict[str, dict[str, None]] = {}
    for operation in operations:
        ids.setdefault(operation.table, {})[operation.row_id] = None
    present: dict[tuple[str, str], Document | None] = {}
    for name, row_ids in ids.items():
        found = read_documents(connection, metadata.tables[name], list(row_ids))
        present.update(((name, row_id), document) for row_id, document in found.items())
    for operation in operations:
        place = operation.table, operation.row_id
        if not _is_as_expected(present.get(place), operation.before):
            raise EditError(f"{problem}: something it touched was changed since", "Make the change by hand")
        present[place] = operation.after
    write_operations(connection, operations)


def _is_as_expected(present: Document | None, expected: Document | None) -> bool:
    """Whether a row is as the journal left it; columns that came later than an old edit say nothing about it."""
    if present is None or expected is None:
        return present is expected
    return all(present[column] == value for column, value in expected.items())
