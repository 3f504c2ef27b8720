"""JSON as hostile input: size and depth are limited before anything is built, and what is no JSON becomes a problem with its line."""

import json
import re
from typing import Any

from workbench.exchange.format import text_of
from workbench.exchange.report import Findings

DEEPEST = 100
"""How deep lists and objects may lie in one another."""


def parse_json(data: bytes, findings: Findings) -> Any:
    """What a JSON file holds.

    Raises
    ------
    RefusedError
        If it is no JSON, too large or too deep, or has a number that is none.
    """
    text = text_of(data, findings)
    if (line := _too_deep(text)) is not None:
        raise findings.refused(f"lists and objects lie more than {DEEPEST} deep", line)
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise findings.refused(f"this is no JSON ({error.msg})", error.lineno) from error
    except ValueError as error:
        raise findings.refused(f"a number in it cannot be read ({error})") from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _too_deep(text: str) -> int | None:
    """The line on which the depth is passed; strings are gone over."""
    depth = 0
    for found in _BRACKET.finditer(text):
        mark = found[0][0]
        depth += (mark in "[{") - (mark in "]}")
        if depth > DEEPEST:
            return text.count("\n", 0, found.start()) + 1
    return None


_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
