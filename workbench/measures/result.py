"""What every measure gives: a number that carries its definition, and the rule by which too little film gives no number."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from workbench.core.time import FILM_CLOCK
from workbench.measures.provenance import Parameter, Result


@dataclass(frozen=True, slots=True)
class Measure(Result):
    """A number, or the reason why there is none, with all that is needed to read it.

    `value` is in `unit`, None where the measure is undefined; `why_undefined` then says why in words. `n` counts `events`
    (bouts, transfers ...), `codable_s` is the time of film the number rests on, None where it rests on no film's time (ratings).
    `interval` is where the value lies in 95 of 100 bootstrap samples, where that was asked.
    """

    name: str
    value: float | None
    unit: str
    n: int
    events: str
    codable_s: float | None
    definition: str
    why_undefined: str = ""
    interval: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if (self.value is None) is not bool(self.why_undefined):
            raise ValueError(f"{self.name}: a measure has either a value or the reason why it has none")

    @property
    def said(self) -> str:
        """The value with its unit, or why there is none."""
        if self.value is None:
            return f"undefined, {self.why_undefined}"
        between = f" ({_number(self.interval[0])} to {_number(self.interval[1])} by bootstrap)" if self.interval else ""
        return f"{_number(self.value)} {self.unit}".rstrip() + between

    @property
    def rests_on(self) -> str:
        """How many events, and how much film."""
        return f"{self.n} {self.events}" + ("" if self.codable_s is None else f", {self.codable_s:.1f} s codable")

    @property
    def words(self) -> str:
        """The number as people read it, always with what it rests on.

        Examples
        --------
        >>> Measure("mutual gaze", 0.3, "share of codable time", 2, "bouts", 45.0, "...").words
        'mutual gaze: 0.30 share of codable time (2 bouts, 45.0 s codable)'
        >>> Measure("mutual gaze", None, "", 2, "bouts", 10.0, "...", "under 30 s codable").words
        'mutual gaze: undefined, under 30 s codable (2 bouts, 10.0 s codable)'
        """
        return f"{self.name}: {self.said} ({self.rests_on})"

    @property
    def table(self) -> Any:
        """The measure as a pandas table of one row."""
        return Measures((self,)).table

    def _repr_html_(self) -> str:
        return Measures((self,))._repr_html_()


@dataclass(frozen=True, slots=True)
class Measures:
    """Several measures, as a notebook shows them and as a pandas table."""

    all: tuple[Measure, ...]

    def __iter__(self) -> Iterator[Measure]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __repr__(self) -> str:
        return "\n".join(measure.words for measure in self)

    @property
    def table(self) -> Any:
        """A pandas table with a row for each measure and a column for each field.

        Examples
        --------
        >>> table = Measures((Measure("mutual gaze", 0.3, "share", 6, "bouts", 45.0, "..."),)).table
        >>> table["value"].to_dict(), table["n"].to_list()
        ({'mutual gaze': 0.3}, [6])
        """
        return frame([(*_fields(measure), *_made(measure)) for measure in self], [*_COLUMNS, *_MADE]).set_index("measure")

    def _repr_html_(self) -> str:
        rows = [(m.name, m.said, m.rests_on, m.definition, _settings_in_words(m), m.source) for m in self]
        head = "".join(f'<th style="text-align:left">{name}</th>' for name in _HEADS)
        body = "".join("<tr>" + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, kw_only=True)
class Reading(Result, ABC):
    """A result of several measures, which a notebook shows as those."""

    @property
    @abstractmethod
    def measures(self) -> Measures:
        """All numbers of the result."""

    def _repr_html_(self) -> str:
        return self.measures._repr_html_()


@dataclass(frozen=True, slots=True)
class Guard:
    """How much film a rate needs; below it a measure gives its counts and no rate."""

    shortest_codable_s: float = 30.0
    fewest_events: int = 5

    def objection(self, codable_s: float | None, n: int) -> str:
        """Why there is too little for a rate, or an empty string where there is enough; what has no time is judged by its events.

        Examples
        --------
        >>> Guard().objection(29.0, 4)
        'under 30 s codable and under 5 events'
        """
        is_short = codable_s is not None and codable_s < self.shortest_codable_s
        short = [f"under {self.shortest_codable_s:g} s codable"] if is_short else []
        few = [f"under {self.fewest_events} events"] if n < self.fewest_events else []
        return " and ".join(short + few)

    @property
    def parameters(self) -> tuple[tuple[str, Parameter], ...]:
        """What belongs to a result's parameters."""
        return (("shortest_codable_s", self.shortest_codable_s), ("fewest_events", self.fewest_events))


GUARD = Guard()
"""Under 30 s codable or under 5 events there is no rate."""

UNGUARDED = Guard(0.0, 0)
"""For worked examples: a number however little there is."""


def ratio(
    name: str, part: int, whole: int, *, unit: str, n: int, events: str, codable_ticks: int, definition: str, guard: Guard
) -> Measure:
    """A part of a whole in ticks as a guarded measure; undefined where the whole is nothing."""
    codable_s = FILM_CLOCK.seconds(codable_ticks)
    why = guard.objection(codable_s, n) or ("" if whole else "nothing to divide by")
    return Measure(name, None if why else part / whole, unit, n, events, codable_s, definition, why)


def frame(rows: Iterable[Sequence[Any]], columns: Sequence[str | float]) -> Any:
    """Rows as a pandas table with named columns, also where there are none."""
    # half a second of import, which the command line would pay for tables that only notebooks show
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))


_COLUMNS = ("measure", "value", "unit", "lower", "upper", "n", "events", "codable_s", "why_undefined", "definition", "parameters")
_MADE = ("source", "function", "inputs", "version")
_HEADS = ("measure", "value", "rests on", "definition", "settings", "source")


def _fields(measure: Measure) -> tuple[Any, ...]:
    lower, upper = measure.interval or (None, None)
    values = (measure.name, measure.value, measure.unit, lower, upper, measure.n, measure.events, measure.codable_s)
    return (*values, measure.why_undefined, measure.definition, _settings(measure))


def _made(measure: Measure) -> tuple[str, ...]:
    made = measure.provenance
    return tuple(getattr(made, name) if made else "" for name in _MADE)


def _settings(measure: Measure) -> str:
    return ", ".join(f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}" for name, value in measure.parameters)


def _settings_in_words(measure: Measure) -> str:
    """Settings without underscores, seconds after their number."""
    said = [(name, f"{value:g}" if isinstance(value, float) else str(value)) for name, value in measure.parameters]
    words = [f"{name[:-2]} {value} s" if name.endswith("_s") else f"{name} {value}" for name, value in said]
    return ", ".join(words).replace("_", " ")


def _number(value: float) -> str:
    if float(value).is_integer() and abs(value) >= 1:
        return str(int(value))
    return f"{value:.2g}" if 0 < abs(value) < 0.1 else f"{value:.2f}"
