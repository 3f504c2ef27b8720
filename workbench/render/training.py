"""Planning and writing an export for training: clips of a playlist, cut exactly, and the list of what was coded in them.

The folder holds ``films/<number>.mp4`` and ``coding.json``; what may be in that is in ``training_data``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbench.core.identity import new_id
from workbench.core.regions import Purpose, Region
from workbench.errors import RenderError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.clips import Clip
from workbench.practice.exports import TRAINING
from workbench.practice.people import Person
from workbench.practice.verdict import Permit
from workbench.render.clips import write_clip
from workbench.render.cut import Cut, plan_cut
from workbench.render.ffmpeg import check_cancelled
from workbench.render.package import digest_of
from workbench.render.packing import whole_folder
from workbench.render.training_coding import CodedFilm, Coder, letter_of
from workbench.render.training_data import PersonEntry, StepEntry, TierEntry, TrainingClip, TrainingData
from workbench.store.files import write_whole
from workbench.store.vault import Vault

CODING, FILMS = "coding.json", "films"


@dataclass(frozen=True, slots=True)
class PlannedClip:
    """One clip to be cut, and its coding."""

    recording_id: str
    cut: Cut
    hidden: tuple[Region, ...]
    principles: tuple[str, ...]
    tiers: tuple[TierEntry, ...]
    steps: tuple[StepEntry, ...]


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """Everything that will be in an export for training."""

    id: str
    made_on: date
    people: tuple[PersonEntry, ...]
    clips: tuple[PlannedClip, ...]

    @property
    def folder_name(self) -> str:
        """A neutral name: the day and four digits without meaning."""
        return f"training-{self.made_on.isoformat()}-{self.id[:4]}"


def plan_training(
    clips: Sequence[Clip], films: Mapping[str, CodedFilm], people: Sequence[Person], case_code: str, *, made_on: date
) -> TrainingPlan:
    """What an export of clips will hold.

    Parameters
    ----------
    clips : sequence of Clip
        In the order of their playlist.
    films : mapping of str to CodedFilm
        Their recordings, by id.
    people : sequence of Person
        Everybody in the case; those who are coded in the clips get letters, in this order.

    Raises
    ------
    RenderError
        If a clip runs past its film.
    """
    coders = [Coder(people, case_code, films[clip.recording_id], plan_cut(films[clip.recording_id].table, clip.span)) for clip in clips]
    coded = [person for person in people if any(person.id in coder.seen for coder in coders)]
    letters = {person.id: letter_of(n) for n, person in enumerate(coded)}
    planned = tuple(
        PlannedClip(
            clip.recording_id,
            coder.cut,
            tuple(region for region in coder.film.hidden if region.purpose is Purpose.ANONYMISE),
            clip.principles,
            tuple(coder.tiers(letters)),
            tuple(coder.steps(letters)),
        )
        for clip, coder in zip(clips, coders, strict=True)
    )
    return TrainingPlan(new_id(), made_on, tuple(PersonEntry(code=letters[p.id], role=p.role) for p in coded), planned)


def write_training_export(
    plan: TrainingPlan,
    vault: Vault,
    parent: Path,
    permit: Permit,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write an export for training as a new folder in `parent`, which is made when absent; the folder's path. Whole or not at all.

    Raises
    ------
    ConsentError
        If more is planned than the permit allows.
    RenderError
        If it cannot be written as planned, or has no last day.
    StoppedError
        If `cancelled` says so.
    """
    permit.check_way(*TRAINING)
    if permit.until is None:
        raise RenderError("An export for training needs a last day", "Say for how many days it may be used")
    for clip in plan.clips:
        permit.check_stretch(clip.recording_id, clip.cut.span, clip.hidden)
    with whole_folder(parent, plan.folder_name, "The export for training") as folder:
        (folder / FILMS).mkdir()
        entries = []
        for number, clip in enumerate(plan.clips, start=1):
            check_cancelled(cancelled)
            if progress is not None:
                progress(f"Cutting clip {number} of {len(plan.clips)}", (number - 1) / len(plan.clips))
            entries.append(_write_clip(number, clip, vault, folder, cancelled))
        data = TrainingData(use=permit.verdict.way.value, last_day=permit.until, people=plan.people, clips=tuple(entries))
        write_whole(folder / CODING, data.model_dump_json(indent=1).encode())
    return parent / plan.folder_name


def _write_clip(number: int, clip: PlannedClip, vault: Vault, folder: Path, cancelled: Cancelled | None) -> TrainingClip:
    file = f"{FILMS}/{number}.mp4"
    with vault.path(clip.recording_id, "proxy.mp4") as film:
        write_clip(film, clip.cut, folder / file, hidden=clip.hidden, cancelled=cancelled)
    table = clip.cut.table
    return TrainingClip(
        number=number,
        file=file,
        sha256=digest_of(folder / file),
        pts=tuple(int(at) for at in table.pts),
        end=table.end,
        principles=clip.principles,
        tiers=clip.tiers,
        steps=clip.steps,
    )
