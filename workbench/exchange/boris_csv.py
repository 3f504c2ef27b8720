"""BORIS' tables of events as CSV: aggregated (a row a stretch) and tabular (a row an event); written aggregated.

The first row that names *Subject* and *Behavior* is the head; what stands before it is passed over. A behavioural category is a tier, or,
where there is none, each behaviour of a subject.
"""

import csv
import io
from dataclasses import dataclass
from typing import Literal

from workbench.core.time import Clock, Rounding
from workbench.exchange.boris_events import Behaviour, Event, pair_events
from workbench.exchange.document import Annotation, Document, Tier
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import MILLISECONDS, Read, Written, text_of
from workbench.exchange.report import Findings
from workbench.exchange.seconds import DecimalTimes

_HEAD = [
    "Observation id",
    "Subject",
    "Behavior",
    "Behavioral category",
    "Behavior type",
    "Start (s)",
    "Stop (s)",
    "Duration (s)",
    "Comment start",
]
_HELD = {
    *(Feature.TIERS, Feature.PEOPLE, Feature.LABELS, Feature.EMPTY_LABELS, Feature.EMPTY_MARKS, Feature.LINES, Feature.NOTES),
    *(Feature.INSTANTS, Feature.MIXED, Feature.OVERLAPS),
}
_Row = tuple[str, str, Annotation]
"""Subject, category (or behaviour), annotation."""


@dataclass(frozen=True, slots=True)
class BorisCsv:
    """BORIS' exported tables."""

    unpaired: Literal["refuse", "leave_out", "to_last"] = "refuse"
    name: str = "boris-csv"
    title: str = "BORIS table of events"
    suffixes: tuple[str, ...] = (".boris.csv",)
    clock: Clock = MILLISECONDS
    holds: frozenset[Feature] = frozenset(_HELD)

    def read(self, data: bytes, name: str) -> Read:
        """The document in a table of one observation."""
        findings = Findings(name, "Export the table of one observation from BORIS again")
        head, rows = _table(text_of(data, findings), findings)
        observations = {row.get("Observation id", "") for _, row in rows}
        if len(observations) > 1:
            findings.wrong(f"it has {len(observations)} observations: {', '.join(sorted(observations))}")
        if {"Start (s)", "Stop (s)"} <= set(head):
            found = _aggregated(rows, findings)
        elif "Time" in head:
            found = _tabular(rows, self.unpaired, findings)
        else:
            raise findings.refused("it has neither the columns Start (s) and Stop (s) nor the column Time", 1)
        report = findings.report()
        return Read(Document(MILLISECONDS, _tiers(found)), report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """A table with a row for each annotation; a tier is a behavioural category."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(_HEAD)
        for tier in fitted.document.tiers:
            for each in tier.annotations:
                times = [f"{time // 1000}.{time % 1000:03d}" for time in (each.start, each.end, each.end - each.start)]
                kind = "POINT" if each.is_instant else "STATE"
                writer.writerow(["film", tier.person, each.label, tier.name, kind, *times, each.note])
        return Written(out.getvalue().encode(), fitted.report)


def _table(text: str, findings: Findings) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The head, and the rows below it with their lines."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if first.count("\t") > first.count(",") else ",", strict=True)
    head: list[str] = []
    rows = []
    try:
        before = 0
        for cells in reader:
            if head and any(cells):
                rows.append((before + 1, dict(zip(head, cells, strict=False))))
            elif {"Subject", "Behavior"} <= set(cells):
                head = cells
            before = reader.line_num
    except csv.Error as error:
        raise findings.refused(f"this is no CSV ({error})", reader.line_num) from error
    if not head:
        raise findings.refused("no row names the columns Subject and Behavior", 1)
    return head, rows


def _aggregated(rows: list[tuple[int, dict[str, str]]], findings: Findings) -> list[_Row]:
    found = []
    for line, row in rows:
        start, end = _milliseconds(row.get("Start (s)", "")), _milliseconds(row.get("Stop (s)", "") or row.get("Start (s)", ""))
        if start is None or end is None or end < start:
            findings.wrong("start and stop are no stretch of time from 0 on", line, row.get("Subject", ""))
            continue
        note = "\n".join(part for part in (row.get("Comment start", row.get("Comment", "")), row.get("Comment stop", "")) if part)
        given = row.get("Modifiers", "")
        values = tuple((f"modifier {n}", each) for n, each in enumerate(given.split("|"), start=1) if each and each != "None")
        found.append((*_place(row), Annotation(start, end, row.get("Behavior", ""), note=note, values=values, line=line)))
    return found


def _tabular(rows: list[tuple[int, dict[str, str]]], unpaired: str, findings: Findings) -> list[_Row]:
    events, behaviours, places = [], {}, {}
    under_way: set[tuple[str, str, str]] = set()
    for line, row in sorted(rows, key=lambda pair: _milliseconds(pair[1].get("Time", "")) or 0):
        at = _milliseconds(row.get("Time", ""))
        status = (row.get("Status") or row.get("Behavior type") or "").upper()
        if at is None or status not in ("POINT", "START", "STOP"):
            findings.wrong("a row needs a time from 0 on and POINT, START or STOP", line, row.get("Subject", ""))
            continue
        event = Event(at, row.get("Subject", ""), row.get("Behavior", ""), row.get("Modifiers", ""), row.get("Comment", ""))
        events.append(event)
        key = event.subject, event.code, event.modifiers
        if status != "POINT" and (status == "START") == (key in under_way):
            findings.wrong(f"the state {event.code!r} begins again before it has ended, or ends before it has begun", line, event.subject)
        under_way ^= {key} if status != "POINT" else set()
        behaviours[event.code] = Behaviour(event.code, status != "POINT")
        places[(event.subject, event.code)] = _place(row)
    return [
        (*places[(event.subject, event.code)], Annotation(event.at, end, event.code, note=event.comment))
        for event, end in pair_events(events, behaviours, unpaired, findings)
    ]


def _place(row: dict[str, str]) -> tuple[str, str]:
    return row.get("Subject", ""), row.get("Behavioral category", "") or row.get("Behavior", "")


def _tiers(found: list[_Row]) -> tuple[Tier, ...]:
    """A tier for each subject and category, under the category's name where only one subject has it."""
    subjects: dict[str, set[str]] = {}
    for subject, category, _ in found:
        subjects.setdefault(category, set()).add(subject)
    rows: dict[tuple[str, str], list[Annotation]] = {}
    for subject, category, each in found:
        name = category if len(subjects[category]) == 1 else f"{subject or 'nobody'}: {category}"
        rows.setdefault((name, subject), []).append(each)
    return tuple(Tier(name, tuple(own), person) for (name, person), own in rows.items())


def _milliseconds(text: str) -> int | None:
    ticks = DecimalTimes().ticks(text.strip())
    return None if ticks is None else (ticks + 45) // 90
