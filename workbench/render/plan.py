"""What a reel shows and for how long, worked out before anything is drawn or encoded.

A reel has a constant rate, 25 or 30 pictures a second, whichever is nearer to what the clips have: every player, television and editor
takes that. Which frame of a clip stands in which picture of the reel is decided here, exactly: the frame shown in the clip at that time.
Its chapters are the title, one for each clip, and the end. A chapter is a row of shots: a card, or a clip.
A clip is shown once without anything on it, held at the guider's pauses; what was pointed out is shown after that, slowly.
Times within a clip are its ticks; lengths are pictures of the reel.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.core.intervals import SpanSet
from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span, Ticks
from workbench.media.frames import FrameTable
from workbench.render.manifest import ClipEntry, Manifest, PointOut
from workbench.render.words import Words, read_words

_TICKS_A_FRAME = (3000, 3600)
_NORMAL = 1000
_LOOK_S = 1.5


@dataclass(frozen=True, slots=True)
class ReelChoices:
    """What somebody may wish otherwise.

    Seconds a pause holds, whether each clip's main stretches are shown again slowly, and the reel's shorter side in pixels.
    """

    hold_s: float = 8.0
    slow_again: bool = True
    short_side_px: int = 720


@dataclass(frozen=True, slots=True)
class Card:
    """Words on a plain page; `dots` is (this, all) for the row that says which of the clips comes.

    `still` is the id of the clip whose still stands above the words: the one a guider chose, never another.
    """

    label: str = ""
    heading: str = ""
    body: str = ""
    dots: tuple[int, int] | None = None
    still: str = ""


@dataclass(frozen=True, slots=True)
class CardShot:
    """A card for a while."""

    card: Card
    n_frames: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Where a clip stands still: at the start of one of its frames, for so many pictures, with a caption (may be empty)."""

    at: int
    n_frames: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ClipShot:
    """A stretch of a clip, with holds and with figures drawn on it.

    `speed` is in thousandths. The first and the last picture stand for `n_in` and `n_out` pictures more, in which the shot comes from and
    goes to the plain page. `tag` is a word or two at its beginning.
    """

    clip: ClipEntry
    span: Span
    ticks_a_frame: int
    speed: int = _NORMAL
    holds: tuple[Hold, ...] = ()
    figures: tuple[PointOut, ...] = ()
    n_in: int = 0
    n_out: int = 0
    tag: str = ""

    @property
    def n_frames(self) -> int:
        """Number of pictures of the reel."""
        return self.n_in + self.place_of(self.span.end) + self.n_out

    def place_of(self, instant: int) -> int:
        """The first picture, counted after `n_in`, that stands at or after an instant of the clip; holds before it have gone by."""
        held = sum(hold.n_frames for hold in self.holds if hold.at < instant)
        return -(-self.reel_ticks(instant) // self.ticks_a_frame) + held

    def reel_ticks(self, instant: int) -> int:
        """How long after the shot's begin an instant of the clip comes, at this speed, without holds; rounded down."""
        return (instant - self.span.start) * _NORMAL // self.speed

    def instant_at(self, picture: int) -> int:
        """The instant of the clip shown in a picture of the shot, from 0: the last one that :meth:`reel_ticks` does not put after it."""
        if picture >= self.n_frames - self.n_out:
            return self.span.end - 1
        moving = max(0, picture - self.n_in)
        for hold in self.holds:
            first = self.place_of(hold.at)
            if moving < first:
                break
            if moving < first + hold.n_frames:
                return hold.at
        held = sum(hold.n_frames for hold in self.holds if self.place_of(hold.at) + hold.n_frames <= moving)
        return self.span.start - (-((moving - held) * self.ticks_a_frame + 1) * self.speed // _NORMAL) - 1

    def hold_places(self) -> list[tuple[Hold, int]]:
        """Each hold with the picture of the shot at which it begins."""
        return [(hold, self.n_in + self.place_of(hold.at)) for hold in self.holds]


Shot = CardShot | ClipShot
Chapter = tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class ReelPlan:
    """A whole reel: size in pixels, ticks a picture, and its chapters."""

    width: int
    height: int
    ticks_a_frame: int
    chapters: tuple[Chapter, ...]

    @property
    def n_frames(self) -> int:
        """Number of pictures in the reel."""
        return sum(length_of(chapter) for chapter in self.chapters)

    @property
    def frames_a_second(self) -> int:
        """25 or 30."""
        return TICKS_PER_S // self.ticks_a_frame

    def shot_at(self, picture: int) -> tuple[Shot, int]:
        """The shot that holds a picture of the reel, and the picture's number within it; IndexError beyond the end."""
        left = picture
        for shot in (shot for chapter in self.chapters for shot in chapter):
            if 0 <= left < shot.n_frames:
                return shot, left
            left -= shot.n_frames
        raise IndexError(f"the reel has pictures 0 to {self.n_frames - 1}, not {picture}")


def length_of(chapter: Chapter) -> int:
    """Number of pictures in a chapter."""
    return sum(shot.n_frames for shot in chapter)


def plan_reel(manifest: Manifest, choices: ReelChoices | None = None) -> ReelPlan:
    """The reel of a package."""
    choices = choices or ReelChoices()
    words = read_words(manifest.language)
    ticks_a_frame = choose_ticks_a_frame(manifest.clips)
    opening = Card(label=words.you_hoped, heading=words.quoted(manifest.hope)) if manifest.hope else Card(heading=words.looking_together)
    chapters: list[Chapter] = [(_card(opening, ticks_a_frame),)]
    for number, clip in enumerate(manifest.clips):
        dots = (number, len(manifest.clips))
        chapters.append(_chapter(clip, dots, ticks_a_frame, choices, words))
    if manifest.closing_question:
        chapters.append((_card(Card(heading=manifest.closing_question), ticks_a_frame),))
    width, height = choose_size([(clip.width, clip.height) for clip in manifest.clips], choices.short_side_px)
    return ReelPlan(width, height, ticks_a_frame, tuple(chapters))


def choose_ticks_a_frame(clips: Iterable[ClipEntry]) -> int:
    """3600 (25 pictures a second) or 3000 (30), whichever is nearer to the commonest length of a frame, its double or its half."""
    lengths: Counter[int] = Counter()
    for clip in clips:
        lengths.update(after - at for at, after in pairwise((*clip.pts, clip.end)))
    commonest = lengths.most_common(1)[0][0]
    while commonest < 2700:
        commonest *= 2
    while commonest > 5400:
        commonest //= 2
    return min(_TICKS_A_FRAME, key=lambda ticks: abs(ticks - commonest))


def choose_size(sizes: Sequence[tuple[int, int]], short_side_px: int) -> tuple[int, int]:
    """The reel's size in pixels, even numbers: in the shape of the clips where all have one shape, else 16 to 9."""
    shapes = {round(width / height, 2) for width, height in sizes}
    width, height = sizes[0] if len(shapes) == 1 else (16, 9)
    part = short_side_px / min(width, height)
    return 2 * round(width * part / 2), 2 * round(height * part / 2)


def stretches_again(clip: ClipEntry) -> tuple[Span, ...]:
    """What is worth seeing once more, slowly: around what was pointed out; where nothing was, what leads to the pauses. Whole frames."""
    second = FILM_CLOCK.ticks_from_seconds(1, "nearest")
    wanted = [(figure.start - second // 2, figure.end + second // 2) for figure in clip.point_outs]
    wanted = wanted or [(pause.at - 3 * second, pause.at + second) for pause in clip.pauses]
    table = FrameTable(clip.pts, clip.end)  # type: ignore[arg-type]
    whole = [Span(table.snapped(max(0, start)), table.span_of(table.frame_at(min(end, clip.end) - 1)).end) for start, end in wanted]
    return SpanSet.of(whole).spans


def _chapter(clip: ClipEntry, dots: tuple[int, int], ticks_a_frame: int, choices: ReelChoices, words: Words) -> Chapter:
    def frames(seconds: float) -> int:
        return max(1, round(seconds * TICKS_PER_S / ticks_a_frame))

    edge = frames(0.5)
    shots: list[Shot] = []
    still = clip.id if clip.poster_sha256 is not None else ""
    if clip.title or clip.introduction or still:
        shots.append(_card(Card(heading=clip.title, body=clip.introduction, dots=dots, still=still), ticks_a_frame))
    holds = tuple(Hold(pause.at, frames(choices.hold_s), pause.question) for pause in clip.pauses)
    shots.append(ClipShot(clip, Span(Ticks(0), Ticks(clip.end)), ticks_a_frame, holds=holds, n_in=edge, n_out=edge))
    if clip.question:
        shots.append(_card(Card(heading=clip.question), ticks_a_frame))
    if choices.slow_again:
        speed = round(clip.slow_rate * _NORMAL)
        for span in stretches_again(clip):
            figures = tuple(figure for figure in clip.point_outs if figure.start < span.end and span.start < figure.end)
            shots.append(ClipShot(clip, span, ticks_a_frame, speed, (), figures, edge, edge, words.once_more_slowly))
    return tuple(shots)


def _card(card: Card, ticks_a_frame: int) -> CardShot:
    """A card for as long as it takes to look at its still, to read it aloud without hurry, and a breath."""
    n_words = len(f"{card.label} {card.heading} {card.body}".split())
    seconds = min(20.0, max(4.0, 2.5 + 0.45 * n_words)) + (_LOOK_S if card.still else 0.0)
    return CardShot(card, round(seconds * TICKS_PER_S / ticks_a_frame))
