"""A film looked over: what was measured, and all there is to say about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span
from workbench.errors import StoppedError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.probe import FilmFacts, probe_film
from workbench.media.progress import Cancelled, Progress
from workbench.media.quality.faces import FaceBoxes
from workbench.media.quality.of_faces import find_in_faces
from workbench.media.quality.of_file import find_in_file
from workbench.media.quality.of_pictures import find_in_pictures
from workbench.media.quality.of_sound import find_in_sound
from workbench.media.quality.pictures import Pictures, measure_pictures
from workbench.media.quality.sound import Sound, measure_sound
from workbench.media.source import Source
from workbench.practice.film_checks import Finding

_LOOKING, _LISTENING = "Looking at the picture", "Listening to the sound"
_PICTURES_TAKE = 0.9


@dataclass(frozen=True, slots=True)
class KnownFilm:
    """A film to be looked over.

    `table` is on the film clock from 0; `starts_at` is when its first picture is shown by the clock of its file, in ticks of the film
    clock. `pictures` may be read from its working copy; the `sound` is that of the film itself.
    """

    pictures: Source
    sound: Source
    facts: FilmFacts
    table: FrameTable
    starts_at: int


@dataclass(frozen=True, eq=False)
class Overview:
    """What was measured of a film of `length` ticks, where its faces are, and the findings."""

    length: int
    pictures: Pictures
    sound: Sound | None
    faces: FaceBoxes | None
    findings: tuple[Finding, ...]


def know_film(film: Source) -> KnownFilm:
    """A film as its file has it; FilmError as :func:`probe_film` and :func:`index_frames`."""
    table = index_frames(film)
    starts_at = FILM_CLOCK.ticks_from_seconds(table.span.start * table.clock.tick, "nearest")
    return KnownFilm(film, film, probe_film(film), table.from_zero().on_clock(FILM_CLOCK), starts_at)


def look_over(
    film: KnownFilm,
    *,
    faces: FaceBoxes | None = None,
    voices: Sequence[Span] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Overview:
    """Look at a film's pictures and listen to its sound, each once from the start to the end.

    Parameters
    ----------
    faces : FaceBoxes, optional
        Where faces are, on the film clock; without it nothing is said about people in view but that.
    voices : sequence of Span, optional
        When somebody speaks, on the film clock; without it speech-to-noise is an estimate.

    Raises
    ------
    FilmError
        If the film cannot be read or is damaged.
    StoppedError
        If `cancelled` said so.
    """
    length = film.table.end

    def tell(words: str, part: float) -> None:
        if cancelled is not None and cancelled():
            raise StoppedError("The film was not looked over to its end", "Look it over again")
        if progress is not None:
            progress(words, max(0.0, min(1.0, part)))

    def looked(at_s: float) -> None:
        tell(_LOOKING, _PICTURES_TAKE * at_s * TICKS_PER_S / length)

    def listened(at_s: float) -> None:
        tell(_LISTENING, _PICTURES_TAKE + (1 - _PICTURES_TAKE) * at_s * TICKS_PER_S / length)

    pictures = measure_pictures(film.pictures, length, faces=faces, look=looked)
    sound = measure_sound(film.sound, film.starts_at, look=listened)
    findings = (
        *find_in_pictures(pictures),
        *find_in_sound(sound, length, voices),
        *find_in_faces(faces, pictures),
        *find_in_file(film.facts, length, variable_rate=film.table.is_variable),
    )
    return Overview(length, pictures, sound, faces, findings)
