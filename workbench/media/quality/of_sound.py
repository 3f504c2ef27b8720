"""What there is to say about the sound of a film: whether it is there, how loud, clipped, how clear voices are, its channels, its clock."""

from collections.abc import Iterator, Sequence

from workbench.core.time import TICKS_PER_S, Span, Ticks
from workbench.media.quality.limits import DRIFT_S, NOISY_DB, SOFT_LUFS, SOUND_ENDS_S
from workbench.media.quality.sound import Sound
from workbench.media.quality.speech import speech_to_noise
from workbench.media.quality.stretches import stretches_of
from workbench.practice.film_checks import FilmCheck, Finding

_CLIPPED_LASTS = round(0.2 * TICKS_PER_S)
_BRIDGED = TICKS_PER_S


def find_in_sound(sound: Sound | None, length: int, voices: Sequence[Span] | None = None) -> Iterator[Finding]:
    """The findings in order of the checks; of a film in which nothing can be heard nothing else is said.

    Parameters
    ----------
    sound : Sound or None
        What was measured; None where there is no sound.
    length : int
        The film's length in ticks of the film clock; what is heard before or after its pictures is not in the film.
    voices : sequence of Span, optional
        When somebody speaks, on the film clock.
    """
    if sound is None:
        yield Finding(FilmCheck.NO_SOUND)
        return
    if sound.is_silent:
        yield Finding(FilmCheck.SILENT)
        return
    if sound.integrated < SOFT_LUFS:
        yield Finding(FilmCheck.SOFT, numbers={"lufs": sound.integrated})
    clipped = stretches_of(sound.clipped, sound.at, sound.end, least=_CLIPPED_LASTS, bridged=_BRIDGED)
    if spans := _within(clipped, length):
        yield Finding(FilmCheck.CLIPPED, spans, {"peak_db": sound.peak_db})
    ratio = speech_to_noise(sound.voice_band, sound.at, voices)
    if ratio is not None and ratio.db < NOISY_DB:
        yield Finding(FilmCheck.NOISY_ESTIMATED if ratio.is_estimated else FilmCheck.NOISY, numbers={"db": ratio.db})
    n_channels = len(sound.channel_db)
    if sound.n_silent_channels:
        yield Finding(FilmCheck.SILENT_CHANNEL, numbers={"n": sound.n_silent_channels, "channels": n_channels})
    if sound.all_same:
        yield Finding(FilmCheck.SAME_CHANNELS, numbers={"channels": n_channels})
    if abs(sound.drift_s) >= DRIFT_S:
        yield Finding(FilmCheck.DRIFT, numbers={"seconds": abs(sound.drift_s)})
    if gaps := _within(sound.gaps, length):
        yield Finding(FilmCheck.SOUND_GAPS, gaps)
    if length - sound.end >= SOUND_ENDS_S * TICKS_PER_S:
        yield Finding(FilmCheck.SOUND_ENDS, (Span(Ticks(max(0, sound.end)), Ticks(length)),))


def _within(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    film = Span(Ticks(0), Ticks(length))
    return tuple(part for span in spans if (part := span.intersection(film)) is not None)
