"""An order for the clips of a review, from simpler to more complex, with the reasons in words; the guider takes it or leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.practice.checks import OrderReasons, shipped_check_words
from workbench.practice.clips import Clip, Stretch
from workbench.practice.principles import Level, Vocabulary

_REACH = list(Stretch)


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip at its place in a proposed order; `words` say why it stands there."""

    clip_id: str
    words: str


def propose_order(clips: Sequence[Clip], vocabulary: Vocabulary, said: OrderReasons | None = None) -> list[Placed]:
    """The clips from simpler to more complex; empty where they stand so already, or too little is said of them.

    First comes what the client sees already, then what is within reach, then a stretch; among those, lower levels of principles before
    higher ones, then fewer principles before more. Where a clip's reach is not said it counts as within reach; where its principles are
    not said, as simple. A clip of which neither is said keeps its place. What is equal keeps its order.

    Parameters
    ----------
    clips : sequence of Clip
        In playing order.
    said : OrderReasons, optional
        The reasons, in the guider's language; without it those that come with the workbench.
    """
    told = [clip for clip in clips if _is_told(clip, vocabulary)]
    waiting = iter(sorted(told, key=lambda clip: _complexity(clip, vocabulary)))
    ordered = [next(waiting) if _is_told(clip, vocabulary) else clip for clip in clips]
    if [clip.id for clip in ordered] == [clip.id for clip in clips]:
        return []
    return [Placed(clip.id, _reason(clip, vocabulary, said or shipped_check_words().order)) for clip in ordered]


def _complexity(clip: Clip, vocabulary: Vocabulary) -> tuple[int, int, int]:
    level = _highest(clip, vocabulary)
    return _REACH.index(clip.stretch or Stretch.WITHIN_REACH), level.number if level else 0, len(clip.principles)


def _is_told(clip: Clip, vocabulary: Vocabulary) -> bool:
    return clip.stretch is not None or _highest(clip, vocabulary) is not None


def _highest(clip: Clip, vocabulary: Vocabulary) -> Level | None:
    levels = [vocabulary.level_of(code) for code in clip.principles if code in vocabulary.by_code]
    return max(levels, key=lambda level: level.number, default=None)


def _reason(clip: Clip, vocabulary: Vocabulary, said: OrderReasons) -> str:
    """The reason of one place: "within reach of the client; level 2, Encouraging initiatives; 2 principles"."""
    level, n = _highest(clip, vocabulary), len(clip.principles)
    if not _is_told(clip, vocabulary):
        return said.untold
    reach: dict[Stretch, str] = {Stretch.SEEN: said.seen, Stretch.WITHIN_REACH: said.within_reach, Stretch.STRETCH: said.stretch}
    parts = [reach[clip.stretch]] if clip.stretch else []
    if level:
        parts.append(said.level.format(number=level.number, name=level.name))
        parts.append(said.one_principle if n == 1 else said.principles.format(n=n))
    return "; ".join(parts)
