"""Whoever is told where the family's page is finds it prepared; when it cannot be, it is told all the same."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from workbench.serve import present
from workbench.serve.present import FamilyPage


def page(started: Any) -> FamilyPage:
    """What waiting needs of the page: the kernels kept ready, here one that is being started."""
    manager = SimpleNamespace(_pools={"family_review.ipynb": [started]})
    return SimpleNamespace(kernel_manager=manager)  # type: ignore[return-value]


async def wait_for_page(*, breaks: bool) -> list[str]:
    seen: list[str] = []

    async def run() -> None:
        await asyncio.sleep(0.01)
        seen.append("run")

    async def start() -> dict[str, Any]:
        if breaks:
            raise RuntimeError("no kernel")
        seen.append("started")
        return {"task": asyncio.create_task(run())}

    await FamilyPage._prepare_first(page(asyncio.create_task(start())))
    return seen


def test_it_waits_until_the_page_has_run() -> None:
    assert asyncio.run(wait_for_page(breaks=False)) == ["started", "run"]


def test_a_kernel_that_cannot_start_keeps_nobody() -> None:
    assert asyncio.run(wait_for_page(breaks=True)) == []


def test_one_that_hangs_keeps_nobody_for_ever_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "_PREPARED_WITHIN_S", 0.01)

    async def wait() -> bool:
        hanging = asyncio.get_running_loop().create_future()
        await FamilyPage._prepare_first(page(hanging))
        return hanging.cancelled()

    assert asyncio.run(wait()) is False
