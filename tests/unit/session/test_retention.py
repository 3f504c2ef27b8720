"""A case is deleted wholly: no private word and no picture of it stays in any byte of the workspace, whatever interrupts the work."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from tests.cases import TODAY, add_recording, uneven_table, write_case
from tests.contract.test_store import CASE, THINGS
from workbench.core.identity import new_id
from workbench.errors import EditError, NotFoundError, WorkspaceError
from workbench.practice.casework import Case
from workbench.practice.certificates import Certificate, DestroyedFile
from workbench.practice.exports import Export, Way
from workbench.practice.retention import Due, retention_of
from workbench.render.package import own_words_folder
from workbench.session.casefile import open_case
from workbench.session.destroying import finish_all
from workbench.session.retention import delete_case, find_own_words, read_retention, words_of
from workbench.store.mapping import KINDS
from workbench.store.workspace import Workspace, open_workspace

CANARY = "thistledown"
"""In every private text of the case that is deleted."""
OTHER = "marigold"
"""In a text of a case that stays."""
FILM = b"thistledown, as if it were a picture " * 99


def with_canary(thing: Any) -> Any:
    """A thing with the canary in every text that has no form of its own."""
    hints = get_type_hints(type(thing))
    named = {"id", "code", "film_hash", "place"}
    texts = {f.name: CANARY for f in fields(thing) if hints[f.name] is str and f.name not in named and not f.name.endswith("_id")}
    lists = {name: (CANARY,) for name in ("follow_ups", "paragraphs", "principles") if name in hints}
    return replace(thing, **texts, **lists)


def fill(folder: Path) -> str:
    """A workspace with a case full of canaries, in things, in their history, in films, in what left and in a notebook; the film's id."""
    with open_workspace(folder, create=True) as workspace:
        things = [with_canary(thing) for thing in THINGS.values()]
        package = folder / "packages" / "review-1"
        (package / "clips").mkdir(parents=True)
        (package / "clips" / "a.mp4").write_bytes(FILM)
        (package / "manifest.json").write_text(CANARY)
        own_words_folder(package).mkdir()
        (own_words_folder(package) / "for-us.txt").write_text(CANARY)
        (folder / "packages" / "never-entered").mkdir()
        (folder / "packages" / "never-entered" / "b.mp4").write_bytes(FILM)
        letter = folder.parent / "letter.pdf"
        letter.write_bytes(FILM)
        out = [
            Export(new_id(), CASE.id, Way.PACKAGE, str(package), TODAY, CANARY, files=("clips/a.mp4", "manifest.json")),
            Export(new_id(), CASE.id, Way.LETTER, str(letter), TODAY, CANARY),
        ]
        case = replace(with_canary(CASE), hold_reason="", hold_review_on=None)
        with workspace.edit(CANARY, case_id=CASE.id) as edit:
            edit.put(*[case if isinstance(thing, Case) else thing for thing in things], *out)
        with workspace.edit(CANARY, case_id=CASE.id) as edit:
            edit.put(replace(case, hope=f"{CANARY} {CANARY}" * 50))
            edit.remove(type(THINGS["moment"]), THINGS["moment"].id)
        workspace.undo(CASE.id)
        recording = next(thing for thing in things if type(thing).__name__ == "Recording")
        staging = workspace.vault.staging("ab" * 32)
        for part in ("original", "proxy.mp4", "thumbnails.jpg"):
            staging.path(part).write_bytes(FILM)
        staging.finish(recording.id)
        left = workspace.vault.staging("cd" * 32)
        left.path("original").write_bytes(FILM)
        notebook = {"cells": [{"cell_type": "code", "source": "1", "outputs": [{"data": {"text/plain": CANARY}}]}]}
        (folder / "desk" / "notebooks").mkdir(parents=True)
        (folder / "desk" / "notebooks" / "prepare.ipynb").write_text(json.dumps(notebook))
        session, *_ = write_case(workspace, "STAYS")
        session.change_case(hope=OTHER)
        theirs = folder / "packages" / "review-2"
        for place in (theirs, own_words_folder(theirs)):
            place.mkdir()
            (place / "for-us.txt").write_text(OTHER)
        with workspace.edit("Publish", case_id=session.case_id, lasting=True) as edit:
            edit.put(Export(new_id(), session.case_id, Way.PACKAGE, str(theirs), TODAY))
        return str(recording.id)


def places_of(word: str, folder: Path) -> set[str]:
    """The files below a folder in whose bytes or name a word is."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if word.encode() in path.read_bytes() or word in path.name}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "ws")
    return tmp_path / "ws"


def expected_files() -> list[DestroyedFile]:
    def file(name: str, content: bytes) -> DestroyedFile:
        return DestroyedFile(name, len(content), sha256(content).hexdigest())

    film = THINGS["recording"].id[:8]
    return [
        *(file(f"film {film}: {part}", FILM) for part in ("original", "proxy.mp4", "thumbnails.jpg")),
        file("export: clips/a.mp4", FILM),
        file("export: manifest.json", CANARY.encode()),
        file("export: .pdf", FILM),
        DestroyedFile("the family's own words: for-us.txt", len(CANARY), ""),
    ]


def check_gone(folder: Path, certificate: Certificate) -> None:
    """Nothing of the case is there but its certificate; the other case is as it was."""
    assert places_of(CANARY, folder.parent) == set()
    assert (certificate.case_code, certificate.is_whole) == ("HAZEL", True)
    assert sorted(certificate.files, key=str) == sorted(expected_files(), key=str)
    with open_workspace(folder) as workspace:
        assert workspace.certificates() == [certificate]
        assert [(workspace.find(kind.type, case_id=CASE.id) if "case_id" in kind.fields else []) for kind in KINDS] == [[]] * len(KINDS)
        assert workspace.find(Case, id=CASE.id) == []
        assert workspace.history(CASE.id) == []
        assert (workspace.undo(CASE.id), workspace.redo(CASE.id)) == (None, None)
        left = sorted(path.relative_to(folder / "packages").as_posix() for path in (folder / "packages").rglob("*.txt"))
        assert left == ["review-2 - own words/for-us.txt", "review-2/for-us.txt"]
        assert len(list((folder / "packages").iterdir())) == 2
        stays = open_case(workspace, "STAYS")
        assert stays.case.hope == OTHER
        assert stays.undo() is not None
        assert stays.frame_table(stays.recordings()[0].id).n_frames == 600


def test_the_canaries_are_there_before(folder: Path) -> None:
    assert {"workspace.db", "original", "prepare.ipynb", "letter.pdf", "a.mp4", "b.mp4"} <= places_of(CANARY, folder.parent)


def test_nothing_of_a_deleted_case_stays_in_any_byte(folder: Path) -> None:
    with open_workspace(folder) as workspace:
        assert find_own_words(workspace, CASE.id) == [folder / "packages" / "review-1 - own words"]
        certificate = delete_case(workspace, workspace.get(Case, CASE.id), TODAY, by="S1", reason="asked for")
        assert (certificate.by, certificate.reason, certificate.on) == ("S1", "asked for", TODAY)
        assert places_of(CANARY, folder.parent) == set()
        with pytest.raises(NotFoundError):
            open_case(workspace, "HAZEL")
    check_gone(folder, certificate)


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from workbench.practice.casework import Case
from workbench.session import destroying, retention
from workbench.store.workspace import Workspace, open_workspace

name, n = sys.argv[2], int(sys.argv[3])
owner = Workspace if hasattr(Workspace, name) else destroying
inner, calls = getattr(owner, name), []

def killed(*given, **more):
    calls.append(1)
    if len(calls) == n:
        os.kill(os.getpid(), signal.SIGKILL)
    return inner(*given, **more)

setattr(owner, name, killed)
with open_workspace(Path(sys.argv[1])) as workspace:
    retention.delete_case(workspace, workspace.find(Case, code="HAZEL")[0], date(2026, 3, 10))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs in another way")
@pytest.mark.parametrize(
    ("name", "call"),
    [("_destroy", 1), ("_destroy", 2), ("keep_certificate", 1), ("_forget_outputs", 1), ("compact", 1), ("keep_certificate", 2)],
)
def test_killed_half_way_the_next_run_completes_it(folder: Path, name: str, call: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), name, str(call)], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with open_workspace(folder) as workspace:
        assert workspace.find(Case, id=CASE.id) == []
        (certificate,) = finish_all(workspace)
    check_gone(folder, certificate)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs in another way")
def test_killed_before_it_began_everything_is_as_it_was(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "vault").rglob("*") if path.is_file()}
    subprocess.run([sys.executable, "-c", KILLED, str(folder), "erase_case", "1"], check=False)
    with open_workspace(folder) as workspace:
        assert workspace.get(Case, CASE.id).code == "HAZEL"
        assert finish_all(workspace) == []
    assert {path: path.read_bytes() for path in (folder / "vault").rglob("*") if path.is_file()} == before


def test_while_another_program_reads_the_texts_wait_and_the_next_run_completes_it(folder: Path) -> None:
    with open_workspace(folder) as workspace, open_workspace(folder) as other:
        other._engine.dispose()
        reading = other._engine.connect()
        with reading.begin():
            reading.exec_driver_sql("SELECT count(*) FROM cases").all()
            with pytest.raises(WorkspaceError, match=r"another program has the workspace open.*vig retention"):
                delete_case(workspace, workspace.get(Case, CASE.id), TODAY)
        reading.close()
        (certificate,) = finish_all(workspace)
    check_gone(folder, certificate)


def test_a_case_that_changes_meanwhile_is_not_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_workspace(folder) as workspace:
        inner = Workspace.erase_case

        def erase_case(self: Workspace, case_id: str, certificate: Certificate, **more: int) -> None:
            add_recording(open_case(workspace, "HAZEL"), uneven_table(), "Another")
            inner(self, case_id, certificate, **more)

        monkeypatch.setattr(Workspace, "erase_case", erase_case)
        with pytest.raises(EditError, match="changed while it was being deleted"):
            delete_case(workspace, workspace.get(Case, CASE.id), TODAY)
        assert workspace.get(Case, CASE.id)
        assert workspace.certificates() == []


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "ws", create=True) as opened:
        yield opened


def test_a_hold_keeps_the_case_until_it_is_lifted_and_reminds_on_its_day(workspace: Workspace) -> None:
    session = write_case(workspace)[0]
    session.today = lambda: TODAY
    session.close_case()
    review = TODAY + timedelta(days=90)
    held = session.hold_case("somebody asked us to wait", review)
    with pytest.raises(EditError, match=r"held and may not be deleted \(somebody asked us to wait\).*vig case hold HAZEL --end"):
        delete_case(workspace, held, review)
    dues = [retention_of(held, TODAY + timedelta(days=n)).due for n in (0, 61, 89, 90, 200)]
    assert dues == [Due.HELD, Due.HELD, Due.HELD, Due.LOOK_AGAIN, Due.LOOK_AGAIN]
    lifted = session.end_hold()
    assert [retention_of(lifted, TODAY + timedelta(days=n)).due for n in (45, 46, 59, 60)] == [Due.NOTHING, Due.SOON, Due.SOON, Due.NOW]
    assert "vig retention --delete HAZEL" in words_of(lifted, retention_of(lifted, review))


def test_what_has_to_be_done_first_comes_first(workspace: Workspace) -> None:
    for code, closed in (("OPEN", None), ("LATER", TODAY), ("DUE", TODAY - timedelta(days=70)), ("SOON", TODAY - timedelta(days=50))):
        case = write_case(workspace, code)[0].case
        if closed is not None:
            with workspace.edit("Close the case", case_id=case.id) as edit:
                edit.put(replace(case, closed_on=closed))
    found = [(case.code, retention.due) for case, retention in read_retention(workspace, TODAY)]
    assert found == [("DUE", Due.NOW), ("SOON", Due.SOON), ("LATER", Due.NOTHING), ("OPEN", Due.NOTHING)]
    assert retention_of(Case("0" * 16, "X", date(2026, 1, 1), closed_on=TODAY, retention_days=0), TODAY).due is Due.NOW
