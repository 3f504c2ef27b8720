"""One edit: what is put and removed inside one transaction, with every row it touches written down for the journal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Table

from workbench.core.identity import is_id
from workbench.core.time import Span
from workbench.errors import EditError, NotFoundError
from workbench.store.journal import Change
from workbench.store.mapping import Document, Kind, T, Thing, document_of, kind_in, kind_of
from workbench.store.rows import (
    Operation,
    has_row,
    read_document,
    read_documents,
    read_documents_naming,
    read_rows,
    read_rows_during,
    thing_in,
    write_operations,
)
from workbench.store.tables import NAMES, ON_REMOVE, REMOVED, UNLINKED, metadata


@dataclass(frozen=True, slots=True)
class Dependants:
    """What hangs on a thing: how many of each kind go with it, and how many merely refer to it and forget it."""

    going: Counter[type[Thing]]
    forgetting: Counter[type[Thing]]


class Edit:
    """An edit of one case, made by :meth:`workbench.store.workspace.Workspace.edit`; reads see what the edit did so far.

    Attributes
    ----------
    change : Change or None
        What the journal wrote down, once the block has ended; None while it runs and when nothing changed.
    """

    def __init__(self, connection: Connection, case_id: str) -> None:
        self._connection = connection
        self._case_id = case_id
        self._cases: dict[tuple[str, str], str | None] = {}
        self.operations: list[Operation] = []
        self.change: Change | None = None

    def get(self, kind: type[T], id: str, /) -> T:  # noqa: A002
        """The thing of that id; NotFoundError if there is none."""
        return get_thing(self._connection, kind, id)

    def find(self, kind: type[T], /, **fields: Any) -> list[T]:
        """All things whose fields equal the given values, in natural order."""
        return find_things(self._connection, kind, fields)

    def has(self, kind: type[Thing], /, **fields: Any) -> bool:
        """Whether there is a thing whose fields equal the given values."""
        mapped = kind_of(kind)
        return has_row(self._connection, mapped.table, mapped.conditions(fields))

    def find_during(self, kind: type[T], span: Span, /, **fields: Any) -> list[T]:
        """Those things with these fields whose own span shares time with `span`, in natural order."""
        mapped = kind_of(kind)
        rows = read_rows_during(self._connection, mapped.table, span, mapped.conditions(fields), mapped.order)
        return [mapped.thing(row) for row in rows]

    def put(self, *things: Thing) -> None:
        """Keep things: new ones are added, those whose id is there already are replaced. What is referred to comes first.

        Raises
        ------
        EditError
            If a thing belongs to another case, or refers to something that is not in this one.
        """
        for kind_type, same_kind in groupby(things, type):
            kind = kind_of(kind_type)
            operations = self._bringing(kind, list(same_kind))
            self._check_own(kind, (operation.before for operation in operations if operation.before is not None))
            for operation in operations:
                if operation.after is not None:
                    self._check_references(kind, operation.after)
            self._write(operations)

    def remove(self, kind: type[Thing], /, *ids: str) -> list[Any]:
        """Remove things and all that cannot be without them; what merely refers to them forgets them.

        Returns
        -------
        list of things
            All that was removed, as it was: the things themselves first, then their dependants.

        Raises
        ------
        NotFoundError
            If one is not there.
        EditError
            If one belongs to another case.
        """
        doomed = self._doomed(kind, ids)
        removed = [thing_in(document, metadata.tables[name]) for (name, _), document in doomed.items()]
        for operations in self._forgetting(doomed):
            self._write(operations)
        goes: dict[str, list[str]] = {}
        for name, row_id in reversed(doomed):
            goes.setdefault(name, []).append(row_id)
        for table in (table for table in reversed(metadata.sorted_tables) if table.name in goes):
            row_ids = goes[table.name]
            documents = read_documents(self._connection, table, row_ids)
            self._write([Operation(table.name, row_id, documents[row_id], None) for row_id in row_ids])
        self._cases.clear()
        return removed

    def dependants(self, kind: type[Thing], id: str, /) -> Dependants:  # noqa: A002
        """What :meth:`remove` would take along, and what would forget the thing; raises as that does, and changes nothing."""
        doomed = self._doomed(kind, [id])
        forgetting = {(each.table, each.row_id) for operations in self._forgetting(doomed) for each in operations} - doomed.keys()
        return Dependants(
            Counter(kind_in(name).type for name, row_id in doomed if row_id != id),
            Counter(kind_in(name).type for name, _ in forgetting),
        )

    def _doomed(self, kind: type[Thing], ids: Sequence[str]) -> dict[tuple[str, str], Document]:
        """All that goes when things are removed, themselves first."""
        mapped = kind_of(kind)
        found = read_documents(self._connection, mapped.table, ids)
        for row_id in ids:
            if row_id not in found:
                raise _not_found(mapped, row_id)
        self._check_own(mapped, found.values())
        return self._with_dependants(mapped.table, {row_id: found[row_id] for row_id in ids})

    def _bringing(self, kind: Kind, things: list[Thing]) -> list[Operation]:
        """What makes the rows of things what the things are."""
        if len({thing.id for thing in things}) < len(things):
            raise EditError(f"The same {kind.word} is given twice in one edit", "Put each thing once")
        present = read_documents(self._connection, kind.table, [thing.id for thing in things])
        for thing in things:
            if not is_id(thing.id):
                raise EditError(f"{thing.id!r} is not a name a {kind.word} can have", "Take names from new_id()")
        name = kind.table.name
        return [Operation(name, thing.id, present.get(thing.id), document_of(kind.row(thing), kind.table)) for thing in things]

    def _write(self, operations: list[Operation]) -> None:
        changing = [operation for operation in operations if operation.before != operation.after]
        write_operations(self._connection, changing)
        self.operations.extend(changing)

    def _check_own(self, kind: Kind, documents: Iterable[Document]) -> None:
        """Rows that stand belong to the edit's case."""
        for document in documents:
            if self._owner_of(kind, document) != self._case_id:
                raise _of_another_case(kind)

    def _check_references(self, kind: Kind, document: Document) -> None:
        """Everything the row names is there and belongs to the edit's case; so does the row itself."""
        for column in kind.references:
            if document[column.name] is not None:
                self._check_case(kind, _referred(column), document[column.name])
        for column in kind.lists_of_names:
            for row_id in document[column.name] or ():
                self._check_case(kind, metadata.tables[column.info[NAMES]], row_id)
        if kind.table.name == "cases" and document["id"] != self._case_id:
            raise EditError("An edit of one case cannot change another", "Edit each case on its own")
        self._cases[kind.table.name, document["id"]] = self._case_id

    def _check_case(self, kind: Kind, table: Table, row_id: str) -> None:
        found = self._case_of(table, row_id)
        if found is None:
            raise EditError(
                f"The {kind.word} refers to a {kind_in(table.name).word} that is not in the workspace",
                "Add that first, or look whether it was removed",
            )
        if found != self._case_id:
            raise _of_another_case(kind)

    def _case_of(self, table: Table, row_id: str) -> str | None:
        key = table.name, row_id
        if key not in self._cases:
            document = read_document(self._connection, table, row_id)
            self._cases[key] = None if document is None else self._owner_of(kind_in(table.name), document)
        return self._cases[key]

    def _owner_of(self, kind: Kind, document: Document) -> str | None:
        """The case that a row belongs to."""
        return self._case_of(_referred(kind.owner), document[kind.owner.name]) if kind.owner is not None else document["id"]

    def _with_dependants(self, table: Table, first: dict[str, Document]) -> dict[tuple[str, str], Document]:
        """The rows and all rows that go with them, nearest first."""
        doomed = {(table.name, row_id): document for row_id, document in first.items()}
        waiting = [(table, list(first))]
        while waiting:
            owner, ids = waiting.pop(0)
            for column in _referring(owner, REMOVED):
                naming = read_documents_naming(self._connection, column, ids)
                rows = {row_id: document for row_id, document in naming.items() if (column.table.name, row_id) not in doomed}
                doomed.update({(column.table.name, row_id): document for row_id, document in rows.items()})
                if rows:
                    waiting.append((kind_in(column.table.name).table, list(rows)))
        return doomed

    def _forgetting(self, doomed: dict[tuple[str, str], Document]) -> Iterator[list[Operation]]:
        """What makes rows that refer to doomed ones and can be without them forget them, doomed rows too; as they are when asked for."""
        for table in metadata.sorted_tables:
            ids = [row_id for name, row_id in doomed if name == table.name]
            for column in _referring(table, UNLINKED) if ids else ():
                naming = read_documents_naming(self._connection, column, ids)
                yield [Operation(column.table.name, row_id, before, {**before, column.name: None}) for row_id, before in naming.items()]
            for column in _listing(table) if ids else ():
                owner = kind_in(column.table.name).table
                rows = read_rows(self._connection, owner, {"case_id": self._case_id}, ())
                listing = [document_of(row, owner) for row in rows if not set(ids).isdisjoint(row[column.name] or ())]
                yield [Operation(owner.name, before["id"], before, {**before, column.name: None}) for before in listing]


def get_thing(connection: Connection, kind: type[T], row_id: str) -> T:
    """The thing of that id; NotFoundError if there is none."""
    mapped = kind_of(kind)
    document = read_document(connection, mapped.table, row_id) if is_id(row_id) else None
    if document is None:
        raise _not_found(mapped, row_id)
    thing: T = thing_in(document, mapped.table)
    return thing


def get_things(connection: Connection, kind: type[T], row_ids: Sequence[str]) -> list[T]:
    """The things of those ids in the order given, each once; NotFoundError for the first that is not there."""
    mapped = kind_of(kind)
    documents = read_documents(connection, mapped.table, [row_id for row_id in row_ids if is_id(row_id)])
    for row_id in row_ids:
        if row_id not in documents:
            raise _not_found(mapped, row_id)
    return [thing_in(documents[row_id], mapped.table) for row_id in dict.fromkeys(row_ids)]


def find_things(connection: Connection, kind: type[T], fields: dict[str, Any]) -> list[T]:
    """All things whose fields equal the given values, in natural order."""
    mapped = kind_of(kind)
    return [mapped.thing(row) for row in read_rows(connection, mapped.table, mapped.conditions(fields), mapped.order)]


def _not_found(kind: Kind, row_id: str) -> NotFoundError:
    return NotFoundError(f"There is no {kind.word} {row_id!r} in this workspace", "Look at what there is with vig list")


def _of_another_case(kind: Kind) -> EditError:
    return EditError(f"The {kind.word} belongs to or refers to another case", "Edit each case on its own")


def _referred(column: Column[Any]) -> Table:
    (key,) = column.foreign_keys
    return kind_in(key.column.table.name).table


def _referring(table: Table, on_remove: str) -> list[Column[Any]]:
    return [
        column
        for other in metadata.sorted_tables
        for column in other.columns
        if column.info.get(ON_REMOVE) == on_remove and _referred(column) is table
    ]


def _listing(table: Table) -> list[Column[Any]]:
    return [column for other in metadata.sorted_tables for column in other.columns if column.info.get(NAMES) == table.name]
