"""Taking a case out of the database wholly: its rows, what the journal says of it, and every trace in the files on the disk."""

from sqlalchemy import Connection, Engine, Select, Table, delete, select

from workbench.errors import WorkspaceError
from workbench.store.mapping import KINDS, kind_in
from workbench.store.tables import cases, change_rows, changes, metadata


def erase_rows(connection: Connection, case_id: str) -> None:
    """Delete all rows that belong to a case, and the journal's edits of it; nothing can bring them back."""
    own = {kind.table.name for kind in KINDS}
    for table in reversed(metadata.sorted_tables):
        if table.name in own:
            connection.execute(delete(table).where(table.c.id.in_(_ids_in_case(table, case_id))))
    edits = select(changes.c.id).where(changes.c.case_id == case_id)
    connection.execute(delete(change_rows).where(change_rows.c.change_id.in_(edits)))
    connection.execute(delete(changes).where(changes.c.case_id == case_id))


def compact(engine: Engine) -> None:
    """Write the database anew without what was deleted, and empty its write-ahead log: no deleted text is in a file after it.

    Raises
    ------
    WorkspaceError
        If another program reads or writes just now, so that the log cannot be emptied.
    """
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.close()
    finally:
        raw.close()
    if busy:
        raise WorkspaceError(
            "The texts of the case are not wholly gone from the disk yet, because another program has the workspace open",
            "Close JupyterLab and every other window of the workbench, then run vig retention to finish it",
        )


def _ids_in_case(table: Table, case_id: str) -> Select[tuple[str]]:
    """The ids of a table's rows that belong to a case, by the reference that says so."""
    if table is cases:
        return select(cases.c.id).where(cases.c.id == case_id)
    owner = next(column for column in kind_in(table.name).references if not column.nullable)
    (key,) = owner.foreign_keys
    return select(table.c.id).where(owner.in_(_ids_in_case(key.column.table, case_id)))
