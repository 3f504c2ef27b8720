"""How things are named on the command line."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.cli.naming import FilmTime, pick, pick_people, short_ids, workspace_folder
from workbench.core.time import format_time
from workbench.errors import NotFoundError
from workbench.practice.casework import Case
from workbench.practice.people import Person, Role
from workbench.store.workspace import Workspace, open_workspace

IDS = ["abcd000000000000", "abcd100000000000", "1234567890abcdef"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path, create=True) as opened:
        for name in IDS:
            with opened.edit("Case", case_id=name) as edit:
                edit.put(Case(name, name.upper(), date(2026, 1, 1)))
        yield opened


def test_the_beginning_of_an_id_names_the_one_thing_that_has_it(workspace: Workspace) -> None:
    assert pick(workspace, Case, "12", "case").id == IDS[2]
    assert pick(workspace, Case, "ABCD1", "case").id == IDS[1]
    assert pick(workspace, Case, IDS[0], "case").id == IDS[0]


def test_a_beginning_of_several_names_them_so_that_one_can_be_chosen(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match=r"Several cases begin with 'abc' \(abcd0, abcd1\)"):
        pick(workspace, Case, "abc", "case")


@pytest.mark.parametrize("beginning", ["", "f", "%", "../"])
def test_a_beginning_of_nothing_is_not_found(workspace: Workspace, beginning: str) -> None:
    with pytest.raises(NotFoundError, match="There is no case"):
        pick(workspace, Case, beginning, "case")


@given(st.lists(st.text("0123456789abcdef", min_size=16, max_size=16), unique=True, max_size=30))
def test_a_short_id_names_its_own_thing_only(ids: list[str]) -> None:
    for name, short in short_ids(ids).items():
        assert len(short) >= 4
        assert [other for other in ids if other.startswith(short)] == [name]


def test_people_are_named_by_their_codes_in_any_case() -> None:
    mum, noah = (Person(name, "c" * 16, code, Role.CLIENT, "x") for name, code in zip(IDS, ("M1", "C1"), strict=False))
    assert pick_people([mum, noah], ["c1", "M1"]) == [noah, mum]
    with pytest.raises(NotFoundError, match=r"Nobody in this case is called X1, X2\. Choose from M1, C1"):
        pick_people([mum, noah], ["X1", "M1", "X2"])
    with pytest.raises(NotFoundError, match="Add people first"):
        pick_people([], ["M1"])


@pytest.mark.parametrize(
    ("written", "ticks"),
    [("0", 0), ("41.2", 3_708_000), ("00:41.200", 3_708_000), ("1:05", 5_850_000), ("1:02:03", 335_070_000), ("90", 8_100_000)],
)
def test_a_time_is_read_as_people_write_it(written: str, ticks: int) -> None:
    assert FilmTime().convert(written, None, None) == ticks


@given(st.integers(0, 20_000_000))
def test_a_time_that_was_shown_is_read_back(milliseconds: int) -> None:
    assert FilmTime().convert(format_time(milliseconds * 90), None, None) == milliseconds * 90


@pytest.mark.parametrize("written", ["", "ten", "-1", "1:60", "1:2:3:4", "1:-2", "nan", "1/0", "1:", "1e99999999", "1_0", "9" * 99])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(click.BadParameter, match="not a time like"):
        FilmTime().convert(written, None, None)


def test_the_folder_is_the_one_given_or_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIG_WORKSPACE", str(tmp_path))
    assert workspace_folder(None) == tmp_path
    assert workspace_folder(Path("ws")) == Path.cwd() / "ws"
