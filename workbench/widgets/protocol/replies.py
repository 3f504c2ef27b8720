"""What the kernel says to the page, and where the page says it is."""

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.widgets.protocol.values import Id, Instant, Said


class Done(Said):
    """The request was carried out and is on disk."""

    reply: int
    ok: Literal[True]
    result: dict[str, Any]


class Refused(Said):
    """The request changed nothing; why, and what to do next, in a guider's words."""

    reply: int
    ok: Literal[False]
    problem: str
    next_step: str


class SeekCommand(Said):
    """Go to the frame shown at an instant of the film clock."""

    command: Literal["seek"]
    ticks: Instant


class ChosenThing(Said):
    """What is chosen on the screen; an interval with its tier."""

    kind: Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
    id: Annotated[str, Field(max_length=64)]
    tier_id: Id | None = None


class Playhead(Said):
    """Where the page is: the frame drawn, the tick it starts at, and all that several views of one player share.

    `view` names the view that says it, so that the others follow and it does not follow itself; `start` and `end` are the marks.
    """

    frame: Annotated[int, Field(ge=0)]
    ticks: Instant
    playing: bool
    backward: bool = False
    view: Annotated[str, Field(pattern=r"^[0-9a-z]{0,16}$")] = ""
    recording_id: Id | None = None
    rate: Annotated[float, Field(gt=0, le=16, allow_inf_nan=False)] = 1.0
    looping: bool = False
    start: Instant | None = None
    end: Instant | None = None
    chosen: ChosenThing | None = None
