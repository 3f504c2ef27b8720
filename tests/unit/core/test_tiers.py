import pytest

from workbench.core.tiers import Interval
from workbench.core.time import Span, Ticks


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_confidence_runs_from_0_to_1(confidence: float) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        Interval("i", "t", Span(Ticks(0), Ticks(1)), "child", confidence)


def test_what_a_person_marks_has_no_confidence() -> None:
    assert Interval("i", "t", Span(Ticks(0), Ticks(1)), "child").confidence is None
