import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import KINDS, Kind, NumberedFilm, read_number, write_numbered_film
from tests.machine import small_disk, somebody_else
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.errors import EditError, FilmError, StoppedError, WorkbenchError, WorkspaceError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.peaks import Peaks
from workbench.media.reader import FrameReader
from workbench.practice.casework import Case, Recording
from workbench.practice.clips import Moment
from workbench.session import film_parts
from workbench.session.casefile import open_case
from workbench.session.importing import import_film
from workbench.session.working_copy import complete, is_complete, read_preparation
from workbench.store.vault import PARTS
from workbench.store.workspace import Workspace, open_workspace

Film = Callable[[Kind], NumberedFilm]
REPOSITORY = Path(__file__).parents[3]

IMPORTED = set(PARTS) - {"spectrogram.bin", "checks.json", "faces.bin", "voices.bin"}
"""Parts that an import makes; the others are made when they are first wanted."""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "workspace", create=True) as opened:
        yield opened


def files_in(workspace: Workspace) -> set[str]:
    """All files of the vault, staging included."""
    vault = workspace.folder / "vault"
    return {str(path.relative_to(vault)) for path in vault.rglob("*") if path.is_file()}


def whole(recording_id: str) -> set[str]:
    return {f"{recording_id}/{part}" for part in IMPORTED}


def test_a_film_becomes_a_recording_of_a_new_case(workspace: Workspace, numbered_film: Film) -> None:
    film = numbered_film("variable")
    done = import_film(workspace, film.path, "A7", title="Puzzle")
    (case,) = workspace.find(Case)
    assert (case.code, case.opened) == ("A7", date.today())
    assert done.new
    assert workspace.find(Recording) == [done.recording]
    assert done.recording == Recording(
        id=done.recording.id,
        case_id=case.id,
        film_hash=hashlib.sha256(film.path.read_bytes()).hexdigest(),
        title="Puzzle",
        n_frames=50,
        length=round(film.end * 90_000),
        width=320,
        height=180,
        has_sound=True,
        variable_rate=True,
        imported_on=date.today(),
    )
    assert [change.label for change in workspace.history(case.id)] == ["Import a film"]
    assert files_in(workspace) == whole(done.recording.id)


def test_every_part_in_the_vault_is_what_it_says(workspace: Workspace, numbered_film: Film) -> None:
    film = numbered_film("offset")
    vault, name = workspace.vault, import_film(workspace, film.path, "A7").recording.id
    with vault.open(name, "original") as file:
        assert file.read() == film.path.read_bytes()
    with vault.open(name, "frames.bin") as file:
        table = FrameTable.from_bytes(file.read())
    assert table.pts.tolist() == list(film.ticks)
    with vault.open(name, "peaks.bin") as file:
        assert len(Peaks.from_bytes(file.read()).pairs) == pytest.approx(float(film.end) * 100, abs=3)
    with vault.open(name, "thumbnails.jpg") as file:
        assert file.read(3) == b"\xff\xd8\xff"
    with vault.open(name, "facts.json") as file:
        facts = json.loads(file.read())
    assert facts["thumbnails"] == {"n": 2, "width_px": 160, "height_px": 90}
    assert facts["film"]["start_offset_s"] == 0.5
    with vault.open(name, "proxy.mp4") as file, FrameReader(file, table) as reader:
        assert [read_number(reader.picture(frame)) for frame in range(50)] == list(range(50))


def test_the_film_itself_is_only_read(workspace: Workspace, tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", kind="silent", n_frames=10).path
    film.chmod(0o400)
    before = film.stat()
    import_film(workspace, film, "A7")
    after = film.stat()
    assert (before.st_mtime_ns, before.st_size, before.st_ino, before.st_mode) == (
        after.st_mtime_ns,
        after.st_size,
        after.st_ino,
        after.st_mode,
    )


def test_the_same_film_twice_in_one_case_is_one_recording(workspace: Workspace, numbered_film: Film, tmp_path: Path) -> None:
    film = numbered_film("silent").path
    first = import_film(workspace, film, "A7")
    renamed = tmp_path / "other name.mp4"
    shutil.copy(film, renamed)
    second = import_film(workspace, renamed, " A7 ", title="Another title")
    assert not second.new
    assert second.recording == first.recording
    assert files_in(workspace) == whole(first.recording.id)


def test_the_same_film_in_another_case_is_another_recording(workspace: Workspace, numbered_film: Film) -> None:
    film = numbered_film("silent").path
    one, other = import_film(workspace, film, "A7"), import_film(workspace, film, "B2")
    assert other.new
    assert one.recording.case_id != other.recording.case_id
    assert files_in(workspace) == whole(one.recording.id) | whole(other.recording.id)


def test_films_without_a_title_are_numbered_and_never_named_after_the_file(workspace: Workspace, numbered_film: Film) -> None:
    titles = [import_film(workspace, numbered_film(kind).path, "A7").recording.title for kind in ("silent", "ntsc")]
    assert titles == ["Film 1", "Film 2"]


def test_a_code_that_no_case_can_have_is_told_before_anything_is_done(workspace: Workspace, numbered_film: Film) -> None:
    with pytest.raises(EditError, match="cannot be a case's code"):
        import_film(workspace, numbered_film("silent").path, "Anna and her mother")
    assert not files_in(workspace)


def test_an_existing_case_is_used(workspace: Workspace, numbered_film: Film) -> None:
    case = Case("0123456789abcdef", "A7", date(2026, 1, 2))
    with workspace.edit("Open a case", case_id=case.id) as edit:
        edit.put(case)
    assert import_film(workspace, numbered_film("silent").path, "A7").recording.case_id == case.id
    assert workspace.find(Case) == [case]


def test_progress_covers_the_whole_import_and_never_runs_back(workspace: Workspace, numbered_film: Film) -> None:
    told: list[tuple[str, float]] = []
    import_film(workspace, numbered_film("hevc").path, "A7", progress=lambda words, part: told.append((words, part)))
    parts = [part for _, part in told]
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (0.0, 1.0)
    assert list(dict.fromkeys(words for words, _ in told)) == [
        "Reading the film",
        "Copying the film into the workspace",
        "Making the working copy",
        "Checking every frame",
        "Noting where every frame lies",
        "Drawing the sound",
        "Making the small pictures",
    ]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_an_import_interrupted_at_any_place_goes_on_and_ends_whole(
    interruption: type[BaseException], workspace: Workspace, numbered_film: Film
) -> None:
    film = numbered_film("constant25").path
    place, kept = 0, dict[str, int]()
    while True:
        place += 1
        try:
            done = import_film(workspace, film, "A7", progress=interrupt_at(place, interruption))
        except interruption:
            assert not [name for name in files_in(workspace) if name.endswith((".part", ".lock"))]
            assert all(workspace.vault.has(entered.id, "original") for entered in workspace.find(Recording))
            now = {path.name: path.stat().st_ino for path in (workspace.folder / "vault").rglob("*") if path.is_file()}
            finished = {part: inode for part, inode in kept.items() if part != "note.json"}
            assert finished.items() <= now.items(), "a finished part was made again"
            kept = now
            continue
        break
    assert place > 6
    assert done.new
    assert files_in(workspace) == whole(done.recording.id)
    assert workspace.find(Recording) == [done.recording]


def interrupt_at(place: int, interruption: type[BaseException]) -> Callable[[str, float], None]:
    n_told = 0

    def progress(words: str, part: float) -> None:
        nonlocal n_told
        n_told += 1
        if n_told == place:
            raise interruption

    return progress


def test_an_import_stopped_by_its_caller_keeps_what_is_done(workspace: Workspace, numbered_film: Film) -> None:
    film, steps = numbered_film("constant25").path, list[str]()
    with pytest.raises(StoppedError, match="go on where it stopped"):
        import_film(workspace, film, "A7", progress=lambda words, part: steps.append(words), cancelled=lambda: "Drawing the sound" in steps)
    assert {name.rsplit("/", 1)[1] for name in files_in(workspace)} == {*IMPORTED, "note.json"} - {"thumbnails.jpg"}
    (recording,) = workspace.find(Recording)
    assert workspace.vault.parts(recording.id)[0][0] == "original"
    assert not workspace.vault.has(recording.id, "proxy.mp4")


def test_what_a_killed_import_left_unfinished_is_cleared_before_more_is_written(workspace: Workspace, numbered_film: Film) -> None:
    film, steps, seen = numbered_film("constant25").path, list[str](), set[str]()
    with pytest.raises(StoppedError):
        import_film(workspace, film, "A7", progress=lambda words, part: steps.append(words), cancelled=lambda: "Drawing the sound" in steps)
    (copy,) = (workspace.folder / "vault" / "staging").glob("*/proxy.mp4")
    (copy.parent / "proxy.mp4.0123456789abcdef.part").write_bytes(bytes(1000))
    steps.clear()

    def look(words: str, part: float) -> None:
        steps.append(words)
        if words not in ("Reading the film", "Making the working copy"):
            seen.update(name.rsplit("/", 1)[1] for name in files_in(workspace) if "/" in name)

    assert import_film(workspace, film, "A7", progress=look).new
    assert set(steps) == {"Reading the film", "Making the small pictures"}
    assert "proxy.mp4.0123456789abcdef.part" not in seen


def test_an_import_killed_in_the_middle_of_the_working_copy_goes_on(workspace: Workspace, tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", n_frames=300, size=(640, 360))
    program = f"""
from pathlib import Path
from workbench.session.importing import import_film
from workbench.store.workspace import open_workspace
with open_workspace(Path({str(workspace.folder)!r})) as workspace:
    import_film(workspace, Path({str(film.path)!r}), "A7")
"""
    process = subprocess.Popen([sys.executable, "-c", program], cwd=REPOSITORY)
    staging = workspace.folder / "vault" / "staging"
    wait_until(lambda: any(path.stat().st_size for path in staging.glob("*/proxy.mp4.*.part")) or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    (recording,) = workspace.find(Recording)
    (copied,) = (workspace.folder / "vault").glob("*/original")
    inode = copied.stat().st_ino
    waiting = read_preparation(workspace, recording.id)
    assert waiting is not None
    assert not waiting.is_going_on

    done = import_film(workspace, film.path, "A7")
    assert (done.new, done.recording) == (True, recording)
    assert read_preparation(workspace, recording.id) is None
    assert (workspace.folder / "vault" / done.recording.id / "original").stat().st_ino == inode
    assert files_in(workspace) == whole(done.recording.id)
    with workspace.vault.path(done.recording.id, "proxy.mp4") as path, FrameReader(path) as reader:
        assert [read_number(reader.picture(frame)) for frame in (0, 150, 299)] == [0, 150, 299]


def wait_until(true: Callable[[], bool], within_s: float = 60) -> None:
    until = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.005)


def test_an_import_cut_off_between_vault_and_database_is_healed_by_the_next(
    workspace: Workspace, numbered_film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = numbered_film("silent").path
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "edit", power_cut)
        with pytest.raises(KeyboardInterrupt):
            import_film(workspace, film, "A7")
    (recording_id,) = workspace.vault.recording_ids()
    assert not workspace.find(Recording)

    elsewhere = import_film(workspace, film, "B2")
    assert elsewhere.recording.id != recording_id
    steps: list[str] = []
    done = import_film(workspace, film, "A7", progress=lambda words, part: steps.append(words))
    assert (done.new, done.recording.id) == (True, recording_id)
    assert "Copying the film into the workspace" not in steps
    assert files_in(workspace) == whole(recording_id) | whole(elsewhere.recording.id)


@contextmanager
def power_cut(*_: object, **__: object) -> Iterator[None]:
    raise KeyboardInterrupt
    yield


def test_a_film_that_is_being_imported_already_is_told(workspace: Workspace, numbered_film: Film) -> None:
    film, told = numbered_film("silent").path, list[str]()

    def import_again(words: str, part: float) -> None:
        if words == "Making the working copy":
            with pytest.raises(WorkspaceError) as caught:
                import_film(workspace, film, "A7")
            told.append(caught.value.problem)

    assert import_film(workspace, film, "A7", progress=import_again).new
    assert set(told) == {"This film is being imported by another window or program"}
    assert len(workspace.find(Recording)) == 1


def test_what_is_not_a_film_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("not a film")
    with pytest.raises(FilmError, match=r"letter\.mp4 is not a film"):
        import_film(workspace, letter, "A7")
    assert not files_in(workspace)
    assert not workspace.find(Case)


def test_a_film_with_one_damaged_picture_is_told_and_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """Its table is whole; one picture cannot be decoded, so the working copy would have one frame less."""
    film = write_numbered_film(tmp_path / "film.mp4", kind="silent", n_frames=60).path
    with av.open(str(film)) as container:
        broken = [packet for packet in container.demux(video=0) if packet.size][30]
        assert broken.pos is not None
        first, last = broken.pos, broken.pos + broken.size
    data = bytearray(film.read_bytes())
    data[first:last] = bytes(last - first)
    film.write_bytes(data)
    with pytest.raises(FilmError, match=r"The working copy is not exact: .*frame.*Copy the film"):
        import_film(workspace, film, "A7")
    assert not files_in(workspace)
    assert not workspace.find(Recording)
    assert not workspace.history(workspace.find(Case)[0].id)[-1].undone


def test_a_film_that_turns_out_damaged_stays_where_something_was_marked_on_it(
    workspace: Workspace, numbered_film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = numbered_film("silent").path

    def mark(words: str, part: float) -> None:
        if words == "Making the working copy" and not workspace.find(Moment):
            (recording,) = workspace.find(Recording)
            open_case(workspace, "A7").mark_moment(recording.id, Span(Ticks(0), recording.length))

    def refuse(*_: object) -> None:
        raise FilmError("The working copy is not exact", "Copy the film once more")

    monkeypatch.setattr(film_parts, "check_proxy", refuse)
    with pytest.raises(FilmError, match="not exact"):
        import_film(workspace, film, "A7", progress=mark)
    (recording,) = workspace.find(Recording)
    said = read_preparation(workspace, recording.id)
    assert said is not None
    assert (said.is_going_on, said.problem, said.next_step) == (False, "The working copy is not exact", "Copy the film once more")
    assert len(workspace.find(Moment)) == 1
    assert workspace.vault.has(recording.id, "original")


def test_a_film_is_in_its_case_with_all_its_frames_before_its_working_copy_is_made(workspace: Workspace, numbered_film: Film) -> None:
    film, seen = numbered_film("variable"), list[FrameTable]()

    def look(words: str, part: float) -> None:
        if words == "Making the working copy":
            (recording,) = workspace.find(Recording)
            assert not is_complete(workspace, recording.id)
            going_on = read_preparation(workspace, recording.id)
            assert going_on is not None
            assert going_on.is_going_on
            seen.append(open_case(workspace, "A7").frame_table(recording.id))

    recording = import_film(workspace, film.path, "A7", progress=look).recording
    assert is_complete(workspace, recording.id)
    assert seen
    assert list(seen[0].pts) == list(film.ticks)
    assert seen[0] == open_case(workspace, "A7").frame_table(recording.id)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_a_film_is_marked_by_is_that_of_its_working_copy(workspace: Workspace, numbered_film: Film, kind: Kind) -> None:
    recording = import_film(workspace, numbered_film(kind).path, "A7").recording
    table = open_case(workspace, "A7").frame_table(recording.id)
    with workspace.vault.open(recording.id, "proxy.mp4") as proxy:
        assert np.array_equal(index_frames(proxy).on_clock(FILM_CLOCK).pts, table.pts)


def test_a_film_that_is_still_being_written_is_told(workspace: Workspace, tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "film.mkv", kind="silent", n_frames=20).path

    size = film.stat().st_size

    def go_on_writing(words: str, part: float) -> None:
        if words == "Copying the film into the workspace" and film.stat().st_size == size:
            with film.open("ab") as file:
                file.write(b"more")

    with pytest.raises(FilmError, match=r"film\.mkv changed while it was being copied"):
        import_film(workspace, film, "A7", progress=go_on_writing)
    assert not files_in(workspace)


def test_a_disk_without_room_for_the_film_is_told_before_anything_is_copied(disk: Path, numbered_film: Film) -> None:
    film, steps = numbered_film("constant25").path, list[str]()
    with open_workspace(disk / "workspace", create=True) as workspace:
        fill(disk, leave=film.stat().st_size + 20_000)
        with pytest.raises(WorkspaceError, match=r"no space left for the film: it needs about 0\.2 MB and 0\.1 MB are free"):
            import_film(workspace, film, "A7", progress=lambda words, part: steps.append(words))
        assert set(steps) == {"Reading the film"}
        assert not files_in(workspace)


def test_a_disk_that_fills_up_under_the_working_copy_is_told_and_the_film_stays_to_be_gone_on_with(disk: Path, numbered_film: Film) -> None:
    film = numbered_film("constant25").path
    with open_workspace(disk / "workspace", create=True) as workspace:

        def fill_up(words: str, part: float) -> None:
            if words == "Making the working copy":
                fill(disk, leave=8_192)

        with pytest.raises(WorkspaceError, match=r"no space left.*Free some space"):
            import_film(workspace, film, "A7", progress=fill_up)
        (recording,) = workspace.find(Recording)
        said = read_preparation(workspace, recording.id)
        assert said is not None
        assert "no space left" in said.problem
        assert not [name for name in files_in(workspace) if name.endswith(".part")]
        (disk / "filling").unlink()
        complete(workspace, recording.id)
        assert files_in(workspace) == whole(recording.id)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 2048) as folder:
        yield folder


def fill(disk: Path, *, leave: int) -> None:
    room = shutil.disk_usage(disk).free - leave
    with (disk / "filling").open("ab") as file:
        file.write(bytes(max(0, room // 4096 * 4096)))


def test_a_limit_for_one_file_is_told_and_leaves_nothing(workspace: Workspace, numbered_film: Film) -> None:
    film = numbered_film("constant25").path
    program = f"""
import resource
from pathlib import Path
from workbench.errors import WorkspaceError
from workbench.session.importing import import_film
from workbench.store.workspace import open_workspace
with open_workspace(Path({str(workspace.folder)!r})) as workspace:
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
    try:
        import_film(workspace, Path({str(film)!r}), "A7")
    except WorkspaceError as error:
        print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert done.stdout.count(". ") == 1
    assert "File too large" in done.stdout
    assert not files_in(workspace)


def test_a_workspace_one_may_not_write_is_told(workspace: Workspace, tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", kind="silent", n_frames=5).path
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_mode & 0o055 != 0o055:
            path.chmod(path.stat().st_mode | 0o055)
    vault = workspace.folder / "vault"
    vault.mkdir()
    for path, mode in ((film, 0o444), (workspace.folder, 0o555), (vault, 0o555)):
        path.chmod(mode)
    with somebody_else(), pytest.raises(WorkbenchError, match="may not be written"):
        import_film(workspace, film, "A7")
    vault.chmod(0o755)
    workspace.folder.chmod(0o755)
    assert not files_in(workspace)


@pytest.mark.real
def test_a_real_phone_film_is_imported_frame_for_frame(workspace: Workspace, shared_material: Path) -> None:
    recording = import_film(workspace, shared_material / "media" / "phone_hevc_vfr.mov", "A7").recording
    assert (recording.n_frames, recording.width, recording.height) == (169, 960, 540)
    assert recording.variable_rate
    assert recording.filmed_on == date(2023, 2, 3)
