"""Where a number came from: the function, a digest of all it was given, the settings, the version, the source of its definition.

Convention: what a measure is taken from is positional; how it is taken (a window, a seed, a guard) is keyword-only, and becomes the
result's parameters.
"""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np

from workbench import __version__

Parameter = str | int | float | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a result was made.

    `function` is the full name, `inputs` begins the SHA-256 of everything the function was given, `version` is the workbench's, and
    `source` says where the definition comes from.
    """

    function: str
    inputs: str
    version: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What every result carries beside what it says: its settings and how it was made.

    Two results are equal where they say the same with the same settings, however they were made.
    """

    parameters: tuple[tuple[str, Parameter], ...] = ()
    provenance: Provenance | None = field(default=None, compare=False)

    @property
    def source(self) -> str:
        """Where the definition comes from; empty where it was not said."""
        return self.provenance.source if self.provenance else ""


P = ParamSpec("P")
R = TypeVar("R", bound=Result)


def measured(source: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator of measures: the result carries its settings and its provenance.

    Parameters
    ----------
    source : str
        Where the definition comes from.

    Examples
    --------
    >>> @dataclass(frozen=True)
    ... class Length(Result):
    ...     value: int
    >>> @measured("nowhere")
    ... def length(word: str, *, at_least: int = 0) -> Length:
    ...     return Length(max(len(word), at_least))
    >>> length("four", at_least=2).parameters, length("four").source
    ((('at_least', 2),), 'nowhere')
    >>> length("four").provenance == length("four").provenance != length("five").provenance
    True
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        name = f"{function.__module__}.{function.__qualname__}"
        settings = [p.name for p in signature.parameters.values() if p.kind is inspect.Parameter.KEYWORD_ONLY]

        @wraps(function)
        def traced(*args: P.args, **kwargs: P.kwargs) -> R:
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            made = Provenance(name, digest_of(given.arguments), __version__, source)
            parameters = _parameters({setting: given.arguments[setting] for setting in settings})
            return _signed(function(*args, **kwargs), parameters, made)

        return traced

    return wrap


def _signed(result: R, parameters: tuple[tuple[str, Parameter], ...], made: Provenance) -> R:
    """The result with its settings and provenance, given to every result in it that has none of its own."""

    def sign(value: Any) -> Any:
        if isinstance(value, tuple) and value and all(isinstance(each, Result) for each in value):
            return tuple(map(sign, value))
        return _signed(value, parameters, made) if isinstance(value, Result) and value.provenance is None else value

    inner = {each.name: sign(getattr(result, each.name)) for each in fields(result)}
    return replace(result, **{**inner, "parameters": parameters, "provenance": made})


def digest_of(inputs: Mapping[str, Any]) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of all inputs, the same for equal inputs on any machine."""
    return hashlib.sha256(repr([(name, _plain(value)) for name, value in inputs.items()]).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """The same as lists and plain values, whose representation leaves nothing out."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if hasattr(value, "__array__"):
        array = np.asarray(value)
        return array.tolist() if array.dtype.hasobject else (array.dtype.str, array.shape, hashlib.sha256(array.tobytes()).hexdigest())
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, value))
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, each.name)) for each in fields(value))]
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value


def _parameters(settings: Mapping[str, Any]) -> tuple[tuple[str, Parameter], ...]:
    """Settings as flat pairs; one that has parameters of its own gives those."""
    pairs: list[tuple[str, Parameter]] = []
    for name, value in settings.items():
        if hasattr(value, "parameters"):
            pairs.extend(value.parameters)
        elif value is None or isinstance(value, (str, int, float)):
            pairs.append((name, value))
        elif isinstance(value, (set, frozenset, list, tuple)) and all(isinstance(each, str) for each in value):
            pairs.append((name, ", ".join(sorted(value))))
    return tuple(pairs)
