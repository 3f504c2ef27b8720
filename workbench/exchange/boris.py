"""BORIS projects, from format 1.6 on: one observation is one document, the rest of the project is kept and goes back.

A behaviour of a subject is a tier: states are stretches, point events instants. In a project of one's own a note under ``vig_workbench``
says which tier and label each behaviour stands for, so that it comes back as it was.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from workbench.core.time import Clock, Rounding
from workbench.exchange.boris_events import Behaviour, Event, pair_events
from workbench.exchange.boris_writing import OWN, write_project
from workbench.exchange.document import Annotation, Document, Foreign, Media, Tier
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import MILLISECONDS, Read, Written
from workbench.exchange.jsontext import parse_json
from workbench.exchange.report import Findings

Unpaired = Literal["refuse", "leave_out", "to_last"]
"""What becomes of a state that begins and never ends: an error, left out, or closed at the observation's last event; said each time."""

_HELD = {
    *(Feature.TIERS, Feature.PEOPLE, Feature.LABELS, Feature.NOTES, Feature.VALUES, Feature.INSTANTS, Feature.MIXED),
    *(Feature.LINES, Feature.MEDIA),
}


@dataclass(frozen=True, slots=True)
class Boris:
    """BORIS' project format; `observation` names the one to read where a project has several."""

    observation: str = ""
    unpaired: Unpaired = "refuse"
    name: str = "boris"
    title: str = "BORIS project"
    suffixes: tuple[str, ...] = (".boris",)
    clock: Clock = MILLISECONDS
    holds: frozenset[Feature] = frozenset(_HELD)

    def parts(self, data: bytes, name: str) -> list[str]:
        """The names of the observations in a project."""
        findings = Findings(name)
        return list(_observations(parse_json(data, findings), findings))

    def read(self, data: bytes, name: str) -> Read:
        """The document in one observation of a project."""
        findings = Findings(name, "Open it in BORIS, mend it there and save it again")
        project = parse_json(data, findings)
        observations = _observations(project, findings)
        chosen = self.observation or (next(iter(observations)) if len(observations) == 1 else "")
        if chosen not in observations:
            findings.next_step = "Name one of its observations"
            raise findings.refused(f"it has {len(observations)} observations: {', '.join(observations)}")
        observation = observations[chosen]
        if not isinstance(observation, dict):
            raise findings.refused(f"the observation {chosen!r} is no object")
        behaviours = _behaviours(project, findings)
        events = _events(observation, behaviours, findings)
        paired = pair_events(events, behaviours, self.unpaired, findings)
        tiers = _tiers(paired, behaviours, _own(project))
        media = _media(observation, findings)
        report = findings.report()
        rest = {key: value for key, value in project.items() if key != "observations"}
        others = {key: value for key, value in observations.items() if key != chosen}
        kept = {"name": chosen, "observation": {key: value for key, value in observation.items() if key != "events"}}
        foreign = (Foreign(self.name, "project", {**rest, "observations": others}), Foreign(self.name, "observation", kept))
        return Read(Document(MILLISECONDS, tuple(tiers), media=media, foreign=foreign), report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """A BORIS project: the one that a document was read from with its observation renewed, or a new one."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        return Written(write_project(fitted.document), fitted.report)


def _observations(project: Any, findings: Findings) -> dict[str, Any]:
    observations = project.get("observations") if isinstance(project, dict) else None
    if not isinstance(observations, dict):
        raise findings.refused("this is no BORIS project: there are no observations in it")
    return observations


def _behaviours(project: dict[str, Any], findings: Findings) -> dict[str, Behaviour]:
    """The ethogram by code; modifiers were one text in old projects."""
    found: dict[str, Behaviour] = {}
    listed = project.get("behaviors_conf", {})
    for each in listed.values() if isinstance(listed, dict) else ():
        if not isinstance(each, dict) or not isinstance(each.get("code"), str):
            findings.wrong("a behaviour has no code")
            continue
        found[each["code"]] = Behaviour(
            each["code"], "state" in str(each.get("type", "")).casefold(), _modifier_names(each.get("modifiers"))
        )
    return found


def _modifier_names(modifiers: Any) -> tuple[str, ...]:
    if isinstance(modifiers, str):
        return tuple(f"modifier {n}" for n, _ in enumerate(modifiers.split("|"), start=1)) if modifiers else ()
    sets = modifiers.values() if isinstance(modifiers, dict) else ()
    return tuple(
        str(each.get("name") or f"modifier {n}") if isinstance(each, dict) else f"modifier {n}" for n, each in enumerate(sets, start=1)
    )


def _events(observation: dict[str, Any], behaviours: dict[str, Behaviour], findings: Findings) -> list[Event]:
    """The rows of an observation: time, subject, behaviour, modifiers, comment."""
    events = []
    rows = observation.get("events", [])
    for number, row in enumerate(rows if isinstance(rows, list) else [None], start=1):
        if not isinstance(row, list) or len(row) < 3 or not isinstance(row[0], int | float) or isinstance(row[0], bool):
            findings.wrong(f"event {number} is no row of time, subject and behaviour")
            continue
        subject, code, modifiers, comment = (str(cell) for cell in [*row[1:5], "", ""][:4])
        if code not in behaviours:
            findings.wrong(f"event {number} is of the behaviour {code!r}, which the project does not have", tier=subject)
        elif not 0 <= row[0] < 10**9:
            findings.wrong(f"event {number} is at {row[0]} s; a time from 0 on belongs here", tier=subject)
        else:
            events.append(Event(round(Decimal(str(row[0])) * 1000), subject, code, modifiers, comment))
    return events


def _own(project: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Which tier and label a behaviour stands for, in a project of one's own."""
    said = project.get(OWN)
    if not isinstance(said, dict):
        return {}
    return {code: (str(pair[0]), str(pair[1])) for code, pair in said.items() if isinstance(pair, list) and len(pair) == 2}


@dataclass
class _Row:
    person: str
    annotations: list[Annotation] = field(default_factory=list)


def _tiers(paired: list[tuple[Event, int]], behaviours: dict[str, Behaviour], own: dict[str, tuple[str, str]]) -> list[Tier]:
    rows: dict[str, _Row] = {}
    for event, end in paired:
        usual = f"{event.subject}: {event.code}" if event.subject else event.code
        place, label = own.get(event.code, (usual, event.code))
        names = behaviours[event.code].modifiers
        given = event.modifiers.split("|") if event.modifiers else []
        values = tuple((names[n] if n < len(names) else f"modifier {n + 1}", each) for n, each in enumerate(given) if each != "None")
        kept = (Foreign("boris", "modifiers", event.modifiers),) if event.modifiers and not values else ()
        annotation = Annotation(event.at, end, label, note=event.comment, values=values, foreign=kept)
        rows.setdefault(place, _Row(event.subject)).annotations.append(annotation)
    return [Tier(name, tuple(sorted(row.annotations, key=lambda a: (a.start, a.end))), row.person) for name, row in rows.items()]


def _media(observation: dict[str, Any], findings: Findings) -> tuple[Media, ...]:
    """The first player's films, one after the other, and those of the others beside them."""
    files = observation.get("file", {})
    files = {"1": files} if isinstance(files, list) else files if isinstance(files, dict) else {}
    about = observation.get("media_info")
    about = about if isinstance(about, dict) else {}
    lengths, offset = about.get("length", {}), _milliseconds(observation.get("time offset", 0))
    media = []
    for listed in files.values():
        begins = 0
        for each in listed if isinstance(listed, list) else ():
            media.append(Media(str(each), starts_at=-offset - begins))
            begins += _milliseconds(lengths.get(each, 0) if isinstance(lengths, dict) else 0)
    return tuple(media)


def _milliseconds(seconds: Any) -> int:
    return round(Decimal(str(seconds)) * 1000) if isinstance(seconds, int | float) and abs(seconds) < 10**9 else 0
