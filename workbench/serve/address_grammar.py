"""The grammar of international addresses, built when the first of them is checked instead of whenever a server starts.

``jsonschema``, which Jupyter's server needs, imports ``rfc3987_syntax``; that builds its grammar at once, which takes most of the time in
which a server starts, and none of its addresses is ever checked here.
"""

import importlib
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_NAME = "rfc3987_syntax"


def defer_address_grammar() -> None:
    """Let ``rfc3987_syntax`` be imported without its grammar; nothing is done where it is there already, or not installed."""
    if _NAME in sys.modules or find_spec(_NAME) is None:
        return
    late = ModuleType(_NAME)

    def is_valid_syntax(term: str, value: str) -> Any:
        if sys.modules.get(_NAME) is late:
            del sys.modules[_NAME]
        return importlib.import_module(_NAME).is_valid_syntax(term, value)

    late.is_valid_syntax = is_valid_syntax  # type: ignore[attr-defined]
    sys.modules[_NAME] = late
