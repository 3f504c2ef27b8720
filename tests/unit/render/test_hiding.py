"""What is hidden is hidden for certain: held against figures worked out point by point, not by the code that draws.

The pictures are chequered pixel by pixel, black and white: a pixel that still has its own value is seen at once.
"""

from collections.abc import Callable
from dataclasses import replace
from math import cos, radians, sin

import av
import cv2
import numpy as np
import numpy.typing as npt
import pytest

from workbench.core.regions import Form, Keyframe, Point, Purpose, Region, ShapeKind
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.render.hiding import hide_regions, regions_hiding

WIDTH, HEIGHT = 320, 180
SHOWN = Span(Ticks(3600), Ticks(7200))
Inside = Callable[[npt.NDArray[np.float64], npt.NDArray[np.float64]], npt.NDArray[np.bool_]]
Seen = npt.NDArray[np.bool_]


def chequered() -> av.VideoFrame:
    planes = np.zeros((HEIGHT * 3 // 2, WIDTH), dtype=np.uint8)
    planes[:HEIGHT] = 255 * (np.indices((HEIGHT, WIDTH)).sum(axis=0) % 2)
    chroma = 255 * (np.indices((HEIGHT // 2, WIDTH // 2)).sum(axis=0) % 2)
    planes[HEIGHT:] = np.stack([chroma, chroma]).reshape(HEIGHT // 2, WIDTH)
    return frame_of(planes)


def frame_of(planes: npt.NDArray[np.uint8]) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
    frame.pts, frame.time_base = SHOWN.start, FILM_CLOCK.tick
    return frame


def region(kind: ShapeKind, *keyframes: Keyframe) -> Region:
    return Region("r" * 16, "f" * 16, SHOWN, kind, keyframes, purpose=Purpose.ANONYMISE)


def unhidden(frame: av.VideoFrame) -> list[Seen]:
    """Where a plane still has the picture's own values: luma, then both chromas."""
    planes = frame.to_ndarray(format="yuv420p")
    chroma = planes[HEIGHT:].reshape(2, HEIGHT // 2, WIDTH // 2)
    return [(plane < 64) | (plane > 192) for plane in (planes[:HEIGHT], *chroma)]


def touched(inside: Inside, width: int, height: int) -> Seen:
    """The pixels of a plane of which a figure covers any part, found by a fine net of points in displayed pixels."""
    n = 5
    x = (np.arange(width * n) + 0.5) / n * WIDTH / width
    y = (np.arange(height * n) + 0.5) / n * HEIGHT / height
    net = inside(*np.meshgrid(x, y))
    return np.asarray(net.reshape(height, n, width, n).any(axis=(1, 3)))


def framed(form: Form, *, is_round: bool) -> Inside:
    """Whether a place in pixels lies in a turned box or ellipse: the place is turned back instead of the figure."""
    (x0, y0), (x1, y1) = form.points
    middle = (x0 + x1) / 2 * WIDTH, (y0 + y1) / 2 * HEIGHT
    half = abs(x1 - x0) / 2 * WIDTH, abs(y1 - y0) / 2 * HEIGHT
    cosine, sine = cos(radians(form.turn_deg)), sin(radians(form.turn_deg))

    def inside(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        along = ((x - middle[0]) * cosine + (y - middle[1]) * sine) / half[0]
        down = ((y - middle[1]) * cosine - (x - middle[0]) * sine) / half[1]
        return along**2 + down**2 <= 1 if is_round else (np.abs(along) <= 1) & (np.abs(down) <= 1)

    return inside


def polygon(points: tuple[Point, ...]) -> Inside:
    """Whether a place lies in a polygon, by counting the edges to its right."""

    def inside(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        odd = np.zeros(x.shape, dtype=np.bool_)
        corners = [(px * WIDTH, py * HEIGHT) for px, py in points]
        for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
            if y0 != y1:
                odd ^= ((y0 > y) != (y1 > y)) & (x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
        return odd

    return inside


CORNERS = ((0.3, 0.2), (0.6, 0.5))
STAR = ((0.5, 0.1), (0.58, 0.42), (0.9, 0.5), (0.58, 0.58), (0.5, 0.9), (0.42, 0.58), (0.1, 0.5), (0.42, 0.42))
FORMS: list[tuple[ShapeKind, Form, Inside]] = [
    *(
        (kind, Form(CORNERS, turn), framed(Form(CORNERS, turn), is_round=kind is ShapeKind.ELLIPSE))
        for kind in (ShapeKind.BOX, ShapeKind.ELLIPSE, ShapeKind.BLUR)
        for turn in (0.0, 30.0, -75.5, 90.0, 180.0)
    ),
    (ShapeKind.BLUR, Form(((0.02, 0.45), (0.98, 0.55)), 45.0), framed(Form(((0.02, 0.45), (0.98, 0.55)), 45.0), is_round=False)),
    (ShapeKind.POLYGON, Form(STAR), polygon(STAR)),
    (ShapeKind.POLYGON, Form(((-0.3, 0.5), (0.5, -0.2), (1.4, 1.3))), polygon(((-0.3, 0.5), (0.5, -0.2), (1.4, 1.3)))),
    (ShapeKind.ARROW, Form(((0.6, 0.2), (0.3, 0.5))), framed(Form(CORNERS), is_round=False)),
    (ShapeKind.LINE, Form(((0.3, 0.2), (0.45, 0.5), (0.6, 0.3))), framed(Form(CORNERS), is_round=False)),
]


@pytest.mark.parametrize(("kind", "form", "inside"), FORMS, ids=lambda each: getattr(each, "value", None))
def test_every_pixel_that_a_figure_touches_is_hidden_and_the_picture_far_from_it_is_whole(
    kind: ShapeKind, form: Form, inside: Inside
) -> None:
    hidden = hide_regions(chequered(), [region(kind, Keyframe(Ticks(0), form.points, form.turn_deg))], SHOWN)
    for plane in unhidden(hidden):
        height, width = plane.shape
        covered = touched(inside, width, height)
        assert covered.sum() > 20
        assert not (plane & covered).any()
        away_px = cv2.distanceTransform((~covered).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        assert plane[away_px > 0.05 * max(width, height)].all()


@pytest.mark.parametrize("kind", [ShapeKind.BOX, ShapeKind.ELLIPSE, ShapeKind.BLUR])
def test_a_figure_that_runs_across_the_picture_and_turns_within_one_frame_leaves_no_gap(kind: ShapeKind) -> None:
    here, there = ((0.0, 0.1), (0.1, 0.3)), ((0.9, 0.6), (1.0, 0.9))
    running = region(kind, Keyframe(SHOWN.start, here, 0.0), Keyframe(SHOWN.end, there, 150.0))
    hidden = unhidden(hide_regions(chequered(), [running], SHOWN))
    for instant in range(SHOWN.start, SHOWN.end, 397):
        inside = framed(running.form_at(instant), is_round=kind is ShapeKind.ELLIPSE)
        for plane in hidden:
            assert not (plane & touched(inside, plane.shape[1], plane.shape[0])).any(), instant


def test_a_polygon_whose_points_move_apart_within_one_frame_leaves_no_gap() -> None:
    here, there = ((0.5, 0.5), (0.55, 0.5), (0.5, 0.55)), ((0.1, 0.1), (0.9, 0.2), (0.4, 0.9))
    growing = region(ShapeKind.POLYGON, Keyframe(SHOWN.start, here), Keyframe(SHOWN.end, there))
    plane = unhidden(hide_regions(chequered(), [growing], SHOWN))[0]
    for instant in range(SHOWN.start, SHOWN.end, 397):
        assert not (plane & touched(polygon(growing.form_at(instant).points), WIDTH, HEIGHT)).any(), instant


@pytest.mark.parametrize("kind", [ShapeKind.BLUR, ShapeKind.ELLIPSE, ShapeKind.POLYGON])
def test_of_what_is_hidden_hardly_a_number_is_left(kind: ShapeKind) -> None:
    """Sixteen numbers a plane at most: with another set of pixels of the same means the picture is the same."""
    points = STAR if kind is ShapeKind.POLYGON else ((0.2, 0.2), (0.8, 0.8))
    figure = region(kind, Keyframe(Ticks(0), points))
    one = chequered()
    planes = one.to_ndarray(format="yuv420p").copy()
    planes[:HEIGHT] = 255 - planes[:HEIGHT]
    other = frame_of(planes)
    first, second = (hide_regions(frame, [figure], SHOWN).to_ndarray(format="yuv420p")[:HEIGHT].astype(int) for frame in (one, other))
    inside = polygon(STAR) if kind is ShapeKind.POLYGON else framed(Form(points), is_round=kind is ShapeKind.ELLIPSE)
    covered = touched(inside, WIDTH, HEIGHT)
    assert np.abs(first - second)[covered].max() <= 6


def test_even_a_very_small_figure_keeps_nothing_of_its_pixels() -> None:
    small = region(ShapeKind.BLUR, Keyframe(Ticks(0), ((0.5, 0.5), (0.505, 0.505))))
    for plane in unhidden(hide_regions(chequered(), [small], SHOWN)):
        height, width = plane.shape
        assert not plane[height // 2, width // 2]


def test_a_figure_beside_the_picture_hides_nothing_and_does_no_harm() -> None:
    beside = region(ShapeKind.BLUR, Keyframe(Ticks(0), ((1.2, 1.2), (1.4, 1.4)), 20.0))
    assert all(plane.all() for plane in unhidden(hide_regions(chequered(), [beside], SHOWN)))


def test_a_picture_is_hidden_in_when_the_figure_is_there_for_any_part_of_its_time() -> None:
    blur = region(ShapeKind.BLUR, Keyframe(Ticks(0), CORNERS))
    brief = replace(blur, span=Span(Ticks(7199), Ticks(7300)))
    gone = replace(blur, span=Span(Ticks(7200), Ticks(7300)))
    pointing = Region("p" * 16, "f" * 16, SHOWN, ShapeKind.BOX, (Keyframe(Ticks(0), CORNERS),))
    assert regions_hiding([blur, brief, gone, pointing], SHOWN) == [blur, brief]
