import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from workbench.serve.company import MOST_CHARACTERS, MOST_PAGES, Company

SECRET = "thistledown"
REPORT = {
    "screen": 0,
    "phase": "held",
    "pause": 0,
    "frame": 30,
    "slower": False,
    "question_shown": False,
    "stopped": False,
    "failed": False,
    "needs_touch": False,
    "light": None,
}


class Page:
    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def tell(self, message: str) -> None:
        self.told.append(json.loads(message))


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def in_company(act: Callable[[Company, Clock], Any]) -> Any:
    """Run in a loop, and until everything due has been said."""

    async def run() -> Any:
        clock = Clock()
        company = Company({"hope": "that he listens"}, {"a": {"note": SECRET}}, clock)
        result = act(company, clock)
        await asyncio.sleep(0.25)
        return result

    return asyncio.run(run())


def report(**changed: Any) -> str:
    return json.dumps({**REPORT, **changed})


@pytest.mark.parametrize("order", ["reveal", "play", "pause", "slow", "blank", "next", "no_light"])
def test_an_order_reaches_the_familys_page_as_it_is(order: str) -> None:
    def act(company: Company, _: Clock) -> Page:
        company.join_family(family := Page())
        company.hear_presenter(json.dumps({"order": order}))
        return family

    assert in_company(act).told == [{"order": order}]


@pytest.mark.parametrize(
    "message",
    [
        "",
        "[]",
        "null",
        "{}",
        "{" * 900,
        '{"order": "execute"}',
        '{"order": "reveal", "text": "' + SECRET + '"}',
        '{"order": "reveal", "at": {"x": 0.5, "y": 0.5}}',
        '{"order": "light"}',
        '{"order": "light", "at": {"x": 1.01, "y": 0}}',
        '{"order": "light", "at": {"x": NaN, "y": 0}}',
        '{"order": "light", "at": {"x": "0.5", "y": 0}}',
        '{"order": "light", "at": {"x": 0.5, "y": 0.5, "z": 1}}',
        '{"order": ["reveal"]}',
        '{"order": "reveal"}' + " " * MOST_CHARACTERS,
        b'{"order": "reveal"}',
    ],
)
def test_what_is_no_order_goes_nowhere(message: str | bytes) -> None:
    def act(company: Company, _: Clock) -> Page:
        company.join_family(family := Page())
        company.hear_presenter(message)
        return family

    assert in_company(act).told == []


@pytest.mark.parametrize(
    "changed",
    [{"screen": -1}, {"screen": 101}, {"phase": "gone"}, {"frame": 1.5}, {"frame": 10**8}, {"slower": 1}, {"more": SECRET}, {"light": 3}],
)
def test_what_is_no_report_is_not_passed_on(changed: dict[str, Any]) -> None:
    def act(company: Company, _: Clock) -> dict[str, Any]:
        company.join_family(family := Page())
        company.hear_family(family, report())
        company.hear_family(family, report(**changed))
        return company.scene()

    assert in_company(act)["state"] == REPORT


def test_a_presenter_is_told_all_and_the_family_nothing_of_it() -> None:
    def act(company: Company, _: Clock) -> tuple[Page, Page]:
        company.join_family(family := Page())
        company.join_presenter(presenter := Page())
        company.hear_family(family, report())
        return family, presenter

    family, presenter = in_company(act)
    assert presenter.told[0] == {"kind": "review", "review": {"hope": "that he listens"}, "notes": {"a": {"note": SECRET}}}
    assert presenter.told[-1]["state"] == REPORT
    assert family.told == []


def test_a_page_that_talks_without_end_is_heard_now_and_then_and_by_its_last_word() -> None:
    def act(company: Company, _: Clock) -> Page:
        company.join_family(family := Page())
        company.join_presenter(presenter := Page())
        for frame in range(5000):
            company.hear_family(family, report(frame=frame))
        return presenter

    scenes = in_company(act).told[1:]
    assert len(scenes) <= 3
    assert scenes[-1]["state"]["frame"] == 4999


def test_quiet_is_the_time_since_something_moved() -> None:
    def act(company: Company, clock: Clock) -> list[float]:
        company.join_family(family := Page())
        quiet = []
        for at_s, changed in [(1, {}), (3, {"question_shown": True}), (7, {"light": {"x": 0.1, "y": 0.2}}), (9, {"phase": "playing"})]:
            clock.now_s = at_s
            company.hear_family(family, report(**changed))
            quiet.append(company.scene()["quiet_s"])
        clock.now_s = 12.5
        return [*quiet, company.scene()["quiet_s"]]

    assert in_company(act) == [0, 2, 6, 0, 3.5]


def test_the_page_opened_last_is_led_and_the_plain_screen_is_for_all() -> None:
    def act(company: Company, _: Clock) -> tuple[Page, Page]:
        first, second = Page(), Page()
        company.join_family(first)
        company.join_family(second)
        for order in ("play", "blank"):
            company.hear_presenter(json.dumps({"order": order}))
        company.leave(second)
        company.hear_presenter('{"order": "next"}')
        return first, second

    first, second = in_company(act)
    assert [each["order"] for each in first.told] == ["blank", "next"]
    assert [each["order"] for each in second.told] == ["play", "blank"]


def test_there_is_room_for_some_pages_only() -> None:
    def act(company: Company, _: Clock) -> list[bool]:
        return [join(Page()) for join in (company.join_family, company.join_presenter) for _ in range(MOST_PAGES + 1)]

    assert in_company(act) == [*[True] * MOST_PAGES, False] * 2


def test_own_words_are_shown_to_presenters_and_taken_back() -> None:
    def act(company: Company, _: Clock) -> tuple[Any, Any, Page]:
        company.join_family(family := Page())
        company.show_words("He looked at me.")
        shown = company.scene()["words"]
        company.show_words(None)
        return shown, company.scene()["words"], family

    shown, taken_back, family = in_company(act)
    assert (shown, taken_back, family.told) == ("He looked at me.", None, [])
