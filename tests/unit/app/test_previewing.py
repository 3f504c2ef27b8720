"""The family's page before anything is published: told what its package would be told, where its films lie, and what is missing."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cases import TODAY, seconds
from tests.films import write_numbered_film
from workbench.app.previewing import read_preview
from workbench.core.regions import Purpose, ShapeKind
from workbench.core.time import Ticks
from workbench.practice.clips import PausePoint
from workbench.practice.page_words import shipped_page_words
from workbench.practice.people import ConsentStatus, Role, Scope
from workbench.render.package import open_package
from workbench.render.review import plan_review
from workbench.session.casefile import CaseSession, create_case
from workbench.session.importing import import_film
from workbench.session.publishing import publish
from workbench.store.workspace import open_workspace

PRIVATE = "canary-for-the-guider-alone"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseSession]:
    """A film of four seconds with two clips of it, a mother who has agreed and a visitor who is hidden."""
    folder = tmp_path_factory.mktemp("case")
    write_numbered_film(folder / "film.mp4", n_frames=100)
    with open_workspace(folder / "workspace", create=True) as workspace:
        session = create_case(workspace, "HAZEL", today=TODAY, hope="that he listens to me", helping_question=PRIVATE)
        session.today = lambda: TODAY
        recording = import_film(workspace, folder / "film.mp4", "HAZEL", title=PRIVATE).recording
        mum = session.add_person("M", Role.CLIENT, "Mum")
        visitor = session.add_person("B", Role.BYSTANDER, PRIVATE)
        session.set_in_view(recording.id, [mum.id, visitor.id])
        for number, span in enumerate((seconds(0, 1), seconds(1.6, 3.2))):
            clip = session.make_clip(session.mark_moment(recording.id, span).id)
            pauses = [PausePoint(Ticks(span.start + 40_000), "What do you see?")]
            words = {"note": PRIVATE, "hope_to_notice": PRIVATE, "may_be_hard": PRIVATE}
            session.change_clip(
                clip.id, title=f"Clip </script> {number}", question="What now?", pauses=pauses, poster_at=span.start, **words
            )
        corners, kept = [(0.1, 0.1), (0.4, 0.4)], {"label": PRIVATE, "purpose": Purpose.ANONYMISE, "hides": visitor.id}
        session.draw_region(recording.id, ShapeKind.BLUR, corners, Ticks(0), seconds(2, 4), **kept)
        yield session


def told_by(page: str | None) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="vig-review">(.*?)</script>', page or "", re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_it_is_told_exactly_what_the_package_of_the_same_playlist_is_told(case: CaseSession) -> None:
    for person in case.people():
        case.say_consent(person.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED)
    before = (case.workspace.folder / "packages").exists()
    told = told_by(read_preview(case).page)
    assert (case.workspace.folder / "packages").exists() == before
    package = open_package(publish(case.workspace, case.playlists()[0].id, today=TODAY), TODAY)
    given = plan_review(package, shipped_page_words("en"))
    stretches = told.pop("stretches")
    assert [clip.pop("id") for clip in told["clips"]] == list(stretches)
    assert {clip.pop("id") for clip in given["clips"]} == {clip.id for clip in package.manifest.clips}
    assert told == given


def test_its_clips_are_stretches_of_the_films_with_their_stills_and_all_that_hides_somebody(case: CaseSession) -> None:
    (recording,) = case.recordings()
    first, second = told_by(read_preview(case).page)["stretches"].values()
    assert first == {
        "film": f"vig/media/{recording.id}/film",
        "frames": f"vig/media/{recording.id}/frames",
        "stills": f"vig/still/{recording.id}",
        "start": 0,
        "poster": 0,
        "hides": [],
    }
    assert second["start"] == seconds(1.6, 3.2).start
    (hiding,) = second["hides"]
    assert (hiding["shape"], hiding["start"], hiding["keyframes"][0]["points"]) == ("blur", seconds(2, 4).start, [[0.1, 0.1], [0.4, 0.4]])


def test_nothing_of_the_guiders_own_is_in_the_page(case: CaseSession) -> None:
    page = read_preview(case).page
    assert page is not None
    assert PRIVATE not in page
    assert "HAZEL" not in page


def test_it_can_be_looked_at_without_consent_and_says_who_is_missing(case: CaseSession) -> None:
    (visitor,) = [person for person in case.people() if person.role is Role.BYSTANDER]
    case.say_consent(visitor.id, Scope.SHARED_REVIEW, ConsentStatus.REFUSED)
    told = read_preview(case)
    assert told.page is not None
    assert told.notes[0].startswith("You can look at it; it cannot be published yet. Not everyone in view has agreed")
    assert any("hidden" in note for note in told.notes[1:])
