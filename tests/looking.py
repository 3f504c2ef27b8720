"""A composed film of two heads of nobody beside a thing, who look where a script says: truth for looks, picture by picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from tests.heads import Head, draw_head
from workbench.analysis.gaze import ELSEWHERE
from workbench.core.time import TICKS_PER_S

Picture = npt.NDArray[np.uint8]
WIDTH, HEIGHT, EVERY = 1280, 720, TICKS_PER_S // 10
LEFT, RIGHT = "grown-up", "child"
THING = "puzzle"
_PLACES = {LEFT: (380, 270), RIGHT: (900, 330)}
_HEIGHTS = {LEFT: 230, RIGHT: 180}
_HEADS = {LEFT: Head(), RIGHT: Head(skin=(150, 104, 82), hair=(28, 24, 24))}
THING_BOX = (0.42, 0.78, 0.58, 0.92)
_AHEAD = (0.0, 0.0)


@dataclass(frozen=True)
class Look:
    """One stretch of the script: for how many pictures, at whom or what, and how head and eyes are turned towards the other's side."""

    n: int
    label: str
    head: tuple[float, float]
    eyes: tuple[float, float]


def script(person: str, n: int, seed: int) -> list[Look]:
    """Looks of one person for `n` pictures, each held for 0.6 to 3 s; turned for a person on the left, mirrored for the other."""
    rng = np.random.default_rng([seed, person == LEFT])
    other = RIGHT if person == LEFT else LEFT
    kinds = (
        (other, (35.0, 0.0), (48.0, 0.0)),
        (other, (20.0, 0.0), (40.0, 0.0)),
        (THING, (20.0, -25.0), (25.0, -35.0)),
        (ELSEWHERE, _AHEAD, _AHEAD),
        (ELSEWHERE, (-30.0, 0.0), (-40.0, 0.0)),
        (ELSEWHERE, (20.0, 15.0), (25.0, 30.0)),
    )
    looks, left = [Look(10, ELSEWHERE, _AHEAD, _AHEAD)], n - 10
    side = 1 if person == LEFT else -1
    while left > 0:
        label, head, eyes = kinds[int(rng.integers(len(kinds)))]
        held = min(left, int(rng.integers(6, 31)))
        looks.append(Look(held, label, (side * head[0], head[1]), (side * eyes[0], eyes[1])))
        left -= held
    return looks


@dataclass(frozen=True)
class Composed:
    """The film: who looks where in each picture, and the pictures themselves."""

    truth: dict[str, list[str]]
    looks: dict[str, list[Look]]
    noise: float

    def frames(self) -> Iterator[tuple[int, Picture]]:
        """Ticks and pictures, ten a second, from the beginning."""
        rng = np.random.default_rng(7)
        by_picture = {person: [look for look in looks for _ in range(look.n)] for person, looks in self.looks.items()}
        for number in range(len(next(iter(self.truth.values())))):
            picture = _room().copy()
            for person in (LEFT, RIGHT):
                look = by_picture[person][number]
                sway = (6 * np.sin(number / 7), 3 * np.sin(number / 5))
                _stamp(picture, person, look.head, look.eyes, sway)
            grain = rng.normal(0, self.noise, (HEIGHT // 2, WIDTH // 2, 1)).repeat(2, 0).repeat(2, 1)
            yield number * EVERY, np.clip(picture + grain, 0, 255).astype(np.uint8)


def compose(n: int = 300, seed: int = 1, noise: float = 4.0) -> Composed:
    """A film of `n` pictures."""
    looks = {person: script(person, n, seed) for person in (LEFT, RIGHT)}
    return Composed({person: [look.label for look in each for _ in range(look.n)] for person, each in looks.items()}, looks, noise)


@cache
def _room() -> Picture:
    across = np.linspace(150, 190, WIDTH)
    picture = np.repeat(np.stack([across, across - 4, across - 22], axis=-1)[None], HEIGHT, axis=0)
    picture[HEIGHT * 3 // 4 :] = (140, 110, 84)
    left, top, right, bottom = (round(edge * size) for edge, size in zip(THING_BOX, (WIDTH, HEIGHT) * 2, strict=True))
    picture[top:bottom, left:right] = (90, 150, 190)
    return picture.astype(np.uint8)


def _stamp(picture: Picture, person: str, head: tuple[float, float], eyes: tuple[float, float], sway: tuple[float, float]) -> None:
    drawn, there = _stamped(person, head, eyes)
    side = drawn.shape[0]
    left, top = (round(place + by - side / 2) for place, by in zip(_PLACES[person], sway, strict=True))
    piece = picture[top : top + side, left : left + side]
    piece[there] = drawn[there]


@cache
def _stamped(person: str, head: tuple[float, float], eyes: tuple[float, float]) -> tuple[Picture, npt.NDArray[np.bool_]]:
    height = _HEIGHTS[person]
    side = round(height * 1.5)
    drawn = np.full((side, side, 3), (168, 166, 148), np.uint8)
    before = drawn.copy()
    draw_head(drawn, (side / 2, side / 2), height, _HEADS[person], *head, eyes)
    return drawn, (drawn != before).any(axis=2)
