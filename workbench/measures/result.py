"""What every measure gives: a number that carries its definition, and the rule by which too little film gives no number."""

from dataclasses import dataclass

from workbench.core.time import FILM_CLOCK

Parameter = str | int | float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number, or the reason why there is none, with all that is needed to read it.

    `value` is in `unit`, None where the measure is undefined; `why_undefined` then says why in words. `n` counts `events`
    (bouts, transfers ...), `codable_s` is the time of film the number rests on.
    """

    name: str
    value: float | None
    unit: str
    n: int
    events: str
    codable_s: float
    definition: str
    parameters: tuple[tuple[str, Parameter], ...] = ()
    why_undefined: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) is not bool(self.why_undefined):
            raise ValueError(f"{self.name}: a measure has either a value or the reason why it has none")

    @property
    def words(self) -> str:
        """The number as people read it, always with what it rests on.

        Examples
        --------
        >>> Measure("mutual gaze", 0.3, "share of codable time", 2, "bouts", 45.0, "...").words
        'mutual gaze: 0.30 share of codable time (2 bouts, 45.0 s codable)'
        >>> Measure("mutual gaze", None, "", 2, "bouts", 10.0, "...", why_undefined="under 30 s codable").words
        'mutual gaze: undefined, under 30 s codable (2 bouts, 10.0 s codable)'
        """
        said = f"undefined, {self.why_undefined}" if self.value is None else f"{_number(self.value)} {self.unit}".rstrip()
        return f"{self.name}: {said} ({self.n} {self.events}, {self.codable_s:.1f} s codable)"


@dataclass(frozen=True, slots=True)
class Guard:
    """How much film a rate needs; below it a measure gives its counts and no rate."""

    shortest_codable_s: float = 30.0
    fewest_events: int = 5

    def objection(self, codable_ticks: int, n: int) -> str:
        """Why there is too little for a rate, or an empty string where there is enough.

        Examples
        --------
        >>> Guard().objection(29 * 90_000, 4)
        'under 30 s codable and under 5 events'
        """
        short = [f"under {self.shortest_codable_s:g} s codable"] if FILM_CLOCK.seconds(codable_ticks) < self.shortest_codable_s else []
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
    why = guard.objection(codable_ticks, n) or ("" if whole else "nothing to divide by")
    return Measure(
        name,
        None if why else part / whole,
        unit,
        n,
        events,
        FILM_CLOCK.seconds(codable_ticks),
        definition,
        guard.parameters,
        why,
    )


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) >= 1 else f"{value:.2f}"
