"""The grid of attunement: which principle was marked in which clip or minute, for whom; a mirror for reflection, never a score.

Only what somebody marked is in it. A principle that nobody marked has no row: nothing is said about what was not looked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from workbench.core.time import FILM_CLOCK, Span, Ticks, format_time
from workbench.design import DESIGN
from workbench.plots.paper import MARKERS, lay_paper, say_instead
from workbench.practice.people import Person
from workbench.practice.principles import Vocabulary

_TITLE = "Principles, where they were marked"
_SAID = (
    "A sign stands where a principle was marked in that stretch of the film, for the person who did it. Principles nobody marked have no "
    "row: a row that is missing says nothing about anybody."
)
_ROW_PX = 26
_MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A clip or a minute."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Seen:
    """A principle that was marked: by its code, at an instant, and in whom; None where the whole moment was meant."""

    code: str
    at: Ticks
    person_id: str | None = None


def minutes_of(length: Ticks) -> list[Column]:
    """A film's minutes; the last one may be shorter."""
    minute = FILM_CLOCK.ticks_from_seconds(60, "nearest")
    starts = range(0, length, minute)
    return [Column(f"{start // minute}:00", Span(Ticks(start), Ticks(min(start + minute, length)))) for start in starts]


def grid_figure(seen: Sequence[Seen], columns: Sequence[Column], people: Sequence[Person], vocabulary: Vocabulary) -> go.Figure:
    """A sign for each person, principle and column in which the principle was marked.

    Parameters
    ----------
    seen : sequence of Seen
        What lies in no column is left out, and the subtitle says so.
    columns : sequence of Column
        From the left; they may overlap, as clips may.
    people : sequence of Person
        The people of the case, whose places give their marks.
    vocabulary : Vocabulary
        Its order of principles is the order of rows; codes it does not know come last.
    """
    placed = [(column, each) for column in columns for each in seen if column.span.contains(each.at)]
    if not placed:
        return say_instead(_TITLE, "No principle was marked here", "Tag a step or a moment with a principle, and it stands in this grid")
    known = [code for code in vocabulary.by_code if any(each.code == code for _, each in placed)]
    codes = [*known, *sorted({each.code for _, each in placed} - set(known))]
    acting = [person for person in people if any(each.person_id == person.id for _, each in placed)]
    actors: list[Person | None] = [*acting, *([None] if any(each.person_id is None for _, each in placed) else [])]
    figure = go.Figure()
    for place, person in enumerate(actors):
        aside = (place - (len(actors) - 1) / 2) * min(0.22, 0.7 / len(actors))
        _add_signs(
            figure,
            [pair for pair in placed if pair[1].person_id == (person.id if person else None)],
            person,
            aside,
            codes,
            columns,
            people,
            vocabulary,
        )
    n_outside = len(set(seen) - {each for _, each in placed})
    outside = f" {n_outside} more were marked outside these stretches." if n_outside else ""
    lay_paper(figure, title=_TITLE, height_px=144 + _ROW_PX * min(len(codes), _MOST_ROWS), said=_SAID + outside)
    figure.update_xaxes(
        tickvals=list(range(len(columns))), ticktext=[_short(column.name) for column in columns], side="top", fixedrange=True
    )
    figure.update_xaxes(range=[-0.5, len(columns) - 0.5], showgrid=False)
    figure.update_yaxes(tickvals=list(range(len(codes))), ticktext=[_row_name(code, vocabulary) for code in codes], fixedrange=True)
    figure.update_yaxes(range=[len(codes) - 0.5, -0.5])
    figure.update_layout(dragmode=False, legend={"y": -0.02}, margin={"t": figure.layout.margin.t + 24, "b": 24})
    return figure


def _add_signs(
    figure: go.Figure,
    pairs: Sequence[tuple[Column, Seen]],
    person: Person | None,
    aside: float,
    codes: Sequence[str],
    columns: Sequence[Column],
    people: Sequence[Person],
    vocabulary: Vocabulary,
) -> None:
    """One person's signs; a second mark of one principle in one column makes no second sign, and is told under the pointer."""
    cells: dict[tuple[int, int], list[Seen]] = {}
    for column, each in pairs:
        cells.setdefault((columns.index(column), codes.index(each.code)), []).append(each)
    mark = DESIGN.person(list(people).index(person)) if person else None
    figure.add_scatter(
        name=person.shown_name if person else "the moment as a whole",
        mode="markers",
        x=[column + aside for column, _ in cells],
        y=[row for _, row in cells],
        marker={
            "symbol": MARKERS[mark.shape] if mark else "circle-open",
            "size": 13,
            "color": mark.colour if mark else DESIGN.light.ink_quiet,
            "line": {"width": 1 if mark else 2, "color": DESIGN.light.raised if mark else DESIGN.light.ink_quiet},
        },
        text=[
            f"{_row_name(codes[row], vocabulary)}<br>{person.shown_name if person else 'the moment as a whole'}: "
            + ", ".join(format_time(each.at) for each in found)
            for (_, row), found in cells.items()
        ],
        customdata=[[FILM_CLOCK.seconds(min(each.at for each in found))] for found in cells.values()],
        hoverinfo="text",
        showlegend=True,
    )


def _row_name(code: str, vocabulary: Vocabulary) -> str:
    principle = vocabulary.by_code.get(code)
    return f"{code} {principle.behaviour}" if principle else code


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:20].rstrip()}…"
