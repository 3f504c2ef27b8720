"""The values edits are made of, bounded: ids, instants, texts; and the two forms every message takes."""

from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from workbench.core.time import TICKS_PER_S

LAST_TICK = 24 * 3600 * TICKS_PER_S
"""No film runs longer than a day; on the film clock."""

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
RequestKey = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Instant = Annotated[int, Field(ge=0, le=LAST_TICK, strict=True)]
Text = Annotated[str, Field(max_length=4000)]
ShortText = Annotated[str, Field(max_length=300)]
PrincipleCodes = Annotated[list[Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]], Field(max_length=12)]


def _read_day(said: object) -> date:
    if not isinstance(said, str):
        raise ValueError("a day is said as YYYY-MM-DD")
    return date.fromisoformat(said)


Day = Annotated[date, BeforeValidator(_read_day)]
NO_DAY = date.min
"""Stands for a day that was not said; it is not among the changes."""

Fraction = Annotated[float, Field(ge=-0.5, le=1.5, allow_inf_nan=False)]
MOST_POINTS = 2000
"""Points of one figure in a message; a line drawn by hand is simplified to less."""

Points = Annotated[
    list[tuple[Fraction, Fraction]], Field(min_length=2, max_length=MOST_POINTS, json_schema_extra={"tsType": "[number, number][]"})
]


class Said(BaseModel):
    """Anything said between page and kernel: unchangeable, and nothing beside its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SaidChange(Said):
    """Something that is to be other than it was."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "SaidChange":
        start, end = getattr(self, "start", None), getattr(self, "end", None)
        if start is not None and end is not None and end <= start:
            raise ValueError(f"a stretch ends after it starts, not run from {start} to {end} ticks")
        return self

    def changes(self) -> dict[str, Any]:
        """The fields that were said, without the kind, the id and the key: what a ``change_...`` sets; said as None means emptied."""
        return {name: getattr(self, name) for name in self.model_fields_set - {"kind", "id", "key"}}


class BaseEdit(SaidChange):
    """What a page may ask for; each edit names its ``kind``.

    An edit asked for again under the same `key`, because its answer did not come, is carried out once.
    """

    key: RequestKey | None = None


_Change = TypeVar("_Change", bound=SaidChange)


def with_both(edit: _Change, one: str, other: str) -> _Change:
    """The edit, if both of two fields were said or neither."""
    if (one in edit.model_fields_set) is not (other in edit.model_fields_set):
        raise ValueError(f"{one} and {other} are said together")
    return edit
