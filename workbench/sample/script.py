"""The screenplay as values, read from ``script.toml``.

Times are seconds as an author writes them; :mod:`workbench.sample.rehearsal` turns them into frames of the film.
"""

import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from workbench.errors import DataFileError
from workbench.practice.clips import MomentKind
from workbench.practice.people import Role
from workbench.practice.principles import read_vocabulary
from workbench.practice.steps import Modality, StepRole

SHIPPED = Path(str(files("workbench.sample") / "script.toml"))

Who = Literal["mum", "child"]
Gesture = Literal["smile", "nod", "lean", "laugh", "wait", "reach", "point", "show", "take", "try", "place", "give", "fetch"]
LASTING: frozenset[str] = frozenset({"smile", "nod", "lean", "laugh", "wait", "reach", "point", "show", "try", "fetch"})
"""Gestures that say how long they last."""
WITH_PIECE: frozenset[str] = frozenset({"show", "take", "try", "place", "give", "fetch"})
"""Gestures of a hand with a piece of the puzzle."""
LOOK_TARGETS: frozenset[str] = frozenset({"mum", "child", "puzzle", "elsewhere", "away"})
"""Where eyes may go besides the pieces; "away" turns the face out of view."""


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class PersonLine(_Written):
    """Somebody in the film."""

    key: Who
    code: str
    shown_name: str
    role: Role
    pronoun: str


class Piece(_Written):
    """A piece of the puzzle: its place in the picture, and where it lies at the start (None: already placed)."""

    name: str
    cell: tuple[int, int]
    lies: tuple[float, float] | Literal["basket"] | None = None
    turned_deg: float = 0.0


class PuzzleLine(_Written):
    """The puzzle's grid and its pieces."""

    columns: int = Field(ge=1)
    rows: int = Field(ge=1)
    pieces: tuple[Piece, ...]

    def piece(self, name: str) -> Piece:
        """The piece of that name; KeyError where there is none."""
        for piece in self.pieces:
            if piece.name == name:
                return piece
        raise KeyError(name)


class MomentLine(_Written):
    """A stretch the guider would mark, in seconds."""

    key: str
    start_s: float = Field(alias="from", ge=0)
    end_s: float = Field(alias="to")
    kind: MomentKind
    principles: tuple[str, ...]
    why: str


class PauseLine(_Written):
    """Where a clip holds, and the question there."""

    at: float
    question: str = ""


class ClipLine(_Written):
    """What a family is shown of a moment; `hope` and `hard` are the guider's own."""

    moment: str
    title: str
    introduction: str
    question: str
    poster: float
    hope: str
    hard: str
    pauses: tuple[PauseLine, ...]


class PlaylistLine(_Written):
    """The clips of one review."""

    title: str
    closing_question: str


class RegionLine(_Written):
    """A ring around somebody's head within a moment, in seconds."""

    moment: str
    who: Who
    start_s: float = Field(alias="from", ge=0)
    end_s: float = Field(alias="to")
    label: str


class Event(_Written):
    """One thing that one person does: a look, words or a gesture; perhaps a step of the exchange."""

    at: float = Field(ge=0)
    who: Who
    look: str | None = None
    say: str | None = None
    gesture: Gesture | None = None
    until: float | None = None
    piece: str | None = None
    target: str | None = None
    id: str | None = None
    step: StepRole | None = None
    answers: str | None = None
    principles: tuple[str, ...] = ()
    topic: str = ""
    modality: Modality | None = None
    step_until: float | None = None

    @model_validator(mode="after")
    def _is_one_whole_thing(self) -> Self:
        if sum(part is not None for part in (self.look, self.say, self.gesture)) != 1:
            raise ValueError(f"the event at {self.at} s must be one look, one saying or one gesture")
        if self.gesture in LASTING and (self.until is None or self.until <= self.at):
            raise ValueError(f"the {self.gesture} at {self.at} s needs an end after its start (until)")
        if self.gesture in WITH_PIECE and self.piece is None:
            raise ValueError(f"the {self.gesture} at {self.at} s needs a piece")
        if self.step is not None and self.id is None:
            raise ValueError(f"the step at {self.at} s needs an id")
        return self


class Script(_Written):
    """The whole screenplay; events in order of time."""

    length_s: float = Field(gt=0)
    setting: str
    helping_question: str
    hope: str
    people: tuple[PersonLine, ...]
    puzzle: PuzzleLine
    moments: tuple[MomentLine, ...]
    playlist: PlaylistLine
    clips: tuple[ClipLine, ...]
    regions: tuple[RegionLine, ...]
    events: tuple[Event, ...]

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        problems = [*self._problems_of_order(), *self._problems_of_names(), *self._problems_of_steps(), *self._problems_of_clips()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _problems_of_order(self) -> list[str]:
        problems = [f"the event at {b.at} s stands after one at {a.at} s" for a, b in pairwise(self.events) if b.at < a.at]
        problems += [f"the event at {e.at} s is after the film's end" for e in self.events if max(e.at, e.until or 0.0) > self.length_s]
        for person in self.people:
            looks = [e.at for e in self.events if e.who == person.key and e.look]
            if not looks or looks[0] != 0.0:
                problems.append(f"{person.shown_name} looks somewhere from 0 s on")
            if len(set(looks)) != len(looks):
                problems.append(f"{person.shown_name} cannot look at two things at once")
        return problems

    def _problems_of_clips(self) -> list[str]:
        moments = {moment.key: moment for moment in self.moments}
        named = [*(clip.moment for clip in self.clips), *(region.moment for region in self.regions)]
        problems = [f"no moment is called {key}" for key in named if key not in moments]
        for clip in self.clips:
            if clip.moment in moments:
                start, end = moments[clip.moment].start_s, moments[clip.moment].end_s
                outside = [at for at in (clip.poster, *(pause.at for pause in clip.pauses)) if not start <= at < end]
                problems += [f"{at} s is not within the clip {clip.title}" for at in outside]
        return problems

    def _problems_of_names(self) -> list[str]:
        pieces = {piece.name for piece in self.puzzle.pieces}
        codes = read_vocabulary().by_code
        problems = [f"no piece is called {e.piece} ({e.at} s)" for e in self.events if e.piece and e.piece not in pieces]
        problems += [f"nothing is called {e.look} ({e.at} s)" for e in self.events if e.look and e.look not in LOOK_TARGETS | pieces]
        problems += [f"nobody looks at themselves ({e.at} s)" for e in self.events if e.look == e.who]
        problems += [f"no principle is called {c} ({e.at} s)" for e in self.events for c in e.principles if c not in codes]
        return problems

    def _problems_of_steps(self) -> list[str]:
        known: set[str] = set()
        problems = []
        for event in self.events:
            if event.answers is not None and event.answers not in known:
                problems.append(f"the step at {event.at} s answers {event.answers}, which no earlier step is called")
            if event.id is not None and event.step is not None:
                if event.id in known:
                    problems.append(f"two steps are called {event.id}")
                known.add(event.id)
        return problems

    def person(self, key: Who) -> PersonLine:
        """Who that is."""
        return next(person for person in self.people if person.key == key)


@cache
def read_script(path: Path = SHIPPED) -> Script:
    """The screenplay in a TOML file.

    Raises
    ------
    DataFileError
        If the file cannot be read or does not hang together; the message names the file and the first place.
    """
    try:
        return Script.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(
            f"{path.name} cannot be read as a script: {error}", "Mend the file or take it away to use the shipped one"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the script"
        raise DataFileError(f"{path.name}: {place}: {first['msg']}", "Mend the file or take it away to use the shipped one") from error
