"""VIG Workbench: exact film study for a guider, a calm page for a family.

The names below are all that a notebook needs; each is fetched when it is first used, so that importing this package costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

__all__ = [
    "draw_bouts",
    "draw_cycles",
    "draw_gaze",
    "draw_order",
    "draw_principles",
    "draw_recurrence",
    "draw_ribbon",
    "draw_turns",
    "explain_exchange",
    "explain_gaze",
    "explain_turns",
    "export_coding",
    "family_page",
    "guider_screen",
    "import_coding",
    "open_case",
    "show_cycle",
    "trainer_screen",
]

_HOMES = {
    "draw_bouts": "workbench.app.drawing",
    "draw_cycles": "workbench.app.drawing",
    "draw_gaze": "workbench.app.drawing",
    "draw_order": "workbench.app.drawing",
    "draw_principles": "workbench.app.drawing",
    "draw_recurrence": "workbench.app.drawing",
    "draw_ribbon": "workbench.app.drawing",
    "draw_turns": "workbench.app.drawing",
    "explain_exchange": "workbench.app.walk",
    "explain_gaze": "workbench.app.walk",
    "explain_turns": "workbench.app.walk",
    "export_coding": "workbench.app.exchanging",
    "family_page": "workbench.app.family",
    "guider_screen": "workbench.app.screens",
    "import_coding": "workbench.app.exchanging",
    "open_case": "workbench.app.screens",
    "show_cycle": "workbench.app.walk",
    "trainer_screen": "workbench.app.screens",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
