"""Asking the gate, with all that the workspace knows; the only place where permits are made.

Every way out asks here before it begins, and once more in the edit that enters what has left in the register.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from pathlib import Path

from workbench.core.regions import Purpose, Region
from workbench.core.time import Span
from workbench.errors import PackageError
from workbench.practice.assent import Assent
from workbench.practice.casework import Case, Recording
from workbench.practice.clips import Clip
from workbench.practice.exports import Export, Hidden, Way
from workbench.practice.gate import judge
from workbench.practice.people import Consent, Person
from workbench.practice.refusal import refusal
from workbench.practice.verdict import Known, Permit, Stretch, Verdict
from workbench.render.package import format_clip, open_package
from workbench.session.reading import read_frame_table
from workbench.store.edit import Edit
from workbench.store.workspace import Workspace

PACKAGES = "packages"
"""The workspace's own folder of packages."""


Finder = Workspace | Edit
"""Where what is known is read: the workspace as it is, or within an edit of it."""


def read_known(finder: Finder, case_id: str, *, figures: bool = True) -> Known:
    """All that the gate needs to know of a case, as it is now; without the figures where nothing new is to be hidden by them."""
    recordings = finder.find(Recording, case_id=case_id)
    hiding = [finder.find(Region, recording_id=recording.id, purpose=Purpose.ANONYMISE) for recording in recordings if figures]
    return Known(
        next((case.code for case in finder.find(Case, id=case_id)), ""),
        recordings=tuple(recordings),
        people=tuple(finder.find(Person, case_id=case_id)),
        consents=tuple(finder.find(Consent, case_id=case_id)),
        assents=tuple(finder.find(Assent, case_id=case_id)),
        regions=tuple(region for found in hiding for region in found),
        exports=tuple(finder.find(Export, case_id=case_id)),
    )


def stretches_of(workspace: Workspace, clips: Sequence[Clip]) -> list[Stretch]:
    """What of which films clips show: whole frames, called as a family's guider calls the clips."""
    return [
        Stretch(format_clip(number, clip.title), clip.recording_id, _whole_frames(workspace, clip)) for number, clip in enumerate(clips, 1)
    ]


def ask(
    finder: Finder,
    case_id: str,
    way: Way,
    stretches: Sequence[Stretch],
    today: date,
    *,
    hidden: Collection[Hidden] = (),
    words_of: Sequence[str] = (),
) -> Verdict:
    """What the gate says about something that may leave.

    Raises
    ------
    ConsentError
        If it may not: who or what stands against it in each stretch, and what to do.
    """
    known = read_known(finder, case_id)
    verdict = judge(way, stretches, known, today, hidden=hidden, words_of=words_of)
    if not verdict.allowed:
        raise refusal(verdict, known.case_code)
    return verdict


def permit(
    finder: Finder,
    case_id: str,
    way: Way,
    stretches: Sequence[Stretch],
    today: date,
    *,
    days: int | None = None,
    hidden: Collection[Hidden] = (),
    words_of: Sequence[str] = (),
    made_of: str = "",
) -> Permit:
    """The permit that a way out has to be shown, for as long as everyone in view agrees, and for `days` days at most.

    Raises
    ------
    ConsentError
        As :func:`ask`.
    """
    verdict = ask(finder, case_id, way, stretches, today, hidden=hidden, words_of=words_of)
    ends = [end for end in (verdict.last_day, None if days is None else today + timedelta(days=days)) if end is not None]
    return Permit(verdict, tuple(stretches), min(ends, default=None), made_of)


def review(finder: Finder, export: Export, today: date) -> Verdict:
    """Whether what left may still be out there."""
    known = read_known(finder, export.case_id, figures=False)
    return judge(export.way, stretches_in(finder, export), known, today, made=export)


def permit_showing(workspace: Workspace | None, folder: Path, today: date) -> Permit:
    """The permit to show a package to its family, also a copy of it.

    Where it was made, everyone in it is asked for anew. A workspace that it was not made in knows nothing of the people in it: there it
    may be shown until the day that was allowed where it was made.

    Raises
    ------
    PackageError
        If it is damaged, expired or withdrawn, or was never entered in the register of the workspace that it lies in.
    ConsentError
        If somebody in it does not agree any more.
    """
    package = open_package(folder, today)
    made = workspace.find(Export, id=package.manifest.id) if workspace is not None else []
    if workspace is not None and made:
        verdict = review(workspace, made[0], today)
        if not verdict.allowed:
            raise refusal(verdict, read_known(workspace, made[0].case_id).case_code)
        return Permit(verdict, (), package.manifest.expires_on, package.manifest.id)
    if workspace is not None and folder.resolve().parent == (workspace.folder / PACKAGES).resolve():
        raise PackageError(f"The package {folder.name} was never finished", "Publish the playlist again")
    return Permit(Verdict(Way.PACKAGE, last_day=package.manifest.expires_on), (), package.manifest.expires_on, package.manifest.id)


def find_made(workspace: Workspace, package_id: str) -> Export:
    """The entry of a package in the register, for what is to be made of it.

    Raises
    ------
    PackageError
        If it was not made in this workspace: then nobody here can say who is in it.
    """
    for export in workspace.find(Export, id=package_id):
        return export
    raise PackageError(
        "This package was not made in this workspace, so nobody can say here who is in it", "Do it on the computer where it was published"
    )


def stretches_in(finder: Finder, export: Export) -> list[Stretch]:
    """All that is in something that left."""
    titles = {recording.id: recording.title for recording in finder.find(Recording, case_id=export.case_id)}
    return [Stretch(titles.get(name, "a film"), name) for name in export.recording_ids]


def _whole_frames(workspace: Workspace, clip: Clip) -> Span:
    """The clip's span, the first and the last frame whole, as it is cut."""
    if not workspace.vault.has(clip.recording_id, "frames.bin"):
        return clip.span
    table = read_frame_table(workspace.vault, clip.recording_id)
    if not table.span.covers(clip.span):
        return clip.span
    frames = table.frames_in(clip.span)
    return Span(table.span_of(frames[0]).start, table.span_of(frames[-1]).end)
