"""The small pictures of the filming guide: two people on the floor with their toys, and a telephone that films them.

Each is drawn on a canvas whose origin is the lower left corner of its panel, in points. The people have no faces and could be anybody.
"""

from collections.abc import Callable
from math import cos, pi, sin

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workbench.design import DESIGN

WIDTH, HEIGHT = 62 * mm, 42 * mm
_FLOOR = 8 * mm
_LARGE, _SMALL = DESIGN.people[0].colour, DESIGN.people[1].colour


def draw_both(canvas: Canvas) -> None:
    """Both people whole within the frame of the camera."""
    _panel(canvas)
    _people(canvas, 22 * mm, 38 * mm)
    canvas.setStrokeColor(HexColor(DESIGN.accent))
    canvas.setLineWidth(2)
    left, bottom, right, top, arm = 8 * mm, 4.5 * mm, 54 * mm, 38 * mm, 6 * mm
    for x, y, dx, dy in ((left, bottom, arm, arm), (right, bottom, -arm, arm), (left, top, arm, -arm), (right, top, -arm, -arm)):
        canvas.line(x, y, x + dx, y)
        canvas.line(x, y, x, y + dy)


def draw_light(canvas: Canvas) -> None:
    """A window behind the telephone; its light falls on the people."""
    _panel(canvas)
    canvas.setFillColor(HexColor(DESIGN.accent_soft))
    beam = canvas.beginPath()
    for number, (x, y) in enumerate(((10, 36), (10, 20), (58, 8), (58, 26))):
        (beam.lineTo if number else beam.moveTo)(x * mm, y * mm)
    beam.close()
    canvas.drawPath(beam, stroke=0, fill=1)
    canvas.setFillColor(HexColor(DESIGN.family.raised))
    canvas.setStrokeColor(HexColor(DESIGN.family.ink_quiet))
    canvas.setLineWidth(1.2)
    canvas.rect(4 * mm, 19 * mm, 8 * mm, 18 * mm, stroke=1, fill=1)
    canvas.line(8 * mm, 19 * mm, 8 * mm, 37 * mm)
    canvas.line(4 * mm, 28 * mm, 12 * mm, 28 * mm)
    _telephone(canvas, 20 * mm)
    _people(canvas, 40 * mm, 53 * mm)


def draw_near(canvas: Canvas) -> None:
    """The telephone not far away; a voice reaches it."""
    _panel(canvas)
    _telephone(canvas, 12 * mm)
    _people(canvas, 36 * mm, 51 * mm)
    canvas.setStrokeColor(HexColor(DESIGN.accent))
    canvas.setLineWidth(1.6)
    canvas.setLineCap(1)
    mouth_x, mouth_y = 33 * mm, 25.5 * mm
    for radius in (4 * mm, 8 * mm, 12 * mm):
        canvas.arc(mouth_x - radius, mouth_y - radius, mouth_x + radius, mouth_y + radius, 155, 50)
    _measure(canvas, 14 * mm, 31 * mm, 4.4 * mm)


def _panel(canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(DESIGN.family.paper))
    canvas.roundRect(0, 0, WIDTH, HEIGHT, 3 * mm, stroke=0, fill=1)
    canvas.setStrokeColor(HexColor(DESIGN.family.line))
    canvas.setLineWidth(1.4)
    canvas.setLineCap(1)
    canvas.line(5 * mm, _FLOOR, WIDTH - 5 * mm, _FLOOR)


def _measure(canvas: Canvas, left: float, right: float, y: float) -> None:
    """A line between two ends, as far as it is from the one to the other."""
    canvas.setStrokeColor(HexColor(DESIGN.family.ink_quiet))
    canvas.setLineWidth(1.2)
    canvas.line(left, y, right, y)
    for x, way in ((left, 1), (right, -1)):
        canvas.line(x, y, x + way * 1.5 * mm, y + 1.2 * mm)
        canvas.line(x, y, x + way * 1.5 * mm, y - 1.2 * mm)


def _people(canvas: Canvas, large_x: float, small_x: float) -> None:
    """Somebody large and somebody small, sitting turned to each other, and blocks between them."""
    _sitting(canvas, large_x, 1.0, _LARGE, towards=1)
    _sitting(canvas, small_x, 0.68, _SMALL, towards=-1)
    middle = (large_x + small_x) / 2 + 0.8 * mm
    canvas.setFillColor(HexColor(DESIGN.objects["puzzle"]))
    for dx, dy in ((-1.9, 0.0), (1.1, 0.0), (-0.4, 3.0)):
        canvas.roundRect(middle + dx * mm, _FLOOR + dy * mm, 2.7 * mm, 2.7 * mm, 0.5 * mm, stroke=0, fill=1)


def _sitting(canvas: Canvas, x: float, scale: float, colour: str, towards: int) -> None:
    """A person on the floor; `x` is the middle of the back, `towards` 1 looks to the right and -1 to the left."""
    canvas.saveState()
    canvas.translate(x, _FLOOR)
    canvas.scale(scale * towards, scale)
    canvas.setFillColor(HexColor(colour))
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineCap(1)
    canvas.circle(0.6 * mm, 18.4 * mm, 4.1 * mm, stroke=0, fill=1)
    body = canvas.beginPath()
    body.moveTo(-4.4 * mm, 0)
    body.curveTo(-5.2 * mm, 8 * mm, -4.4 * mm, 13.4 * mm, 0, 13.4 * mm)
    body.curveTo(4 * mm, 13.4 * mm, 4.2 * mm, 8 * mm, 4 * mm, 0)
    body.close()
    canvas.drawPath(body, stroke=0, fill=1)
    canvas.setLineWidth(3.6 * mm)
    canvas.line(1 * mm, 1.8 * mm, 7.4 * mm, 1.8 * mm)
    canvas.setLineWidth(2.4 * mm)
    canvas.line(1.6 * mm, 10.4 * mm, 7 * mm, 6.4 * mm)
    canvas.restoreState()


def _telephone(canvas: Canvas, x: float) -> None:
    """A telephone on three legs, seen from the side, that looks to the right."""
    canvas.setStrokeColor(HexColor(DESIGN.family.ink))
    canvas.setLineWidth(1.5)
    canvas.setLineCap(1)
    for n_legs in range(3):
        angle = pi * (1.36 + 0.14 * n_legs)
        canvas.line(x, 20 * mm, x + 12.6 * mm * cos(angle), 20 * mm + 12.6 * mm * sin(angle))
    canvas.setFillColor(HexColor(DESIGN.family.ink))
    canvas.roundRect(x - 1.4 * mm, 19.5 * mm, 2.8 * mm, 8 * mm, 0.8 * mm, stroke=0, fill=1)
    canvas.setFillColor(HexColor(DESIGN.accent))
    canvas.circle(x + 1.8 * mm, 25.6 * mm, 0.9 * mm, stroke=0, fill=1)


PICTURES: dict[str, Callable[[Canvas], None]] = {"both": draw_both, "light": draw_light, "near": draw_near}
