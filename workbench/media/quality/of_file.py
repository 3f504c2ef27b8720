"""What there is to say about a film's file: size, turn, length, frame rate, where picture and sound start, whether it says where it was."""

from collections.abc import Iterator

from workbench.core.time import TICKS_PER_S
from workbench.media.probe import FilmFacts
from workbench.media.quality.limits import SHORT_S, SMALL_PX
from workbench.practice.film_checks import FilmCheck, Finding

_SAID_FROM_S = 0.05


def find_in_file(facts: FilmFacts, length: int, *, variable_rate: bool) -> Iterator[Finding]:
    """The findings in order of the checks; `length` in ticks of the film clock."""
    if min(facts.width, facts.height) < SMALL_PX:
        yield Finding(FilmCheck.SMALL_PICTURE, numbers={"width": facts.width, "height": facts.height})
    if facts.height > facts.width:
        yield Finding(FilmCheck.UPRIGHT)
    if length < SHORT_S * TICKS_PER_S:
        yield Finding(FilmCheck.SHORT, numbers={"seconds": length / TICKS_PER_S})
    if variable_rate:
        yield Finding(FilmCheck.VARIABLE_RATE)
    if facts.rotation_deg:
        yield Finding(FilmCheck.ROTATED, numbers={"degrees": facts.rotation_deg})
    if facts.start_offset_s >= _SAID_FROM_S:
        yield Finding(FilmCheck.PICTURE_LATE, numbers={"seconds": facts.start_offset_s})
    if facts.start_offset_s <= -_SAID_FROM_S:
        yield Finding(FilmCheck.PICTURE_EARLY, numbers={"seconds": -facts.start_offset_s})
    if facts.has_location:
        yield Finding(FilmCheck.LOCATION)
