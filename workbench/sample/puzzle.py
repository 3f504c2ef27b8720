"""The wooden puzzle: how each piece is cut and painted, how it lies or is held."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from workbench.sample.artwork import draw_artwork
from workbench.sample.canvas import Canvas, Colour, Picture, Points, moved
from workbench.sample.script import PuzzleLine
from workbench.sample.table import DEEP, on_table, scale_at

CELL = (95.0, 90.0)
BOARD_MIDDLE = (0.0, 240.0)
_TEXELS = 2
_MARGIN = 26
_KNOB = 10.5
_WOOD: Colour = (196, 150, 96)
_WOOD_DARK: Colour = (150, 108, 66)
_TRAY: Colour = (208, 168, 116)
_TRAY_FLOOR: Colour = (182, 138, 90)
_SHADOW: Colour = (96, 62, 38)


@dataclass(frozen=True, slots=True)
class Lying:
    """How a piece is held: its middle in the picture, its turn, its size, and how far it stands up (0 flat on the table, 1 facing us)."""

    x: float
    y: float
    turn_deg: float
    scale: float
    upright: float = 0.0

    def matrix(self, middle: float, texels: float = _TEXELS) -> Points:
        """From a sprite's pixels, whose middle is (middle, middle), to the picture: shape (2, 3)."""
        s = self.scale
        flat = np.array([[s, (self.x - 640.0) * s / DEEP], [0.0, 750.0 * s * s / DEEP]])
        basis = flat * (1 - self.upright) + np.eye(2) * s * self.upright
        a = np.radians(self.turn_deg)
        linear = basis @ np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) / texels
        return np.hstack([linear, (np.array([self.x, self.y]) - linear @ [middle, middle])[:, None]])


class Puzzle:
    """The pieces as sprites, and the tray they belong in."""

    def __init__(self, line: PuzzleLine) -> None:
        self.line = line
        self.columns, self.rows = line.columns, line.rows
        self._sides = _knobs(line.columns, line.rows)
        picture = draw_artwork(round(CELL[0] * line.columns * _TEXELS), round(CELL[1] * line.rows * _TEXELS))
        self.sprites = {piece.name: self._sprite(picture, piece.cell) for piece in line.pieces}
        self._outlines = {piece.name: self._outline(piece.cell) for piece in line.pieces}
        self._middle = next(iter(self.sprites.values())).shape[0] / 2

    def slot(self, name: str) -> Lying:
        """Where a piece belongs."""
        column, row = self.line.piece(name).cell
        across = BOARD_MIDDLE[0] + (column - (self.columns - 1) / 2) * CELL[0]
        towards = BOARD_MIDDLE[1] + (row - (self.rows - 1) / 2) * CELL[1]
        return Lying(*on_table(across, towards), 0.0, scale_at(towards))

    def draw_piece(self, canvas: Canvas, name: str, lying: Lying, *, lifted_px: float = 0.0, placed: bool = False) -> None:
        """A piece with its thickness and its shadow."""
        matrix = lying.matrix(self._middle)
        outline = self._outlines[name] @ matrix[:, :2].T + matrix[:, 2]
        if not placed:
            drop = 5.0 + lifted_px * 0.5
            canvas.glow(
                lying.x + drop * 0.5,
                lying.y + drop + lifted_px * 0.4,
                62 * lying.scale,
                (44 + 14 * lying.upright) * lying.scale,
                _SHADOW,
                0.42,
            )
        thick = 1.5 if placed else 4.0
        canvas.fill(moved(outline, 0.0, thick), _WOOD_DARK)
        canvas.fill(moved(outline, 0.0, thick * 0.4), _WOOD)
        canvas.paste(self.sprites[name], matrix)

    def draw_tray(self, canvas: Canvas) -> None:
        """The empty tray on the table."""
        half = np.array([CELL[0] * self.columns / 2, CELL[1] * self.rows / 2])

        def frame(extra: float) -> Points:
            corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (half + extra) + BOARD_MIDDLE
            return np.array([on_table(across, towards) for across, towards in corners])

        middle = frame(0).mean(axis=0)
        canvas.glow(middle[0] + 6, middle[1] + 14, 300, 135, _SHADOW, 0.55)
        canvas.fill(moved(frame(20), 0, 9), _WOOD_DARK)
        canvas.fill(frame(20), _TRAY)
        canvas.fill(frame(17), (216, 178, 126))
        canvas.fill(frame(3), _WOOD_DARK)
        canvas.fill(moved(frame(3), 0, 2.5), _TRAY_FLOOR)

    def _outline(self, cell: tuple[int, int]) -> Points:
        """The cut of a piece in its sprite's pixels (n, 2)."""
        column, row = cell
        w, h = CELL
        top, right = self._sides["h"][row][column], self._sides["v"][row][column + 1]
        bottom, left = self._sides["h"][row + 1][column], self._sides["v"][row][column]
        edges = [
            _edge((0, 0), (w, 0), top),
            _edge((w, 0), (w, h), right),
            _edge((w, h), (0, h), -bottom),
            _edge((0, h), (0, 0), -left),
        ]
        size = max(w, h) + 2 * _MARGIN
        return moved(np.vstack(edges), (size - w) / 2, (size - h) / 2) * _TEXELS

    def _sprite(self, picture: Picture, cell: tuple[int, int]) -> Picture:
        column, row = cell
        w, h = CELL
        size = round((max(w, h) + 2 * _MARGIN) * _TEXELS)
        x0 = round((column * w - (max(w, h) + 2 * _MARGIN - w) / 2) * _TEXELS)
        y0 = round((row * h - (max(w, h) + 2 * _MARGIN - h) / 2) * _TEXELS)
        padded = cv2.copyMakeBorder(picture, size, size, size, size, cv2.BORDER_REPLICATE)
        crop = padded[y0 + size : y0 + 2 * size, x0 + size : x0 + 2 * size].copy()
        outline = np.round(self._outline(cell) * 16).astype(np.int32)
        cv2.polylines(crop, [outline], True, (120, 96, 70), 3, cv2.LINE_AA, 4)
        alpha = np.zeros((size, size, 3), np.uint8)
        cv2.fillPoly(alpha, [outline], (255, 255, 255), cv2.LINE_AA, 4)
        return np.dstack([crop, alpha[:, :, 0]])


def _edge(a: tuple[float, float], b: tuple[float, float], knob: int) -> Points:
    """One side of a piece from `a` to before `b`; a `knob` of 1 bulges outwards on the right hand of the way, -1 inwards, 0 is straight."""
    start, end = np.array(a), np.array(b)
    if knob == 0:
        return start[None]
    unit = (end - start) / np.hypot(*(end - start))
    across = np.array([-unit[1], unit[0]]) * knob
    t = np.linspace(-2.2, 2.2, 15)
    ball = (start + end) / 2 + across * _KNOB * 0.85 + _KNOB * (np.outer(np.sin(t), unit) + np.outer(np.cos(t), across))
    return np.vstack([start[None], ball])


@cache
def _knobs(columns: int, rows: int) -> dict[str, tuple[tuple[int, ...], ...]]:
    """Which way each cut bulges: rows of horizontal cuts ("h") and of vertical ones ("v"); 0 at the border."""
    rng = np.random.default_rng(12)

    def signs(n: int) -> list[int]:
        return [int(sign) for sign in rng.choice([-1, 1], n)]

    h = tuple(tuple(signs(columns)) if 0 < row < rows else (0,) * columns for row in range(rows + 1))
    v = tuple((0, *signs(columns - 1), 0) for _ in range(rows))
    return {"h": h, "v": v}
