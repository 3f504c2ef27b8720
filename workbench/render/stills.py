"""Stills: single pictures of a film, exact by their frame, with everyone hidden in them who has to be, and nothing said about them.

A picture comes out of the decoder and never off a screen. As a file it is a PNG or a JPEG of that picture alone: no day, no place, no
name, no tool.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image

from workbench.core.regions import Region
from workbench.core.time import FrameIndex, Span, Ticks
from workbench.errors import RenderError
from workbench.media.frames import FrameTable
from workbench.media.reader import FrameReader
from workbench.practice.exports import Way
from workbench.practice.verdict import Permit
from workbench.render.hiding import hide_in_picture, regions_hiding
from workbench.store.faults import disk_faults
from workbench.store.files import write_whole
from workbench.store.vault import Vault

Form = Literal["png", "jpg"]

_QUALITY = 92
_FORMS: dict[str, Form] = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class StillPlan:
    """One still: which frame of which recording, while when it is shown (film ticks), and the regions that hide somebody in it."""

    recording_id: str
    frame: FrameIndex
    shown: Span
    hidden: tuple[Region, ...]


def plan_still(recording_id: str, table: FrameTable, at: Ticks, regions: Sequence[Region] = ()) -> StillPlan:
    """The still of the frame that is shown at an instant of the film.

    Parameters
    ----------
    regions : sequence of Region
        Of the recording; those that anonymise and are there while the frame is shown are put into the picture.

    Raises
    ------
    RenderError
        If the film shows nothing at that instant.
    """
    if not table.span.contains(at):
        raise RenderError("The film has no picture at that time", "Choose a time within the film")
    frame = table.frame_at(at)
    shown = table.span_of(frame)
    own = [region for region in regions if region.recording_id == recording_id]
    return StillPlan(recording_id, frame, shown, tuple(regions_hiding(own, shown)))


def read_still(plan: StillPlan, vault: Vault, permit: Permit) -> Image.Image:
    """The picture of a still, for itself or for a letter: out of the working copy, with everyone hidden who has to be.

    Raises
    ------
    ConsentError
        If the permit is for another frame or another use, or somebody would be seen who has to be hidden.
    FilmError, NotFoundError
        If the film is gone, or damaged there.
    """
    permit.check_way(Way.STILL, Way.LETTER)
    permit.check_stretch(plan.recording_id, plan.shown, plan.hidden)
    with vault.open(plan.recording_id, "frames.bin") as file:
        table = FrameTable.from_bytes(file.read())
    with vault.open(plan.recording_id, "proxy.mp4") as film, FrameReader(film, table) as reader:
        return hidden_still(reader, plan.frame, plan.hidden)


def hidden_still(reader: FrameReader, frame: int, regions: Sequence[Region]) -> Image.Image:
    """A frame's picture as displayed; what the regions hide while it is shown is beyond recognition in it."""
    shown = reader.table.span_of(frame)
    hiding = regions_hiding(regions, shown)
    picture = reader.picture(frame)
    return Image.fromarray(hide_in_picture(picture, hiding, shown) if hiding else picture)


def write_still(plan: StillPlan, vault: Vault, target: Path, permit: Permit) -> None:
    """Write a still as a file, whole or not at all; one of that name is replaced. Its ending says which form it has.

    Raises
    ------
    RenderError
        If the ending is that of neither form.
    ConsentError, FilmError, NotFoundError
        As :func:`read_still`.
    WorkspaceError
        If the file cannot be written; what was there is as it was.
    """
    content = encode_still(read_still(plan, vault, permit), form_of(target))
    with disk_faults(target):
        write_whole(target, content)


def form_of(target: Path) -> Form:
    """The form that a file's ending means; RenderError for one that means neither."""
    form = _FORMS.get(target.suffix.lower())
    if form is None:
        raise RenderError(f"A still cannot be written as {target.name}", "Let the name end in .png, or in .jpg for a smaller file")
    return form


def encode_still(picture: Image.Image, form: Form) -> bytes:
    """The bytes of a picture: its pixels and nothing about them."""
    content = BytesIO()
    if form == "png":
        picture.save(content, "PNG", optimize=True)
    else:
        picture.save(content, "JPEG", quality=_QUALITY, subsampling=0)
    return content.getvalue()
