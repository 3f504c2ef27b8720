import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import jinja2
import pytest

from workbench.practice.page_words import shipped_page_words
from workbench.serve.places import templates_folder

VIEW = "application/vnd.jupyter.widget-view+json"


WORDS = shipped_page_words("nl").model_copy(update={"title": "Samen <kijken>"})


def page(*outputs: dict[str, Any]) -> str:
    async def cells(_nb: object, _kernel_id: str) -> AsyncIterator[dict[str, Any]]:
        yield {"cell_type": "code", "outputs": list(outputs)}

    async def start(_nb: object) -> str:
        return "kernel-1"

    loader = jinja2.FileSystemLoader(templates_folder() / "family")
    environment = jinja2.Environment(loader=loader, enable_async=True, autoescape=True, extensions=["jinja2.ext.do"])
    template = environment.get_template("index.html.j2")
    values = {
        "nb": None,
        "resources": {"base_url": "/", "words": WORDS.model_dump()},
        "page_config": {"fullStaticUrl": "/voila/static"},
        "main_js": "voila.js",
    }
    return asyncio.run(template.render_async(**values, kernel_start=start, cell_generator=cells))


def test_an_error_becomes_one_calm_sentence_and_nothing_of_it_reaches_the_page() -> None:
    html = page({"output_type": "error", "ename": "KeyError", "evalue": "secret", "traceback": ["File secret.py", "KeyError"]})
    assert html.count(f">{WORDS.trouble}<") == 1
    assert not re.search("KeyError|secret|Traceback", html)


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "name": "stderr", "text": "a private word"},
        {"output_type": "display_data", "data": {"text/html": "<script>a private word</script>"}},
        {"output_type": "execute_result", "data": {"text/plain": "a private word"}},
    ],
)
def test_only_widgets_are_passed_on(output: dict[str, Any]) -> None:
    assert "private" not in page(output)


def test_a_widget_is_passed_on_by_its_id_alone() -> None:
    data = {VIEW: {"model_id": "abc", "version_major": 2, "version_minor": 1}, "text/plain": "FamilyWidget(a private word)"}
    html = page({"output_type": "execute_result", "data": data, "metadata": {}})
    assert '"model_id": "abc"' in html
    assert "private" not in html


def test_it_waits_and_is_named_in_the_words_it_is_given() -> None:
    html = page()
    assert '<html lang="nl">' in html
    assert "<title>Samen &lt;kijken&gt;</title>" in html
    assert f'data-trouble="{WORDS.trouble}">{WORDS.waiting}</p>' in html
    assert WORDS.newer_browser in html


def test_the_page_asks_no_other_host_and_has_no_script_of_its_own_in_it() -> None:
    html = page()
    assert not re.search(r"https?://|//cdn", html)
    inline = [tag for tag in re.findall(r"<script[^>]*>", html) if "src=" not in tag and 'type="application/' not in tag]
    assert inline == []
    assert not re.search(r"\son\w+=", html)
