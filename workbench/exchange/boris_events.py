"""BORIS' events as stretches: the first event of a state begins it, the next of the same subject, behaviour and modifiers ends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from workbench.exchange.report import Findings


@dataclass(frozen=True, slots=True)
class Behaviour:
    """An entry of an ethogram, with the names of its sets of modifiers."""

    code: str
    is_state: bool
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One row of an observation; `at` in milliseconds."""

    at: int
    subject: str
    code: str
    modifiers: str = ""
    comment: str = ""


def pair_events(events: Iterable[Event], behaviours: Mapping[str, Behaviour], unpaired: str, findings: Findings) -> list[tuple[Event, int]]:
    """Events with their ends, a point event's being its own time.

    The comments of a state's begin and end are put together, one a line. What `unpaired` makes of a state without an end is said.
    """
    found: list[tuple[Event, int]] = []
    begun: dict[tuple[str, str, str], Event] = {}
    last = 0
    for event in sorted(events, key=lambda each: each.at):
        last = event.at
        key = event.subject, event.code, event.modifiers
        if not behaviours[event.code].is_state:
            found.append((event, event.at))
        elif key not in begun:
            begun[key] = event
        else:
            start = begun.pop(key)
            if start.at == event.at:
                findings.wrong(f"the state {event.code!r} begins and ends at {event.at} ms", tier=event.subject)
            words = "\n".join(part for part in (start.comment, event.comment) if part)
            found.append((replace(start, comment=words), event.at))
    for event in begun.values():
        words = f"the state {event.code!r} that begins at {event.at} ms has no end"
        if unpaired == "refuse" or (unpaired == "to_last" and last <= event.at):
            findings.wrong(words, tier=event.subject)
        elif unpaired == "to_last":
            findings.changed(f"{words}; it ends with the last event at {last} ms")
            found.append((event, last))
        else:
            findings.lost("a state without an end", 1, f"{event.code} at {event.at} ms")
    return found
