"""The list in a family's package: everything it says about its clips, and nothing else.

Times are ticks of 1/90000 s from the start of the clip. What is not named here does not reach a family; a field of another name
is refused when a package is read, so a package can also not carry one in.
"""

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks

FORMAT: Literal["vig-package"] = "vig-package"
VERSION: Literal[2] = 2
"""Version 2 has polygons, spotlights and turned figures; all of version 1 is in it."""

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, Field(max_length=4000)]
Instant = Annotated[int, Field(ge=0, le=2**40)]
Pixels = Annotated[int, Field(ge=2, le=16_384)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PauseEntry(_Entry):
    """Where the picture holds, with the question that belongs there (may be empty)."""

    at: Instant
    question: Text


class KeyframeEntry(_Entry):
    """A figure's points at one instant, as fractions of the picture, and its turn."""

    at: Instant
    points: Annotated[tuple[tuple[float, float], ...], Field(min_length=2, max_length=10_000)]
    turn_deg: float = 0.0


class PointOut(_Entry):
    """A figure the guider drew to point something out; without its label, which is the guider's."""

    shape: ShapeKind
    start: Instant
    end: Instant
    keyframes: Annotated[tuple[KeyframeEntry, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _drawable(self) -> Self:
        self.region()
        return self

    def region(self) -> Region:
        """The figure as a value that can be asked for its points at an instant of the clip."""
        keyframes = tuple(Keyframe(Ticks(k.at), k.points, k.turn_deg) for k in self.keyframes)
        span = Span(Ticks(self.start), Ticks(self.end))
        return Region(new_id(), "", span, self.shape, keyframes, purpose=Purpose.POINT_OUT)


class ClipEntry(_Entry):
    """One clip: its file's content, when each of its frames is shown, and the family's texts."""

    id: Id
    sha256: Digest
    n_frames: Annotated[int, Field(ge=1)]
    pts: tuple[Instant, ...]
    end: Instant
    width: Pixels
    height: Pixels
    has_sound: bool
    title: Text
    introduction: Text
    question: Text
    slow_rate: Annotated[float, Field(ge=0.1, lt=1.0)]
    pauses: tuple[PauseEntry, ...]
    poster_sha256: Digest | None
    point_outs: tuple[PointOut, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        edges = (*self.pts, self.end)
        if len(self.pts) != self.n_frames or self.pts[0] != 0 or any(a >= b for a, b in pairwise(edges)):
            raise ValueError("the frames of a clip start at 0 and follow each other")
        instants = [pause.at for pause in self.pauses]
        if instants != sorted(set(instants)) or any(at >= self.end for at in instants):
            raise ValueError("the pauses of a clip stand in order inside it")
        if any(figure.end > self.end for figure in self.point_outs):
            raise ValueError("what is pointed out lies inside its clip")
        return self


class Manifest(_Entry):
    """A package: for whom it says what was hoped, when it was made, until which day it may be watched, and its clips in playing order."""

    format: Literal["vig-package"] = FORMAT
    version: Literal[1, 2] = VERSION
    id: Id
    made_on: date
    expires_on: date
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    hope: Text
    closing_question: Text
    clips: Annotated[tuple[ClipEntry, ...], Field(min_length=1, max_length=100)]

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        if len({clip.id for clip in self.clips}) != len(self.clips):
            raise ValueError("every clip has a name of its own")
        return self


class Withdrawal(_Entry):
    """What is left of a package that was withdrawn."""

    format: Literal["vig-package"] = FORMAT
    version: Literal[1, 2] = VERSION
    withdrawn_on: date
