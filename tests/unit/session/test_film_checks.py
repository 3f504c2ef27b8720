"""The findings of a film are kept beside it, made once, and made anew where faces or voices have been found."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases import write_case
from tests.films import Kind, NumberedFilm
from tests.flawed_films import voices, write_film
from workbench.analysis.tracks import FaceTracks
from workbench.analysis.voice import Voices
from workbench.core.identity import new_id
from workbench.errors import RenderError, StoppedError, WorkspaceError
from workbench.media.probe import probe_film
from workbench.media.quality.overview import know_film, look_over
from workbench.practice.film_checks import FilmCheck, shipped_film_check_words
from workbench.session.analysis_parts import pack_part, write_voices
from workbench.session.film_checks import copy_plainly, draw_overview, has_checks, make_checks, read_checks
from workbench.session.importing import import_film
from workbench.store.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "workspace", create=True) as opened:
        yield opened


@pytest.fixture
def recording_id(workspace: Workspace, numbered_film: Callable[[Kind], NumberedFilm]) -> str:
    return import_film(workspace, numbered_film("offset").path, "A7").recording.id


def test_findings_are_kept_as_they_are_of_the_film_itself(
    workspace: Workspace, recording_id: str, numbered_film: Callable[[Kind], NumberedFilm]
) -> None:
    vault = workspace.vault
    assert read_checks(vault, recording_id) is None
    assert make_checks(vault, recording_id)
    kept = read_checks(vault, recording_id)
    assert kept is not None
    assert {finding.check for finding in kept} == {finding.check for finding in look_over(know_film(numbered_film("offset").path)).findings}
    assert FilmCheck.PICTURE_LATE in {finding.check for finding in kept}


def test_they_are_made_once_unless_faces_were_found_meanwhile(workspace: Workspace, recording_id: str) -> None:
    vault = workspace.vault
    make_checks(vault, recording_id)
    with vault.path(recording_id, "checks.json") as path:
        before = path.stat().st_mtime_ns
        assert make_checks(vault, recording_id)
        assert path.stat().st_mtime_ns == before
    vault.replace(recording_id, "faces.bin", pack_part({}, two_faces().to_bytes()))
    vault.replace(recording_id, "voices.bin", pack_part({}, write_voices(Voices())))
    assert not has_checks(vault, recording_id)
    assert read_checks(vault, recording_id), "what was said stays until there is more to say"
    assert make_checks(vault, recording_id)
    checks = {finding.check for finding in read_checks(vault, recording_id) or ()}
    assert FilmCheck.BOTH_IN_VIEW in checks
    assert FilmCheck.PEOPLE_UNKNOWN not in checks
    assert has_checks(vault, recording_id)


def two_faces() -> FaceTracks:
    """Two faces in the one picture that was looked at."""
    two, pairs = np.zeros(2, dtype=np.float32), np.zeros((2, 2), dtype=np.float32)
    box = np.array([[0.1, 0.2, 0.3, 0.6], [0.6, 0.2, 0.8, 0.6]], dtype=np.float32)
    sample, track, none = np.zeros(2, dtype=np.int32), np.arange(2, dtype=np.int32), np.zeros(2, dtype=np.int8)
    start, cuts = np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return FaceTracks(start, cuts, sample, track, box, two, two, two, two, pairs, pairs, two, none, none)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: b"half a fi",
        lambda kept: json.dumps({**kept, "version": 99}).encode(),
        lambda kept: json.dumps({**kept, "findings": [{**kept["findings"][0], "check": "unknown"}]}).encode(),
        lambda kept: json.dumps({**kept, "findings": [{**kept["findings"][0], "spans": [[5, 5]]}]}).encode(),
        lambda kept: json.dumps([]).encode(),
    ],
)
def test_what_is_kept_in_another_way_or_damaged_is_as_if_it_were_not_there_and_made_again(
    workspace: Workspace, recording_id: str, spoil: Callable[[dict[str, Any]], bytes]
) -> None:
    vault = workspace.vault
    make_checks(vault, recording_id)
    with vault.path(recording_id, "checks.json") as path:
        path.write_bytes(spoil(json.loads(path.read_bytes())))
    assert read_checks(vault, recording_id) is None
    assert make_checks(vault, recording_id)
    assert read_checks(vault, recording_id)


def test_without_a_working_copy_or_a_recording_there_are_none_and_nothing_is_left(workspace: Workspace) -> None:
    _, recording, _, _ = write_case(workspace)
    assert not make_checks(workspace.vault, recording.id)
    assert not make_checks(workspace.vault, new_id())
    assert [part for part, _ in workspace.vault.parts(recording.id)] == ["frames.bin"]


def test_stopped_it_leaves_nothing(workspace: Workspace, recording_id: str) -> None:
    with pytest.raises(StoppedError):
        make_checks(workspace.vault, recording_id, cancelled=lambda: True)
    assert read_checks(workspace.vault, recording_id) is None


def test_copies_of_a_film_that_says_where_it_was_carry_nothing_of_it(workspace: Workspace, tmp_path: Path) -> None:
    place = {"location": "+52.3731+004.8925/", "com.apple.quicktime.location.ISO6709": "+52.3731+004.8925/", "make": "Phone maker"}
    film = write_film(tmp_path / "placed.mov", 2, sound=voices(2), metadata=place)
    recording_id = import_film(workspace, film, "A7").recording.id
    make_checks(workspace.vault, recording_id)
    assert FilmCheck.LOCATION in {finding.check for finding in read_checks(workspace.vault, recording_id) or ()}
    for part, _ in workspace.vault.parts(recording_id):
        if part != "original":
            with workspace.vault.open(recording_id, part) as file:
                content = file.read()
            assert b"52.3731" not in content, part
            assert b"Phone maker" not in content, part
    with workspace.vault.open(recording_id, "proxy.mp4") as copy:
        assert not probe_film(copy).has_location


def test_a_plain_copy_is_whole_or_not_there_and_takes_nobodys_place(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mov", 2, sound=voices(2))
    target = tmp_path / "copies" / "plain.mov"
    with pytest.raises(WorkspaceError):
        copy_plainly(film, target)
    target.parent.mkdir()
    copy_plainly(film, target)
    kept = target.read_bytes()
    with pytest.raises(WorkspaceError, match="is there already"):
        copy_plainly(film, target)
    assert target.read_bytes() == kept
    assert [path.name for path in target.parent.iterdir()] == ["plain.mov"]


@pytest.mark.parametrize("name", ["checks.svg", "checks.png"])
def test_the_picture_of_the_checks_says_and_marks_what_was_found_and_has_nothing_of_the_film_in_it(tmp_path: Path, name: str) -> None:
    overview = look_over(know_film(write_film(tmp_path / "film.mp4", 4, sound=voices(4, loud=0.01, hiss=0.0001))))
    words = shipped_film_check_words()
    draw_overview(overview, words, tmp_path / name)
    content = (tmp_path / name).read_bytes()
    if name.endswith("svg"):
        text = content.decode()
        for said in (words.heading, words.lanes.not_looked_at, "The sound is soft", "Put the phone nearer", "The film is only 4 s long."):
            assert said in text
        assert "<image" not in text
    else:
        assert content.startswith(b"\x89PNG")
    with pytest.raises(RenderError, match=r"\.png or \.svg"):
        draw_overview(overview, words, tmp_path / "checks.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == [name, "film.mp4"]
