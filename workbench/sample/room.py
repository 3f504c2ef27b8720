"""The room: a warm wall with a window, a shelf and a basket, two chairs, and the table in front. Drawn once."""

import cv2
import numpy as np

from workbench.sample.canvas import FINER, HEIGHT_PX, WIDTH_PX, Canvas, Colour, Picture, Points, curve, mixed, shape
from workbench.sample.table import TABLE_TOP_PX

FULL_LIGHT = 230
"""A pixel this bright in the light's picture leaves what it falls on as it is."""

BASKET_FRONT = (slice(362 * FINER, 414 * FINER), slice(1060 * FINER, 1200 * FINER))
"""The basket's side towards us, in canvas pixels: it hides what is in the basket."""

_WALL: Colour = (240, 226, 203)
_WALL_LOW: Colour = (228, 209, 182)
_FRAME: Colour = (250, 244, 232)
_CURTAIN: Colour = (222, 150, 118)
_CURTAIN_SHADE: Colour = (204, 128, 98)
_WOOD: Colour = (176, 124, 78)
_WOOD_LIGHT: Colour = (198, 148, 98)
_TABLE: Colour = (206, 158, 108)
_TABLE_LIGHT: Colour = (220, 176, 126)


def draw_room() -> Canvas:
    """The wall and what stands before it, without people."""
    canvas = Canvas.blank(_WALL)
    canvas.pixels[:] = _falling(_WALL, _WALL_LOW, canvas.pixels.shape[0], 0.68)[:, None]
    _draw_window(canvas)
    _draw_picture(canvas)
    _draw_shelf(canvas)
    _draw_sideboard(canvas)
    _draw_chair(canvas, 430, 300, 112)
    _draw_chair(canvas, 852, 372, 86)
    _draw_sunlight(canvas)
    return canvas


def draw_table(canvas: Canvas) -> None:
    """The table top over the lower part of the picture."""
    first = round(TABLE_TOP_PX * FINER)
    canvas.pixels[first:] = _falling(_TABLE, _TABLE_LIGHT, canvas.pixels.shape[0] - first, 1.0)[:, None]
    rng = np.random.default_rng(3)
    for n in range(26):
        y0 = TABLE_TOP_PX + 6 + (n + rng.uniform()) ** 1.25 * 4.2
        x = np.linspace(rng.uniform(-80, 700), rng.uniform(760, 1400), 9)
        y = y0 + np.cumsum(rng.uniform(-1, 1, 9)) * 0.8
        canvas.stroke(curve(np.stack([x, y], axis=1)), 1.0, mixed(_TABLE, (176, 128, 82), 0.32 + 0.2 * rng.uniform()))
    canvas.fill(shape((0, TABLE_TOP_PX), (WIDTH_PX, TABLE_TOP_PX), (WIDTH_PX, TABLE_TOP_PX + 5), (0, TABLE_TOP_PX + 5)), (228, 188, 140))
    canvas.glow(360, 640, 520, 150, (255, 236, 196), 0.34)
    canvas.glow(1180, 700, 420, 170, (150, 100, 62), 0.22)


def draw_light() -> Picture:
    """What the light does to every picture, (height, width, 3) in parts of :data:`FULL_LIGHT`: warm at the window, dim in the corners."""
    y, x = np.mgrid[0 : 1 : HEIGHT_PX * 1j, 0 : 1 : WIDTH_PX * 1j]
    from_window = np.exp(-(((x - 0.12) / 0.55) ** 2 + ((y - 0.30) / 0.8) ** 2))
    corner = np.clip(np.hypot((x - 0.48) / 0.78, (y - 0.5) / 0.80) - 0.55, 0, None)
    factor = 0.93 + 0.085 * from_window - 0.24 * corner**1.5
    grain = cv2.GaussianBlur(np.random.default_rng(9).standard_normal((HEIGHT_PX, WIDTH_PX)), (0, 0), 1.1)
    factor = factor + 0.0055 * grain / grain.std()
    warm = np.stack([factor * 1.012, factor, factor * (0.985 - 0.02 * corner)], axis=2)
    return np.asarray(np.clip(np.round(warm * FULL_LIGHT), 0, 255), np.uint8)


def _falling(top: Colour, low: Colour, rows: int, part: float) -> Picture:
    way = np.clip(np.linspace(0, 1 / part, rows), 0, 1)[:, None]
    return (np.array(top) * (1 - way) + np.array(low) * way).astype(np.uint8)


def _box(x: float, y: float, wide: float, high: float) -> Points:
    return shape((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))


def _draw_window(canvas: Canvas) -> None:
    x, y, wide, high = 74.0, 46.0, 196.0, 268.0
    canvas.glow(x + wide / 2 + 30, y + high / 2, 330, 330, (255, 246, 222), 0.75)
    canvas.fill(_box(x - 12, y - 12, wide + 24, high + 24), _FRAME)
    view = canvas.pixels[round(y * FINER) : round((y + high) * FINER), round(x * FINER) : round((x + wide) * FINER)]
    outside = Canvas.blank((196, 224, 232), round(wide), round(high))
    outside.pixels[:] = _falling((186, 218, 232), (240, 240, 220), outside.pixels.shape[0], 0.75)[:, None]
    outside.fill(
        curve(shape((-10, 210), (30, 176), (80, 190), (130, 160), (210, 184), (210, 300), (-10, 300)), closed=True), (178, 200, 150)
    )
    outside.fill(curve(shape((-10, 240), (50, 214), (110, 232), (210, 208), (210, 300), (-10, 300)), closed=True), (150, 182, 126))
    for tx, ty, r in ((52, 150, 34), (76, 168, 26), (34, 174, 24)):
        outside.oval(tx, ty, r, r, (140, 174, 118))
    outside.stroke(shape((54, 180), (54, 226)), 7, (150, 116, 84))
    outside.pixels[:] = cv2.GaussianBlur(outside.pixels, (0, 0), 5)
    view[:] = outside.pixels[: view.shape[0], : view.shape[1]]
    canvas.fill(_box(x + wide / 2 - 4, y, 8, high), _FRAME)
    canvas.fill(_box(x, y + high * 0.46, wide, 8), _FRAME)
    canvas.fill(_box(x - 26, y + high + 10, wide + 52, 16), _FRAME)
    canvas.fill(_box(x - 26, y + high + 24, wide + 52, 5), mixed(_FRAME, _WALL_LOW, 0.8))
    _draw_plant(canvas, x + wide - 36, y + high + 10)
    for side, left in ((1, x - 46), (-1, x + wide + 46)):
        hem = curve(
            shape(
                (left, y - 26),
                (left + side * 62, y - 26),
                (left + side * 50, y + 90),
                (left + side * 66, y + 210),
                (left + side * 58, y + high + 34),
                (left, y + high + 34),
            ),
            n=6,
        )
        canvas.fill(hem, _CURTAIN)
        for k in (0.25, 0.55, 0.8):
            fold = curve(shape((left + side * 62 * k, y - 24), (left + side * 52 * k, y + 110), (left + side * 62 * k, y + high + 32)))
            canvas.stroke(fold, 5, mixed(_CURTAIN, _CURTAIN_SHADE, 0.8))
    canvas.stroke(shape((x - 66, y - 26), (x + wide + 66, y - 26)), 7, _WOOD)
    for end in (x - 68, x + wide + 68):
        canvas.oval(end, y - 26, 8, 8, _WOOD_LIGHT)


def _draw_plant(canvas: Canvas, x: float, y: float) -> None:
    for dx, dy, bend in ((-34, -62, -14), (-14, -86, -6), (10, -90, 8), (32, -66, 16), (-4, -60, -3), (20, -50, 8)):
        leaf = curve(
            shape(
                (x, y - 30),
                (x + dx * 0.5 + bend, y - 30 + dy * 0.5),
                (x + dx, y - 14 + dy),
                (x + dx * 0.5 - bend * 0.4, y - 26 + dy * 0.45),
            ),
            closed=True,
        )
        canvas.fill(leaf, (98, 142, 98) if dx < 0 else (116, 158, 108))
    canvas.fill(shape((x - 24, y - 38), (x + 24, y - 38), (x + 18, y), (x - 18, y)), (206, 122, 88))
    canvas.fill(_box(x - 27, y - 44, 54, 10), (218, 138, 102))


def _draw_picture(canvas: Canvas) -> None:
    x, y = 600.0, 78.0
    canvas.glow(x + 48, y + 66, 84, 84, (150, 112, 78), 0.30)
    canvas.fill(_box(x, y, 92, 112), _WOOD_LIGHT)
    canvas.fill(_box(x + 8, y + 8, 76, 96), (250, 244, 230))
    canvas.oval(x + 46, y + 62, 22, 22, (226, 158, 110))
    canvas.fill(
        curve(shape((x + 8, y + 90), (x + 30, y + 74), (x + 56, y + 84), (x + 84, y + 70), (x + 84, y + 104), (x + 8, y + 104)), n=5)[:],
        (146, 172, 138),
    )


def _draw_shelf(canvas: Canvas) -> None:
    x, y = 1002.0, 176.0
    canvas.glow(x + 110, y + 26, 170, 40, (150, 112, 78), 0.30)
    left = x + 14
    for wide, high, colour in (
        (18, 66, (190, 92, 74)),
        (14, 74, (92, 124, 150)),
        (22, 60, (232, 190, 110)),
        (16, 70, (120, 152, 120)),
        (13, 64, (220, 150, 120)),
        (20, 72, (84, 98, 130)),
    ):
        canvas.fill(_box(left, y - high, wide, high), colour)
        canvas.fill(_box(left + 3, y - high + 10, wide - 6, 4), mixed(colour, (255, 250, 240), 0.45))
        left += wide + 2
    canvas.oval(x + 176, y - 24, 24, 24, (214, 176, 132))
    canvas.oval(x + 176, y - 60, 17, 16, (214, 176, 132))
    for side in (-1, 1):
        canvas.oval(x + 176 + side * 13, y - 74, 7, 7, (200, 158, 114))
        canvas.oval(x + 176 + side * 6, y - 62, 2, 2.4, (70, 48, 36))
    canvas.oval(x + 176, y - 55, 6, 4.5, (236, 210, 176))
    canvas.fill(_box(x, y, 224, 12), _WOOD_LIGHT)
    canvas.fill(_box(x, y + 10, 224, 5), _WOOD)


def _draw_sideboard(canvas: Canvas) -> None:
    canvas.glow(1170, 470, 240, 60, (120, 84, 56), 0.35)
    canvas.fill(_box(1030, 424, 260, 120), (170, 122, 80))
    canvas.fill(_box(1022, 412, 270, 16), _WOOD_LIGHT)
    x, y = 1130.0, 412.0
    basket = shape((x - 62, y - 54), (x + 62, y - 54), (x + 50, y), (x - 50, y))
    canvas.oval(x, y - 54, 62, 13, (150, 108, 66))
    canvas.fill(basket, (206, 164, 106))
    for row in range(4):
        for k in range(8):
            left = x - 58 + 14.5 * k + (7 if row % 2 else 0)
            canvas.stroke(shape((left, y - 46 + row * 12), (min(left + 9, x + 50), y - 46 + row * 12)), 4, (184, 140, 86))
    canvas.stroke(curve(shape((x - 62, y - 54), (x, y - 43), (x + 62, y - 54))), 7, (190, 146, 92))


def _draw_chair(canvas: Canvas, x: float, top: float, half: float) -> None:
    canvas.glow(x + 14, top + 120, half * 1.5, 190, (150, 112, 78), 0.28)
    for side in (-1, 1):
        canvas.stroke(shape((x + side * half, top + 6), (x + side * (half - 4), 520)), 15, _WOOD)
    back = curve(
        shape((x - half, top + 14), (x, top - 6), (x + half, top + 14), (x + half - 2, top + 46), (x, top + 28), (x - half + 2, top + 46)),
        closed=True,
    )
    canvas.fill(back, _WOOD_LIGHT)


def _draw_sunlight(canvas: Canvas) -> None:
    """The window's light on the wall, soft."""
    mask = np.zeros((HEIGHT_PX // 4, WIDTH_PX // 4), np.float32)
    for pane in (((330, 150), (420, 184), (420, 330), (330, 300)), ((436, 190), (540, 228), (540, 372), (436, 336))):
        cv2.fillPoly(mask, [np.array(pane, np.int32) // 4], 1.0)
    soft = cv2.resize(cv2.GaussianBlur(mask, (0, 0), 7), (WIDTH_PX * FINER, HEIGHT_PX * FINER), interpolation=cv2.INTER_LINEAR)
    canvas.stain(np.asarray(soft, np.float64) * 0.55, 0, 0, (255, 244, 214))
