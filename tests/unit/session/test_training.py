"""What goes to training: exact clips and their coding under letters, with consent to just that training, and nothing that names anybody."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.films import read_number, write_numbered_film
from tests.proxies import write_proxy
from tests.unit.session.test_publishing import TODAY, Practice
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span
from workbench.errors import ConsentError, EditError
from workbench.media.frames import FrameTable
from workbench.media.reader import FrameReader
from workbench.practice.exports import Export, Way
from workbench.practice.people import ConsentStatus, Scope
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.render.training_data import TrainingData
from workbench.session.casefile import CaseSession
from workbench.session.training import export_for_training
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.workspace import open_workspace

CANARY = "thistledown"
"""In every private text and every name."""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTable]:
    folder = tmp_path_factory.mktemp("film")
    film = write_numbered_film(folder / "film.mp4", n_frames=30)
    return folder / "proxy.mp4", write_proxy(film.path, folder / "proxy.mp4")


class Desk:
    """A case full of canaries with one clip (frames 5 to 20), coded before it, in it, over its edge and after it."""

    def __init__(self, practice: Practice, table: FrameTable) -> None:
        self.practice, self.table = practice, table
        case, film = practice.case, practice.recording
        practice.mother = replace(practice.mother, code=f"{CANARY}-1", shown_name=f"{CANARY}mum")
        practice.child = replace(practice.child, code=f"{CANARY}-2", shown_name=f"{CANARY}child")
        practice.put(
            replace(case, code=CANARY.upper(), setting=CANARY, helping_question=CANARY, hope=CANARY),
            practice.mother,
            practice.child,
            replace(film, title=CANARY),
            replace(practice.playlist, title=CANARY, closing_question=CANARY),
            replace(practice.clip, title=CANARY, question=CANARY, note=CANARY, may_be_hard=CANARY, principles=("E1",)),
        )
        looks = Tier(new_id(), film.id, f"looks of {CANARY}mum", Channel.LOOK, Origin.MARKED, practice.mother.id, 0)
        words = Tier(new_id(), film.id, "said", Channel.WORDS, Origin.IMPORTED, practice.child.id, 1)
        practice.put(looks, words)
        practice.put(
            Interval(new_id(), looks.id, self.frames(0, 3), f"{CANARY}child"),
            Interval(new_id(), looks.id, self.frames(4, 8), f"{CANARY}child", note=CANARY),
            Interval(new_id(), looks.id, self.frames(9, 12), "puzzle"),
            Interval(new_id(), words.id, self.frames(10, 14), f"look, {CANARY}"),
        )
        first = InteractionStep(
            new_id(), film.id, self.frames(6, 8), practice.child.id, StepRole.INITIATIVE, Modality.GAZE, topic=CANARY, words=CANARY
        )
        answer = InteractionStep(
            new_id(), film.id, self.frames(9, 25), practice.mother.id, StepRole.RECEPTION, Modality.FACE, first.id, ("R3",), CANARY
        )
        practice.put(first, answer)
        self.session = CaseSession(practice.workspace, case.id, today=lambda: TODAY)

    def frames(self, first: int, last: int) -> Span:
        return Span(self.table.span_of(first).start, self.table.span_of(last).end)

    def agree(self, scope: Scope, status: ConsentStatus = ConsentStatus.GRANTED) -> None:
        for person in (self.practice.mother, self.practice.child):
            self.session.say_consent(person.id, scope, status)

    def export(self, target: Path, way: Way = Way.TRAINING_INTERNAL, days: int = 30) -> Export:
        return export_for_training(self.session, self.practice.playlist.id, way, target, for_whom="AB", days=days)


@pytest.fixture
def desk(proxy: tuple[Path, FrameTable], tmp_path: Path) -> Iterator[Desk]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        yield Desk(Practice(workspace, *proxy), proxy[1])


def test_one_training_is_not_the_other_and_a_review_is_neither(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ConsentError, match="training in the service"):
        desk.export(tmp_path / "out")
    desk.agree(Scope.TRAINING_INTERNAL)
    with pytest.raises(ConsentError, match="training elsewhere"):
        desk.export(tmp_path / "out", Way.TRAINING_EXTERNAL)
    assert (desk.session.exports(), (tmp_path / "out").exists()) == ([], False)
    assert desk.export(tmp_path / "out").way is Way.TRAINING_INTERNAL
    desk.agree(Scope.TRAINING_EXTERNAL)
    assert desk.export(tmp_path / "out", Way.TRAINING_EXTERNAL).way is Way.TRAINING_EXTERNAL


def test_clips_are_exact_and_the_coding_is_theirs_under_letters(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.TRAINING_INTERNAL)
    made = desk.export(tmp_path / "out")
    folder = Path(made.place)
    assert sorted(made.files) == ["coding.json", "films/1.mp4"]
    with FrameReader(folder / "films" / "1.mp4") as reader:
        assert [read_number(reader.picture(n)) for n in range(reader.table.n_frames)] == list(range(5, 21))
    data = TrainingData.model_validate_json((folder / "coding.json").read_bytes())
    assert (data.use, data.last_day, data.ticks_per_second) == ("training_internal", TODAY + timedelta(days=30), 90_000)
    assert [(person.code, person.role) for person in data.people] == [("A", "client"), ("B", "child")]
    (clip,) = data.clips
    assert clip.principles == ("E1",)
    assert np.array_equal(np.array(clip.pts) + desk.table.span_of(5).start, desk.table.pts[5:21])
    from_start = {n: desk.table.span_of(n).start - desk.table.span_of(5).start for n in range(5, 22)}
    looks, words = clip.tiers
    assert (looks.name, looks.channel, looks.person, words.person) == ("looks of [client]", "look", "A", "B")
    assert [(row.start, row.end, row.whole, row.label) for row in looks.intervals] == [
        (0, from_start[9], False, "B"),
        (from_start[9], from_start[13], True, "puzzle"),
    ]
    assert [row.label for row in words.intervals] == [""]
    assert [(s.number, s.actor, s.role, s.start, s.end, s.whole, s.answers, s.topic, s.principles) for s in clip.steps] == [
        (1, "B", "initiative", from_start[6], from_start[9], True, None, 1, ()),
        (2, "A", "reception", from_start[9], clip.end, False, 1, 1, ("R3",)),
    ]


def test_nothing_in_it_names_anybody_or_the_case(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.TRAINING_EXTERNAL)
    folder = Path(desk.export(tmp_path / "out", Way.TRAINING_EXTERNAL).place)
    practice = desk.practice
    private = [CANARY, practice.case.id, practice.recording.id, practice.playlist.id, practice.clip.id, practice.mother.id, "Lavf", "x264"]
    for path in [folder, *folder.rglob("*")]:
        assert not [word for word in private if word in path.name.lower()]
        if path.is_file():
            assert not [word for word in private if word.encode() in path.read_bytes().lower() or word.encode() in path.read_bytes()]


def test_it_ends_with_the_first_consent_or_its_days_and_is_taken_back_then(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.TRAINING_INTERNAL)
    desk.agree(Scope.TRAINING_EXTERNAL)
    soon = TODAY + timedelta(days=7)
    desk.session.say_consent(desk.practice.child.id, Scope.TRAINING_INTERNAL, ConsentStatus.GRANTED, expires=soon)
    internal, external = desk.export(tmp_path / "out"), desk.export(tmp_path / "out", Way.TRAINING_EXTERNAL, days=9)
    assert (internal.expires_on, external.expires_on) == (soon, TODAY + timedelta(days=9))
    assert json.loads((Path(internal.place) / "coding.json").read_text())["last_day"] == soon.isoformat()

    def left_after(n_days: int) -> list[bool]:
        withdraw_unconsented(CaseSession(desk.practice.workspace, desk.practice.case.id, today=lambda: TODAY + timedelta(days=n_days)))
        return [Path(export.place).exists() for export in (internal, external)]

    assert [left_after(7), left_after(8), left_after(9), left_after(10)] == [[True, True], [False, True], [False, True], [False, False]]
    certificates = desk.practice.workspace.certificates()
    assert [len(certificate.files) for certificate in certificates] == [2, 2]
    assert "last day" in certificates[-1].reason


def test_taken_back_by_one_it_is_destroyed_at_once(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.TRAINING_INTERNAL)
    folder = Path(desk.export(tmp_path / "out").place)
    desk.session.say_consent(desk.practice.child.id, Scope.TRAINING_INTERNAL, ConsentStatus.WITHDRAWN)
    assert [export.way for export in withdraw_unconsented(desk.session).exports] == [Way.TRAINING_INTERNAL]
    assert not folder.exists()


def test_it_is_for_somebody_and_of_something(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.TRAINING_INTERNAL)
    with pytest.raises(EditError, match="for somebody and for some days"):
        desk.export(tmp_path / "out", days=0)
    empty = desk.session.add_playlist("empty")
    with pytest.raises(EditError, match="no clips yet"):
        export_for_training(desk.session, empty.id, Way.TRAINING_INTERNAL, tmp_path / "out", for_whom="AB")
    assert not (tmp_path / "out").exists()
