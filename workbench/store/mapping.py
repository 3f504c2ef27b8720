"""How values become rows and rows become values: one table of kinds, everything else follows from the annotations of the dataclasses.

==================  =====================================================
annotation          columns
==================  =====================================================
str, int, float     one column of that type (numpy numbers become plain)
bool, date          one column of that type
StrEnum             its word
Span                two columns, ``<field>_start`` and ``<field>_end``
tuple, dataclass    JSON; what came later than a row is left to its default
``X | None``        as X, NULL for None
==================  =====================================================
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from operator import index
from types import NoneType, UnionType
from typing import Any, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import JSON, Column, Date, Table

from workbench.core.regions import Region
from workbench.core.tiers import Interval, Tier
from workbench.core.time import Span, Ticks
from workbench.practice.assent import Assent
from workbench.practice.cameras import Camera
from workbench.practice.casework import Case, Cycle, Goal, GoalRating, Recording
from workbench.practice.certificates import Certificate
from workbench.practice.clips import Clip, Moment, Playlist
from workbench.practice.exports import Export
from workbench.practice.letters import Letter
from workbench.practice.people import Consent, Person
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.steps import InteractionStep
from workbench.practice.supervision import ExternalMeasure, SelfAssessment, Supervision
from workbench.practice.who_is_who import WhoIsWho
from workbench.store import tables

Row = Mapping[str, Any]
"""The columns of one row by name."""

Document = dict[str, Any]
"""A row as plain JSON, as the journal keeps it."""


class Thing(Protocol):
    """Anything the store keeps: a frozen dataclass with an `id`."""

    @property
    def id(self) -> str:
        """The thing's name, made by :func:`workbench.core.identity.new_id`."""


T = TypeVar("T", bound=Thing)


@dataclass(frozen=True)
class Field:
    """One field of a kind and the columns it lives in."""

    name: str
    columns: tuple[str, ...]
    split: Callable[[Any], tuple[Any, ...]]
    join: Callable[..., Any]


@dataclass(frozen=True)
class Kind:
    """One kind of thing: its dataclass, its table, what people call it, and its natural order."""

    type: type[Thing]
    table: Table
    word: str
    order: tuple[str, ...]

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields by name, in the order of the dataclass."""
        hints = get_type_hints(self.type)
        return {field.name: _field(field.name, hints[field.name]) for field in fields(self.type)}  # type: ignore[arg-type]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the fields, in the same order."""
        return tuple(column for field in self.fields.values() for column in field.columns)

    def row(self, thing: Thing) -> dict[str, Any]:
        """The columns of a thing."""
        values: list[Any] = []
        for field in self.fields.values():
            values.extend(field.split(getattr(thing, field.name)))
        return dict(zip(self.columns, values, strict=True))

    def thing(self, row: Row) -> Any:
        """The value in a row, an instance of `type`."""
        return self.type(**{name: field.join(*[row[column] for column in field.columns]) for name, field in self.fields.items()})

    def conditions(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """The columns that say that the named fields equal these values.

        Raises
        ------
        ValueError
            If this kind has no field of that name, or the field is nested.
        """
        unknown = sorted(set(wanted) - set(self.fields))
        if unknown:
            raise ValueError(f"a {self.word} has no field {', '.join(unknown)}; it has {', '.join(self.fields)}")
        conditions: dict[str, Any] = {}
        for name, value in wanted.items():
            field = self.fields[name]
            if any(isinstance(self.table.c[column].type, JSON) for column in field.columns):
                raise ValueError(f"things cannot be found by {name}, which is nested; find them by another field")
            conditions.update(zip(field.columns, field.split(value), strict=True))
        return conditions

    @cached_property
    def owner(self) -> Column[Any] | None:
        """The column that names what a row belongs to; None for a case, which belongs to nothing."""
        return next((column for column in self.references if not column.nullable), None)

    @cached_property
    def references(self) -> tuple[Column[Any], ...]:
        """The columns that name a row of another kind."""
        return tuple(column for column in self.table.columns if column.foreign_keys)

    @cached_property
    def lists_of_names(self) -> tuple[Column[Any], ...]:
        """The JSON columns that list ids of another kind."""
        return tuple(column for column in self.table.columns if tables.NAMES in column.info)


KINDS: tuple[Kind, ...] = (
    Kind(Case, tables.cases, "case", ("code",)),
    Kind(Goal, tables.goals, "goal", ("set_on",)),
    Kind(GoalRating, tables.goal_ratings, "rating", ("on",)),
    Kind(Cycle, tables.cycles, "cycle", ("number",)),
    Kind(Person, tables.people, "person", ("code",)),
    Kind(Recording, tables.recordings, "recording", ("imported_on", "title")),
    Kind(Camera, tables.cameras, "camera", ("id",)),
    Kind(Consent, tables.consents, "consent", ("on", "place_in_day")),
    Kind(Assent, tables.assents, "assent", ("on", "place_in_day")),
    Kind(Tier, tables.tiers, "tier", ("position", "name")),
    Kind(Interval, tables.intervals, "interval", ("span_start", "span_end")),
    Kind(WhoIsWho, tables.who_is_who, "who is who", ("id",)),
    Kind(InteractionStep, tables.steps, "step", ("span_start", "span_end")),
    Kind(Moment, tables.moments, "moment", ("span_start", "span_end")),
    Kind(Region, tables.regions, "region", ("span_start", "span_end")),
    Kind(Playlist, tables.playlists, "playlist", ("title",)),
    Kind(Clip, tables.clips, "clip", ("position",)),
    Kind(SharedReview, tables.reviews, "review", ("held_on",)),
    Kind(ClipResponse, tables.clip_responses, "response", ("id",)),
    Kind(Supervision, tables.supervisions, "supervision", ("held_on",)),
    Kind(SelfAssessment, tables.self_assessments, "self-assessment", ("on",)),
    Kind(ExternalMeasure, tables.external_measures, "measure", ("on", "name")),
    Kind(Letter, tables.letters, "letter", ("drafted_on",)),
    Kind(Export, tables.exports, "export", ("made_on", "place_in_day")),
)

CERTIFICATES = Kind(Certificate, tables.certificates, "certificate", ("on",))
"""Kept beside the kinds: a certificate is in no case, and no edit can touch it."""

_BY_TYPE = {kind.type: kind for kind in KINDS}
_BY_TABLE = {kind.table.name: kind for kind in KINDS}


def kind_of(type_: type[Thing]) -> Kind:
    """The kind of a dataclass; ValueError for one the store does not keep."""
    if type_ not in _BY_TYPE:
        raise ValueError(f"the store keeps no {type_.__name__}")
    return _BY_TYPE[type_]


def kind_in(table: str) -> Kind:
    """The kind whose rows are in a table."""
    return _BY_TABLE[table]


def document_of(row: Row, table: Table) -> Document:
    """A row as plain JSON."""
    document = dict(row)
    for name in _date_columns(table):
        if document[name] is not None:
            document[name] = document[name].isoformat()
    return document


def row_of(document: Document, table: Table) -> dict[str, Any]:
    """The row a document was made of; columns that came later are left to their defaults."""
    names = _column_names(table)
    row = dict(document) if document.keys() <= names else {name: value for name, value in document.items() if name in names}
    for name in _date_columns(table):
        if row.get(name) is not None:
            row[name] = date.fromisoformat(row[name])
    return row


@cache
def _column_names(table: Table) -> frozenset[str]:
    return frozenset(table.columns.keys())


@cache
def _date_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if isinstance(column.type, Date))


def _field(name: str, annotation: Any) -> Field:
    if annotation is Span:
        return Field(name, (f"{name}_start", f"{name}_end"), _ticks_of, lambda start, end: Span(Ticks(start), Ticks(end)))
    to_plain, from_plain = _converters(annotation)
    return Field(name, (name,), lambda value: (to_plain(value),), from_plain)


def _ticks_of(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (part for part in get_args(annotation) if part is not NoneType)
        return _plain_type(inner), True
    return _plain_type(annotation), False


def _plain_type(annotation: Any) -> Any:
    """The type behind a NewType."""
    while hasattr(annotation, "__supertype__"):
        annotation = annotation.__supertype__
    return annotation


_SAME: dict[Any, Callable[[Any], Any]] = {str: str, int: index, float: float, bool: bool}


def _converters(annotation: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """To what JSON and a column can hold, and back; None stays None where it may be."""
    annotation, optional = _without_none(annotation)
    to_plain, from_plain = _own_converters(annotation)
    if not optional:
        return to_plain, from_plain
    return lambda value: None if value is None else to_plain(value), lambda plain: None if plain is None else from_plain(plain)


def _own_converters(annotation: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    if annotation in _SAME:
        return _SAME[annotation], _SAME[annotation]
    if annotation is date:
        return _same, _same
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return (lambda value: annotation(value).value), annotation
    if get_origin(annotation) is tuple:
        return _tuple_converters(get_args(annotation))
    if is_dataclass(annotation):
        return _dataclass_converters(annotation)
    raise TypeError(f"no column is known for {annotation!r}")


def _same(value: Any) -> Any:
    return value


def _tuple_converters(parts: Sequence[Any]) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        to_plain, from_plain = _converters(parts[0])
        return (lambda values: [to_plain(value) for value in values]), (lambda plain: tuple(from_plain(value) for value in plain))
    each = [_converters(part) for part in parts]
    return (
        lambda values: [to_plain(value) for (to_plain, _), value in zip(each, values, strict=True)],
        lambda plain: tuple(from_plain(value) for (_, from_plain), value in zip(each, plain, strict=True)),
    )


def _dataclass_converters(type_: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    each = {name: _converters(hint) for name, hint in get_type_hints(type_).items()}
    return (
        lambda value: {name: to_plain(getattr(value, name)) for name, (to_plain, _) in each.items()},
        lambda plain: type_(**{name: from_plain(plain[name]) for name, (_, from_plain) in each.items() if name in plain}),
    )
