"""How the two people are drawn: colours, and proportions in heads (1 is half a face's width)."""

from dataclasses import dataclass

from workbench.sample.canvas import Colour
from workbench.sample.script import Who


@dataclass(frozen=True, slots=True)
class Face:
    """Proportions of a face seen from the front; x to the right, y down, the head's middle at 0."""

    tall: float
    chin: float
    jaw: float
    cheek: float
    eye_x: float
    eye_y: float
    eye_wide: float
    eye_high: float
    brow_y: float
    brow_thick: float
    nose_y: float
    mouth_y: float
    mouth_wide: float
    lash: float


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a person; what is worn is a striped shirt or an open cardigan, hair is a head of curls or a knot."""

    skin: Colour
    skin_shade: Colour
    blush: Colour
    lid: Colour
    lips: Colour
    line: Colour
    hair: Colour
    hair_shine: Colour
    iris: Colour
    top: Colour
    top_shade: Colour
    top_trim: Colour
    under: Colour
    striped: bool
    curly: bool


@dataclass(frozen=True, slots=True)
class Build:
    """A person's place and size in the picture, in pixels; `inner` is the side of the other person (1 right, -1 left)."""

    head: tuple[float, float]
    radius: float
    neck_wide: float
    shoulder_y: float
    shoulder_half: float
    waist_half: float
    arm: float
    sleeve: float
    hand: float
    inner: int


MUM_FACE = Face(1.16, 1.13, 0.62, 0.95, 0.40, 0.0, 0.245, 0.178, -0.36, 0.042, 0.33, 0.65, 0.27, 1.0)
CHILD_FACE = Face(1.10, 1.03, 0.68, 1.0, 0.41, 0.12, 0.25, 0.20, -0.24, 0.042, 0.40, 0.67, 0.23, 0.4)

MUM_PAINT = Paint(
    skin=(236, 188, 152),
    skin_shade=(216, 160, 124),
    blush=(232, 128, 104),
    lid=(214, 158, 128),
    lips=(186, 88, 78),
    line=(92, 56, 44),
    hair=(78, 50, 40),
    hair_shine=(112, 76, 58),
    iris=(96, 62, 36),
    top=(76, 106, 170),
    top_shade=(60, 86, 144),
    top_trim=(96, 126, 186),
    under=(246, 236, 220),
    striped=False,
    curly=False,
)
CHILD_PAINT = Paint(
    skin=(242, 198, 162),
    skin_shade=(224, 170, 132),
    blush=(236, 130, 108),
    lid=(224, 172, 140),
    lips=(190, 96, 84),
    line=(98, 60, 44),
    hair=(104, 66, 42),
    hair_shine=(138, 92, 58),
    iris=(86, 58, 34),
    top=(206, 156, 52),
    top_shade=(180, 130, 38),
    top_trim=(246, 232, 200),
    under=(246, 232, 200),
    striped=True,
    curly=True,
)
MUM_BUILD = Build((436.0, 202.0), 84.0, 54.0, 338.0, 104.0, 92.0, 196.0, 50.0, 1.0, 1)
CHILD_BUILD = Build((848.0, 286.0), 80.0, 44.0, 398.0, 76.0, 70.0, 150.0, 42.0, 0.78, -1)

FACES: dict[Who, Face] = {"mum": MUM_FACE, "child": CHILD_FACE}
PAINTS: dict[Who, Paint] = {"mum": MUM_PAINT, "child": CHILD_PAINT}
BUILDS: dict[Who, Build] = {"mum": MUM_BUILD, "child": CHILD_BUILD}
