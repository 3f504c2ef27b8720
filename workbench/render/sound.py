"""Even loudness: how loud a stretch of film is, and what to do so that clips sound alike.

Loudness is integrated loudness of ITU-R BS.1770 in LUFS, measured over the clip; peaks are true peaks in dBTP. One gain holds for a
whole clip, so nothing pumps. The gain is bounded: what is very quiet would bring up its own noise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite
from pathlib import Path

from workbench.core.time import FILM_CLOCK
from workbench.media.progress import Cancelled
from workbench.render.ffmpeg import run_ffmpeg

TARGET_LUFS = -23.0
PEAK_LIMIT_DBTP = -1.0
MOST_GAIN_DB = 18.0
RATE_HZ = 48_000
FADE_S = 0.04
_SILENCE_LUFS = -69.9
_CODING_MARGIN_DB = 1.0
_FINER_DB = 0.1
_INTEGRATED = re.compile(r"\bI:\s+(-?[\d.]+|-?inf|nan) LUFS")
_PEAK = re.compile(r"\bPeak:\s+(-?[\d.]+|-?inf|nan) dBFS")


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud something is; `integrated_lufs` is -inf for silence and for less than the 400 ms one measurement takes."""

    integrated_lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True)
class Levelling:
    """What makes a clip as loud as the others.

    `limit_dbtp` is where peaks are held back, None where none come near. `missing_db` is what the bound on the gain left undone.
    """

    gain_db: float
    limit_dbtp: float | None
    missing_db: float = 0.0

    def held_back(self, more_db: float) -> "Levelling":
        """The same with peaks held back by so much more."""
        ceiling = PEAK_LIMIT_DBTP - _CODING_MARGIN_DB if self.limit_dbtp is None else self.limit_dbtp
        return replace(self, limit_dbtp=ceiling - more_db - _FINER_DB)


def measure_loudness(film: Path, filters: str = "anull", *, before: Sequence[str] = (), cancelled: Cancelled | None = None) -> Loudness:
    """The loudness of a file's first sound after `filters` (an ffmpeg filter chain); the file must have sound.

    `before` are arguments of ffmpeg that stand before the input, to seek in a long film.

    Raises
    ------
    RenderError
        If the sound cannot be read.
    """
    said = run_ffmpeg(
        ["-copyts", *before, "-i", str(film), "-map", "0:a:0", "-af", f"{filters},ebur128=peak=true:framelog=quiet", "-f", "null", "-"],
        what="The measurement of loudness",
        cancelled=cancelled,
    )
    summary = said[said.rfind("Summary:") :]
    integrated, peak = (_number(pattern, summary) for pattern in (_INTEGRATED, _PEAK))
    return Loudness(integrated if integrated > _SILENCE_LUFS else -inf, peak)


def plan_levelling(loudness: Loudness, *, most_gain_db: float = MOST_GAIN_DB) -> Levelling:
    """One gain towards the target, at most `most_gain_db` up; peaks above the limit are held back. Silence stays as it is."""
    if not isfinite(loudness.integrated_lufs):
        return Levelling(0.0, None)
    wanted_db = TARGET_LUFS - loudness.integrated_lufs
    gain_db = min(wanted_db, most_gain_db)
    ceiling = PEAK_LIMIT_DBTP - _CODING_MARGIN_DB
    return Levelling(gain_db, ceiling if loudness.true_peak_dbtp + gain_db > ceiling else None, max(0.0, wanted_db - gain_db))


def stretch_filters(start: int, end: int) -> str:
    """Filters that take film ticks ``[start, end)`` out of a sound with the film's times: exactly that long, silent where there is none."""
    start_s, length_s = FILM_CLOCK.seconds(start), FILM_CLOCK.seconds(end - start)
    return (
        f"atrim=start={start_s:.9f}:end={start_s + length_s:.9f},asetpts=PTS-{start_s:.9f}/TB,"
        f"aresample={RATE_HZ}:async=1:first_pts=0,apad=whole_dur={length_s:.9f},atrim=end={length_s:.9f}"
    )


def levelling_filters(levelling: Levelling, length_s: float) -> str:
    """Filters that apply the gain, hold back the peaks (at four times the rate, where true peaks show) and fade both edges."""
    steps = [f"volume={levelling.gain_db:.3f}dB"]
    if levelling.limit_dbtp is not None:
        limit = 10 ** (levelling.limit_dbtp / 20)
        steps += [f"aresample={4 * RATE_HZ}", f"alimiter=level=0:latency=1:attack=5:release=80:limit={limit:.6f}", f"aresample={RATE_HZ}"]
    fade_s = min(FADE_S, length_s / 4)
    steps += [f"afade=t=in:d={fade_s:.4f}", f"afade=t=out:st={length_s - fade_s:.6f}:d={fade_s:.4f}"]
    return ",".join(steps)


def _number(pattern: re.Pattern[str], text: str) -> float:
    found = pattern.search(text)
    return float(found.group(1)) if found and found.group(1) != "nan" else -inf
