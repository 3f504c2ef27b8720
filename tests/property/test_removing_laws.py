"""Whatever is removed from a case, with all that goes and all that forgets it, is back after one undo; and the words told the truth."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cases import seconds, write_case
from workbench.core.identity import new_id
from workbench.core.regions import ShapeKind
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Ticks
from workbench.practice.casework import Recording
from workbench.practice.clips import Clip, Moment
from workbench.practice.people import ConsentStatus, Person, Scope
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.store.mapping import KINDS
from workbench.store.workspace import open_workspace

REMOVABLE: dict[Removable, type[Any]] = {
    Removable.MOMENT: Moment,
    Removable.STEP: InteractionStep,
    Removable.CLIP: Clip,
    Removable.TIER: Tier,
    Removable.INTERVAL: Interval,
    Removable.PERSON: Person,
}


@contextmanager
def _full_case(links: list[int], n_intervals: int, in_view: bool) -> Iterator[tuple[CaseSession, Recording]]:
    """A case with a bit of everything; step i answers an earlier one where `links` says so."""
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder), create=True) as workspace:
        session, film, mum, noah = write_case(workspace)
        steps: list[InteractionStep] = []
        for number, link in enumerate(links):
            actor = (mum, noah)[number % 2].id
            answers = steps[link % number].id if number and link else None
            span = seconds(number / 2, number / 2 + 0.4)
            steps.append(session.add_step(film.id, span, actor, StepRole.RECEPTION, Modality.FACE, answers=answers))
        for person in (mum, noah):
            tier = Tier(new_id(), film.id, "looks", Channel.LOOK, Origin.MARKED, person.id)
            with workspace.edit("Looks", case_id=session.case_id) as edit:
                edit.put(tier, *(Interval(new_id(), tier.id, seconds(i, i + 0.5), "puzzle") for i in range(n_intervals)))
        moments = [session.mark_moment(film.id, seconds(n, n + 2)) for n in range(2)]
        for moment in (*moments, moments[0]):
            session.make_clip(moment.id)
        session.draw_region(film.id, ShapeKind.BOX, ((0.1, 0.1), (0.4, 0.5)), Ticks(90_000), seconds(1, 2))
        if in_view:
            session.set_in_view(film.id, [mum.id, noah.id])
            session.say_consent(noah.id, Scope.FILM, ConsentStatus.GRANTED)
        yield session, film


def _content(session: CaseSession) -> list[Any]:
    return [session.workspace.find(kind.type) for kind in KINDS]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    links=st.lists(st.integers(0, 4), min_size=1, max_size=6),
    n_intervals=st.integers(0, 4),
    in_view=st.booleans(),
    thing=st.sampled_from(list(REMOVABLE)),
    number=st.integers(0, 9),
)
def test_one_undo_brings_back_all_that_a_removal_took_and_redo_takes_it_again(
    links: list[int], n_intervals: int, in_view: bool, thing: Removable, number: int
) -> None:
    with _full_case(links, n_intervals, in_view) as (session, _):
        found = session.workspace.find(REMOVABLE[thing])
        if not found:
            return
        chosen = found[number % len(found)]
        before = _content(session)
        depending = session.what_depends_on(thing, chosen.id)
        assert _content(session) == before
        with session.workspace.edit("Remove it", case_id=session.case_id) as edit:
            removed = edit.remove(REMOVABLE[thing], chosen.id)
        after = _content(session)
        assert len(removed) == depending.n_going + 1
        assert sum(map(len, before)) - sum(map(len, after)) == len(removed)
        assert session.undo() is not None
        assert _content(session) == before
        assert session.redo() is not None
        assert _content(session) == after
