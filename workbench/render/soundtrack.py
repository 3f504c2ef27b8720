"""The sound of a chapter of a reel, planned to the sample: the clips' own where they move, silence at cards and where they stand still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span, Ticks
from workbench.render.manifest import ClipEntry
from workbench.render.package import Package
from workbench.render.plan import CardShot, Chapter, ClipShot, ReelPlan
from workbench.render.sound import RATE_HZ

_EARLY_S = 1.0
_FADE_SAMPLES = RATE_HZ * 3 // 100
_SLOWEST_WITH_SOUND = 500
_OWN_SPEED = 1000


@dataclass(frozen=True, slots=True)
class SoundPiece:
    """So many samples of a stretch of a clip at a speed in thousandths, or (with `clip` None) of silence."""

    n_samples: int
    clip: ClipEntry | None = None
    span: Span | None = None
    speed: int = _OWN_SPEED


def plan_soundtrack(chapter: Chapter, ticks_a_frame: int) -> list[SoundPiece]:
    """The pieces that make the sound of a chapter, as long together as its pictures.

    Slower than half speed there is silence: stretched further, voices turn strange.
    """
    samples_a_frame = ticks_a_frame * RATE_HZ // TICKS_PER_S
    pieces: list[SoundPiece] = []
    for shot in chapter:
        if isinstance(shot, CardShot) or not shot.clip.has_sound or shot.speed < _SLOWEST_WITH_SOUND:
            pieces.append(SoundPiece(shot.n_frames * samples_a_frame))
        else:
            pieces += _of_clip(shot, samples_a_frame)
    return [piece for piece in pieces if piece.n_samples > 0]


def sounds_in_step(plan: ReelPlan) -> Iterator[tuple[int, SoundPiece]]:
    """The pieces of a whole reel in which a clip is heard at its own speed, each with the sample of the reel at which it begins."""
    at = 0
    for chapter in plan.chapters:
        for piece in plan_soundtrack(chapter, plan.ticks_a_frame):
            if piece.clip is not None and piece.speed == _OWN_SPEED:
                yield at, piece
            at += piece.n_samples


def sound_arguments(pieces: Sequence[SoundPiece], package: Package) -> list[str]:
    """What ffmpeg is called with to make the pieces one after the other; ends in the label ``[sound]``."""
    inputs: list[str] = []
    filters, labels = [], ""
    n_inputs = 0
    for number, piece in enumerate(pieces):
        source = ""
        if piece.clip is not None and piece.span is not None:
            early_s = max(0.0, FILM_CLOCK.seconds(piece.span.start) - _EARLY_S)
            inputs += ["-ss", f"{early_s:.6f}", "-vn", "-i", str(package.clip_path(piece.clip.id))]
            source = f"[{n_inputs}:a]"
            n_inputs += 1
        filters.append(f"{source}{_filters(piece)}[p{number}]")
        labels += f"[p{number}]"
    graph = ";".join([*filters, f"{labels}concat=n={len(pieces)}:v=0:a=1[sound]"])
    return ["-copyts", *inputs, "-filter_complex", graph, "-map", "[sound]"]


def _filters(piece: SoundPiece) -> str:
    """The filters that make a piece: out of its clip's sound (with the clip's own times), or out of nothing."""
    shape = f"aformat=sample_fmts=fltp:sample_rates={RATE_HZ}:channel_layouts=stereo"
    exactly = f"apad=whole_len={piece.n_samples},atrim=end_sample={piece.n_samples},asetpts=N/SR/TB"
    if piece.span is None:
        return f"anullsrc=r={RATE_HZ}:cl=stereo,{shape},atrim=end_sample={piece.n_samples},asetpts=N/SR/TB"
    start_s, end_s = FILM_CLOCK.seconds(piece.span.start), FILM_CLOCK.seconds(piece.span.end)
    tempo = "" if piece.speed == _OWN_SPEED else f"atempo={piece.speed / 1000},"
    fade = min(_FADE_SAMPLES, piece.n_samples // 4)
    fades = f"afade=t=in:ns={fade},afade=t=out:ss={piece.n_samples - fade}:ns={fade}"
    return f"atrim=start={start_s:.9f}:end={end_s:.9f},asetpts=PTS-STARTPTS,{tempo}{shape},{exactly},{fades}"


def _of_clip(shot: ClipShot, samples_a_frame: int) -> Iterator[SoundPiece]:
    yield SoundPiece(shot.n_in * samples_a_frame)
    here = shot.span.start
    for hold in shot.holds:
        if hold.at > here:
            yield _moving(shot, here, hold.at)
        yield SoundPiece(hold.n_frames * samples_a_frame)
        here = Ticks(hold.at)
    yield _moving(shot, here, shot.span.end)
    n_moving = shot.place_of(shot.span.end) - sum(hold.n_frames for hold in shot.holds)
    yield SoundPiece((n_moving + shot.n_out) * samples_a_frame - _samples(shot, shot.span.end))


def _moving(shot: ClipShot, start: int, end: int) -> SoundPiece:
    n_samples = _samples(shot, end) - _samples(shot, start)
    return SoundPiece(n_samples, shot.clip, Span(Ticks(start), Ticks(end)), shot.speed)


def _samples(shot: ClipShot, instant: int) -> int:
    """Samples from the shot's begin to an instant of the clip, without holds."""
    return shot.reel_ticks(instant) * RATE_HZ // TICKS_PER_S
