import pytest

from workbench.core.identity import is_id, new_id


def test_new_names_are_well_formed_and_differ() -> None:
    names = {new_id() for _ in range(200)}
    assert len(names) == 200
    assert all(is_id(name) for name in names)


@pytest.mark.parametrize(
    "text", ["", "0" * 15, "0" * 17, "G" * 16, "ABCDEF0123456789", "../../etc/passwd", "0123456789abcde\n", "0123456789abcdef\n"]
)
def test_nothing_else_passes_for_a_name(text: str) -> None:
    assert not is_id(text)
