"""The database's engine and its schema's versions. Everything that only SQLite knows is here.

Several processes use one workspace at once (the notebook's kernel, the command line, the Jupyter server): the write-ahead log lets readers
go on while one writes, every writing transaction takes its lock at the start, and a commit is on the disk when it returns.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL

from workbench.errors import WorkspaceError
from workbench.store.faults import database_faults

NEWEST = "v0007"
"""The version of the schema this code works with: the last of ``migrations/versions``."""

WAIT_FOR_WRITER_MS = 10_000
"""How long a process waits for another one that is writing."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def sqlite_url(file: Path) -> URL:
    """The address of the embedded database in a file."""
    return URL.create("sqlite", database=str(file))


def make_engine(url: URL) -> Engine:
    """An engine for the embedded database or any other SQLAlchemy knows by its address."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the writer's lock at their start."""
    return engine.execution_options(writes=True)


def bring_up_to_date(engine: Engine, file: Path) -> None:
    """Make the tables, or bring those of an older version up to date, in one transaction.

    Raises
    ------
    WorkspaceError
        If the workspace was made by a newer version, or cannot be written.
    """
    with database_faults(file):
        with engine.begin() as connection:
            if _version(connection) == NEWEST:
                return
        with writing(engine).begin() as connection:
            _migrate(connection, file)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _migrate(connection: Connection, file: Path) -> None:
    from alembic import command  # imported here because it takes longer than opening a workspace
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    version = _version(connection)
    if version is not None and version not in known:
        raise WorkspaceError(
            f"The workspace {file.parent} was made by a newer VIG Workbench (its tables are {version}, this one knows {NEWEST})",
            "Install the newer VIG Workbench and open it with that",
        )
    command.upgrade(config, NEWEST)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where _begin_sqlite says, not where the driver guesses
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {WAIT_FOR_WRITER_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
