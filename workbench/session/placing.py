"""Putting what a person marked onto the frames of a film; pure.

Marks arrive as ticks from a page and leave as whole frames: a stretch holds every frame of which it touched a part.
What lies outside the film is refused in words, never moved.
"""

from collections.abc import Iterable
from itertools import pairwise

from workbench.core.time import Span, Ticks, format_time
from workbench.errors import EditError
from workbench.media.frames import FrameTable
from workbench.practice.clips import PausePoint


def span_on_frames(span: Span, table: FrameTable, what: str) -> Span:
    """The whole frames a stretch touches.

    Parameters
    ----------
    what : str
        What is placed, for the message: ``"moment"``.

    Raises
    ------
    EditError
        If any of it lies outside the film.
    """
    if not table.span.covers(span):
        raise EditError(
            f"The {what} runs from {format_time(span.start)} to {format_time(span.end)}, but the film from "
            f"{format_time(table.span.start)} to {format_time(table.span.end)}",
            "Set its start and end on the film",
        )
    frames = table.frames_in(span)
    return Span(table.span_of(frames[0]).start, table.span_of(frames[-1]).end)


def frames_moved(span: Span, by_ticks: int, table: FrameTable) -> int:
    """How many frames a stretch moves so that its start comes to the frame start nearest to `by_ticks` further; negative for back.

    EditError where that leads out of the film.
    """
    first = table.frames_in(span).start
    wanted = table.span_of(first).start + by_ticks
    if not table.span.start <= wanted <= table.end:
        raise EditError(f"What starts at {format_time(span.start)} would leave the film", "Move it less far")
    shown = table.frame_at(min(wanted, table.end - 1))
    frame = table.span_of(shown)
    return shown + (wanted - frame.start > frame.end - wanted) - first


def span_moved(span: Span, by_frames: int, table: FrameTable) -> Span:
    """A stretch as many frames further on, with as many frames as it had; EditError where that leads out of the film."""
    frames = table.frames_in(span)
    first, after = frames.start + by_frames, frames.stop + by_frames
    if first < 0 or after > table.n_frames:
        raise EditError(f"What starts at {format_time(span.start)} would leave the film", "Move it less far")
    return Span(table.span_of(first).start, table.span_of(after - 1).end)


def instant_on_frame(instant: int, table: FrameTable, what: str) -> Ticks:
    """The start of the frame shown at an instant; EditError where the film shows nothing."""
    if not table.span.contains(instant):
        raise EditError(
            f"The {what} is at {format_time(instant)}, but the film runs from {format_time(table.span.start)} to "
            f"{format_time(table.span.end)}",
            "Go to a frame of the film and try again",
        )
    return table.snapped(instant)


def pauses_on_frames(pauses: Iterable[PausePoint], table: FrameTable) -> tuple[PausePoint, ...]:
    """Pause points on the starts of their frames, in order of time; EditError for two on one frame."""
    placed = sorted((PausePoint(instant_on_frame(p.at, table, "pause point"), p.question) for p in pauses), key=lambda p: p.at)
    for before, after in pairwise(placed):
        if before.at == after.at:
            raise EditError(f"There are two pause points on the frame at {format_time(after.at)}", "Keep one pause point for each frame")
    return tuple(placed)


def check_inside(span: Span, pauses: Iterable[PausePoint], poster_at: Ticks | None) -> None:
    """Whether pause points and poster lie within a clip.

    Raises
    ------
    EditError
        For the first that does not; nothing is dropped silently when a clip is shortened.
    """
    stretch = f"the clip runs from {format_time(span.start)} to {format_time(span.end)}"
    for pause in pauses:
        if not span.contains(pause.at):
            raise EditError(
                f"The pause point at {format_time(pause.at)} would lie outside: {stretch}", "Move or remove the pause point first"
            )
    if poster_at is not None and not span.contains(poster_at):
        raise EditError(f"The still at {format_time(poster_at)} would lie outside: {stretch}", "Choose a still inside the clip first")
