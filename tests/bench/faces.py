"""How well looks are told, in per cent, and what faces cost beside decoding alone: composed heads, the sample film, real faces.

Composed heads are clean and turned by what the script says, so that they tell what can be expected at best; the sample film's faces are
drawn. For a real grown-up and a real child in one picture there is no material here with a truth: of the real film only who is found is
told. Each figure is printed with its count below the table's line.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import av
import click
import numpy as np
import numpy.typing as npt

from tests.bench.media import cpu_s
from tests.bench.registry import REPOSITORY, Measured, benchmark
from tests.looking import EVERY, HEIGHT, LEFT, RIGHT, THING, THING_BOX, WIDTH, compose
from workbench.analysis.faces import find_faces
from workbench.analysis.gaze import Look, looks_of
from workbench.analysis.tracks import FaceTracks, Reason
from workbench.core.tiers import UNCODABLE, Channel
from workbench.core.time import FILM_CLOCK, TICKS_PER_S
from workbench.media.reader import FrameReader
from workbench.sample.film import write_sample_film
from workbench.sample.truth import build_truth

_REAL = Path(os.environ.get("VIG_REAL_MEDIA") or REPOSITORY.parent / "shared") / "media"
Picture = npt.NDArray[np.uint8]


def sampled(film: Path, *, hz: int = 10) -> Iterator[tuple[int, Picture]]:
    """About `hz` pictures a second of a film."""
    with FrameReader(film) as reader:
        table = reader.table.from_zero().on_clock(FILM_CLOCK)
        due = 0
        for frame, pts in enumerate(table.pts.tolist()):
            if pts >= due:
                due += TICKS_PER_S // hz
                yield pts, reader.picture(frame)


def codes_of(looks: list[Look], at: npt.NDArray[np.int64]) -> list[str]:
    """What each picture is labelled with."""
    return [next((look.label for look in looks if look.span.contains(instant)), UNCODABLE) for instant in at.tolist()]


def kappa(true: list[str], found: list[str]) -> float:
    """Cohen's kappa picture by picture; what cannot be coded is left out on either side."""
    pairs = [pair for pair in zip(true, found, strict=True) if UNCODABLE not in pair]
    labels = sorted({label for pair in pairs for label in pair})
    table = np.array([[sum(pair == (a, b) for pair in pairs) for b in labels] for a in labels], float) / max(len(pairs), 1)
    chance = float(table.sum(axis=0) @ table.sum(axis=1))
    return float("nan") if chance >= 1 or not pairs else (float(np.trace(table)) - chance) / (1 - chance)


def say_how_well(true: Mapping[str, list[str]], found: Mapping[str, list[str]], whose: str) -> float:
    """Print precision, recall and kappa of each person's looks; the mean kappa."""
    kappas = []
    for person in true:
        pairs = list(zip(true[person], found[person], strict=True))
        coded = [pair for pair in pairs if UNCODABLE not in pair]
        kappas.append(kappa(true[person], found[person]))
        click.echo(f"    {whose}, {person}: {len(coded)} of {len(pairs)} pictures coded, kappa {kappas[-1]:.2f}")
        for label in sorted({label for label, _ in pairs} - {UNCODABLE}):
            hits, said, is_so = pairs.count((label, label)), found[person].count(label), true[person].count(label)
            click.echo(f"        {label}: precision {hits / max(said, 1):.2f} ({said}), recall {hits / max(is_so, 1):.2f} ({is_so})")
    return float(np.mean(kappas))


@cache
def _composed() -> tuple[FaceTracks, dict[str, list[str]]]:
    film = compose(600, seed=20)
    return find_faces(film.frames()), film.truth


@benchmark()
def looks_of_composed_heads() -> Measured:
    """Time-unit kappa of looks at the other, a drawn thing and elsewhere: two modelled heads, a minute, ten pictures a second."""
    tracks, true = _composed()
    rows = {track: tracks.rows_of(track) for track in tracks.tracks}
    people = {track: LEFT if tracks.eyes[own, 0].mean() < 0.5 else RIGHT for track, own in rows.items()}
    looks = looks_of(tracks, people, {THING: lambda _: THING_BOX}, ahead={LEFT: 4 * EVERY, RIGHT: 4 * EVERY}, aspect=WIDTH / HEIGHT)
    found = {person: codes_of(looks.get(person, []), tracks.at) for person in true}
    click.echo(f"    {len(tracks.tracks)} tracks for two people; none of these faces is real")
    return Measured(say_how_well(true, found, "composed heads"), "kappa")


@benchmark()
def looks_of_the_sample_film() -> Measured:
    """The same for the drawn sample film, whose faces may not be found at all."""
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "sample.mp4"
        write_sample_film(film)
        tracks = find_faces(sampled(film))
    true = build_truth("bench", {"mum": "mum", "child": "child"})
    seen = {track: len(tracks.rows_of(track)) for track in tracks.tracks}
    kept = sorted(seen, key=lambda track: -seen[track])[:2]
    kept.sort(key=lambda track: float(tracks.eyes[tracks.rows_of(track), 1].mean()))
    measured = int((tracks.gaze_reason == Reason.MEASURABLE).sum())
    click.echo(f"    {tracks.n_rows} faces in {len(tracks.at)} drawn pictures, {len(seen)} tracks, {measured} with eyes that can be read")
    looks = looks_of(tracks, dict(zip(kept, ("mum", "child"), strict=False)), {})
    by_tier = {tier.id: str(tier.person_id) for tier in true.tiers if tier.channel is Channel.LOOK}
    truth, found = {}, {}
    for tier, person in by_tier.items():
        spans = [(one.span, one.label) for one in true.intervals if one.tier_id == tier]
        labels = [next((label for span, label in spans if span.contains(at)), UNCODABLE) for at in tracks.at.tolist()]
        truth[person] = [label if label in ("mum", "child", UNCODABLE) else "elsewhere" for label in labels]
        found[person] = codes_of(looks.get(person, []), tracks.at)
    return Measured(say_how_well(truth, found, "sample film"), "kappa")


@benchmark()
def faces_of_a_real_film() -> Measured:
    """How many of the seven people of a real film have a track of half a second or more; 0 where the film is not at hand."""
    film = _REAL / "classroom_gaze.mp4"
    if not film.exists():
        click.echo("    the real film is not here: nothing was measured")
        return Measured(0.0, "tracks")
    tracks = find_faces(sampled(film))
    long = [track for track in tracks.tracks if len(tracks.rows_of(track)) >= 5]
    for reason in Reason:
        click.echo(f"    heads: {int((tracks.reason == reason).sum())}, eyes: {int((tracks.gaze_reason == reason).sum())} {reason.words}")
    return Measured(float(len(long)), "tracks", "people", 7.0)


@benchmark(below=60.0)
def faces_of_10_minutes_720p() -> Measured:
    """Seconds for ten minutes at 25 frames a second, ten looked at, two people; beside decoding and converting the same pictures alone."""
    minute_s = 20
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "two.mp4"
        _write(film, minute_s)
        started_s = time.perf_counter()
        cpu_alone = cpu_s(lambda: sum(1 for _ in sampled(film)))
        alone_s = time.perf_counter() - started_s
        started_s = time.perf_counter()
        cpu_all = cpu_s(lambda: find_faces(sampled(film)))
        taken_s = time.perf_counter() - started_s
        used = subprocess.run([sys.executable, "-c", _MEMORY, str(film)], check=True, capture_output=True, text=True, cwd=REPOSITORY)
    click.echo(f"    CPU: {cpu_all / cpu_alone:.2f} times decoding alone; {used.stdout.strip()} MB of memory at most")
    return Measured(taken_s * 600 / minute_s, "s", "decoding alone", alone_s * 600 / minute_s)


_MEMORY = """
import sys
from pathlib import Path
from tests.bench.faces import sampled, find_faces
find_faces(sampled(Path(sys.argv[1])))
print(next(int(line.split()[1]) // 1024 for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


def _write(path: Path, length_s: int) -> None:
    """The composed heads as a working copy, each picture shown two or three times."""
    pictures = list(compose(length_s * 10, seed=3).frames())
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.options = {"preset": "veryfast", "bf": "0", "x264-params": "keyint=8:scenecut=0"}
        for number in range(length_s * 25):
            frame = av.VideoFrame.from_ndarray(pictures[number * 10 // 25][1], format="rgb24")
            frame.pts = number
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
