"""Moments a guider marks, and the clips and playlists made of them.

What a family may read is in the fields named by :data:`FAMILY_FIELDS`; everything else in a clip is the guider's own.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import ceil, floor

from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.practice.checks import CheckWords, shipped_check_words
from workbench.practice.lengths import Lengths, shipped_lengths
from workbench.practice.principles import Vocabulary


class MomentKind(StrEnum):
    """Why a moment is worth keeping."""

    BETTER_THAN_USUAL = "better_than_usual"
    REPAIR = "repair"
    FIRST_TIME = "first_time"
    EVERYDAY = "everyday"


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of film the guider noticed; `why` and `note` are private."""

    id: str
    recording_id: str
    span: Span
    kind: MomentKind = MomentKind.BETTER_THAN_USUAL
    principles: tuple[str, ...] = ()
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PausePoint:
    """Where the picture holds and the page is silent, with the question that belongs there (may be empty)."""

    at: Ticks
    question: str = ""


class Stretch(StrEnum):
    """How far what a clip shows is from what the client sees already (zone of proximal development)."""

    SEEN = "seen"
    WITHIN_REACH = "within_reach"
    STRETCH = "stretch"


class Viewing(StrEnum):
    """One way of looking at a clip; a play plan is several, one after the other."""

    WHOLE = "whole"
    SLOW = "slow"
    FRAME_BY_FRAME = "frame_by_frame"
    STILL = "still"


class LengthProfile(StrEnum):
    """Which lengths are usual; :class:`workbench.practice.lengths.Lengths` says how long that is."""

    CLIP = "clip"
    MICRO = "micro"


@dataclass(frozen=True, slots=True)
class Playlist:
    """The clips of one shared review; `closing_question` is on its last page."""

    id: str
    case_id: str
    title: str
    closing_question: str = ""
    profile: LengthProfile = LengthProfile.CLIP


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a recording shown to a family; virtual until published.

    `position` orders the clips of a playlist from 0. `pauses` stand in order of time within the span.
    `poster_at` is the still the guider chose, `slow_rate` is the speed of "Slower", below 1. `initiative` is a line on who begins and how
    it is received, `follow_ups` are questions the guider may ask after the first, `play_plan` the ways of looking, in order.
    """

    id: str
    playlist_id: str
    recording_id: str
    span: Span
    position: int
    title: str = ""
    introduction: str = ""
    question: str = ""
    pauses: tuple[PausePoint, ...] = ()
    poster_at: Ticks | None = None
    slow_rate: float = 0.5
    moment_id: str | None = None
    principles: tuple[str, ...] = ()
    hope_to_notice: str = ""
    may_be_hard: str = ""
    goal_id: str | None = None
    why_better: str = ""
    initiative: str = ""
    follow_ups: tuple[str, ...] = ()
    stretch: Stretch | None = None
    play_plan: tuple[Viewing, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        for pause in self.pauses:
            if not self.span.contains(pause.at):
                raise ValueError(f"a pause point lies inside its clip ({self.span.start} to {self.span.end} ticks), not at {pause.at}")
        if any(a.at >= b.at for a, b in pairwise(self.pauses)):
            raise ValueError("pause points stand in order of time, one an instant")
        if self.poster_at is not None and not self.span.contains(self.poster_at):
            raise ValueError(f"the poster is a frame of the clip, not at {self.poster_at} ticks")
        if not 0.1 <= self.slow_rate < 1.0:
            raise ValueError(f"slower means a speed from 0.1 up to, not including, 1, not {self.slow_rate}")


FAMILY_FIELDS = ("title", "introduction", "question", "pauses", "poster_at", "slow_rate")
"""The only fields of a clip that reach a family's package."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A quiet note about a playlist or one of its clips; never a block."""

    check: str
    words: str
    clip_id: str | None = None


def check_playlist(
    playlist: Playlist,
    clips: Sequence[Clip],
    vocabulary: Vocabulary,
    *,
    initiatives: Sequence[tuple[str, Ticks]] = (),
    words: Sequence[tuple[str, Span]] = (),
    people_missing_consent: Sequence[tuple[str, str]] = (),
    nobody_said_who_is_in_view: Collection[str] = (),
    lengths: Lengths | None = None,
    said: CheckWords | None = None,
) -> list[Advice]:
    """The live checks a guider sees beside a playlist, in the order of the clips.

    Parameters
    ----------
    clips : sequence of Clip
        In playing order.
    vocabulary : Vocabulary
        Its levels say what is simple and what is complex; principles it does not know say nothing about the order.
    initiatives : sequence of (recording id, onset)
        Known onsets of initiatives; clips of a recording without any are not asked to start before one.
    words : sequence of (recording id, span)
        Known stretches of speech; a clip should not start or end within one.
    people_missing_consent : sequence of (clip id, name)
        Who has not consented to a clip's being shown.
    nobody_said_who_is_in_view : collection of str
        Ids of clips of films for which nobody has said who can be recognised.
    lengths : Lengths, optional
        How long clips and how many are usual; without it what comes with the workbench.
    said : CheckWords, optional
        The sentences, in the guider's language; without it those that come with the workbench.
    """
    advice: list[Advice] = []
    usual, sentences = lengths or shipped_lengths(), said or shipped_check_words()
    if not usual.fewest_clips <= len(clips) <= usual.most_clips:
        count = sentences.playlist.count.format(usual=_several(usual, sentences), n=len(clips))
        advice.append(Advice("count", count[:1].upper() + count[1:]))
    band, notes = usual.band(playlist.profile), sentences.clip
    for clip in clips:
        seconds = FILM_CLOCK.seconds(clip.span.length)
        if not band.shortest_s <= seconds <= band.longest_s:
            length = notes.length.format(seconds=_outside(seconds, band.shortest_s), shortest=band.shortest_s, longest=band.longest_s)
            advice.append(Advice("length", length, clip.id))
        if not clip.question.strip():
            advice.append(Advice("question", notes.question, clip.id))
        if not clip.pauses:
            advice.append(Advice("pause", notes.pause, clip.id))
        if _misses_initiative(clip, [at for recording, at in initiatives if recording == clip.recording_id]):
            advice.append(Advice("start", notes.start.format(seconds=f"{STARTS_JUST_BEFORE_S:g}"), clip.id))
        spoken = [span for recording, span in words if recording == clip.recording_id]
        if any(span.start < edge < span.end for span in spoken for edge in (clip.span.start, clip.span.end)):
            advice.append(Advice("word", notes.word, clip.id))
        if clip.id in nobody_said_who_is_in_view:
            advice.append(Advice("in_view", notes.in_view, clip.id))
        missing = [name for clip_id, name in people_missing_consent if clip_id == clip.id]
        if missing:
            advice.append(Advice("consent", notes.consent.format(names=", ".join(missing)), clip.id))
    levels = [level for clip in clips if (level := _level(clip, vocabulary)) is not None]
    if any(before > after for before, after in pairwise(levels)):
        advice.append(Advice("order", sentences.playlist.order))
    return advice


STARTS_JUST_BEFORE_S = 3.0


def _several(usual: Lengths, said: CheckWords) -> str:
    fewest, most = usual.fewest_clips, usual.most_clips
    return f"{fewest}" if fewest == most else said.playlist.range.format(fewest=fewest, most=most)


def _misses_initiative(clip: Clip, onsets: Sequence[Ticks]) -> bool:
    """Whether initiatives are known, and none begins soon after the clip's start."""
    return bool(onsets) and not any(0 <= FILM_CLOCK.seconds(at - clip.span.start) <= STARTS_JUST_BEFORE_S for at in onsets)


def _outside(seconds: float, shortest: int) -> str:
    """A length outside the band to a tenth of a second, rounded away from the band so that it never reads as inside it."""
    tenths = floor(seconds * 10) if seconds < shortest else ceil(seconds * 10)
    return f"{tenths / 10:.1f}"


def _level(clip: Clip, vocabulary: Vocabulary) -> int | None:
    return max((vocabulary.level_of(code).number for code in clip.principles if code in vocabulary.by_code), default=None)
