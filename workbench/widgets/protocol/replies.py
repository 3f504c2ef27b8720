"""What the kernel says to the page, and where the page says it is."""

from typing import Any, Literal

from workbench.widgets.protocol.values import Instant, Said


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


class Playhead(Said):
    """Where the page is: the frame drawn and the tick it starts at."""

    frame: int
    ticks: int
    playing: bool
