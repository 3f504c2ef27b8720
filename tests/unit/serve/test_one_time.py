import asyncio

import pytest

from workbench.serve.one_time import EXPIRES_AFTER_S, MOST_WRONG, CodeRefusedError, OneTimeCode


class Watch:
    """Time that passes only where somebody waits."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.waited_s: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    async def wait(self, seconds: float) -> None:
        self.waited_s.append(seconds)
        self.now_s += seconds
        await asyncio.sleep(0)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def announced() -> list[str]:
    return []


@pytest.fixture
def code(watch: Watch, announced: list[str]) -> OneTimeCode:
    return OneTimeCode(announced.append, watch, watch.wait)


def exchange(code: OneTimeCode, typed: str) -> str:
    return asyncio.run(code.exchange(typed))


@pytest.mark.parametrize("how", [str, str.lower, lambda shown: shown.replace(" ", ""), lambda shown: f" {shown.replace(' ', '-')} "])
def test_a_code_opens_however_it_is_typed_and_at_once(code: OneTimeCode, watch: Watch, how: object) -> None:
    assert code.knows(exchange(code, how(code.shown)))  # type: ignore[operator]
    assert watch.waited_s == []


def test_a_code_works_once_and_the_next_stands_at_the_computer(code: OneTimeCode, announced: list[str]) -> None:
    first = code.shown
    key = exchange(code, first)
    with pytest.raises(CodeRefusedError, match="A new one stands where vig present runs"):
        exchange(code, first)
    assert announced == [code.shown]
    assert code.shown != first
    assert exchange(code, code.shown) != key
    assert code.knows(key)


def test_a_code_expires(code: OneTimeCode, watch: Watch, announced: list[str]) -> None:
    old = code.shown
    watch.now_s = EXPIRES_AFTER_S
    with pytest.raises(CodeRefusedError, match="cannot be used any more"):
        exchange(code, old)
    assert announced == [code.shown]
    exchange(code, code.shown)


def test_wrong_codes_are_ever_slower_and_soon_change_the_code(code: OneTimeCode, watch: Watch, announced: list[str]) -> None:
    first = code.shown
    for _ in range(MOST_WRONG):
        with pytest.raises(CodeRefusedError):
            exchange(code, "AAAAAA")
    assert watch.waited_s == [1, 2, 4, 8, 8]
    assert announced == [code.shown]
    with pytest.raises(CodeRefusedError):
        exchange(code, first)
    assert watch.waited_s[-1] == 8


def test_many_guesses_at_once_are_tried_one_after_the_other_and_most_are_turned_away(code: OneTimeCode, watch: Watch) -> None:
    async def guess() -> list[object]:
        return await asyncio.gather(*(code.exchange(f"AAAA{n}") for n in range(10, 40)), return_exceptions=True)

    refusals = asyncio.run(guess())
    assert all(isinstance(each, CodeRefusedError) for each in refusals)
    assert sum("trying codes" in str(each) for each in refusals) == 26
    assert len(watch.waited_s) == 4


@pytest.mark.parametrize("key", ["", "x", "é", "None"])
def test_nothing_else_is_a_key(code: OneTimeCode, key: str) -> None:
    exchange(code, code.shown)
    assert not code.knows(key)
    assert not code.knows(code.shown)
