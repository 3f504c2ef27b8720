"""What there is to say about where faces are in the picture and how the light falls on them; nothing about the faces themselves."""

from collections.abc import Iterator

import numpy as np

from workbench.core.time import TICKS_PER_S
from workbench.media.quality.faces import FaceBoxes
from workbench.media.quality.limits import BACKLIT, DARK_FACE, EDGE, LASTS_S, SELDOM_BOTH, SMALL_FACE
from workbench.media.quality.pictures import Pictures
from workbench.media.quality.stretches import Places, part_of, stretches_of
from workbench.practice.film_checks import FilmCheck, Finding

_LASTS = round(LASTS_S * TICKS_PER_S)
_BRIDGED = TICKS_PER_S


def find_in_faces(faces: FaceBoxes | None, pictures: Pictures) -> Iterator[Finding]:
    """The findings in order of the checks; that nobody looked for faces yet is one too."""
    if faces is None or len(faces.at) == 0:
        yield Finding(FilmCheck.PEOPLE_UNKNOWN)
        return
    if len(faces.box) == 0:
        yield Finding(FilmCheck.NO_FACE)
        return
    end = max(pictures.end, int(faces.at[-1]) + 1)
    both = part_of(stretches_of(faces.n_in_view >= 2, faces.at, end), end)
    yield Finding(FilmCheck.BOTH_IN_VIEW if both >= SELDOM_BOTH else FilmCheck.SELDOM_BOTH, numbers={"percent": 100 * both})
    left, top, right, bottom = faces.box.T
    if np.median(bottom - top) < SMALL_FACE:
        yield Finding(FilmCheck.SMALL_FACES, numbers={"percent": float(100 * np.median(bottom - top))})
    at_edge = (left <= EDGE) | (top <= EDGE) | (right >= 1 - EDGE) | (bottom >= 1 - EDGE)
    holding = {
        FilmCheck.CUT_OFF: np.bincount(faces.sample[at_edge], minlength=len(faces.at)) > 0,
        FilmCheck.MORE_PEOPLE: faces.n_in_view > 2,
    }
    for check, holds in holding.items():
        if spans := stretches_of(holds, faces.at, end, least=_LASTS, bridged=_BRIDGED):
            yield Finding(check, spans)
    yield from _find_in_light(pictures)


def _find_in_light(pictures: Pictures) -> Iterator[Finding]:
    """Faces that are dark, and those that are dark because of the light behind them, which is what helps to say."""
    at, places = np.unique(pictures.face_at, return_inverse=True)
    face, behind = pictures.face_light.T
    with np.errstate(invalid="ignore"):
        backlit = face < BACKLIT * behind
    lit_from_behind = _any(backlit, places, at)
    dark = _any(face < DARK_FACE, places, at) & ~lit_from_behind
    for check, holds in ((FilmCheck.DARK_FACES, dark), (FilmCheck.BACKLIGHT, lit_from_behind)):
        found = np.isin(pictures.at, at[holds])
        if spans := stretches_of(found, pictures.at, pictures.end, least=_LASTS, bridged=_BRIDGED):
            yield Finding(check, spans)


def _any(holds: np.ndarray[tuple[int], np.dtype[np.bool_]], places: Places, at: Places) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.bincount(places[holds], minlength=len(at)) > 0
