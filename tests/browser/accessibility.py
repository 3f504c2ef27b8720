"""What axe-core finds on a page, and what it does not look for: how large things to press are."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from workbench.widgets import wire

AXE = Path(wire.__file__).parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SMALLEST_TARGET_PX = 24

_TARGETS = """([within, smallest]) => [...document.querySelectorAll(
  ["button", "select", "summary", "input:not([type=radio])", "a[href]"].map((one) => `${within} ${one}`).join())]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest("[aria-hidden=true]"))
  .map((each) => [each, (each.closest("label") ?? each).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < smallest - 0.01 || box.height < smallest - 0.01))
  .map(([each, box]) => `${each.dataset.testid ?? each.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`)"""


def problems(page: Page, within: str) -> list[str]:
    """What axe-core finds in the part of a page that a selector names, one line a rule with the places; empty where all is well."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"], "rules": {"region": {"enabled": False}}}
    found: dict[str, Any] = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary'].splitlines()[1].strip()}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def small_targets(page: Page, within: str) -> list[str]:
    """Everything to press that is smaller than 24 pixels one way, with its label where it has one around it."""
    return list(page.evaluate(_TARGETS, [within, SMALLEST_TARGET_PX]))
