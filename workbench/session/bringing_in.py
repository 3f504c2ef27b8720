"""What was coded comes in from files of other tools: times go to the film's frames, tiers get a person and a channel, all in one edit."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import TICKS_PER_S, Span, Ticks, format_time
from workbench.errors import EditError, ExchangeError, NotFoundError
from workbench.exchange.document import Annotation, Document
from workbench.exchange.document import Tier as FileTier
from workbench.exchange.features import EVERYTHING, Feature, fit
from workbench.exchange.format import MOST_BYTES, Format, Read
from workbench.exchange.frames import FrameRounding, frame_at, span_on_frames
from workbench.exchange.linking import KnownFilm, Linked, find_film
from workbench.exchange.report import Findings, Report
from workbench.practice.people import Person, find_person
from workbench.session.editing import CaseEditor
from workbench.session.reading import CaseReader

Instants = Literal["refuse", "one_frame", "leave_out"]
"""What becomes of an instant, since what is coded here has a length: an error, the frame it is on, or nothing; said each time."""
Outside = Literal["refuse", "leave_out"]
"""What becomes of an annotation that is not wholly within the film."""

_NOT_HELD = {Feature.CODERS, Feature.DEPENDENCE, Feature.IDS, Feature.FREE_TIMES, Feature.ANCHORS, Feature.VOCABULARIES}
_NOT_HELD |= {Feature.MEDIA, Feature.PLAYLISTS, Feature.KINDS}


@dataclass(frozen=True, slots=True)
class Aim:
    """Whose a tier becomes, and what it is about; without a channel the tier is left out."""

    person_id: str | None
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class Policies:
    """How what a film cannot hold as it is comes in."""

    rounding: FrameRounding = "nearest"
    instants: Instants = "refuse"
    outside: Outside = "refuse"


@dataclass(frozen=True, slots=True)
class Imported:
    """The new rows, how many marks are in them, and what became of the file."""

    tiers: tuple[Tier, ...]
    n_intervals: int
    report: Report


def read_file(path: Path, kind: Format) -> Read:
    """The document in a file.

    Raises
    ------
    ExchangeError
        If it cannot be read at all, or with all that is wrong in it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ExchangeError(
            f"{path.name} cannot be read ({error.strerror or error})", "Check where it is, and that it may be read"
        ) from error
    return kind.read(data, path.name)


def find_recording(case: CaseReader, document: Document, beside: Path) -> Linked | None:
    """The film of the case that a document says it is about, by hash, by path beside it, or by name."""
    films = [KnownFilm(film.id, film.film_hash, (film.title, f"{film.title}.mp4", film.film_hash)) for film in case.recordings()]
    known: dict[str, str | None] = {}

    def hash_beside(path: str) -> str | None:
        if path not in known:
            file = beside / path
            inside = file.resolve().is_relative_to(beside.resolve()) and file.is_file()
            known[path] = _sha256(file) if inside else None
        return known[path]

    return find_film(document, films, hash_beside)


def choose_recording(case: CaseReader, document: Document, file: Path, recording_id: str | None = None) -> tuple[str, int, str]:
    """The film a document goes to, the film's own time at the document's 0 in the document's ticks, and how it was found.

    Raises
    ------
    NotFoundError
        If none is named and the document is about none of the case's films.
    """
    linked = find_recording(case, document, file.parent)
    if recording_id is not None:
        first = document.media[0].starts_at if document.media else 0
        own = linked is not None and linked.film.id == recording_id
        return case.recording(recording_id).id, linked.medium.starts_at if linked and own else first, "as you said"
    if linked is None:
        said = ", ".join(medium.url for medium in document.media) or "no film"
        raise NotFoundError(f"{file.name} is about {said}, which is none of the case's films by hash, path or name", "Say which film it is")
    return linked.film.id, linked.medium.starts_at, f"found by its {linked.how}"


def aims_for(document: Document, people: Sequence[Person], said: Mapping[str, tuple[str, str]]) -> dict[str, Aim]:
    """What was guessed, and over it what was said: by the tier's name a person's code (or "") and a channel (or "" to leave it out).

    Raises
    ------
    NotFoundError
        If there is no such tier, person or channel.
    """
    aims = guess_aims(document, people)
    codes = {person.code.casefold(): person.id for person in people}
    channels = {"": None, **{channel.value: channel for channel in Channel}}
    for tier, (code, channel) in said.items():
        if tier not in aims:
            raise NotFoundError(f"The file has no tier {tier!r}", f"Choose from {', '.join(sorted(aims))}")
        if (code and code.casefold() not in codes) or channel not in channels:
            choice = f"a person of {', '.join(person.code for person in people)} and a channel of {', '.join(Channel)}"
            raise NotFoundError(f"There is no person {code!r} or no channel {channel!r}", f"Choose {choice}")
        aims[tier] = Aim(codes[code.casefold()] if code else None, channels[channel])
    return aims


def guess_aims(document: Document, people: Sequence[Person]) -> dict[str, Aim]:
    """Whose each tier is and what it is about, as far as the file says it in words that are known here; *other* for the rest."""
    channels = {channel.value: channel for channel in Channel}
    aims = {}
    for tier in document.tiers:
        said = [word.casefold() for word in (tier.kind, *tier.name.replace("_", " ").split())]
        channel = next((channels[word] for each in said for word in (each, each.removesuffix("s")) if word in channels), Channel.OTHER)
        person = find_person(tier.person, people) if tier.person else find_person(tier.name.split(" ")[0], people)
        aims[tier.name] = Aim(person.id if person else None, channel)
    return aims


def import_document(
    case: CaseEditor, recording_id: str, read: Read, aims: Mapping[str, Aim], policies: Policies | None = None, *, starts_at: int = 0
) -> Imported:
    """Bring the tiers of a file into a film as new rows, in one edit.

    Parameters
    ----------
    aims : mapping of str to Aim
        By the tier's name in the file; tiers that are not named are left out.
    starts_at : int
        The film's own time at the document's 0, in ticks of the document's clock.

    Raises
    ------
    RefusedError
        With everything that the film cannot hold, by line and tier; nothing is changed then.
    EditError
        If no tier is left to bring in.
    """
    recording, policies = case.recording(recording_id), policies or Policies()
    fitted = fit(read.document, "workbench", EVERYTHING - _NOT_HELD, read.document.clock)
    findings = Findings("The file", "Mend it in the tool it comes from, or say what is to become of it (see vig exchange import --help)")
    table = case.frame_table(recording_id)
    placer = _Placer([*(int(at) for at in table.pts), table.end], starts_at, fitted.document, policies, findings)
    position = max((tier.position for tier in case.tiers(recording.id)), default=-1) + 1
    rows: list[tuple[Tier, list[Interval]]] = []
    for tier in fitted.document.tiers:
        aim = aims.get(tier.name)
        if aim is None or aim.channel is None:
            findings.lost("a tier that is to be left out", 1, tier.name)
            continue
        name = tier.name.strip() or "imported"
        row = Tier(new_id(), recording.id, name, aim.channel, Origin.IMPORTED, aim.person_id, position + len(rows))
        rows.append((row, placer.place(tier, row)))
    placer.tell()
    report = read.report + fitted.report + findings.report()
    if not rows:
        raise EditError("There is no tier to bring in", "Say whose the tiers are and what they are about")
    with case.workspace.edit(f"Bring in {len(rows)} rows from a file", case_id=case.case_id) as edit:
        edit.put(*(row for row, _ in rows))
        edit.put(*(each for _, own in rows for each in own))
    return Imported(tuple(row for row, _ in rows), sum(len(own) for _, own in rows), report)


class _Placer:
    """Puts annotations on frames and notes what cannot be put."""

    def __init__(self, edges: Sequence[int], starts_at: int, document: Document, policies: Policies, findings: Findings) -> None:
        self._edges, self._starts_at, self._clock = edges, starts_at, document.clock
        self._policies, self._findings = policies, findings
        self._counts = {"moved": 0, "framed": 0, "left": 0, "outside": 0, "values": 0}

    def place(self, tier: FileTier, row: Tier) -> list[Interval]:
        """A tier's annotations as intervals that do not overlap."""
        placed: list[tuple[Interval, Annotation]] = []
        for each in sorted(tier.annotations, key=lambda each: (each.start, each.end)):
            span = self._span(each, tier.name)
            if span is None:
                continue
            if placed and span.start < placed[-1][0].span.end:
                met = placed[-1][0].span
                words = (
                    f"“{each.label}” at {format_time(span.start)} lies on what runs from {format_time(met.start)} to {format_time(met.end)}"
                )
                self._findings.wrong(words, each.line, tier.name)
                continue
            placed.append((Interval(new_id(), row.id, span, each.label, each.confidence, self._note(each)), each))
        return [interval for interval, _ in placed]

    def tell(self) -> None:
        """Say what was changed and left out, and how often."""
        n = self._counts
        said = {
            "moved": f"{n['moved']} times went to the {'nearest frame' if self._policies.rounding == 'nearest' else 'frame before'}",
            "framed": f"{n['framed']} instants became one frame long",
            "values": f"further values of {n['values']} annotations went into their notes",
        }
        for name, words in said.items():
            if n[name]:
                self._findings.changed(words)
        for name, words in (("left", "instants"), ("outside", "annotations outside the film")):
            if n[name]:
                self._findings.lost(words, n[name])

    def _span(self, each: Annotation, tier: str) -> Span | None:
        start, end = each.start + self._starts_at, each.end + self._starts_at
        exact = start * self._clock.tick * TICKS_PER_S, end * self._clock.tick * TICKS_PER_S
        slack = max(self._clock.tick * TICKS_PER_S, Fraction(1))
        if exact[0] < self._edges[0] - slack or exact[1] > self._edges[-1] + slack:
            self._outside(each, exact, tier)
            return None
        if each.is_instant:
            return self._instant(each, start, tier)
        span = span_on_frames(start, end, self._clock, self._edges, self._policies.rounding)
        if span is None:
            return self._instant(each, start, tier)
        self._counts["moved"] += (span.start != exact[0]) + (span.end != exact[1])
        return span

    def _instant(self, each: Annotation, at: int, tier: str) -> Span | None:
        if self._policies.instants == "refuse":
            words = "is an instant" if each.is_instant else "is shorter than a frame"
            self._findings.wrong(
                f"“{each.label}” at {self._clock.seconds(at):.3f} s {words}, and what is coded here has a length", each.line, tier
            )
            return None
        self._counts["framed" if self._policies.instants == "one_frame" else "left"] += 1
        return frame_at(at, self._clock, self._edges, self._policies.rounding) if self._policies.instants == "one_frame" else None

    def _outside(self, each: Annotation, exact: tuple[Fraction, Fraction], tier: str) -> None:
        if self._policies.outside == "leave_out":
            self._counts["outside"] += 1
            return
        place = " to ".join(format_time(Ticks(int(edge))) for edge in exact)
        words = f"“{each.label}” runs from {place}, and the film to {format_time(Ticks(self._edges[-1]))}"
        self._findings.wrong(words, each.line, tier)

    def _note(self, each: Annotation) -> str:
        self._counts["values"] += bool(each.values)
        return "\n".join([*([each.note] if each.note else []), *(f"{name}: {value}" for name, value in each.values)])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
