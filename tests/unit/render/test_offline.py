"""The offline page as a folder of bytes; how it looks and plays is tested in a browser."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import workbench.render.offline
from tests.machine import small_disk
from tests.permits import permit_for
from tests.unit.render.conftest import Desk, Proxy, check_nothing_private
from workbench.errors import ConsentError, RenderError, StoppedError
from workbench.practice.exports import Way
from workbench.practice.page_words import PageWords, shipped_page_words
from workbench.render.offline import write_offline_page
from workbench.render.packing import write_package

WORDS = shipped_page_words("nl").model_copy(update={"title": "Kijken </title>"})
"""As somebody may have edited them."""


def write(desk: Desk, folder: Path, **more: Any) -> Path:
    plan = desk.plan()
    return write_offline_page(plan, desk.vault, folder, permit_for(plan, Way.OFFLINE_PAGE), WORDS, **more)


class Page(HTMLParser):
    """The elements of a page: script and style with what is in them, all others with their attributes."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.filled: list[tuple[str, dict[str, str | None], str]] = []
        self.links: list[str] = []
        self.text = (folder / "index.html").read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (name := given.get("http-equiv") or given.get("name")):
            self.metas[name] = given.get("content") or ""
        if tag in ("script", "style"):
            self.filled.append((tag, given, ""))
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action", "data")]

    def handle_data(self, data: str) -> None:
        if self.filled and self.cdata_elem == self.filled[-1][0]:
            tag, given, text = self.filled[-1]
            self.filled[-1] = (tag, given, text + data)

    @property
    def told(self) -> dict[str, Any]:
        (text,) = [text for _, given, text in self.filled if given.get("type") == "application/json"]
        told: dict[str, Any] = json.loads(text)
        return told


@pytest.fixture(scope="module")
def offline(proxy_of: Callable[..., Proxy], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Desk]:
    film, table, _ = proxy_of("variable")
    desk = Desk(tmp_path_factory.mktemp("desk"), film, table)
    return write(desk, tmp_path_factory.mktemp("stick")), desk


def test_the_folder_holds_the_page_its_clips_and_stills_and_nothing_else(offline: tuple[Path, Desk]) -> None:
    folder, _ = offline
    ids = [clip["id"] for clip in Page(folder).told["clips"]]
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"index.html", *(f"films/clips/{name}.mp4" for name in ids), f"films/posters/{ids[1]}.jpg"}
    assert re.fullmatch(r"review-2026-11-20-[0-9a-f]{4}", folder.name)
    assert list(folder.parent.iterdir()) == [folder]


def test_nothing_private_is_in_any_byte_or_name_of_it(offline: tuple[Path, Desk]) -> None:
    folder, desk = offline
    check_nothing_private(folder, desk)


def test_the_page_is_told_what_a_familys_page_is_told_and_the_last_day(offline: tuple[Path, Desk]) -> None:
    told = Page(offline[0]).told
    assert set(told) == {"language", "hope", "closing_question", "clips", "words", "expires_on", "clips_in", "posters_in"}
    assert told["words"] == WORDS.model_dump()
    assert (told["hope"], told["expires_on"]) == ("that he listens to me", "2027-01-19")
    assert [(clip["title"], len(clip["pts"]), clip["has_poster"]) for clip in told["clips"]] == [
        ("Waiting together", 20, False),
        ("To and fro", 25, True),
    ]
    assert [pause["question"] for pause in told["clips"][0]["pauses"]] == ["What is she doing here?", ""]


def test_the_page_is_called_and_says_what_it_needs_in_the_words_it_is_given(offline: tuple[Path, Desk]) -> None:
    text = Page(offline[0]).text
    assert '<html lang="nl">' in text
    assert "<title>Kijken &lt;/title&gt;</title>" in text
    assert f"<noscript>{WORDS.newer_browser}</noscript>" in text


def test_the_policy_lets_run_this_one_script_and_nothing_come_from_anywhere(offline: tuple[Path, Desk]) -> None:
    page = Page(offline[0])
    policy = dict(rule.split(maxsplit=1) for rule in page.metas["Content-Security-Policy"].split("; "))

    def hash_of(kind: str) -> str:
        (text,) = [text for tag, given, text in page.filled if tag == kind and "type" not in given]
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert policy == {
        "default-src": "'none'",
        "script-src": hash_of("script"),
        "style-src": hash_of("style"),
        "media-src": "'self' file:",
        "img-src": "'self' file:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.links == []
    assert page.text.index("Content-Security-Policy") < page.text.index("<style")
    addresses = set(re.findall(r"\b(?:https?|wss?):[^\s\"'`)]*", page.text))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_words_that_look_like_html_stay_words(desk: Desk, tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><!-- $style"
    desk.clips = [replace(desk.clips[0], title=evil)]
    page = Page(write(desk, tmp_path / "out"))
    assert page.told["clips"][0]["title"] == evil
    assert [tag for tag, *_ in page.filled] == ["style", "script", "script"]


@pytest.mark.parametrize(("writer", "way", "words"), [(write_offline_page, Way.PACKAGE, [WORDS]), (write_package, Way.OFFLINE_PAGE, [])])
def test_a_permit_for_the_other_way_out_is_refused(
    desk: Desk, tmp_path: Path, writer: Callable[..., Path], way: Way, words: list[PageWords]
) -> None:
    plan = desk.plan()
    with pytest.raises(ConsentError, match="another use"):
        writer(plan, desk.vault, tmp_path / "out", permit_for(plan, way), *words)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("after_n_questions", [0, 3, 40])
def test_a_stopped_run_leaves_nothing(desk: Desk, tmp_path: Path, after_n_questions: int) -> None:
    asked = iter(range(10_000))
    with pytest.raises(StoppedError):
        write(desk, tmp_path / "out", cancelled=lambda: next(asked) >= after_n_questions)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_disk_on_which_the_clips_fit_and_the_page_does_not_is_left_empty(
    desk: Desk, offline: tuple[Path, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole, tried = workbench.render.offline.write_whole, []

    def write_more(target: Path, content: bytes) -> None:
        tried.append(target.name)
        write_whole(target, content + bytes(8 * 2**20))

    monkeypatch.setattr(workbench.render.offline, "write_whole", write_more)
    size = sum(path.stat().st_size for path in offline[0].rglob("*") if path.is_file())
    with small_disk(tmp_path / "disk", 3 * size // 1024 + 1024) as disk:
        with pytest.raises(RenderError, match="no space left on the disk"):
            write(desk, disk)
        assert list(disk.iterdir()) == []
    assert tried == ["index.html"]
