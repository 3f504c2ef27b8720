"""What was coded of films, without pictures and names, as files of other tools.

A folder holds a file for each film, ``film-1`` and so on, one for a playlist where it is asked for, and ``report.txt``, which says what the
format could not hold. People stand under letters, as in an export for training; notes, titles and spoken words stay here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from workbench.core.identity import new_id
from workbench.core.time import FILM_CLOCK, Span
from workbench.errors import RenderError
from workbench.exchange.document import Annotation, Document, ListedClip, Media, Playlist, Tier
from workbench.exchange.features import Feature
from workbench.exchange.format import Format
from workbench.practice.clips import Clip
from workbench.practice.exports import Way
from workbench.practice.people import Person
from workbench.practice.verdict import Permit
from workbench.render.cut import plan_cut
from workbench.render.packing import whole_folder
from workbench.render.training_coding import CodedFilm, Coder, letter_of
from workbench.render.training_data import StepEntry, TierEntry
from workbench.store.files import write_whole

CHAPTERS = "chapters"
REPORT = "report.txt"


@dataclass(frozen=True, slots=True)
class CodingPlan:
    """Everything that will be in an export: documents by the names of their files, and the films they are of."""

    id: str
    made_on: date
    documents: Mapping[str, Document]
    films: Mapping[str, Span]

    @property
    def folder_name(self) -> str:
        """A neutral name: the day and four digits without meaning."""
        return f"coding-{self.made_on.isoformat()}-{self.id[:4]}"


def coded_people(films: Mapping[str, CodedFilm], people: Sequence[Person]) -> list[Person]:
    """Everybody of whom something is coded, or at whom somebody looks."""
    seen = [coder.seen for coder in _coders(films, people, "").values()]
    return [person for person in people if any(person.id in each for each in seen)]


def plan_coding(
    films: Mapping[str, CodedFilm],
    people: Sequence[Person],
    case_code: str,
    holds: frozenset[Feature],
    clips: Sequence[Clip],
    *,
    made_on: date,
) -> CodingPlan:
    """What an export of films, by id, will hold in a format that holds so much.

    Parameters
    ----------
    clips : sequence of Clip
        Those of a playlist, in its order; they are a file of their own where the format holds playlists, else chapters of
        their films.

    Raises
    ------
    RenderError
        If the format holds playlists only, and there is none.
    """
    letters = {person.id: letter_of(n) for n, person in enumerate(coded_people(films, people))}
    numbers = {film: n for n, film in enumerate(films, start=1)}
    numbered = list(enumerate(clips, start=1))
    documents: dict[str, Document] = {}
    if Feature.TIERS in holds:
        for film, coder in _coders(films, people, case_code).items():
            tiers = [_tier(each) for each in coder.tiers(letters)] + _step_tiers(coder.steps(letters))
            if Feature.PLAYLISTS not in holds:
                tiers += _chapters([(n, clip) for n, clip in numbered if clip.recording_id == film])
            documents[f"film-{numbers[film]}"] = Document(FILM_CLOCK, tuple(_named_once(tiers)))
    elif not clips:
        raise RenderError("This format holds playlists only", "Name a playlist, or choose another format")
    if clips and Feature.PLAYLISTS in holds:
        media = tuple(Media(f"film-{n}.mp4") for n in numbers.values())
        listed = tuple(ListedClip(c.span.start, c.span.end, _title(n), medium=numbers[c.recording_id] - 1) for n, c in numbered)
        documents["playlist-1"] = Document(FILM_CLOCK, media=media, playlists=(Playlist("playlist-1", listed),))
    return CodingPlan(new_id(), made_on, documents, {film: coded.table.span for film, coded in films.items()})


def write_coding(plan: CodingPlan, kind: Format, parent: Path, permit: Permit) -> Path:
    """Write an export as a new folder in `parent`, which is made when absent; the folder's path. Whole or not at all.

    Raises
    ------
    ConsentError
        If more is planned than the permit allows.
    RefusedError
        If something in it can be in no file of this format.
    RenderError
        If it cannot be written.
    """
    permit.check_way(Way.CODING)
    for film, span in plan.films.items():
        permit.check_stretch(film, span, permit.verdict.hiding)
    lines = [f"{kind.title} ({kind.name})"]
    with whole_folder(parent, plan.folder_name, "What was coded") as folder:
        for stem, document in plan.documents.items():
            written = kind.write(document)
            write_whole(folder / f"{stem}{kind.suffixes[0]}", written.data)
            for ending, data in written.beside.items():
                write_whole(folder / f"{stem}{ending}", data)
            lines += ["", stem, *written.report.lines()]
        write_whole(folder / REPORT, "".join(f"{line}\n" for line in lines).encode())
    return parent / plan.folder_name


def _coders(films: Mapping[str, CodedFilm], people: Sequence[Person], case_code: str) -> dict[str, Coder]:
    return {film: Coder(people, case_code, coded, plan_cut(coded.table, coded.table.span)) for film, coded in films.items()}


def _tier(entry: TierEntry) -> Tier:
    found = tuple(Annotation(each.start, each.end, each.label, confidence=each.confidence) for each in entry.intervals)
    return Tier(entry.name, found, entry.person or "", entry.origin.value, entry.channel.value)


def _step_tiers(steps: Sequence[StepEntry]) -> list[Tier]:
    """The steps of the exchange, one row for each who acts; number, answer and topic tell the chains."""
    rows: dict[str, list[Annotation]] = {}
    for each in steps:
        said = {"number": each.number, "modality": each.modality.value, "layer": each.layer.value, "answers": each.answers}
        said |= {"topic": each.topic, "principles": " ".join(each.principles)}
        values = tuple((name, str(value)) for name, value in said.items() if value not in (None, ""))
        rows.setdefault(each.actor, []).append(Annotation(each.start, each.end, each.role.value, values=values))
    return [Tier(f"{actor} steps", tuple(own), actor, "marked", "steps") for actor, own in rows.items()]


def _chapters(clips: Sequence[tuple[int, Clip]]) -> list[Tier]:
    """Clips under their numbers in the playlist, with their principles; their titles and questions are the guider's own words and stay."""
    found = [
        Annotation(
            clip.span.start, clip.span.end, _title(n), values=(("principles", " ".join(clip.principles)),) if clip.principles else ()
        )
        for n, clip in clips
    ]
    return [Tier(CHAPTERS, tuple(sorted(found, key=lambda each: each.start)), kind=CHAPTERS)] if found else []


def _title(n: int) -> str:
    return f"clip {n}"


def _named_once(tiers: Sequence[Tier]) -> Iterator[Tier]:
    """Tiers of which no two have one name, as two may once names are taken out of them."""
    taken: set[str] = set()
    for tier in tiers:
        name, n = tier.name, 1
        while name in taken:
            n += 1
            name = f"{tier.name} {n}"
        taken.add(name)
        yield replace(tier, name=name)
