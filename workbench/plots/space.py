"""The two in space and time: heads as paths through the picture and the film, gaze as arrows, looks at one another lit, turns as tubes.

Time runs from left to right, the picture's height upwards, its width into the depth, so that one looks along the film at two people who sit
across from one another. A path is broken where a head was not measurable. Everything is drawn from plain arrays; no picture is in it.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from workbench.core.intervals import SpanSet
from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Ticks
from workbench.design import DESIGN
from workbench.errors import NotFoundError
from workbench.plots.heads import Floats, HeadPath, Integers
from workbench.practice.people import Person

_MOST_POINTS = 1500
_ARROWS = 120
_SIGNS = 60
_MARGIN = 0.12
_SIDES = 8
_TUBE = 0.02
_GEOMETRIES = {"circle": "sphere", "square": "box", "triangle": "diamond", "diamond": "diamond"}
_SHAPE = (2.6, 1.0, 1.0)
_FLAT = {"cast_shadow": False, "receive_shadow": False}


@dataclass(frozen=True)
class SpaceContent:
    """What is drawn of one film: paths of heads, when each person sounds (by id), and when the two look at one another."""

    length: Ticks
    people: Sequence[Person]
    heads: Sequence[HeadPath]
    sounds: Mapping[str, SpanSet] = field(default_factory=dict)
    together: SpanSet = field(default_factory=SpanSet)


class Space:
    """The figure with its playhead and its signs to pick.

    Parameters
    ----------
    content : SpaceContent
        With the path of at least one head.

    Attributes
    ----------
    figure : ipyvolume.Figure
        What a cell shows.

    Raises
    ------
    NotFoundError
        If there is no head that could be measured anywhere.
    """

    def __init__(self, content: SpaceContent) -> None:
        paths = [path.thinned(_MOST_POINTS) for path in content.heads if path.is_seen.any()]
        if not paths:
            raise NotFoundError("No head could be measured anywhere in this film", "Look at the timeline instead")
        ipv = _ipyvolume()
        meshes: list[Any] = []
        self._signs: list[tuple[Any, Integers]] = []
        scatters: list[Any] = []
        for path in paths:
            colour = _colour(path, content.people)
            meshes.append(_line(path, colour))
            tube = _tube(path, content.sounds.get(path.person_id, SpanSet()), colour)
            meshes += [tube] if tube is not None else []
            arrows = _arrows(path.thinned(_ARROWS), colour)
            scatters += [arrows] if arrows is not None else []
            sign, at = _sign(path.thinned(_SIGNS), colour, content.people)
            self._signs.append((sign, at))
            scatters.append(sign)
        lit = _lit(paths, content.together)
        meshes += [lit] if lit is not None else []
        across, height_range = _reach([path.place[:, 0] for path in paths]), _reach([1.0 - path.place[:, 1] for path in paths])
        self._playhead = _frame_at(0.0, height_range, across)
        height = 1.0 / max(_SHAPE)
        self.figure = ipv.Figure(
            width=1100,
            height=460,
            meshes=[*meshes, self._playhead],
            scatters=scatters,
            style={"background-color": DESIGN.light.raised, "axes": {"color": DESIGN.light.ink_quiet}},
            animation=0.0,
            xlabel="s",
            ylabel="up",
            zlabel="right",
            box_size=[side * height * 2.2 for side in _SHAPE],
        )
        self.figure.xlim = (0.0, FILM_CLOCK.seconds(content.length))
        self.figure.ylim, self.figure.zlim = height_range, across
        self.figure.camera.position = (0.5, 0.75, 2.2)

    def move(self, ticks: int) -> None:
        """The playhead to an instant of the film clock."""
        self._playhead.x = np.full(4, FILM_CLOCK.seconds(ticks))

    def on_pick(self, go: Callable[[int], None]) -> None:
        """Call `go` with the instant of a sign that is clicked on."""
        for sign, at in self._signs:
            sign.observe(lambda change, at=at: None if change["new"] is None else go(int(at[change["new"]])), "clicked_index")

    @property
    def n_points(self) -> int:
        """How many points the page is sent."""
        return sum(len(each.x) for each in (*self.figure.meshes, *self.figure.scatters))


@cache
def _ipyvolume() -> Any:
    """The library, whose own imports warn of what they do; only a page that shows the space pays for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import ipyvolume

    return ipyvolume


def _colour(path: HeadPath, people: Sequence[Person]) -> str:
    place = next((i for i, person in enumerate(people) if person.id == path.person_id), None)
    known = DESIGN.light.ink_quiet if place is None else DESIGN.person(place).colour
    return _lighter(known) if path.is_candidate else known


def _lighter(colour: str) -> str:
    """Half way to the paper."""
    return "#" + "".join(f"{(int(colour[i : i + 2], 16) + 255) // 2:02x}" for i in (1, 3, 5))


def _spread(path: HeadPath) -> tuple[Floats, Floats, Floats]:
    """Time in seconds, height and depth of every instant; NaN where the head was not measurable."""
    return path.at / TICKS_PER_S, 1.0 - path.place[:, 1], path.place[:, 0]


def _line(path: HeadPath, colour: str) -> Any:
    """The path, joined from each measurable instant to the next and nowhere else."""
    seen = path.is_seen
    x, y, z = (np.nan_to_num(each) for each in _spread(path))
    joined = np.flatnonzero(seen[:-1] & seen[1:])
    lines = np.stack([joined, joined + 1], axis=1).astype(np.uint32)
    return _ipyvolume().Mesh(x=x, y=y, z=z, lines=lines, color=colour, **_FLAT)


def _tube(path: HeadPath, sounds: SpanSet, colour: str) -> Any:
    """A tube around the path while its person sounds; None where that is never."""
    rings: list[Floats] = []
    triangles: list[Integers] = []
    x, y, z = _spread(path)
    angles = 2 * np.pi * np.arange(_SIDES) / _SIDES
    base = 0
    for sound in sounds:
        first, end = np.searchsorted(path.at, [sound.start, sound.end])
        inside = np.arange(first, end)
        inside = inside[path.is_seen[inside]]
        if len(inside) < 2:
            continue
        around = np.stack(
            np.broadcast_arrays(x[inside, None], y[inside, None] + _TUBE * np.sin(angles), z[inside, None] + _TUBE * np.cos(angles))
        )
        rings.append(around.reshape(3, -1))
        triangles.append(base + _between_rings(len(inside)))
        base += len(inside) * _SIDES
    if not rings:
        return None
    points = np.concatenate(rings, axis=1)
    return _ipyvolume().Mesh(
        x=points[0], y=points[1], z=points[2], triangles=np.concatenate(triangles).astype(np.uint32), color=colour, **_FLAT
    )


def _between_rings(n_rings: int) -> Integers:
    """The triangles between neighbouring rings of points; int64, shape (2 * (n_rings - 1) * sides, 3)."""
    ring, side = (each.ravel() for each in np.meshgrid(np.arange(n_rings - 1), np.arange(_SIDES), indexing="ij"))
    a, b = ring * _SIDES + side, ring * _SIDES + (side + 1) % _SIDES
    return np.concatenate([np.stack([a, b, a + _SIDES], axis=1), np.stack([b, b + _SIDES, a + _SIDES], axis=1)])


def _arrows(path: HeadPath, colour: str) -> Any:
    """Gaze as it lies in the picture; None where it was never measurable."""
    kept = path.is_seen & np.isfinite(path.gaze_deg).all(axis=1)
    if not kept.any():
        return None
    x, y, z = (each[kept] for each in _spread(path))
    yaw, pitch = np.radians(path.gaze_deg[kept]).T
    return _ipyvolume().Scatter(
        x=x,
        y=y,
        z=z,
        vx=np.zeros(len(x)),
        vy=np.sin(pitch),
        vz=np.sin(yaw) * np.cos(pitch),
        geo="arrow",
        size=5.0,
        size_selected=5.0,
        color=colour,
        color_selected=None,
    )


def _sign(path: HeadPath, colour: str, people: Sequence[Person]) -> tuple[Any, Integers]:
    """Signs along the path that can be picked, in the person's shape, and their instants."""
    seen = path.is_seen
    x, y, z = (each[seen] for each in _spread(path))
    place = next((i for i, person in enumerate(people) if person.id == path.person_id), 0)
    geometry = _GEOMETRIES[DESIGN.person(place).shape]
    return _ipyvolume().Scatter(x=x, y=y, z=z, geo=geometry, size=3.0, size_selected=3.0, color=colour, color_selected=None), path.at[seen]


def _lit(paths: Sequence[HeadPath], together: SpanSet) -> Any:
    """A sheet between the first two heads while the two look at one another; None where that is never, or one head is not there."""
    if len(paths) < 2:
        return None
    one, other = paths[:2]
    corners: list[Floats] = []
    triangles: list[Integers] = []
    base = 0
    for bout in together:
        at = one.at[(one.at >= bout.start) & (one.at < bout.end)]
        mine, theirs = _at(one, at), _at(other, at)
        kept = np.isfinite(mine).all(axis=1) & np.isfinite(theirs).all(axis=1)
        if kept.sum() < 2:
            continue
        corners.append(np.concatenate([mine[kept], theirs[kept]]))
        n = int(kept.sum())
        i = np.arange(n - 1)
        triangles.append(base + np.concatenate([np.stack([i, i + 1, i + n], axis=1), np.stack([i + 1, i + 1 + n, i + n], axis=1)]))
        base += 2 * n
    if not corners:
        return None
    points = np.concatenate(corners)
    sheet = np.concatenate(triangles).astype(np.uint32)
    return _ipyvolume().Mesh(x=points[:, 0], y=points[:, 1], z=points[:, 2], triangles=sheet, color=DESIGN.accent, **_FLAT)


def _at(path: HeadPath, instants: Integers) -> Floats:
    """Time, height and depth at some instants, by the nearest before; shape (n, 3)."""
    place = np.clip(np.searchsorted(path.at, instants, side="right") - 1, 0, len(path.at) - 1)
    _, y, z = _spread(path)
    return np.stack([instants / TICKS_PER_S, y[place], z[place]], axis=1)


def _reach(places: Sequence[Floats]) -> tuple[float, float]:
    """The part of the picture that heads keep to, with some room; fractions of the picture."""
    low, high = min(float(np.nanmin(each)) for each in places), max(float(np.nanmax(each)) for each in places)
    return max(0.0, low - _MARGIN), min(1.0, high + _MARGIN)


def _frame_at(seconds: float, height: tuple[float, float], across: tuple[float, float]) -> Any:
    """The frame of the part of the picture that is seen, as the playhead."""
    sides = np.array([[0, 1], [1, 2], [2, 3], [3, 0]], dtype=np.uint32)
    (low, high), (left, right) = height, across
    y, z = np.array([low, high, high, low]), np.array([left, left, right, right])
    return _ipyvolume().Mesh(x=np.full(4, seconds), y=y, z=z, lines=sides, color=DESIGN.accent, **_FLAT)
