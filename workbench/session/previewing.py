"""What a family would see of a playlist as it stands. Nothing is written and nothing leaves, so nobody is asked; it is said whom to ask."""

from dataclasses import dataclass

from workbench.errors import ConsentError
from workbench.practice.exports import Way
from workbench.practice.page_words import PageWords
from workbench.render.packing import PackagePlan
from workbench.session.casefile import CaseSession
from workbench.session.permission import ask, stretches_of
from workbench.session.publishing import clips_of, plan_playlist
from workbench.session.wording import Wording


@dataclass(frozen=True, slots=True)
class Preview:
    """The plan of a package, its page's own words, and why it may not be published today, as a sentence; empty where it may."""

    plan: PackagePlan
    words: PageWords
    missing: str

    @property
    def recording_ids(self) -> tuple[str, ...]:
        """The films that clips are of."""
        return tuple(dict.fromkeys(clip.recording_id for clip in self.plan.clips))

    @property
    def hides(self) -> bool:
        """Whether somebody is hidden in a clip."""
        return any(region.span.overlaps(clip.cut.span) for clip in self.plan.clips for region in clip.hidden)


def preview_playlist(session: CaseSession, playlist_id: str) -> Preview:
    """A playlist as its family would see it.

    Raises
    ------
    EditError, RenderError
        As :func:`workbench.session.publishing.plan_playlist`.
    """
    plan = plan_playlist(session.workspace, playlist_id, session.today())
    words = Wording(session.workspace.folder, plan.language).page
    stretches = stretches_of(session.workspace, clips_of(session.workspace, playlist_id))
    try:
        ask(session.workspace, session.case_id, Way.PACKAGE, stretches, session.today())
    except ConsentError as error:
        return Preview(plan, words, str(error))
    return Preview(plan, words, "")
