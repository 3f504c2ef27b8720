"""Making a family's package: what may be in it (a whitelist), then the folder, whole or not at all.

Default deny: of a clip only the fields named by ``FAMILY_FIELDS`` are copied, of a region only the figure and its times, of a case only
its hope, of a playlist only its closing question. Nothing is written without the permit of the gate, see ``workbench.session.permission``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from PIL import Image

from workbench.core.identity import new_id
from workbench.core.regions import Purpose, Region
from workbench.core.time import FrameIndex, Span, Ticks
from workbench.errors import RenderError
from workbench.media.frames import FrameTable
from workbench.media.progress import Cancelled, Progress
from workbench.media.reader import FrameReader
from workbench.practice.casework import Case
from workbench.practice.clips import FAMILY_FIELDS, Clip, Playlist
from workbench.practice.exports import Way
from workbench.practice.verdict import Permit
from workbench.render.clips import WrittenClip, write_clip
from workbench.render.cut import Cut, plan_cut
from workbench.render.ffmpeg import check_cancelled, render_error
from workbench.render.manifest import ClipEntry, KeyframeEntry, Manifest, PauseEntry, PointOut
from workbench.render.package import CLIPS, MANIFEST, POSTERS, clip_file, digest_of, poster_file
from workbench.render.unfinished import unfinished_folder
from workbench.store.files import flush, write_whole
from workbench.store.vault import Vault

EXPIRES_AFTER_DAYS = 60
_POSTER_QUALITY = 90


@dataclass(frozen=True, slots=True)
class PackedClip:
    """One clip of a package: where it is cut from, and what is said about it. Times are ticks from the clip's start.

    `recording_id` and `hidden` (regions in film ticks) are for the making only and are not written.
    """

    id: str
    recording_id: str
    cut: Cut
    hidden: tuple[Region, ...]
    title: str
    introduction: str
    question: str
    slow_rate: float
    pauses: tuple[PauseEntry, ...]
    poster: FrameIndex | None
    point_outs: tuple[PointOut, ...]


@dataclass(frozen=True, slots=True)
class PackagePlan:
    """Everything that will be in a package."""

    id: str
    made_on: date
    expires_on: date
    language: str
    hope: str
    closing_question: str
    clips: tuple[PackedClip, ...]

    @property
    def folder_name(self) -> str:
        """A neutral name: the day and four digits without meaning."""
        return f"review-{self.made_on.isoformat()}-{self.id[:4]}"


def plan_package(
    case: Case,
    playlist: Playlist,
    clips: Sequence[Clip],
    tables: Mapping[str, FrameTable],
    regions: Sequence[Region] = (),
    *,
    made_on: date,
    language: str = "en",
    expires_after_days: int = EXPIRES_AFTER_DAYS,
) -> PackagePlan:
    """What the package of a playlist will hold.

    Parameters
    ----------
    clips : sequence of Clip
        In playing order, at least one.
    tables : mapping of str to FrameTable
        The frames of each recording's proxy, by recording id.
    regions : sequence of Region
        Of the recordings; those that point out go with the clips they are visible in, those that anonymise are put into the pictures.

    Raises
    ------
    RenderError
        If there is no clip, a clip runs past its film, or two of its pauses fall on one picture.
    """
    if not clips:
        raise RenderError("There is no clip in this playlist yet", "Make a clip of a moment first")
    packed = tuple(
        _pack(clip, tables[clip.recording_id], [region for region in regions if region.recording_id == clip.recording_id]) for clip in clips
    )
    expires_on = made_on + timedelta(days=expires_after_days)
    return PackagePlan(new_id(), made_on, expires_on, language, case.hope.strip(), playlist.closing_question.strip(), packed)


def write_package(
    plan: PackagePlan,
    vault: Vault,
    parent: Path,
    permit: Permit,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write a package as a new folder in `parent`, which is made when absent; the folder's path.

    After an error, a full disk or a cancelled run nothing is left in `parent`; what a run that was killed an hour ago or longer left there
    is cleared away.

    Raises
    ------
    ConsentError
        If more is planned than the permit allows: another stretch of film, somebody seen who has to be hidden, a longer time.
    RenderError
        If it cannot be written as planned, or the disk is full.
    StoppedError
        If `cancelled` says so.
    """
    check_permit(plan, permit, Way.PACKAGE)
    with whole_folder(parent, plan.folder_name, "The package") as folder:
        manifest = write_clips(plan, vault, folder, permit, progress=progress, cancelled=cancelled)
        write_whole(folder / MANIFEST, manifest.model_dump_json(indent=1).encode())
    return parent / plan.folder_name


def write_clips(
    plan: PackagePlan,
    vault: Vault,
    folder: Path,
    permit: Permit,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Manifest:
    """Cut the clips and stills of a package into a folder that is being filled; the list of them, which is not written.

    Raises
    ------
    ConsentError, RenderError, StoppedError
        As :func:`write_package`; what is in the folder then is not whole.
    """
    check_permit(plan, permit, Way.PACKAGE, Way.OFFLINE_PAGE)
    for inner in (CLIPS, POSTERS):
        (folder / inner).mkdir(parents=True)
    entries = []
    for number, clip in enumerate(plan.clips, start=1):
        check_cancelled(cancelled)
        step = f"Cutting clip {number} of {len(plan.clips)}"
        on_part = _part_of(progress, step, number - 1, len(plan.clips))
        entries.append(_write_clip(clip, vault, folder, on_part, cancelled))
        if progress is not None:
            progress(_remark(number, entries[-1][1]) or step, number / len(plan.clips))
    return Manifest(
        id=plan.id,
        made_on=plan.made_on,
        expires_on=plan.expires_on,
        language=plan.language,
        hope=plan.hope,
        closing_question=plan.closing_question,
        clips=tuple(entry for entry, _ in entries),
    )


def check_permit(plan: PackagePlan, permit: Permit, *ways: Way) -> None:
    """Refuse a plan that goes beyond what the gate let pass, or another way out than these.

    Raises
    ------
    ConsentError
        If it does.
    """
    permit.check_way(*ways)
    permit.check_day(plan.expires_on)
    for clip in plan.clips:
        permit.check_stretch(clip.recording_id, Span(Ticks(clip.cut.start), Ticks(clip.cut.end)), clip.hidden)


@contextmanager
def whole_folder(parent: Path, name: str, what: str) -> Iterator[Path]:
    """A folder to fill that gets its name only when all of it is on disk, and is gone after any error.

    Raises
    ------
    RenderError
        If there is one of that name, or the disk is full; `what` says what it was to be, as a sentence begins.
    """
    try:
        with unfinished_folder(parent, name) as part:
            if (parent / name).exists():
                raise RenderError(f"There is already a folder {name} in {parent.name}", "Publish again; it will get another name")
            yield part
            for path in sorted(part.rglob("*"), reverse=True):
                flush(path)
            flush(part)
            part.rename(parent / name)
            flush(parent)
    except OSError as error:
        raise render_error(what, error) from error


def _pack(clip: Clip, table: FrameTable, regions: Sequence[Region]) -> PackedClip:
    family = {name: getattr(clip, name) for name in FAMILY_FIELDS}
    cut = plan_cut(table, clip.span)
    pauses = tuple(PauseEntry(at=table.snapped(pause.at) - cut.start, question=pause.question.strip()) for pause in family["pauses"])
    for before, after in pairwise(pauses):
        if before.at == after.at:
            raise RenderError(f"Two pause points of “{clip.title}” fall on one picture", "Take one of them away")
    poster_at = family["poster_at"]
    return PackedClip(
        id=new_id(),
        recording_id=clip.recording_id,
        cut=cut,
        hidden=tuple(region for region in regions if region.purpose is Purpose.ANONYMISE),
        title=family["title"].strip(),
        introduction=family["introduction"].strip(),
        question=family["question"].strip(),
        slow_rate=family["slow_rate"],
        pauses=pauses,
        poster=None if poster_at is None else FrameIndex(table.frame_at(poster_at) - table.frame_at(cut.start)),
        point_outs=tuple(
            figure for region in regions if region.purpose is Purpose.POINT_OUT and (figure := _point_out(region, cut)) is not None
        ),
    )


def _point_out(region: Region, cut: Cut) -> PointOut | None:
    """A figure as far as the clip shows it, from the clip's start; how it moves outside the clip is left out."""
    visible = region.span.intersection(Span(Ticks(cut.start), Ticks(cut.end)))
    if visible is None:
        return None
    last = visible.end - 1
    instants = sorted({visible.start, *(k.at for k in region.keyframes if visible.start < k.at < last), last})
    forms = [region.form_at(at) for at in instants]
    shapes = [KeyframeEntry(at=at - cut.start, points=f.points, turn_deg=f.turn_deg) for at, f in zip(instants, forms, strict=True)]
    return PointOut(
        shape=region.kind,
        start=visible.start - cut.start,
        end=visible.end - cut.start,
        keyframes=tuple(shapes) if len(set(forms)) > 1 else (shapes[0],),
    )


def _write_clip(
    clip: PackedClip, vault: Vault, folder: Path, on_part: Callable[[float], None] | None, cancelled: Cancelled | None
) -> tuple[ClipEntry, WrittenClip]:
    target = clip_file(folder, clip.id)
    with vault.path(clip.recording_id, "proxy.mp4") as film:
        written = write_clip(film, clip.cut, target, hidden=clip.hidden, on_part=on_part, cancelled=cancelled)
    poster_sha256 = None
    if clip.poster is not None:
        poster = poster_file(folder, clip.id)
        _write_poster(target, clip.poster, poster)
        poster_sha256 = digest_of(poster)
    table = clip.cut.table
    entry = ClipEntry(
        id=clip.id,
        sha256=digest_of(target),
        n_frames=table.n_frames,
        pts=tuple(int(at) for at in table.pts),
        end=table.end,
        width=written.width,
        height=written.height,
        has_sound=written.levelling is not None,
        title=clip.title,
        introduction=clip.introduction,
        question=clip.question,
        slow_rate=clip.slow_rate,
        pauses=clip.pauses,
        poster_sha256=poster_sha256,
        point_outs=clip.point_outs,
    )
    return entry, written


def _write_poster(clip: Path, frame: FrameIndex, target: Path) -> None:
    """The still, out of the clip itself, so that it can show nothing that the clip does not."""
    with FrameReader(clip) as reader:
        Image.fromarray(reader.picture(frame)).save(target, "JPEG", quality=_POSTER_QUALITY)


def _remark(number: int, written: WrittenClip) -> str | None:
    if written.levelling is None or written.levelling.missing_db < 1.0:
        return None
    return f"Clip {number} is very quiet: made {written.levelling.gain_db:.0f} dB louder and no more, or its noise would be heard"


def _part_of(progress: Progress | None, step: str, n_done: int, n_all: int) -> Callable[[float], None] | None:
    if progress is None:
        return None
    return lambda part: progress(step, (n_done + part) / n_all)
