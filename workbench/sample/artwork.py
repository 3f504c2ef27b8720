"""The picture on the puzzle: a red boat with a cream sail on a calm sea."""

import numpy as np

from workbench.sample.canvas import FINER, Canvas, Picture, curve, shape


def draw_artwork(width_px: int, height_px: int) -> Picture:
    """The picture at a size in pixels, shape (height, width, 3)."""
    canvas = Canvas.blank((164, 206, 222), width_px // FINER, height_px // FINER)
    w, h = width_px / FINER, height_px / FINER
    for band in range(12):
        canvas.fill(
            shape((0, h * band * 0.035), (w, h * band * 0.035), (w, h * 0.5), (0, h * 0.5)), (150 + 6 * band, 198 + 3 * band, 224 - band)
        )
    _draw_sky(canvas, w, h)
    _draw_sea(canvas, w, h)
    _draw_boat(canvas, w, h)
    _draw_below(canvas, w, h)
    return canvas.pixels[:height_px, :width_px]


def _draw_sky(canvas: Canvas, w: float, h: float) -> None:
    canvas.oval(w * 0.125, h * 0.17, h * 0.115, h * 0.115, (252, 206, 92))
    for k in range(10):
        a = k * 0.628
        canvas.stroke(
            shape(
                (w * 0.125 + np.cos(a) * h * 0.135, h * 0.17 + np.sin(a) * h * 0.135),
                (w * 0.125 + np.cos(a) * h * 0.16, h * 0.17 + np.sin(a) * h * 0.16),
            ),
            3,
            (252, 214, 116),
        )
    for dx, dy, r in ((-0.06, 0.02, 0.055), (-0.015, -0.02, 0.07), (0.04, 0.015, 0.06)):
        canvas.oval(w * (0.375 + dx), h * (0.15 + dy), h * r * 1.25, h * r, (252, 250, 244))
    canvas.stroke(
        curve(shape((w * 0.83, h * 0.16), (w * 0.855, h * 0.135), (w * 0.875, h * 0.165), (w * 0.895, h * 0.135), (w * 0.925, h * 0.155))),
        4,
        (250, 250, 250),
    )
    canvas.stroke(
        curve(shape((w * 0.80, h * 0.25), (w * 0.815, h * 0.235), (w * 0.83, h * 0.252), (w * 0.845, h * 0.235), (w * 0.86, h * 0.248))),
        3,
        (250, 250, 250),
    )


def _draw_sea(canvas: Canvas, w: float, h: float) -> None:
    canvas.fill(
        curve(
            shape(
                (-9, h * 0.52), (w * 0.03, h * 0.42), (w * 0.09, h * 0.36), (w * 0.15, h * 0.40), (w * 0.20, h * 0.45), (w * 0.25, h * 0.52)
            ),
            n=8,
        ),
        (122, 160, 104),
    )
    canvas.oval(w * 0.115, h * 0.33, h * 0.05, h * 0.06, (98, 138, 88))
    canvas.stroke(shape((w * 0.115, h * 0.38), (w * 0.115, h * 0.43)), 3, (128, 94, 66))
    for row, colour in enumerate(((92, 158, 186), (78, 142, 174), (64, 124, 160), (54, 108, 148), (46, 94, 136))):
        y = h * (0.50 + 0.10 * row)
        x = np.linspace(-10, w + 10, 60)
        top = y + np.sin(x / w * 22 + row * 1.7) * h * 0.010
        canvas.fill(np.vstack([np.stack([x, top], axis=1), [[w + 10, h + 5], [-10, h + 5]]]), colour)
    x = np.linspace(w * 0.80, w * 0.97, 20)
    for dy in (0.0, 0.05):
        canvas.stroke(np.stack([x, h * (0.56 + dy) + np.sin(x / w * 60) * h * 0.012], axis=1), 3, (190, 222, 230))


def _draw_boat(canvas: Canvas, w: float, h: float) -> None:
    x = w * 0.625
    canvas.fill(
        curve(
            shape(
                (x - w * 0.006, h * 0.07),
                (x + w * 0.07, h * 0.20),
                (x + w * 0.105, h * 0.36),
                (x + w * 0.05, h * 0.375),
                (x - w * 0.006, h * 0.38),
            ),
            n=6,
        ),
        (250, 240, 218),
    )
    canvas.fill(
        curve(
            shape(
                (x - w * 0.018, h * 0.12),
                (x - w * 0.06, h * 0.26),
                (x - w * 0.085, h * 0.37),
                (x - w * 0.05, h * 0.38),
                (x - w * 0.018, h * 0.38),
            ),
            n=6,
        ),
        (238, 178, 120),
    )
    canvas.stroke(shape((x - w * 0.012, h * 0.045), (x - w * 0.012, h * 0.44)), 4, (120, 84, 56))
    canvas.fill(shape((x - w * 0.012, h * 0.03), (x + w * 0.035, h * 0.05), (x - w * 0.012, h * 0.075)), (206, 74, 60))
    hull = curve(
        shape(
            (x - w * 0.115, h * 0.42),
            (x, h * 0.445),
            (x + w * 0.12, h * 0.41),
            (x + w * 0.085, h * 0.55),
            (x, h * 0.575),
            (x - w * 0.075, h * 0.55),
        ),
        closed=True,
        n=6,
    )
    canvas.fill(hull, (204, 72, 58))
    canvas.stroke(curve(shape((x - w * 0.10, h * 0.455), (x, h * 0.475), (x + w * 0.105, h * 0.445))), 4, (248, 232, 208))
    for dx in (-0.045, 0.0, 0.045):
        canvas.oval(x + w * dx, h * 0.515, h * 0.017, h * 0.017, (248, 232, 208))


def _draw_below(canvas: Canvas, w: float, h: float) -> None:
    fx, fy = w * 0.625, h * 0.835
    canvas.fill(
        curve(
            shape(
                (fx - w * 0.075, fy),
                (fx - w * 0.03, fy - h * 0.055),
                (fx + w * 0.03, fy - h * 0.045),
                (fx + w * 0.06, fy),
                (fx + w * 0.03, fy + h * 0.045),
                (fx - w * 0.03, fy + h * 0.055),
            ),
            closed=True,
        ),
        (224, 92, 64),
    )
    canvas.fill(shape((fx + w * 0.05, fy), (fx + w * 0.09, fy - h * 0.05), (fx + w * 0.085, fy + h * 0.05)), (206, 72, 52))
    canvas.oval(fx - w * 0.045, fy - h * 0.01, h * 0.013, h * 0.013, (250, 248, 240))
    canvas.oval(fx - w * 0.047, fy - h * 0.01, h * 0.007, h * 0.007, (30, 30, 40))
    for dx in (-0.01, 0.015):
        canvas.stroke(
            curve(shape((fx + w * dx, fy - h * 0.035), (fx + w * (dx + 0.008), fy), (fx + w * dx, fy + h * 0.035))), 2, (250, 178, 140)
        )
    sx, sy = w * 0.375, h * 0.86
    canvas.fill(
        curve(
            shape(
                (sx - w * 0.05, sy - h * 0.01),
                (sx - w * 0.025, sy - h * 0.065),
                (sx + w * 0.025, sy - h * 0.065),
                (sx + w * 0.05, sy - h * 0.01),
                (sx, sy + h * 0.06),
            ),
            closed=True,
        ),
        (244, 206, 178),
    )
    for dx in (-0.024, 0.0, 0.024):
        canvas.stroke(shape((sx, sy + h * 0.05), (sx + w * dx, sy - h * 0.055)), 2, (216, 160, 132))
    cx, cy = w * 0.125, h * 0.86
    for side in (-1, 1):
        canvas.oval(cx + side * w * 0.062, cy - h * 0.05, h * 0.028, h * 0.024, (222, 112, 76))
        for k in (0.0, 0.02):
            canvas.stroke(shape((cx + side * w * 0.035, cy + h * k), (cx + side * w * 0.068, cy + h * (k + 0.035))), 3, (204, 96, 62))
    canvas.oval(cx, cy, w * 0.048, h * 0.05, (226, 118, 80))
    for side in (-1, 1):
        canvas.oval(cx + side * w * 0.014, cy - h * 0.045, h * 0.012, h * 0.012, (250, 248, 240))
        canvas.oval(cx + side * w * 0.014, cy - h * 0.045, h * 0.006, h * 0.006, (30, 30, 40))
    t = np.arange(10) * np.pi / 5 - np.pi / 2
    r = np.where(np.arange(10) % 2 == 0, h * 0.075, h * 0.036)
    canvas.fill(np.stack([w * 0.875 + np.cos(t) * r, h * 0.845 + np.sin(t) * r], axis=1), (246, 196, 96))
    for k in range(9):
        canvas.oval(w * (0.04 + 0.115 * k), h * 0.965, h * 0.014, h * 0.01, (206, 186, 150))
