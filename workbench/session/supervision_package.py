"""A supervision package: what may go of one review, as a zip of a page, a list and clips, sealed with a passphrase; and opened again.

Clips are cut in a folder of the workspace that is gone afterwards; nothing unsealed is written anywhere else. Consent is asked for before
and once more when it is sealed, and what left is in the register of exports.
"""

import io
import json
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from workbench.core.regions import Purpose
from workbench.errors import ConsentError, EditError, PackageError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.clips import Clip
from workbench.practice.exports import Export, Way
from workbench.practice.verdict import Permit
from workbench.render.clips import write_clip
from workbench.render.cut import plan_cut
from workbench.render.sealing import check_passphrase, seal, unseal
from workbench.render.supervision_page import supervision_page
from workbench.session.for_supervision import ForSupervision, gather_for_supervision
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.records import CaseRecords
from workbench.store.faults import disk_faults
from workbench.store.files import write_whole

_PAGE, _LIST = "index.html", "review.json"
_NAME = re.compile(r"index\.html|review\.json|clips/[0-9]{1,3}\.mp4")
_MOST_BYTES = 4 * 1024**3


@dataclass(frozen=True)
class SupervisionPackage:
    """A package that was written: its entry in the register, and what was left out, for the guider."""

    export: Export
    left_out: tuple[str, ...]


def write_supervision_package(
    case: CaseRecords,
    review_id: str,
    passphrase: str,
    target: Path,
    *,
    for_whom: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> SupervisionPackage:
    """Write what may go of a review as one sealed file, and enter it in the register.

    Raises
    ------
    EditError
        If the passphrase is too short, or there is a file of that name.
    ConsentError
        If nothing may go, or somebody took consent back while it was made; then nothing is left of it.
    RenderError, StoppedError
        As :func:`workbench.render.clips.write_clip`; nothing is left then.
    """
    check_passphrase(passphrase)
    if target.exists():
        raise EditError(f"There is a file {target.name} already", "Choose another name, or take it away")
    found = gather_for_supervision(case, review_id)
    if found.is_empty:
        raise ConsentError(
            f"Nothing of this review may go to a supervisor ({'; '.join(found.left_out) or 'nothing is written down'})",
            "Ask the people named for their consent to supervision, or look back on the review in your own words",
        )

    def write(permit: Permit) -> Written:
        sealed = seal(zip_for_supervision(case, found, permit, progress=progress, cancelled=cancelled), passphrase)
        with disk_faults(target.parent):
            write_whole(target, sealed)
        return Written(target)

    leaving = Leaving(case.case_id, Way.SUPERVISION_PACKAGE, found.stretches, for_whom, words_of=found.words_of)
    return SupervisionPackage(let_out(case.workspace, leaving, write, case.today()), found.left_out)


def zip_for_supervision(
    case: CaseRecords, found: ForSupervision, permit: Permit, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> bytes:
    """The page, the list and the clips as a zip, unsealed; for sealing only."""
    permit.check_way(Way.SUPERVISION_PACKAGE)
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory(dir=case.workspace.folder, prefix=".supervision-") as folder, zipfile.ZipFile(packed, "w") as bundle:
        _add(bundle, _PAGE, supervision_page(found.content).encode())
        _add(bundle, _LIST, json.dumps(found.content, indent=1, ensure_ascii=False).encode())
        for number, (name, clip) in enumerate(found.cuts.items(), start=1):
            if progress is not None:
                progress(f"Cutting clip {number} of {len(found.cuts)}", (number - 1) / len(found.cuts))
            file = Path(folder) / f"{number}.mp4"
            _cut(case, clip, file, cancelled)
            _add(bundle, name, file.read_bytes())
    return packed.getvalue()


def open_supervision_package(file: Path, passphrase: str, target: Path) -> list[str]:
    """Open a sealed package into a new folder; the names of the files in it. After an error there is no folder.

    Raises
    ------
    EditError
        If the folder is there already.
    PackageError
        If it cannot be opened with this passphrase, or holds something else than a supervision package.
    """
    if target.exists():
        raise EditError(f"There is a folder {target.name} already", "Choose another name, or take it away")
    with disk_faults(file.parent):
        content = unseal(file.read_bytes(), passphrase)
    other = PackageError(f"{file.name} holds something else than a supervision package", "Ask for the file anew")
    try:
        bundle = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise other from error
    names = bundle.namelist()
    if _PAGE not in names or not all(_NAME.fullmatch(name) for name in names) or sum(i.file_size for i in bundle.infolist()) > _MOST_BYTES:
        raise other
    with disk_faults(target.parent):
        part = Path(tempfile.mkdtemp(dir=target.parent, prefix=".supervision-"))
        try:
            bundle.extractall(part)  # names were checked above
            part.rename(target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return names


def _cut(case: CaseRecords, clip: Clip, target: Path, cancelled: Cancelled | None) -> None:
    hidden = [region for region in case.regions(clip.recording_id) if region.purpose is Purpose.ANONYMISE]
    with case.workspace.vault.path(clip.recording_id, "proxy.mp4") as film:
        write_clip(film, plan_cut(case.frame_table(clip.recording_id), clip.span), target, hidden=hidden, cancelled=cancelled)


def _add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A file with a day that says nothing."""
    bundle.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
