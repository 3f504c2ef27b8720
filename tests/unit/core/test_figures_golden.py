"""Python's and the page's arithmetic of figures are the same to the bit; the page's side is the frontend's ``tests/shapes.test.ts``."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from workbench.core.figures import bounds_of, corners_of
from workbench.core.regions import FRAMED, Form, Keyframe, Region, ShapeKind, usual_purpose
from workbench.core.time import Span, Ticks

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "figures.json").read_text(encoding="utf-8"))


def points_of(points: list[list[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in points)


def region_of(case: dict[str, Any]) -> Region:
    kind = ShapeKind(case["shape"])
    keyframes = tuple(Keyframe(Ticks(k["at"]), points_of(k["points"]), k["turn_deg"]) for k in case["keyframes"])
    return Region("r", "film", Span(Ticks(0), Ticks(10**9)), kind, keyframes, purpose=usual_purpose(kind))


@pytest.mark.parametrize("case", GOLDEN["forms"], ids=lambda case: f"{case['shape']}-{case['at']}")
def test_a_figure_at_an_instant_is_the_same_number_everywhere(case: dict[str, Any]) -> None:
    assert region_of(case).form_at(case["at"]) == Form(points_of(case["points"]), case["turn_deg"])


@pytest.mark.parametrize("case", GOLDEN["forms"], ids=lambda case: f"{case['shape']}-{case['at']}")
def test_that_number_is_the_true_one_as_near_as_a_float_can_be(case: dict[str, Any]) -> None:
    left = max((k for k in case["keyframes"] if k["at"] <= case["at"]), key=lambda k: k["at"], default=case["keyframes"][0])
    right = min((k for k in case["keyframes"] if k["at"] > case["at"]), key=lambda k: k["at"], default=left)
    part = Fraction(max(0, case["at"] - left["at"]), max(1, right["at"] - left["at"]))
    for place, one, other in zip(case["points"], left["points"], right["points"], strict=True):
        for got, a, b in zip(place, one, other, strict=True):
            assert abs(Fraction(got) - (Fraction(a) + (Fraction(b) - Fraction(a)) * part)) < Fraction(1, 2**51)
    way = (Fraction(right["turn_deg"]) - Fraction(left["turn_deg"]) + 180) % 360 - 180
    way = Fraction(180) if way == -180 else way
    away = (Fraction(case["turn_deg"]) - Fraction(left["turn_deg"]) - way * part) % 360
    assert min(away, 360 - away) < Fraction(1, 2**40)


@pytest.mark.parametrize("case", GOLDEN["places"], ids=lambda case: f"{case['shape']}-{case['turn_deg']}")
def test_what_a_figure_covers_is_the_same_place_everywhere(case: dict[str, Any]) -> None:
    kind, form, aspect = ShapeKind(case["shape"]), Form(points_of(case["points"]), case["turn_deg"]), case["width"] / case["height"]
    assert bounds_of(kind, form, aspect) == pytest.approx(tuple(case["bounds"]), abs=1e-12)
    if kind in FRAMED:
        for corner, wanted in zip(corners_of(form, aspect), case["corners"], strict=True):
            assert corner == pytest.approx(tuple(wanted), abs=1e-12)
