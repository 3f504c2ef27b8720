"""Letting something out: asked for, written, asked for again, entered in the register; or nothing at all.

All ways out go through :func:`let_out`; what is written is each way's own and needs the permit that is made here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbench.core.identity import new_id
from workbench.practice.exports import Export, Hidden, Way
from workbench.practice.order_in_day import next_place
from workbench.practice.verdict import Permit, Stretch
from workbench.session.destroying import destroy_place, files_in
from workbench.session.permission import ask, permit
from workbench.store.workspace import Workspace

_LABELS = {
    Way.PACKAGE: "Publish a playlist",
    Way.OFFLINE_PAGE: "Write an offline page",
    Way.REEL: "Write a reel",
    Way.STILL: "Give a still away",
    Way.LETTER: "Give a letter away",
    Way.SUPERVISION_PACKAGE: "Write a supervision package",
    Way.TRAINING_INTERNAL: "Write an export for training",
    Way.TRAINING_EXTERNAL: "Write an export for training elsewhere",
    Way.CODING: "Write what was coded for another tool",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file or folder, and the id it bears itself, where it does."""

    place: Path
    id: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is to leave a case, which way, and for whom.

    `stretches` are all of its films that are in it. `days` is how long it may be watched at most; None for things that have no end.
    For what is made of a package, `made_of` is the package's id and `hidden` names those hidden in it. `words_of` are those whose words
    are told to others in it.
    """

    case_id: str
    way: Way
    stretches: Sequence[Stretch]
    for_whom: str = ""
    days: int | None = None
    playlist_id: str | None = None
    hidden: tuple[Hidden, ...] = ()
    words_of: tuple[str, ...] = ()
    made_of: str = ""


def let_out(workspace: Workspace, leaving: Leaving, write: Callable[[Permit], Written], today: date) -> Export:
    """Write something that leaves, and enter it in the register.

    Parameters
    ----------
    write : callable
        Given the permit, writes a new file or folder; leaves nothing when it raises.

    Returns
    -------
    Export
        As it stands in the register, with the answers it rests on.

    Raises
    ------
    ConsentError
        If somebody in view does not agree, before it or when it is done; then nothing is left of what was written.
    """
    given = permit(
        workspace,
        leaving.case_id,
        leaving.way,
        leaving.stretches,
        today,
        days=leaving.days,
        hidden=leaving.hidden,
        words_of=leaving.words_of,
        made_of=leaving.made_of,
    )
    written = write(given)
    files = files_in(written.place)
    try:
        with workspace.edit(_LABELS[leaving.way], case_id=leaving.case_id, lasting=True) as edit:
            # figures that were changed meanwhile are not in the pictures: only who is hidden in these is
            shown = [Stretch(stretch.what, stretch.recording_id) for stretch in leaving.stretches]
            hidden = (*leaving.hidden, *given.verdict.hidden)
            again = ask(edit, leaving.case_id, leaving.way, shown, today, hidden=hidden, words_of=leaving.words_of)
            export = Export(
                id=written.id or new_id(),
                case_id=leaving.case_id,
                way=leaving.way,
                place=str(written.place.absolute()),
                made_on=today,
                for_whom=leaving.for_whom,
                expires_on=given.until,
                playlist_id=leaving.playlist_id,
                recording_ids=tuple(dict.fromkeys(stretch.recording_id for stretch in leaving.stretches)),
                assent_ids=again.assent_ids,
                hidden=again.hidden,
                files=files,
                words_of=leaving.words_of,
                place_in_day=next_place(edit.find(Export, case_id=leaving.case_id, made_on=today)),
            )
            edit.put(export)
    except BaseException:
        destroy_place(written.place, files)
        raise
    return export
