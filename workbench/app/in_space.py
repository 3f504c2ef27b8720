"""The view in space and time tied to a player: its playhead follows the film, and a sign that is picked takes the film there."""

import html
from collections.abc import Callable

import ipywidgets

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Channel, Origin
from workbench.design import DESIGN
from workbench.errors import NotFoundError
from workbench.measures.gaze import mutual_bouts
from workbench.plots.paper import sign_of
from workbench.plots.space import Space, SpaceContent
from workbench.session.casefile import CaseSession
from workbench.session.heads import read_heads
from workbench.session.measuring import measure_gaze

_HOW = "Drag to turn, scroll to come nearer. Click on a sign and the film goes there."


class SpaceView:
    """One film in space and time; where nothing is known of heads, words that say so.

    Parameters
    ----------
    seek : callable
        Takes the film to an instant of the film clock.

    Attributes
    ----------
    box : VBox
        What is shown.
    """

    def __init__(self, case: CaseSession, film: str, seek: Callable[[int], None]) -> None:
        self._space: Space | None = None
        try:
            content, said = _read(case, film)
            self._space = Space(content)
        except NotFoundError as error:
            self.box = ipywidgets.VBox([_words(f"{error.problem}.", f"{error.next_step}.")])
            return
        self._space.on_pick(seek)
        self.box = ipywidgets.VBox([self._space.figure, _words(*said)], layout={"overflow": "hidden"})

    def move(self, ticks: int) -> None:
        """The playhead to an instant of the film clock."""
        if self._space is not None:
            self._space.move(ticks)


def _read(case: CaseSession, film: str) -> tuple[SpaceContent, list[str]]:
    people, heads = case.people(), read_heads(case, film)
    sounds: dict[str, SpanSet] = {}
    for tier in case.tiers(film):
        if tier.channel is Channel.VOICE and tier.person_id and tier.origin is not Origin.CANDIDATE:
            spans = SpanSet.of(each.span for each in case.intervals(tier.id) if each.label != UNCODABLE)
            sounds[tier.person_id] = sounds.get(tier.person_id, SpanSet()).union(spans)
    try:
        together = SpanSet.of(bout.span for bout in mutual_bouts(*measure_gaze(case, film).looking))
        lit = "The sheets between them are looks at one another."
    except NotFoundError as error:
        together, lit = SpanSet(), f"No look at one another is lit: {error.problem}."
    names = ", ".join(f"{sign_of(path.person_id, people)} {next(p.shown_name for p in people if p.id == path.person_id)}" for path in heads)
    how = f"{names}: a path is a head through picture and film, broken where not measurable, thick while there is sound; arrows are gaze."
    return SpaceContent(case.recording(film).length, people, heads, sounds, together), [how, lit, _HOW]


def _words(*sentences: str) -> ipywidgets.HTML:
    style = html.escape(f"font-family:{DESIGN.font};font-size:{DESIGN.text_px['small']}px;line-height:1.5;max-width:110ch;padding:0 8px")
    return ipywidgets.HTML(f'<div style="{style}">{html.escape(" ".join(sentences))}</div>')
