"""A workspace of the version before the register of exports: packages are in the register, cases have a retention, edits can be undone."""

import json
from datetime import date
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from workbench.practice.casework import RETENTION_DAYS, Case, CaseKind
from workbench.practice.exports import Export, Way
from workbench.store import database
from workbench.store.workspace import DATABASE_NAME, open_workspace

CASE, PACKAGE, PLAYLIST, FILM = (f"{n:016x}" for n in range(1, 5))


def write_old_workspace(folder: Path) -> None:
    engine = database.make_engine(database.sqlite_url(folder / DATABASE_NAME))
    config = Config()
    config.set_main_option("script_location", str(database._MIGRATIONS))
    with database.writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "v0003")
        connection.execute(text(f"INSERT INTO cases VALUES ('{CASE}', 'HAZEL', '2026-01-02', '', '', 'that he listens', 3)"))
        connection.execute(
            text(f"INSERT INTO packages VALUES ('{PACKAGE}', '{CASE}', '{PLAYLIST}', 'there', '2026-02-03', '2026-04-04', NULL, :films)"),
            {"films": f'["{FILM}"]'},
        )
        old = {"id": CASE, "code": "HAZEL", "opened": "2026-01-02", "setting": "", "helping_question": "", "planned_cycles": 3}
        before, after = (json.dumps({**old, "hope": hope}) for hope in ("that he looks", "that he listens"))
        connection.execute(text(f"INSERT INTO changes VALUES (2, '{CASE}', 'Change the case', '2026-02-03 11:00:00', 0, NULL, 0, NULL)"))
        connection.execute(
            text(f"INSERT INTO change_rows VALUES (2, 0, 'cases', '{CASE}', :before, :after)"), {"before": before, "after": after}
        )
        connection.execute(text(f"INSERT INTO changes VALUES (1, '{CASE}', 'Publish', '2026-02-03 10:00:00', 1, NULL, 0, NULL)"))
        connection.execute(text(f"INSERT INTO change_rows VALUES (1, 0, 'packages', '{PACKAGE}', NULL, :after)"), {"after": "{}"})
    engine.dispose()


def test_packages_of_an_older_version_are_in_the_register_of_exports(tmp_path: Path) -> None:
    write_old_workspace(tmp_path)
    with open_workspace(tmp_path) as workspace:
        assert workspace.get(Case, CASE) == Case(CASE, "HAZEL", date(2026, 1, 2), hope="that he listens")
        assert workspace.get(Case, CASE).kind is CaseKind.FAMILY
        assert workspace.get(Case, CASE).retention_days == RETENTION_DAYS
        assert workspace.get(Export, PACKAGE) == Export(
            PACKAGE,
            CASE,
            Way.PACKAGE,
            "there",
            date(2026, 2, 3),
            expires_on=date(2026, 4, 4),
            playlist_id=PLAYLIST,
            recording_ids=(FILM,),
        )
        assert workspace.touched_kinds([1]) == {Export}


def test_an_edit_written_before_things_had_their_newer_fields_is_undone_and_made_again(tmp_path: Path) -> None:
    write_old_workspace(tmp_path)
    with open_workspace(tmp_path) as workspace:
        workspace.undo(CASE)
        assert workspace.get(Case, CASE).hope == "that he looks"
        workspace.redo(CASE)
        assert workspace.get(Case, CASE).hope == "that he listens"
