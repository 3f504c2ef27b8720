"""What there is to say about the pictures of a film: black, frozen, dark, white, less sharp, moving."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from workbench.core.time import TICKS_PER_S
from workbench.media.quality.limits import (
    BLURRED_THAN_USUAL,
    DARK,
    DARKER_THAN_USUAL,
    LASTS_S,
    MOVING_PART,
    MOVING_THAN_USUAL,
    MUCH_MOVING_PART,
    WHITE_PART,
)
from workbench.media.quality.pictures import Pictures
from workbench.media.quality.stretches import stretches_of, without
from workbench.practice.film_checks import FilmCheck, Finding

_LASTS = round(LASTS_S * TICKS_PER_S)
_BRIDGED = TICKS_PER_S


def find_in_pictures(pictures: Pictures) -> Iterator[Finding]:
    """The findings in order of the checks; what is black is not said to be dark as well."""
    if pictures.black:
        yield Finding(FilmCheck.BLACK, pictures.black)
    if pictures.frozen:
        yield Finding(FilmCheck.FROZEN, pictures.frozen)
    seen = without(np.ones(len(pictures.at), dtype=np.bool_), pictures.at, pictures.black)
    dark = seen & (pictures.brightness < DARK)
    yield from _lasting(pictures, FilmCheck.DARK, dark)
    darker = seen & ~dark & (pictures.brightness < DARKER_THAN_USUAL * _median(pictures.brightness[seen]))
    yield from _lasting(pictures, FilmCheck.DARKER, darker)
    yield from _lasting(pictures, FilmCheck.WHITE, pictures.white > WHITE_PART)
    yield from _lasting(pictures, FilmCheck.BLURRED, seen & (pictures.sharpness < BLURRED_THAN_USUAL * _median(pictures.sharpness[seen])))
    unusual = np.clip(MOVING_THAN_USUAL * _median(pictures.movement[seen]), MOVING_PART, MUCH_MOVING_PART)
    yield from _lasting(pictures, FilmCheck.MOVING, pictures.movement > unusual)


def _lasting(pictures: Pictures, check: FilmCheck, holds: npt.NDArray[np.bool_]) -> Iterator[Finding]:
    spans = stretches_of(holds, pictures.at, pictures.end, least=_LASTS, bridged=_BRIDGED)
    if spans:
        yield Finding(check, spans)


def _median(values: npt.NDArray[np.float32]) -> float:
    """The film's own median of what is measurable; 0, below which nothing is, where nothing is."""
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else 0.0
