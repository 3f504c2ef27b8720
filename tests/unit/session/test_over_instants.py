"""What lies over an instant, against looking at every stretch."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.session.over_instants import OverInstants

stretches = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda each: (each[0], sum(each))), max_size=12).map(sorted)


@given(stretches, st.integers(-1, 60))
def test_every_stretch_with_the_instant_inside_is_found_and_no_other(given_ones: list[tuple[int, int]], instant: int) -> None:
    found = sorted((int(span.start), int(span.end)) for span in OverInstants(given_ones).at(instant))
    assert found == [each for each in given_ones if each[0] < instant < each[1]]
