"""Design tokens, kept once in ``design.json``: the widgets, the plots, the reel's cards and the family's page all draw from it."""

import json
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Tokens(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PersonMark(_Tokens):
    """How one person is told apart: by colour and by shape."""

    colour: str
    shape: Literal["circle", "square", "triangle", "diamond"]


class Surface(_Tokens):
    """The quiet colours of one theme."""

    paper: str
    raised: str
    sunken: str
    line: str
    ink: str
    ink_quiet: str


class FamilySurface(_Tokens):
    """The colours of the family's page and of the reel's cards."""

    paper: str
    raised: str
    line: str
    ink: str
    ink_quiet: str
    stop: str


class Design(_Tokens):
    """All tokens; sizes in CSS pixels, durations in milliseconds, colours as ``#rrggbb``."""

    accent: str
    accent_soft: str
    candidate: str
    people: tuple[PersonMark, ...]
    objects: dict[str, str]
    light: Surface
    dark: Surface
    family: FamilySurface
    text_px: dict[str, int]
    family_text_px: dict[str, int]
    space_px: int
    radius_px: int
    motion_ms: int
    font: str

    def person(self, position: int) -> PersonMark:
        """The mark of the person at a place in the case's order, from 0; marks repeat after the last."""
        return self.people[position % len(self.people)]


DESIGN = Design.model_validate(json.loads((files("workbench") / "design.json").read_text(encoding="utf-8")))
