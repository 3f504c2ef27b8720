"""The tables, the migrations and the mapping say the same."""

from dataclasses import fields
from pathlib import Path
from types import NoneType
from typing import get_args

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from workbench.store import database
from workbench.store.mapping import CERTIFICATES, KINDS, Kind
from workbench.store.tables import NAMES, ON_REMOVE, REMOVED, UNLINKED, metadata
from workbench.store.workspace import open_workspace


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(database._MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_the_migrations_make_exactly_the_tables_the_code_works_with(tmp_path: Path) -> None:
    open_workspace(tmp_path, create=True).close()
    engine = create_engine(database.sqlite_url(tmp_path / "workspace.db"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == database.NEWEST
    engine.dispose()


def test_the_newest_version_in_the_code_is_the_last_migration() -> None:
    assert _scripts().get_heads() == [database.NEWEST]


def test_taking_every_version_back_leaves_no_table(tmp_path: Path) -> None:
    from alembic import command

    open_workspace(tmp_path, create=True).close()
    engine = database.make_engine(database.sqlite_url(tmp_path / "workspace.db"))
    config = Config()
    config.set_main_option("script_location", str(database._MIGRATIONS))
    with database.writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version", "sqlite_sequence"}
    engine.dispose()


@pytest.mark.parametrize("kind", [*KINDS, CERTIFICATES], ids=lambda kind: kind.word)
def test_every_field_has_its_columns_and_no_column_is_left_over(kind: Kind) -> None:
    assert list(kind.fields) == [field.name for field in fields(kind.type)]  # type: ignore[arg-type]
    mapped = [column for field in kind.fields.values() for column in field.columns]
    assert sorted(mapped) == sorted(column.name for column in kind.table.columns)
    assert set(kind.order) <= set(mapped)


@pytest.mark.parametrize("kind", [*KINDS, CERTIFICATES], ids=lambda kind: kind.word)
def test_a_column_may_be_empty_exactly_where_the_field_may_be_none(kind: Kind) -> None:
    for field in fields(kind.type):  # type: ignore[arg-type]
        for column in kind.fields[field.name].columns:
            assert kind.table.c[column].nullable == (NoneType in get_args(field.type)), f"{kind.word}.{field.name}"


def test_every_table_of_things_has_a_kind_and_every_reference_says_what_becomes_of_it() -> None:
    assert {kind.table.name for kind in KINDS} | {"changes", "change_rows", "certificates"} == set(metadata.tables)
    for kind in KINDS:
        for column in kind.references:
            assert column.info[ON_REMOVE] == (REMOVED if not column.nullable else column.info[ON_REMOVE])
            assert column.info[ON_REMOVE] in (REMOVED, UNLINKED)
        for column in kind.lists_of_names:
            assert column.info[NAMES] in metadata.tables
            assert "case_id" in kind.table.c
