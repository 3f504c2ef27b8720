"""Films looked over: each flaw is found where it is, and a good film has none."""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.films import Kind, NumberedFilm
from tests.flawed_films import RATE_HZ, Picture, Sound, room, voices, write_film
from workbench.core.time import TICKS_PER_S, Span, Ticks
from workbench.errors import FilmError, StoppedError
from workbench.media.frames import index_frames
from workbench.media.plain_copy import write_plain_copy
from workbench.media.probe import probe_film
from workbench.media.quality.faces import FaceBoxes
from workbench.media.quality.overview import KnownFilm, Overview, know_film, look_over
from workbench.media.quality.pictures import measure_pictures
from workbench.media.quality.sound import measure_sound
from workbench.practice.film_checks import FilmCheck, Finding, Weight

ALWAYS = {FilmCheck.SMALL_PICTURE, FilmCheck.PEOPLE_UNKNOWN}
"""What is said of every film here: they are small, and nobody looked for faces."""


def overview_of(path: Path) -> Overview:
    return look_over(know_film(path))


def found(overview: Overview) -> dict[FilmCheck, Finding]:
    return {finding.check: finding for finding in overview.findings if finding.check not in ALWAYS}


def seconds_of(finding: Finding) -> list[tuple[float, float]]:
    return [(span.start / TICKS_PER_S, span.end / TICKS_PER_S) for span in finding.spans]


def between(start: float, end: float, flaw: Callable[[Picture], Picture]) -> Callable[[float], Picture]:
    """The room, with a flaw for a while."""
    return lambda at_s: flaw(room(at_s)) if start <= at_s < end else room(at_s)


def test_of_a_good_film_nothing_is_said(tmp_path: Path) -> None:
    good = overview_of(write_film(tmp_path / "good.mp4", sound=voices(8)))
    assert found(good) == {}
    assert {finding.check for finding in good.findings} == ALWAYS
    assert good.sound is not None
    assert len(good.pictures.at) >= 8 * 3


FLAWS: list[tuple[FilmCheck, Callable[[float], Picture], list[tuple[float, float]]]] = [
    (FilmCheck.BLACK, between(3, 5, lambda picture: picture * 0), [(3, 5)]),
    (FilmCheck.FROZEN, lambda at_s: room(min(at_s, 2.5)), [(2.5, 8)]),
    (FilmCheck.FROZEN, lambda at_s: room(at_s if at_s < 2 else max(2.0, at_s - 4)), [(2, 6)]),
    (FilmCheck.DARK, lambda at_s: room(at_s) // 5, [(0, 8)]),
    (FilmCheck.DARKER, between(2, 6, lambda picture: (picture * 0.45).astype(np.uint8)), [(2, 6)]),
    (FilmCheck.WHITE, between(4, 8, lambda picture: np.where(picture > 125, 255, picture).astype(np.uint8)), [(4, 8)]),
    (FilmCheck.BLURRED, between(5, 8, lambda picture: cv2.GaussianBlur(picture, (0, 0), 6).astype(np.uint8)), [(5, 8)]),
    (FilmCheck.MOVING, lambda at_s: np.roll(room(at_s), round(max(0.0, at_s - 4) * 12), axis=1), [(4, 8)]),
]


@pytest.mark.parametrize(("check", "picture", "where"), FLAWS)
def test_a_flaw_of_the_picture_is_found_where_it_is_and_no_other(
    tmp_path: Path, check: FilmCheck, picture: Callable[[float], Picture], where: list[tuple[float, float]]
) -> None:
    findings = found(overview_of(write_film(tmp_path / "flawed.mp4", picture=picture, sound=voices(8))))
    assert set(findings) == {check}
    assert len(seconds_of(findings[check])) == len(where)
    for (start, end), (true_start, true_end) in zip(seconds_of(findings[check]), where, strict=True):
        assert start == pytest.approx(true_start, abs=0.6)
        assert end == pytest.approx(true_end, abs=0.6)


def clipped(seconds: float) -> Sound:
    sound = voices(seconds)
    sound[:, 2 * RATE_HZ : 4 * RATE_HZ] *= 40
    return sound


SOUNDS: list[tuple[set[FilmCheck], Sound, str]] = [
    ({FilmCheck.SILENT}, np.zeros((1, 8 * RATE_HZ)), "mono"),
    ({FilmCheck.SOFT}, voices(8, loud=0.01, hiss=0.0001), "mono"),
    ({FilmCheck.CLIPPED}, clipped(8), "mono"),
    ({FilmCheck.NOISY_ESTIMATED}, voices(8, loud=0.02, hiss=0.1), "mono"),
    ({FilmCheck.SILENT_CHANNEL}, voices(8, n_channels=2) * [[1], [0]], "stereo"),
    ({FilmCheck.SAME_CHANNELS}, np.repeat(voices(8), 2, axis=0), "stereo"),
    ({FilmCheck.SILENT_CHANNEL}, voices(8, n_channels=8) * [[1], [1], [0], [0], [1], [1], [1], [1]], "7.1"),
    (set(), voices(8, n_channels=2), "stereo"),
    (set(), voices(8, n_channels=8), "7.1"),
    ({FilmCheck.SOUND_ENDS}, voices(5), "mono"),
]


@pytest.mark.parametrize(("checks", "sound", "layout"), SOUNDS)
def test_a_flaw_of_the_sound_is_found_and_no_other(tmp_path: Path, checks: set[FilmCheck], sound: Sound, layout: str) -> None:
    findings = found(overview_of(write_film(tmp_path / "flawed.mp4", sound=sound, layout=layout)))
    assert set(findings) == checks
    if FilmCheck.CLIPPED in checks:
        ((start, end),) = seconds_of(findings[FilmCheck.CLIPPED])
        assert (start, end) == (pytest.approx(2, abs=0.15), pytest.approx(3.5, abs=0.15))
    if FilmCheck.SOUND_ENDS in checks:
        assert seconds_of(findings[FilmCheck.SOUND_ENDS]) == [(pytest.approx(5, abs=0.1), pytest.approx(8))]
    if layout == "7.1" and checks:
        assert findings[FilmCheck.SILENT_CHANNEL].numbers == {"n": 2, "channels": 8}


def test_loudness_is_that_of_the_standard_and_peaks_are_seen(tmp_path: Path) -> None:
    """EBU Tech 3341, case 1: a stereo tone of 1 kHz at -23 dB of full scale measures -23 LUFS within 0.1."""
    tone = 10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * np.arange(20 * RATE_HZ) / RATE_HZ)
    film = write_film(tmp_path / "tone.mkv", 2, sound=np.stack([tone, tone]), layout="stereo")
    sound = measure_sound(film, 0)
    assert sound is not None
    assert sound.integrated == pytest.approx(-23.0, abs=0.1)
    assert sound.peak_db == pytest.approx(-23.0, abs=0.1)
    assert sound.all_same
    assert sound.channel_db == pytest.approx([-26.0, -26.0], abs=0.1)


def test_voices_that_are_known_replace_the_estimate(tmp_path: Path) -> None:
    spoken = [Span(Ticks(second * TICKS_PER_S), Ticks(second * TICKS_PER_S + TICKS_PER_S // 2)) for second in range(8)]
    film = know_film(write_film(tmp_path / "noisy.mkv", sound=voices(8, loud=0.05, hiss=0.05)))
    findings = {finding.check: finding for finding in look_over(film, voices=spoken).findings}
    assert FilmCheck.NOISY_ESTIMATED not in findings
    # the tones' power is 0.05 ** 2 / 8; of the hiss's 0.05 ** 2, the part between 200 and 4000 Hz is 3800 / 24000
    assert findings[FilmCheck.NOISY].numbers["db"] == pytest.approx(10 * np.log10(1 + (1 / 8) / (3800 / 24000)), abs=0.5)


@pytest.mark.parametrize(
    ("kind", "check", "numbers"),
    [
        ("variable", FilmCheck.VARIABLE_RATE, {}),
        ("rotated", FilmCheck.ROTATED, {"degrees": 90}),
        ("offset", FilmCheck.PICTURE_LATE, {"seconds": pytest.approx(0.5, abs=0.03)}),
        ("late_sound", FilmCheck.PICTURE_EARLY, {"seconds": pytest.approx(0.4, abs=0.03)}),
        ("silent", FilmCheck.NO_SOUND, {}),
    ],
)
def test_what_the_file_says_is_said(
    numbered_film: Callable[[Kind], NumberedFilm], kind: Kind, check: FilmCheck, numbers: dict[str, float]
) -> None:
    findings = found(overview_of(numbered_film(kind).path))
    assert findings[check].numbers == numbers
    assert (FilmCheck.UPRIGHT in findings) == (kind == "rotated")
    assert not {FilmCheck.FROZEN, FilmCheck.MOVING, FilmCheck.SOUND_GAPS, FilmCheck.DRIFT} & set(findings)


PLACE = {"location": "+52.3731+004.8925/", "com.apple.quicktime.location.ISO6709": "+52.3731+004.8925/", "make": "Phone maker"}


def test_a_place_in_the_file_is_said_and_a_plain_copy_has_the_same_pictures_and_no_place(tmp_path: Path) -> None:
    film = write_film(tmp_path / "placed.mov", 2, sound=voices(2), metadata=PLACE)
    assert found(overview_of(film))[FilmCheck.LOCATION].weight is Weight.KNOW
    assert b"52.3731" in film.read_bytes()
    copy = tmp_path / "plain.mov"
    write_plain_copy(film, copy)
    assert b"52.3731" not in copy.read_bytes()
    assert b"Phone maker" not in copy.read_bytes()
    assert FilmCheck.LOCATION not in found(overview_of(copy))
    assert index_frames(copy) == index_frames(film)


def test_a_plain_copy_keeps_how_a_film_is_turned_and_its_sound(numbered_film: Callable[[Kind], NumberedFilm], tmp_path: Path) -> None:
    for kind in ("rotated", "variable", "hevc", "silent"):
        film = numbered_film(kind).path  # type: ignore[arg-type]
        copy = tmp_path / f"{kind}.mp4"
        write_plain_copy(film, copy)
        before, after = probe_film(film), probe_film(copy)
        assert (after.rotation_deg, after.width, after.has_sound) == (before.rotation_deg, before.width, before.has_sound)
        assert np.array_equal(index_frames(copy).from_zero().pts, index_frames(film).from_zero().pts)


def test_a_gap_in_the_sound_is_found_and_a_clock_that_runs_away_is_measured(tmp_path: Path) -> None:
    plain = measure_sound(write_film(tmp_path / "plain.mkv", 4, sound=voices(4)), 0)
    gap = measure_sound(_with_clock(tmp_path / "gap.mkv", lambda first: first + (RATE_HZ // 2 if first >= RATE_HZ else 0)), 0)
    slow = measure_sound(_with_clock(tmp_path / "slow.mkv", lambda first: round(first * 1.05)), 0)
    assert plain is not None
    assert gap is not None
    assert slow is not None
    assert (plain.gaps, abs(plain.drift_s) < 0.01) == ((), True)
    assert [(span.start / TICKS_PER_S, span.end / TICKS_PER_S) for span in gap.gaps] == [
        (pytest.approx(1, abs=0.01), pytest.approx(1.5, abs=0.01))
    ]
    assert abs(gap.drift_s) < 0.01
    assert slow.gaps == ()
    assert slow.drift_s == pytest.approx(-0.195, abs=0.02)


def _with_clock(path: Path, clock: Callable[[int], int]) -> Path:
    """Four seconds of sound, of which each tenth of a second is at the place that `clock` gives it."""
    from fractions import Fraction

    import av

    with av.open(str(path), "w") as container:
        track = container.add_stream("pcm_s16le", rate=RATE_HZ, layout="mono")
        samples = (voices(4)[0] * 32767).astype(np.int16)
        for first in range(0, len(samples), RATE_HZ // 10):
            frame = av.AudioFrame.from_ndarray(samples[None, first : first + RATE_HZ // 10], format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, clock(first), Fraction(1, RATE_HZ)
            container.mux(track.encode(frame))
        container.mux(track.encode(None))
    return path


def boxes(*samples: list[tuple[float, float, float, float]], every_s: float = 0.25) -> FaceBoxes:
    """Faces in one picture after the other."""
    rows = [(number, box) for number, sample in enumerate(samples) for box in sample]
    return FaceBoxes(
        (np.arange(len(samples)) * every_s * TICKS_PER_S).astype(np.int64),
        np.array([number for number, _ in rows], dtype=np.int32),
        np.array([box for _, box in rows], dtype=np.float32).reshape(-1, 4),
    )


@pytest.fixture(scope="module")
def still_film(tmp_path_factory: pytest.TempPathFactory) -> KnownFilm:
    """Eight seconds with many keyframes and no sound."""
    return know_film(write_film(tmp_path_factory.mktemp("faces") / "film.mp4", 8, keyint=5))


LEFT, RIGHT, THIRD, TINY, AT_EDGE = (
    (0.1, 0.2, 0.25, 0.5),
    (0.6, 0.2, 0.75, 0.5),
    (0.4, 0.6, 0.5, 0.8),
    (0.1, 0.1, 0.12, 0.14),
    (0.0, 0.2, 0.1, 0.5),
)


@pytest.mark.parametrize(
    ("samples", "checks", "where"),
    [
        ([[LEFT, RIGHT]] * 32, {FilmCheck.BOTH_IN_VIEW}, []),
        ([[LEFT, RIGHT]] * 8 + [[LEFT]] * 24, {FilmCheck.SELDOM_BOTH}, []),
        ([[]] * 32, {FilmCheck.NO_FACE}, []),
        ([], {FilmCheck.PEOPLE_UNKNOWN}, []),
        ([[TINY, RIGHT, TINY]] * 4 + [[TINY, TINY]] * 28, {FilmCheck.BOTH_IN_VIEW, FilmCheck.SMALL_FACES}, []),
        ([[LEFT, RIGHT]] * 16 + [[LEFT, RIGHT, THIRD]] * 16, {FilmCheck.BOTH_IN_VIEW, FilmCheck.MORE_PEOPLE}, [(4, 8)]),
        ([[AT_EDGE, RIGHT]] * 12 + [[LEFT, RIGHT]] * 20, {FilmCheck.BOTH_IN_VIEW, FilmCheck.CUT_OFF}, [(0, 3)]),
    ],
)
def test_where_faces_are_is_judged_by_their_boxes_alone(
    still_film: KnownFilm,
    samples: list[list[tuple[float, float, float, float]]],
    checks: set[FilmCheck],
    where: list[tuple[float, float]],
) -> None:
    findings = {finding.check: finding for finding in look_over(still_film, faces=boxes(*samples)).findings}
    about_people = set(findings) - {FilmCheck.SMALL_PICTURE, FilmCheck.NO_SOUND}
    assert about_people == checks
    if where:
        (finding,) = (findings[check] for check in checks & {FilmCheck.MORE_PEOPLE, FilmCheck.CUT_OFF})
        assert seconds_of(finding) == [(pytest.approx(start, abs=0.1), pytest.approx(end, abs=0.1)) for start, end in where]


@pytest.mark.parametrize(("face", "behind", "check"), [(130, 120, None), (60, 200, FilmCheck.BACKLIGHT), (30, 40, FilmCheck.DARK_FACES)])
def test_light_from_behind_is_told_from_faces_that_are_dark(tmp_path: Path, face: int, behind: int, check: FilmCheck | None) -> None:
    def lit(at_s: float) -> Picture:
        picture = room(at_s)
        picture[:140] = behind
        picture[36:90, 32:80] = picture[36:90, 192:240] = face
        return picture

    film = know_film(write_film(tmp_path / "lit.mp4", 6, lit))
    findings = {finding.check for finding in look_over(film, faces=boxes(*[[LEFT, RIGHT]] * 24)).findings}
    assert findings & {FilmCheck.BACKLIGHT, FilmCheck.DARK_FACES} == ({check} if check else set())


def test_dark_skin_in_good_light_is_no_dark_face(tmp_path: Path) -> None:
    """A face as dark as one that is called dark, with the light on brow, nose and the white of the eyes that a lamp or window gives."""

    def well_lit(at_s: float) -> Picture:
        picture = room(at_s)
        picture[:140] = 150
        for left in (32, 192):
            picture[36:90, left : left + 48] = 38
            picture[50:56, left + 12 : left + 36] = 110
        return picture

    film = know_film(write_film(tmp_path / "lit.mp4", 6, well_lit))
    findings = {finding.check for finding in look_over(film, faces=boxes(*[[LEFT, RIGHT]] * 24)).findings}
    assert not findings & {FilmCheck.BACKLIGHT, FilmCheck.DARK_FACES}


def test_a_film_with_many_keyframes_is_looked_at_by_those_and_says_the_same(tmp_path: Path) -> None:
    picture = between(3, 5, lambda picture: picture * 0)
    whole, quick = (write_film(tmp_path / f"{keyint}.mp4", 8, picture, keyint=keyint) for keyint in (50, 5))
    measured = [measure_pictures(film, 8 * TICKS_PER_S) for film in (whole, quick)]
    assert [len(each.at) for each in measured] == [pytest.approx(27, abs=6), 16]
    for each in measured:
        assert seconds_of(Finding(FilmCheck.BLACK, each.black)) == [(pytest.approx(3, abs=0.3), pytest.approx(5, abs=0.3))]


def test_hours_of_film_take_no_more_memory_than_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each picture leaves less than half a kilobyte behind: 3 hours at 4 a second less than 20 MB."""
    small = [cv2.resize(room(at_s), (48, 28))[:, :, 0].copy() for at_s in np.linspace(0, 2, 8)]

    def peak_of(n_pictures: int) -> int:
        sampled = ((number * TICKS_PER_S // 4, small[number % 8]) for number in range(n_pictures))
        monkeypatch.setattr("workbench.media.quality.pictures._sampled", lambda *_: sampled)
        tracemalloc.start()
        try:
            measured = measure_pictures(Path("simulated.mp4"), n_pictures * TICKS_PER_S // 4)
            assert len(measured.at) == n_pictures
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    short, long = peak_of(100), peak_of(700)
    assert long - short < 600 * 500


def test_a_fifth_of_a_second_and_a_film_that_is_black_and_silent_are_no_error(tmp_path: Path) -> None:
    short = found(overview_of(write_film(tmp_path / "short.mp4", 0.2, sound=voices(0.2))))
    assert short[FilmCheck.SHORT].numbers == {"seconds": pytest.approx(0.2)}
    assert set(short) <= {FilmCheck.SHORT, FilmCheck.SILENT, FilmCheck.NOISY_ESTIMATED}
    nothing = overview_of(write_film(tmp_path / "nothing.mp4", 6, lambda at_s: room(at_s) * 0, np.zeros((1, 6 * RATE_HZ))))
    assert set(found(nothing)) == {FilmCheck.BLACK, FilmCheck.FROZEN, FilmCheck.SILENT}
    assert np.isnan(nothing.pictures.sharpness).all()


def test_what_is_no_film_or_is_cut_off_is_an_error_in_words(tmp_path: Path) -> None:
    film = write_film(tmp_path / "whole.mp4", sound=voices(8))
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(film.read_bytes()[:9000])
    for path in (cut, tmp_path / "none.mp4"):
        with pytest.raises(FilmError):
            overview_of(path)


def test_looking_over_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    film = know_film(write_film(tmp_path / "film.mp4", sound=voices(8)))
    told: list[float] = []
    look_over(film, progress=lambda _, part: told.append(part))
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1, abs=0.05)
    asked: list[int] = []

    def after_five() -> bool:
        asked.append(1)
        return len(asked) > 5

    with pytest.raises(StoppedError):
        look_over(film, cancelled=after_five)
    assert len(asked) == 6


def test_a_film_that_the_working_copy_leaves_behind_is_read_from_an_open_file(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.mp4", sound=voices(8))
    known = know_film(path)
    with path.open("rb") as pictures, path.open("rb") as sound:
        opened = look_over(replace(known, pictures=pictures, sound=sound))
    assert opened.findings == look_over(known).findings
