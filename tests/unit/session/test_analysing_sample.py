"""The first part of the sample film looked through as it is: by the real networks, against the script's own truth."""

from pathlib import Path

import pytest

from workbench.core.intervals import SpanSet
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.practice.people import Person, Role
from workbench.session.analysing import Analysed, analyse_film
from workbench.session.casefile import CaseSession, open_case
from workbench.session.sample_case import SAMPLE_CODE, build_sample_case
from workbench.store.workspace import open_workspace

SECONDS = 20.0


@pytest.fixture(scope="module")
def looked_through(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Analysed]:
    folder = tmp_path_factory.mktemp("sample") / "ws"
    with open_workspace(folder, create=True) as workspace:
        build_sample_case(workspace, seconds=SECONDS)
        (film,) = open_case(workspace, SAMPLE_CODE).recordings()
    return folder, analyse_film(str(folder), film.id)


@pytest.fixture
def session(looked_through: tuple[Path, Analysed]) -> CaseSession:
    return open_case(open_workspace(looked_through[0]), SAMPLE_CODE)


def _row(session: CaseSession, person: Person, channel: Channel, origin: Origin) -> list[Interval]:
    (film,) = session.recordings()
    wanted = (channel, origin, person.id)
    rows = [tier for tier in session.tiers(film.id) if (tier.channel, tier.origin, tier.person_id) == wanted]
    return [each for row in rows for each in session.intervals(row.id)]


def _shared(found: list[Interval], true: list[Interval]) -> float:
    """The part of what was found that is true, by time."""
    spans = SpanSet.of(each.span for each in found)
    return spans.intersection(SpanSet.of(each.span for each in true)).length / max(spans.length, 1)


def test_two_faces_are_followed_and_the_lower_one_is_proposed_to_be_the_childs(session: CaseSession) -> None:
    (film,) = session.recordings()
    found = session.found(film.id)
    assert found.tracks is not None
    by_role = {person.id: person.role for person in session.people()}
    longest = sorted(found.tracks.tracks, key=lambda track: -len(found.tracks.rows_of(track)))[:2]
    down = {by_role[found.faces[track].person_id]: float(found.tracks.box[found.tracks.rows_of(track), 1].mean()) for track in longest}
    assert down[Role.CHILD] > down[Role.CLIENT]
    assert all(len(found.tracks.rows_of(track)) > 0.6 * len(found.tracks.at) for track in longest)


@pytest.mark.parametrize("role", [Role.CLIENT, Role.CHILD])
def test_most_of_what_is_heard_of_somebody_is_truly_theirs(session: CaseSession, role: Role) -> None:
    person = next(each for each in session.people() if each.role is role)
    true = _row(session, person, Channel.VOICE, Origin.AUTHORED)
    found = _row(session, person, Channel.VOICE, Origin.CANDIDATE)
    assert true
    assert found
    assert _shared(found, true) > 0.6


def test_what_the_script_wrote_stays_as_it_was_beside_the_candidates(session: CaseSession, looked_through: tuple[Path, Analysed]) -> None:
    (film,) = session.recordings()
    rows: dict[Origin, list[Tier]] = {}
    for tier in session.tiers(film.id):
        rows.setdefault(tier.origin, []).append(tier)
    assert all(tier.made_with for tier in rows[Origin.CANDIDATE])
    assert not any(tier.made_with for tier in rows[Origin.AUTHORED])
    assert looked_through[1].is_new
    assert not analyse_film(str(looked_through[0]), film.id).is_new
