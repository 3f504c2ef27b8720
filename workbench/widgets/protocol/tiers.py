"""Edits of the rows under the film and of what is coded in them; one message speaks of at most :data:`MOST_AT_ONCE` intervals."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from workbench.core.coding import Overlap
from workbench.core.tiers import Channel
from workbench.widgets.protocol.values import LAST_TICK, BaseEdit, Id, Instant, Said, SaidChange, ShortText, Text, with_both

MOST_AT_ONCE = 5_000

Ids = Annotated[list[Id], Field(min_length=1, max_length=MOST_AT_ONCE)]
ByTicks = Annotated[int, Field(ge=-LAST_TICK, le=LAST_TICK, strict=True)]


class AddTier(BaseEdit):
    """A new empty row for marks of one person, or without one of nobody; without a name it is called after person and channel."""

    kind: Literal["add_tier"]
    channel: Channel
    person_id: Id | None = None
    name: ShortText = ""


class ChangeTier(BaseEdit):
    """Another name, person or place for a row; only the fields said are changed."""

    kind: Literal["change_tier"]
    id: Id
    name: ShortText = ""
    person_id: Id | None = None
    position: Annotated[int, Field(ge=0, le=10_000, strict=True)] = 0


class RemoveTier(BaseEdit):
    """Take a row away with everything in it."""

    kind: Literal["remove_tier"]
    id: Id


class NewInterval(Said):
    """A stretch to be coded."""

    start: Instant
    end: Instant
    label: ShortText = ""
    note: Text = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "NewInterval":
        if self.end <= self.start:
            raise ValueError(f"a stretch ends after it starts, not run from {self.start} to {self.end} ticks")
        return self


class AddIntervals(BaseEdit):
    """New intervals in a row; `overlap` says who gives way where something is coded already."""

    kind: Literal["add_intervals"]
    tier_id: Id
    intervals: Annotated[list[NewInterval], Field(min_length=1, max_length=MOST_AT_ONCE)]
    overlap: Overlap = Overlap.REFUSE


class IntervalChange(SaidChange):
    """Other times or words for one interval; only the fields said are changed, start and end only together."""

    id: Id
    start: Instant = 0
    end: Instant = LAST_TICK
    label: ShortText = ""
    note: Text = ""

    @model_validator(mode="after")
    def _whole_span(self) -> "IntervalChange":
        return with_both(self, "start", "end")


class ChangeIntervals(BaseEdit):
    """Changes of several intervals as one edit, each interval once."""

    kind: Literal["change_intervals"]
    intervals: Annotated[list[IntervalChange], Field(min_length=1, max_length=MOST_AT_ONCE)]
    overlap: Overlap = Overlap.REFUSE

    @model_validator(mode="after")
    def _each_once(self) -> "ChangeIntervals":
        if len({each.id for each in self.intervals}) < len(self.intervals):
            raise ValueError("an interval is changed once in one edit")
        return self


class RemoveIntervals(BaseEdit):
    """Take intervals away."""

    kind: Literal["remove_intervals"]
    ids: Ids


class SplitIntervals(BaseEdit):
    """Split intervals at the frame shown at an instant."""

    kind: Literal["split_intervals"]
    ids: Ids
    at: Instant


class MergeIntervals(BaseEdit):
    """Make one interval of the chosen ones of each row."""

    kind: Literal["merge_intervals"]
    ids: Ids
    overlap: Overlap = Overlap.REFUSE


class MoveIntervals(BaseEdit):
    """Move intervals in time and, with a row, to that row."""

    kind: Literal["move_intervals"]
    ids: Ids
    by_ticks: ByTicks
    tier_id: Id | None = None
    overlap: Overlap = Overlap.REFUSE


class CopyIntervals(BaseEdit):
    """The same intervals again at another time or, with a row, in that row."""

    kind: Literal["copy_intervals"]
    ids: Ids
    by_ticks: ByTicks
    tier_id: Id | None = None
    overlap: Overlap = Overlap.REFUSE


class _OfCandidates(BaseEdit):
    ids: Annotated[list[Id], Field(max_length=MOST_AT_ONCE)] = []
    tier_id: Id | None = None

    @model_validator(mode="after")
    def _some_or_a_row(self) -> "_OfCandidates":
        if bool(self.ids) is (self.tier_id is not None):
            raise ValueError("either some candidates are named or their row")
        return self


class AcceptCandidates(_OfCandidates):
    """Make candidates a person's own marks: some by their ids, or all of a row."""

    kind: Literal["accept_candidates"]


class DismissCandidates(_OfCandidates):
    """Take candidates out of sight: some by their ids, or all of a row."""

    kind: Literal["dismiss_candidates"]


TierEdit = (
    AddTier
    | ChangeTier
    | RemoveTier
    | AddIntervals
    | ChangeIntervals
    | RemoveIntervals
    | SplitIntervals
    | MergeIntervals
    | MoveIntervals
    | CopyIntervals
    | AcceptCandidates
    | DismissCandidates
)
