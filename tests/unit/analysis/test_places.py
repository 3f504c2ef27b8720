"""Places to look, on authored looks, voices and faces."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

from tests.cases import SECOND, seconds
from workbench.analysis.places import Place, PlaceSettings, places_to_look
from workbench.analysis.tracks import ROW, FaceTracks
from workbench.core.time import Span

NAMES = {"m": "Mum", "n": "Noah"}


@dataclass(frozen=True)
class Looked:
    span: Span
    label: str


def _looks(*said: tuple[float, float, str]) -> list[Looked]:
    return [Looked(seconds(start, end), label) for start, end, label in said]


def _faces(length_s: float, *, apart: float, until_s: float | None = None) -> FaceTracks:
    """Two faces a tenth of the picture high, `apart` widths of the picture from one another; the second until some time."""
    at = np.arange(round(length_s * 10)) * 9000
    rows = np.zeros(2 * len(at), ROW)
    rows["sample"] = np.repeat(np.arange(len(at)), 2)
    rows["track"] = np.tile([0, 1], len(at))
    rows["box"] = np.array([[0.2, 0.4, 0.25, 0.5], [0.2 + apart, 0.4, 0.25 + apart, 0.5]])[rows["track"]]
    seen = (rows["track"] == 0) | (rows["sample"] < (np.inf if until_s is None else until_s * 10))
    return FaceTracks.of_rows(at, np.zeros(0, np.int64), rows[seen])


def _places(length_s: float = 60, **said: object) -> list[Place]:
    given = {"looks": {}, "voices": {}, "tracks": None, "people": {0: "m", 1: "n"}, **said}
    return places_to_look(**given, length=round(length_s * SECOND), names=NAMES)  # type: ignore[arg-type]


def _to_and_fro(begin_s: float, n: int) -> dict[str, list[Span]]:
    """Voices of one second each in turn, half a second apart."""
    spans = [seconds(begin_s + 1.5 * k, begin_s + 1.5 * k + 1) for k in range(n)]
    return {"m": spans[::2], "n": spans[1::2]}


def _joined(*parts: dict[str, list[Span]]) -> dict[str, list[Span]]:
    return {key: sorted(span for part in parts for span in part[key]) for key in ("m", "n")}


def test_a_stretch_in_which_voices_go_to_and_fro_is_a_place_with_its_reason() -> None:
    (place,) = _places(voices=_to_and_fro(20, 5))
    assert (place.rank, place.people) == (1, ("m", "n"))
    assert place.span.covers(seconds(21.5, 26))  # from the first change to the last
    assert place.span.length <= 12 * SECOND
    assert place.reasons[-1] == "Their voices change to and fro 4 times"


def test_a_look_that_comes_back_is_a_place_and_one_that_does_not_is_none() -> None:
    once = {"m": _looks((10, 12, "n")), "n": _looks((11, 11.8, "m"))}
    (place,) = _places(looks=once)
    assert place.reasons[-2:] == ("A look comes back once", "They look at one another for 0.8 s in all")
    assert _places(looks={"m": _looks((10, 12, "n")), "n": _looks((20, 21, "m"))}) == []
    assert _places(looks={"m": _looks((10, 12, "puzzle")), "n": _looks((11, 12, "m"))}) == []


@pytest.mark.parametrize(("later_s", "n_places"), [(1.9, 1), (2.1, 0)])
def test_a_look_back_comes_within_the_time_that_is_set(later_s: float, n_places: int) -> None:
    assert len(_places(looks={"m": _looks((10, 12, "n")), "n": _looks((12 + later_s, 15, "m"))})) == n_places


@pytest.mark.parametrize(("gap_s", "n_places"), [(4.9, 1), (5.0, 0)])
def test_voices_too_far_apart_do_not_answer_one_another(gap_s: float, n_places: int) -> None:
    spans = [seconds(5 + k * (1 + gap_s), 6 + k * (1 + gap_s)) for k in range(6)]
    settings = PlaceSettings(length_s=30.0)
    found = places_to_look({}, {"m": spans[::2], "n": spans[1::2]}, None, {}, length=60 * SECOND, names=NAMES, settings=settings)
    assert len(found) == n_places


def test_what_has_more_of_an_exchange_comes_first_and_no_two_places_overlap() -> None:
    voices = _joined(_to_and_fro(5, 4), _to_and_fro(25, 8), _to_and_fro(45, 5))
    found = _places(voices=voices, looks={"m": _looks((26, 28, "n")), "n": _looks((27, 29, "m"))})
    assert [place.rank for place in found] == [*range(1, len(found) + 1)]
    assert found[0].span.overlaps(seconds(25, 37))
    _assert_apart(place.span for place in found)


def _assert_apart(spans: Iterable[Span]) -> None:
    ordered = sorted(spans)
    assert all(before.end <= after.start for before, after in pairwise(ordered))


@pytest.mark.parametrize(
    ("tracks", "words"),
    [
        (_faces(60, apart=0.1), "Mum and Noah are both in view, near one another"),
        (_faces(60, apart=0.6), "Mum and Noah are both in view"),
        (_faces(60, apart=0.1, until_s=1), "Mum and Noah cannot both be seen here, so only what is heard speaks for it"),
        (None, "Mum and Noah cannot both be seen here, so only what is heard speaks for it"),
    ],
    ids=["near", "apart", "one gone", "no faces"],
)
def test_who_is_seen_is_said_first(tracks: FaceTracks | None, words: str) -> None:
    (place,) = _places(voices=_to_and_fro(20, 5), tracks=tracks)
    assert place.reasons[0] == words


def test_a_film_of_nobody_and_one_person_alone_have_no_places() -> None:
    assert _places() == []
    assert places_to_look({}, {}, None, {}, length=0, names={}) == []
    assert _places(voices={"m": [seconds(k, k + 0.5) for k in range(50)]}, tracks=_faces(60, apart=0.1)) == []


def test_at_the_end_of_a_film_a_place_ends_with_it() -> None:
    (place,) = _places(10.03, voices=_to_and_fro(4, 5))
    assert place.span.end == round(10.03 * SECOND)


def test_three_hours_give_no_more_places_than_are_wanted() -> None:
    voices = _joined(*(_to_and_fro(minute * 60, 6) for minute in range(180)))
    found = _places(3 * 3600, voices=voices)
    assert len(found) == PlaceSettings().most
    _assert_apart(place.span for place in found)
