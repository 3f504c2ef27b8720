"""What was found when a file was read or written: all problems at once, every change a policy made, and what could not be held, by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.errors import ExchangeError

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a file must not have. `line` counts from 1 and is None where a file has no lines; `tier` is "" where it is in none."""

    words: str
    line: int | None = None
    tier: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", f"tier “{self.tier}”" if self.tier else "") if part)
        return f"{place}: {self.words}" if place else self.words


@dataclass(frozen=True, slots=True)
class Loss:
    """What cannot be held, by its name, with how many there are and where."""

    name: str
    n: int
    where: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.n}{f' ({self.where})' if self.where else ''}"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file that was read or written.

    Attributes
    ----------
    changes : tuple of str
        What a rule or a policy changed, in words: times rounded, unpaired states closed, names given.
    losses : tuple of Loss
        What is not in the result.
    """

    changes: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return Report(self.changes + other.changes, self.losses + other.losses)

    def lines(self) -> list[str]:
        """The report for people; one line where nothing was changed or lost."""
        lost = [f"Not held: {loss}" for loss in self.losses]
        return [*(f"Changed: {change}" for change in self.changes), *lost] or ["Nothing was changed and nothing was lost"]


class RefusedError(ExchangeError):
    """A file that is not as it must be, with everything that is wrong in it.

    Attributes
    ----------
    problems : tuple of Problem
        All that was found, in the order of the file.
    """

    def __init__(self, name: str, problems: Iterable[Problem], next_step: str) -> None:
        self.name, self.problems = name, tuple(problems)
        shown = "; ".join(str(problem) for problem in self.problems[:_SHOWN])
        rest = f"; and {len(self.problems) - _SHOWN} more" if len(self.problems) > _SHOWN else ""
        super().__init__(f"{name}: {shown}{rest}", next_step)

    def __reduce__(self) -> tuple[type["RefusedError"], tuple[str, tuple[Problem, ...], str]]:  # type: ignore[override]
        return RefusedError, (self.name, self.problems, self.next_step)


MEND = "Mend it in the tool it comes from and save it again"


@dataclass
class Findings:
    """Gathers what a reader meets; `name` is the file's, for the message. No more than `most` problems of a hostile file are kept."""

    name: str
    next_step: str = MEND
    problems: list[Problem] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    most: int = 1000

    def wrong(self, words: str, line: int | None = None, tier: str = "") -> None:
        """Note a problem and go on."""
        if len(self.problems) < self.most:
            self.problems.append(Problem(words, line, tier))

    def changed(self, words: str) -> None:
        """Note what a rule changed."""
        self.changes.append(words)

    def lost(self, name: str, n: int = 1, where: str = "") -> None:
        """Note what is not taken along."""
        self.losses.append(Loss(name, n, where))

    def refused(self, words: str, line: int | None = None) -> RefusedError:
        """The error of a file that cannot be read any further, with what was found before."""
        self.wrong(words, line)
        return RefusedError(self.name, self.problems, self.next_step)

    def report(self) -> Report:
        """What was found, if nothing stands against it.

        Raises
        ------
        RefusedError
            If there is any problem: all of them at once.
        """
        if self.problems:
            raise RefusedError(self.name, self.problems, self.next_step)
        return Report(tuple(self.changes), tuple(self.losses))
