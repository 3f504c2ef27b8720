import numpy as np

from workbench.analysis.learning import Taught, frames_taught, known_pieces, learn
from workbench.analysis.speakers import group, likeliest
from workbench.core.time import Span, Ticks


def span(first: int, end: int) -> Span:
    return Span(Ticks(first * 900), Ticks(end * 900))


def clouds(*middles: float, n: int = 30) -> np.ndarray:
    rng = np.random.default_rng(6)
    return np.concatenate([np.array([middle, 0]) + 0.1 * rng.normal(size=(n, 2)) for middle in middles]).astype(np.float32)


def test_clouds_are_groups() -> None:
    labels = group(clouds(0, 2, 5), 3).reshape(3, 30)
    assert all(len(set(row)) == 1 for row in labels.tolist())
    assert len(set(labels[:, 0])) == 3


def test_fewer_pieces_than_people_are_a_group_each() -> None:
    assert sorted(group(clouds(0, 2, n=1), 3).tolist()) == [0, 1]
    assert group(clouds(0, n=1), 2).tolist() == [0]
    assert group(np.zeros((0, 2), dtype=np.float32), 2).tolist() == []


def test_what_is_known_gives_the_groups_their_numbers() -> None:
    features = clouds(0, 2)
    known = np.full(60, -1)
    known[[0, 1]], known[[40, 41]] = 1, 0
    labels, centres = learn(features, group(features, 2), known, 2)
    assert labels[:30].tolist() == [1] * 30
    assert labels[30:].tolist() == [0] * 30
    np.testing.assert_allclose(centres[:, 0], [2, 0], atol=0.1)


def test_known_pieces_part_a_group_that_was_wrong() -> None:
    features = clouds(0, 0.9, 9)
    known = np.full(90, -1)
    known[0:4], known[30:34] = 0, 1
    labels, _ = learn(features[:60], np.zeros(60, dtype=np.intp), known[:60], 2)
    assert labels.tolist() == [0] * 30 + [1] * 30


def test_a_piece_is_known_when_most_of_it_was_said_to_be_one_persons() -> None:
    speaker, said = frames_taught([Taught(span(0, 70), 1), Taught(span(100, 150), 0), Taught(span(140, 260), None)], 300)
    assert known_pieces(np.array([[0, 100], [100, 140], [120, 220], [200, 300]]), speaker).tolist() == [1, 0, -1, -1]
    assert said.sum() == 70 + 160


def test_a_voice_is_left_only_for_enough_evidence() -> None:
    found = np.zeros((30, 2), dtype=np.float32)
    found[:10, 0], found[10:12, 1], found[12:20, 0], found[20:, 1] = 1, 1, 1, 1
    path = likeliest(found, np.arange(30) < 28)
    assert path.tolist() == [0] * 20 + [1] * 8 + [-1] * 2


def test_between_two_runs_a_change_of_voice_costs_nothing() -> None:
    found = np.array([[0.1, 0.0]] * 5 + [[0.0, 0.0]] + [[0.0, 0.1]] * 5, dtype=np.float32)
    assert likeliest(found, np.arange(11) != 5).tolist() == [0] * 5 + [-1] + [1] * 5
