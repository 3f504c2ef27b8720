"""Giving a playlist's clips to training, in the service or elsewhere: asked for on its own, for a time, under letters instead of names."""

from pathlib import Path

from workbench.core.regions import Purpose
from workbench.errors import EditError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.exports import TRAINING, Export, Way
from workbench.practice.verdict import Permit
from workbench.render.training import plan_training, write_training_export
from workbench.render.training_coding import CodedFilm
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.permission import stretches_of
from workbench.session.publishing import check_complete
from workbench.session.reading import CaseReader

TRAINING_DAYS = 365
"""How long an export for training may be used, unless somebody in it said less."""


def export_for_training(
    case: CaseReader,
    playlist_id: str,
    way: Way,
    target: Path,
    *,
    for_whom: str,
    days: int = TRAINING_DAYS,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Export:
    """Write a playlist's clips with their coding as a new folder in `target`, and enter it in the register.

    Parameters
    ----------
    way : Way
        For training in the service or elsewhere; that is what everyone in view has to agree to.
    for_whom : str
        Who gets it, as initials or a code.
    days : int
        For how many days it may be used at most; after the last one it is taken back.

    Raises
    ------
    EditError
        If the playlist has no clip, the time is none, it is not said for whom it is, or a working copy is not ready.
    ConsentError
        If somebody in view does not agree to this training; nothing is written then.
    RenderError, StoppedError
        As :func:`workbench.render.training.write_training_export`.
    """
    if way not in TRAINING:
        raise ValueError(f"{way} is no way to training")
    clips = case.clips(playlist_id)
    if not clips:
        raise EditError("This playlist has no clips yet", "Make a clip of a moment first")
    if days < 1 or not for_whom.strip():
        raise EditError("An export for training is for somebody and for some days", "Say whom it is for, and for how many days")
    films = list(dict.fromkeys(clip.recording_id for clip in clips))

    def write(permit: Permit) -> Written:
        check_complete(case.workspace, films)
        coded = {film: read_coded(case, film) for film in films}
        plan = plan_training(clips, coded, case.people(), case.case.code, made_on=case.today())
        return Written(write_training_export(plan, case.workspace.vault, target, permit, progress=progress, cancelled=cancelled), plan.id)

    leaving = Leaving(case.case_id, way, stretches_of(case.workspace, clips), for_whom.strip(), days, playlist_id)
    return let_out(case.workspace, leaving, write, case.today())


def read_coded(case: CaseReader, recording_id: str) -> CodedFilm:
    """What is known of a film for training: its frames, who is hidden in it, its rows and steps."""
    hidden = [region for region in case.regions(recording_id) if region.purpose is Purpose.ANONYMISE]
    tiers = [(tier, case.intervals(tier.id)) for tier in case.tiers(recording_id)]
    return CodedFilm(case.frame_table(recording_id), hidden, tiers, case.steps(recording_id))
