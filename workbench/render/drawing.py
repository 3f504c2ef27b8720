"""A drawing of a few plain marks, written as SVG or as PNG; both show the same.

Places and sizes are in pixels of the drawing, x to the right, y downwards. A PNG has twice as many pixels each way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageColor import getrgb

from workbench.design import DESIGN
from workbench.render.fonts import find_font

Point = tuple[float, float]

_PNG_SCALE = 2
_SMOOTHING = 2


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box with round corners."""

    left: float
    top: float
    width: float
    height: float
    colour: str
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, open, without a fill."""

    points: Sequence[Point]
    colour: str
    width: float = 1.5


@dataclass(frozen=True, slots=True)
class Area:
    """A filled outline."""

    points: Sequence[Point]
    colour: str


@dataclass(frozen=True, slots=True)
class Ring:
    """A small circle about a point; without `fill` a ring."""

    x: float
    y: float
    radius: float
    colour: str
    fill: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is its middle."""

    x: float
    y: float
    words: str
    size: int
    colour: str
    anchor: Literal["start", "middle", "end"] = "start"


Mark = Box | Line | Area | Ring | Text


@dataclass
class Drawing:
    """Marks on a ground, in the order in which they were added."""

    width: float
    height: float
    ground: str
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        """Draw more."""
        self.marks.extend(marks)

    def to_svg(self) -> bytes:
        """The drawing as an SVG file; its texts can be read by programs that read pages aloud."""
        width, height = f"{self.width:.0f}", f"{self.height:.0f}"
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img"'
        lines = [f"{head} font-family={quoteattr(DESIGN.font)}>", f'<rect width="100%" height="100%" fill="{self.ground}"/>']
        lines += [_svg(mark) for mark in self.marks]
        return "\n".join([*lines, "</svg>", ""]).encode()

    def to_png(self) -> bytes:
        """The drawing as a PNG file."""
        scale = _PNG_SCALE * _SMOOTHING
        large = Image.new("RGB", (round(self.width * scale), round(self.height * scale)), getrgb(self.ground))
        draw = ImageDraw.Draw(large)
        for mark in self.marks:
            if not isinstance(mark, Text):
                _paint(draw, mark, scale)
        image = large.resize((round(self.width * _PNG_SCALE), round(self.height * _PNG_SCALE)), Image.Resampling.LANCZOS)
        draw = ImageDraw.Draw(image)
        for mark in self.marks:
            if isinstance(mark, Text):
                anchor = {"start": "lm", "middle": "mm", "end": "rm"}[mark.anchor]
                place = (mark.x * _PNG_SCALE, mark.y * _PNG_SCALE)
                draw.text(place, mark.words, fill=mark.colour, font=font_of(mark.words, mark.size * _PNG_SCALE), anchor=anchor)
        written = BytesIO()
        image.save(written, "PNG", optimize=True)
        return written.getvalue()


def font_of(words: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font of this machine that can draw the words."""
    path = find_font(words)
    return ImageFont.truetype(path, size) if path is not None else ImageFont.load_default(size)


def _svg(mark: Mark) -> str:
    match mark:
        case Box():
            size = f'width="{mark.width:.1f}" height="{mark.height:.1f}" rx="{mark.radius:g}"'
            return f'<rect x="{mark.left:.1f}" y="{mark.top:.1f}" {size} fill="{mark.colour}"/>'
        case Line():
            form = f'stroke="{mark.colour}" stroke-width="{mark.width:g}" stroke-linejoin="round"'
            return f'<polyline points="{_places(mark.points)}" fill="none" {form}/>'
        case Area():
            return f'<polygon points="{_places(mark.points)}" fill="{mark.colour}"/>'
        case Ring():
            form = f'fill="{mark.colour}"' if mark.fill else f'fill="none" stroke="{mark.colour}" stroke-width="1.5"'
            return f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.radius:g}" {form}/>'
        case Text():
            place = f'x="{mark.x:.1f}" y="{mark.y:.1f}" dominant-baseline="central" text-anchor="{mark.anchor}"'
            return f'<text {place} font-size="{mark.size}" fill="{mark.colour}">{escape(mark.words)}</text>'


def _places(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _paint(draw: ImageDraw.ImageDraw, mark: Box | Line | Area | Ring, scale: int) -> None:
    scaled: Callable[[Sequence[Point]], list[Point]] = lambda points: [(x * scale, y * scale) for x, y in points]  # noqa: E731
    match mark:
        case Box():
            edges = scaled([(mark.left, mark.top), (mark.left + mark.width, mark.top + mark.height)])
            draw.rounded_rectangle(edges, mark.radius * scale, fill=mark.colour)
        case Line():
            draw.line(scaled(mark.points), fill=mark.colour, width=round(mark.width * scale), joint="curve")
        case Area():
            draw.polygon(scaled(mark.points), fill=mark.colour)
        case Ring():
            edges = scaled([(mark.x - mark.radius, mark.y - mark.radius), (mark.x + mark.radius, mark.y + mark.radius)])
            draw.ellipse(edges, fill=mark.colour if mark.fill else None, outline=mark.colour, width=round(1.5 * scale))
