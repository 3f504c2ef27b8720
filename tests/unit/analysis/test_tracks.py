"""Columns of faces: merged, split, kept and read again."""

import io
import zipfile

import numpy as np
import pytest

from workbench.analysis.tracks import ROW, FaceTracks, Reason
from workbench.core.time import Span, Ticks
from workbench.errors import DataFileError, EditError


def _tracks(*samples_and_tracks: tuple[int, int], n: int = 10) -> FaceTracks:
    rows = np.zeros(len(samples_and_tracks), ROW)
    rows["sample"], rows["track"] = np.array(samples_and_tracks or np.zeros((0, 2)), int).reshape(-1, 2).T
    return FaceTracks.of_rows(np.arange(n) * 9_000, [18_000], rows, '{"a": 1}')


def test_merging_gives_all_rows_one_number() -> None:
    merged = _tracks((0, 0), (1, 0), (4, 3), (5, 3)).merged(0, 3)
    assert merged.tracks == (0,)
    assert merged.span_of(0) == Span(Ticks(0), Ticks(54_000))


def test_two_faces_of_one_picture_are_not_merged_and_the_picture_is_named() -> None:
    with pytest.raises(EditError, match=r"two faces in the picture at 00:00\.100"):
        _tracks((0, 0), (1, 0), (1, 3)).merged(0, 3)


def test_splitting_gives_what_comes_later_a_new_number() -> None:
    split = _tracks((0, 0), (1, 0), (1, 5), (2, 0)).split(0, 9_000)
    assert split.track.tolist() == [0, 6, 5, 6]
    assert split.merged(0, 6).track.tolist() == [0, 0, 5, 0]


@pytest.mark.parametrize("at", [0, 90_000])
def test_a_track_is_not_split_where_one_part_would_be_empty(at: int) -> None:
    with pytest.raises(EditError, match="nothing to split"):
        _tracks((0, 0), (1, 0)).split(0, at)


def test_a_track_that_is_not_there_is_named() -> None:
    with pytest.raises(EditError, match="no track 7"):
        _tracks((0, 0)).merged(0, 7)
    with pytest.raises(KeyError):
        _tracks((0, 0)).span_of(7)


@pytest.mark.parametrize(
    ("rows", "why"), [([(1, 0), (0, 0)], "order of time"), ([(0, 0), (0, 0)], "one row a picture"), ([(10, 0)], "belongs to a picture")]
)
def test_rows_that_do_not_fit_are_refused(rows: list[tuple[int, int]], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        _tracks(*rows)


@pytest.mark.parametrize("rows", [[], [(0, 0), (0, 1), (3, 1)]])
def test_what_is_kept_is_read_again(rows: list[tuple[int, int]]) -> None:
    tracks = _tracks(*rows)
    again = FaceTracks.from_bytes(tracks.to_bytes())
    assert again.method == tracks.method
    for name in ("at", "cuts", *ROW.names):  # type: ignore[misc]
        np.testing.assert_array_equal(getattr(again, name), getattr(tracks, name))


def test_a_pickle_in_the_columns_is_never_opened() -> None:
    written = io.BytesIO()
    np.savez_compressed(written, at=np.array([print], dtype=object))
    with pytest.raises(DataFileError, match="cannot be read"):
        FaceTracks.from_bytes(written.getvalue())


def test_bytes_that_would_fill_the_memory_are_refused_unopened() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("at.npy", "w") as column:
        for _ in range(410):
            column.write(bytes(1_000_000))
    with pytest.raises(DataFileError, match="too large"):
        FaceTracks.from_bytes(written.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"nothing"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(DataFileError, match="Look for faces in it again"):
        FaceTracks.from_bytes(data)


def test_every_reason_has_words() -> None:
    assert len({reason.words for reason in Reason}) == len(Reason)
