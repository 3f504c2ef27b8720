"""A film's checks along its time: a row each for people, light, sharpness, movement and loudness, and under them what there is to say.

What a finding is about is marked in its row. There is no picture of the film in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core.time import TICKS_PER_S
from workbench.design import DESIGN
from workbench.media.quality.limits import MOVING_PART
from workbench.media.quality.overview import Overview
from workbench.practice.film_checks import FilmCheck, FilmCheckWords, Finding, Weight, by_weight, format_clock, format_stretches
from workbench.render.cards import wrap_text
from workbench.render.drawing import Area, Box, Drawing, Line, Ring, Text, font_of

_WIDTH = 1040
_MARGIN = 32
_NAMES = 184
_LEFT, _RIGHT = _MARGIN + _NAMES, _WIDTH - _MARGIN
_ROW, _GAP = 52, 12
_INSET = 6
_COLUMNS = 400
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_MOST_STEPS = 10
_SOFTEST, _LOUDEST = -60.0, 0.0
_SMALL, _NORMAL, _HEADING = (DESIGN.text_px[name] for name in ("small", "normal", "heading"))
_LINE = 20
_SURFACE = DESIGN.light

_CONCERNS = {
    "people": {FilmCheck.SELDOM_BOTH, FilmCheck.CUT_OFF, FilmCheck.MORE_PEOPLE, FilmCheck.SMALL_FACES, FilmCheck.NO_FACE},
    "light": {
        *(FilmCheck.BLACK, FilmCheck.DARK, FilmCheck.DARKER, FilmCheck.WHITE),
        *(FilmCheck.DARK_FACES, FilmCheck.BACKLIGHT),
    },
    "sharpness": {FilmCheck.BLURRED},
    "stillness": {FilmCheck.MOVING, FilmCheck.FROZEN},
    "loudness": {FilmCheck.CLIPPED, FilmCheck.SOUND_GAPS, FilmCheck.SOUND_ENDS},
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the picture: `levels` from 0 to 1 with nan where nothing is known; without levels the words say why."""

    name: str
    concerns: set[FilmCheck]
    levels: npt.NDArray[np.float64] | None
    instead: str = ""


def draw_checks(overview: Overview, words: FilmCheckWords) -> Drawing:
    """The picture of a film's checks, in the words of a data file."""
    said = [(finding, words.say(finding)) for finding in by_weight(overview.findings)]
    column = _RIGHT - _MARGIN - 24
    lines = [
        (
            finding,
            wrap_text(text.words, font_of(text.words, _NORMAL), column - 200),
            wrap_text(text.next, font_of(text.next, _SMALL), column),
        )
        for finding, text in said
    ]
    rows = _rows(overview, words)
    top = _MARGIN + 52
    below = top + len(rows) * (_ROW + _GAP) + 44
    needs = sum(_LINE * (len(head) + len(rest)) + 12 for _, head, rest in lines)
    is_good = all(finding.weight is Weight.KNOW for finding, _ in said)
    drawing = Drawing(_WIDTH, below + needs + (36 if is_good else 0) + _MARGIN, _SURFACE.paper)
    drawing.add(Text(_MARGIN, _MARGIN + 10, words.heading, _HEADING, _SURFACE.ink))
    drawing.add(Text(_RIGHT, _MARGIN + 10, format_clock(overview.length), _NORMAL, _SURFACE.ink_quiet, "end"))
    _draw_time(drawing, overview.length, top, len(rows) * (_ROW + _GAP))
    for number, row in enumerate(rows):
        _draw_row(drawing, row, overview, top + number * (_ROW + _GAP))
    if is_good:
        drawing.add(Text(_MARGIN, below + 8, words.good, _NORMAL, _SURFACE.ink))
        below += 36
    _draw_words(drawing, lines, overview.length, below)
    return drawing


def _rows(overview: Overview, words: FilmCheckWords) -> list[_Row]:
    pictures, sound, faces, length, names = overview.pictures, overview.sound, overview.faces, overview.length, words.lanes
    people = None if faces is None else _binned(np.minimum(faces.n_in_view, 3) / 3, faces.at, length)
    sharpest = float(np.nanmax(pictures.sharpness)) if np.isfinite(pictures.sharpness).any() else 1.0
    loudness = None if sound is None else _binned((sound.loudness - _SOFTEST) / (_LOUDEST - _SOFTEST), sound.at, length)
    return [
        _Row(names.people, _CONCERNS["people"], people, names.not_looked_at),
        _Row(names.light, _CONCERNS["light"], _binned(pictures.brightness, pictures.at, length)),
        _Row(names.sharpness, _CONCERNS["sharpness"], _binned(pictures.sharpness / (1.15 * sharpest), pictures.at, length)),
        _Row(names.stillness, _CONCERNS["stillness"], _binned(pictures.movement / (4 * MOVING_PART), pictures.at, length)),
        _Row(names.loudness, _CONCERNS["loudness"], loudness, names.no_sound),
    ]


def _binned(values: npt.NDArray[np.floating], at: npt.NDArray[np.int64], length: int) -> npt.NDArray[np.float64]:
    """The means of equal parts of the film, at most 400, each of which is as long as the values are apart at least; shape (n,)."""
    within = (at >= 0) & (at < length) & np.isfinite(values)
    n_bins = max(1, min(_COLUMNS, int(((at >= 0) & (at < length)).sum())))
    places = at[within] * n_bins // length
    sums = np.bincount(places, values[within], minlength=n_bins)
    counts = np.bincount(places, minlength=n_bins)
    return np.asarray(np.clip(np.divide(sums, counts, out=np.full(n_bins, np.nan), where=counts > 0), 0, 1))


def _draw_row(drawing: Drawing, row: _Row, overview: Overview, top: float) -> None:
    drawing.add(Text(_MARGIN, top + _ROW / 2, row.name, _NORMAL, _SURFACE.ink))
    drawing.add(Box(_LEFT, top, _RIGHT - _LEFT, _ROW, _SURFACE.sunken, DESIGN.radius_px))
    marked = [span for finding in overview.findings if finding.check in row.concerns for span in finding.spans]
    for span in marked:
        left, right = _x(span.start, overview.length), _x(span.end, overview.length)
        drawing.add(Box(left, top, max(3.0, right - left), _ROW, DESIGN.accent_soft, 3))
    if row.levels is None:
        drawing.add(Text((_LEFT + _RIGHT) / 2, top + _ROW / 2, row.instead, _SMALL, _SURFACE.ink_quiet, "middle"))
    else:
        _draw_levels(drawing, row.levels, top)
    for span in marked:
        left, right = _x(span.start, overview.length), _x(span.end, overview.length)
        drawing.add(Box(left, top + _ROW - 3, max(3.0, right - left), 3, DESIGN.accent, 1.5))


def _draw_levels(drawing: Drawing, levels: npt.NDArray[np.float64], top: float) -> None:
    """A curve for each stretch without a gap, shaded down to the row's foot."""
    step = (_RIGHT - _LEFT) / len(levels)
    foot, high = top + _ROW - _INSET, _ROW - 2 * _INSET
    known = np.isfinite(levels)
    edges = np.flatnonzero(np.diff(known.astype(np.int8), prepend=0, append=0))
    for first, after in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        points = [(_LEFT + (place + 0.5) * step, foot - float(levels[place]) * high) for place in range(first, after)]
        points = [(_LEFT + first * step, points[0][1]), *points, (_LEFT + after * step, points[-1][1])]
        drawing.add(Area([(points[0][0], foot), *points, (points[-1][0], foot)], _SHADE))
        drawing.add(Line(points, DESIGN.candidate))


def _draw_time(drawing: Drawing, length: int, top: float, height: float) -> None:
    length_s = length / TICKS_PER_S
    step_s = next((step for step in _STEPS_S if length_s / step <= _MOST_STEPS), _STEPS_S[-1])
    foot = top + height - _GAP
    for number in range(int(length_s / step_s) + 1):
        at = number * step_s * TICKS_PER_S
        drawing.add(Line([(_x(at, length), foot), (_x(at, length), foot + 5)], _SURFACE.line))
        drawing.add(Text(_x(at, length), foot + 17, format_clock(at), _SMALL, _SURFACE.ink_quiet, "middle"))


def _draw_words(drawing: Drawing, lines: Sequence[tuple[Finding, list[str], list[str]]], length: int, top: float) -> None:
    for finding, head, rest in lines:
        is_advice = finding.weight is not Weight.KNOW
        mark = DESIGN.accent if is_advice else _SURFACE.ink_quiet
        drawing.add(Ring(_MARGIN + 6, top + 8, 4.5, mark, fill=finding.weight is Weight.LOOK))
        drawing.add(Text(_RIGHT, top + 8, format_stretches(finding.spans, length), _SMALL, _SURFACE.ink_quiet, "end"))
        for words, size, colour in (
            *((words, _NORMAL, _SURFACE.ink if is_advice else _SURFACE.ink_quiet) for words in head),
            *((words, _SMALL, _SURFACE.ink_quiet) for words in rest),
        ):
            drawing.add(Text(_MARGIN + 24, top + 8, words, size, colour))
            top += _LINE
        top += 12


def _x(ticks: int, length: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * max(0.0, min(1.0, ticks / length))


def _between(colour: str, ground: str, part: float) -> str:
    mixed = (
        round(part * int(one, 16) + (1 - part) * int(other, 16))
        for one, other in ((colour[at : at + 2], ground[at : at + 2]) for at in (1, 3, 5))
    )
    return "#" + "".join(f"{value:02x}" for value in mixed)


_SHADE = _between(DESIGN.candidate, _SURFACE.sunken, 0.35)
