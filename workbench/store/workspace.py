"""The workspace: one folder with everything about all cases, used by several programs at once.

::

    <folder>/workspace.db     the database (with -wal and -shm beside it while it is open)
    <folder>/vault/           film bytes, reached through `Workspace.vault` only
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from workbench.errors import EditError, WorkspaceError
from workbench.practice.certificates import Certificate
from workbench.store import journal
from workbench.store.certificates import read_certificates, write_certificate
from workbench.store.database import bring_up_to_date, make_engine, sqlite_url, writing
from workbench.store.edit import Dependants, Edit, find_things, get_thing, get_things
from workbench.store.erasing import compact, erase_rows
from workbench.store.faults import database_faults, disk_faults
from workbench.store.journal import Change
from workbench.store.mapping import T, Thing, kind_in, kind_of
from workbench.store.rows import read_columns
from workbench.store.tables import intervals
from workbench.store.vault import Vault

DATABASE_NAME = "workspace.db"

R = TypeVar("R")

_request_key: ContextVar[str | None] = ContextVar("request_key", default=None)
"""What the next edit of this thread is written down under."""


def default_workspace_folder() -> Path:
    """The folder named by VIG_WORKSPACE, else ``vig-workspace`` in the person's home."""
    named = os.environ.get("VIG_WORKSPACE")
    return Path(named).expanduser() if named else Path.home() / "vig-workspace"


def holds_workspace(folder: Path) -> bool:
    """Whether there is a workspace in a folder, be it one that cannot be opened."""
    return (folder / DATABASE_NAME).exists()


def open_workspace(folder: Path, *, create: bool = False) -> "Workspace":
    """The workspace in a folder, its tables brought up to date.

    Parameters
    ----------
    folder : Path
        Where it is.
    create : bool
        Make it, readable by this person only, if there is none yet.

    Raises
    ------
    WorkspaceError
        If there is none, it was made by a newer version, is damaged, or may not be written.
    """
    folder = folder.absolute()
    file = folder / DATABASE_NAME
    with disk_faults(folder):
        if not file.exists():
            if not create:
                raise WorkspaceError(
                    f"There is no workspace in {folder}", "Make one with vig case create CODE, or choose another with --workspace"
                )
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.touch(mode=0o600)
    engine = make_engine(sqlite_url(file))
    try:
        bring_up_to_date(engine, file)
    except BaseException:
        engine.dispose()
        raise
    return Workspace(folder, engine)


@dataclass(frozen=True, slots=True)
class Look:
    """One state of the workspace while it is looked at, and what was found in it."""

    connection: Connection
    found: dict[tuple[Any, ...], Any]


class Workspace:
    """An open workspace; a context manager that closes it. Several threads may use one.

    Attributes
    ----------
    folder : Path
        Where it is.
    vault : Vault
        The one door to film bytes.
    """

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.vault = Vault(folder / "vault")
        self._file = folder / DATABASE_NAME
        self._engine = engine
        self._editing = threading.Lock()
        self._editor: int | None = None
        self._here = threading.local()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; everything acknowledged is on the disk already."""
        self._engine.dispose()

    def get(self, kind: type[T], id: str, /) -> T:  # noqa: A002
        """The thing of that id.

        Raises
        ------
        NotFoundError
            If there is none.
        """
        return self._read((get_thing, kind, id), lambda connection: get_thing(connection, kind, id))

    def get_all(self, kind: type[T], ids: Sequence[str], /) -> list[T]:
        """The things of those ids in the order given, each once.

        Raises
        ------
        NotFoundError
            If one is not there.
        """
        with self._reading() as connection:
            return get_things(connection, kind, ids)

    def find(self, kind: type[T], /, **fields: Any) -> list[T]:
        """All things whose fields equal the given values, in natural order: time, position, code.

        Raises
        ------
        ValueError
            If the kind has no field of that name, or the field is nested (a list, keyframes).
        """
        key = find_things, kind, *sorted(fields.items())
        return list(self._read(key, lambda connection: find_things(connection, kind, fields)))

    def find_columns(self, kind: type[T], /, **fields: Any) -> dict[str, tuple[Any, ...]]:
        """The plain columns of the things :meth:`find` finds, in the same order: for very many, at a tenth of the time.

        Raises
        ------
        ValueError
            If the kind has no field of that name, or the field is nested.
        """
        mapped = kind_of(kind)
        with self._reading() as connection:
            return read_columns(connection, mapped.table, mapped.conditions(fields), mapped.order)

    @contextmanager
    def edit(self, label: str, *, case_id: str, lasting: bool = False) -> Iterator[Edit]:
        """One edit of one case: on the disk when the block ends, nothing at all when it raises.

        Other programs cannot write while the block runs, so long work belongs before it.

        Parameters
        ----------
        label : str
            What the edit does, in a guider's words; shown beside undo and in the history.
        case_id : str
            The case all of it belongs to; for a new case the id it will have.
        lasting : bool
            Leave this edit out of undo, because it did something outside the database too.

        Raises
        ------
        EditError
            If it contradicts what is there.
        WorkspaceError
            If it could not be written; nothing was changed then.
        """
        with self._transaction() as connection:
            edit = Edit(connection, case_id)
            yield edit
            if edit.operations:
                key = _request_key.get()
                edit.change = journal.record(connection, case_id, label, edit.operations, lasting=lasting, request_key=key)
                _request_key.set(None)

    @contextmanager
    def once(self, request_key: str | None, *, case_id: str) -> Iterator[bool]:
        """Whether to carry out what was asked for under a key: False where it was before, in this program or another that has ended since.

        The first edit of the block is written down under the key, in the same transaction; so a request whose answer got lost may be
        made again, and its work is done once. Without a key it is always True.
        """
        if request_key is None:
            yield True
            return
        with self._reading() as connection:
            is_new = not journal.has_request(connection, case_id, request_key)
        token = _request_key.set(request_key if is_new else None)
        try:
            yield is_new
        finally:
            _request_key.reset(token)

    def undo(self, case_id: str) -> Change | None:
        """Take back the case's latest edit that can be undone; None if there is none left.

        Raises
        ------
        EditError
            If a lasting edit has changed the same things since.
        """
        with self._transaction() as connection:
            return journal.undo(connection, case_id)

    def redo(self, case_id: str) -> Change | None:
        """Make again what was undone last; None if there is nothing, also after a new edit."""
        with self._transaction() as connection:
            return journal.redo(connection, case_id)

    def turn_to(self, case_id: str, change_id: int) -> list[Change]:
        """Go to the case as it was right after one of its edits, in one step; 0 is before the first. Says what was turned.

        Raises
        ------
        EditError
            If a lasting edit has changed the same things since; nothing is turned then.
        NotFoundError
            If the case's history has no such edit.
        """
        with self._transaction() as connection:
            return journal.turn_to(connection, case_id, change_id)

    def dependants(self, kind: type[Thing], id: str, /, *, case_id: str) -> Dependants:  # noqa: A002
        """What removing a thing of a case would take along, and what would forget it. Nothing is changed.

        Raises
        ------
        NotFoundError
            If it is not there.
        EditError
            If it belongs to another case.
        """
        with self._reading() as connection:
            return Edit(connection, case_id).dependants(kind, id)

    def history(self, case_id: str) -> list[Change]:
        """The case's edits, oldest first, with those that are undone at the moment."""
        with self._reading() as connection:
            return journal.history(connection, case_id)

    def standing_changes(self, case_id: str) -> frozenset[int]:
        """The ids of the case's edits that are in force now: all but those undone."""
        return self._read((journal.standing, case_id), lambda connection: journal.standing(connection, case_id))

    def touched_kinds(self, change_ids: Iterable[int]) -> frozenset[type[Thing]]:
        """The kinds of things that these edits added, changed or removed."""
        with self._reading() as connection:
            return frozenset(kind_in(name).type for name in journal.touched_tables(connection, list(change_ids)))

    def next_turns(self, case_id: str) -> tuple[Change | None, Change | None, Change | None]:
        """What undo would take back, what redo would make again, and the case's latest edit, each None where there is none."""
        with self._reading() as connection:
            return journal.next_turns(connection, case_id)

    def touched_tiers(self, change_ids: Iterable[int]) -> frozenset[str]:
        """The ids of the tiers whose intervals these edits added, changed, moved or removed."""
        with self._reading() as connection:
            return journal.touched_owners(connection, list(change_ids), intervals.c.tier_id)

    def keep_certificate(self, certificate: Certificate) -> None:
        """Write a certificate of deletion down, or what has become of one; it is in no case, and no undo reaches it."""
        with self._transaction() as connection:
            write_certificate(connection, certificate)

    def certificates(self) -> list[Certificate]:
        """Every certificate of deletion, oldest first."""
        with database_faults(self._file), self._engine.connect() as connection:
            return read_certificates(connection)

    def erase_case(self, case_id: str, certificate: Certificate, *, as_of: int) -> None:
        """Delete a case with everything the database knows of it, its history too, and keep the certificate in its place.

        Nothing brings it back. Until :meth:`compact` its texts may still be in the files on the disk.

        Parameters
        ----------
        as_of : int
            The id of the case's latest edit when the certificate was made; 0 where there was none.

        Raises
        ------
        EditError
            If the case was changed since; nothing is deleted then.
        """
        with self._transaction() as connection:
            latest = journal.next_turns(connection, case_id)[2]
            if (latest.id if latest else 0) != as_of:
                raise EditError("The case was changed while it was being deleted", "Close its other windows, then delete it again")
            erase_rows(connection, case_id)
            write_certificate(connection, certificate)

    def compact(self) -> None:
        """Leave no deleted text in the database's files.

        Raises
        ------
        WorkspaceError
            If another program reads or writes just now.
        """
        with self._editing, database_faults(self._file):
            compact(self._engine)

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """All that this thread reads in the block is read from one state of the workspace, and nothing of it twice.

        For a screen that shows many parts of a case at once. Nothing is edited in the block.
        """
        with self._reading() as connection:
            before, self._here.look = self._look, Look(connection, {})
            try:
                yield
            finally:
                self._here.look = before

    @property
    def _look(self) -> "Look | None":
        look: Look | None = getattr(self._here, "look", None)
        return look

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        look = self._look
        with database_faults(self._file):
            if look is not None:
                yield look.connection
                return
            with self._engine.connect() as connection:
                yield connection

    def _read(self, key: tuple[Any, ...], read: Callable[[Connection], R]) -> R:
        look = self._look
        if look is not None and key in look.found:
            found: R = look.found[key]
            return found
        with self._reading() as connection:
            answer = read(connection)
        if look is not None:
            look.found[key] = answer
        return answer

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        if self._look is not None:
            raise RuntimeError("nothing is edited while one state is looked at")
        if self._editor == threading.get_ident():
            raise RuntimeError("an edit is open already in this thread; one edit cannot be made inside another")
        with self._editing:
            self._editor = threading.get_ident()
            try:
                with database_faults(self._file), writing(self._engine).begin() as connection:
                    yield connection
            finally:
                self._editor = None
