"""What joins the family's page and the presenter's view: a few orders go one way, what the family sees goes the other, nothing else.

The orders are words from a list, with a place on the picture at most; no text of the guider's passes to the family's page. The package's
own words and the guider's private notes go to presenters alone.
What does not live here: who may come in (:mod:`workbench.serve.presenter`).
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

MOST_CHARACTERS = 1000
"""The longest message either side may send."""
MOST_PAGES = 12
"""How many pages of one kind may be joined at once."""

_LEAST_APART_S = 0.1

Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
OrderName = Literal[
    "reveal", "cover", "play", "pause", "again", "slow", "full_speed", "blank", "go_on", "next", "previous", "light", "no_light"
]


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Place(_Message):
    """A place on the picture, as fractions of its width and height from the top left."""

    x: Fraction
    y: Fraction


class Order(_Message):
    """What a presenter asks of the family's page; the light alone has a place."""

    order: OrderName
    at: Place | None = None

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if (self.at is not None) != (self.order == "light"):
            raise ValueError("a light has a place, and nothing else has one")
        return self


class Report(_Message):
    """What the family sees: the words of the page's own state, and the frame in view."""

    screen: Annotated[int, Field(ge=0, le=100)]
    phase: Literal["card", "playing", "held", "ended"]
    pause: Annotated[int, Field(ge=0, le=10_000)] | None
    frame: Annotated[int, Field(ge=0, le=10_000_000)]
    slower: bool
    question_shown: bool
    stopped: bool
    failed: bool
    needs_touch: bool
    light: Place | None

    @property
    def rest(self) -> tuple[object, ...]:
        """What has to change for it not to be quiet any more."""
        return self.screen, self.phase, self.pause, self.stopped


class Page(Protocol):
    """One end of a socket."""

    def tell(self, message: str) -> None:
        """Send a message, or nothing where the page has gone."""
        ...


_Form = TypeVar("_Form", bound=_Message)


class Company:
    """The pages of one presentation.

    Parameters
    ----------
    review : dict
        What the family's page is told of its package; presenters get the same.
    notes : mapping
        The guider's private notes by the ids of the package's clips; for presenters alone.
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, review: dict[str, Any], notes: Mapping[str, Any], clock: Callable[[], float] = time.monotonic) -> None:
        self._review = {"kind": "review", "review": review, "notes": dict(notes)}
        self._clock = clock
        self._families: dict[Page, Report | None] = {}
        self._presenters: list[Page] = []
        self._moved_at = clock()
        self._words: str | None = None
        self._telling: asyncio.TimerHandle | None = None

    def join_family(self, page: Page) -> bool:
        """Let a family's page in; it is the one that is led from now on. False where there are too many."""
        if len(self._families) >= MOST_PAGES:
            return False
        self._families[page] = None
        self._tell_presenters()
        return True

    def join_presenter(self, page: Page) -> bool:
        """Let a presenter in, who is told everything. False where there are too many."""
        if len(self._presenters) >= MOST_PAGES:
            return False
        self._presenters.append(page)
        page.tell(json.dumps(self._review))
        page.tell(json.dumps(self.scene()))
        return True

    def leave(self, page: Page) -> None:
        """Forget a page."""
        self._families.pop(page, None)
        if page in self._presenters:
            self._presenters.remove(page)
        self._tell_presenters()

    def hear_family(self, page: Page, message: str | bytes) -> None:
        """Take what a family's page says of itself; anything that is not a report is dropped."""
        report = _parsed(Report, message)
        if report is None or page not in self._families:
            return
        before = self._families[page]
        self._families[page] = report
        if page is self._led and (before is None or before.rest != report.rest):
            self._moved_at = self._clock()
        self._tell_presenters()

    def hear_presenter(self, message: str | bytes) -> None:
        """Pass an order on to the page that is led, the plain screen to all; anything that is not an order is dropped."""
        order = _parsed(Order, message)
        if order is None:
            return
        words = order.model_dump_json(exclude_none=True)
        for page in list(self._families):
            if page is self._led or order.order == "blank":
                page.tell(words)

    def show_words(self, words: str | None) -> None:
        """The family's own words, where they want the guider to see them; None takes them back."""
        self._words = words
        self._tell_presenters()

    def scene(self) -> dict[str, Any]:
        """What presenters are told of the pages: what the led one shows, and for how many seconds nothing has moved in it."""
        report = self._families.get(self._led) if self._led else None
        return {
            "kind": "scene",
            "n_pages": len(self._families),
            "state": report.model_dump() if report else None,
            "quiet_s": round(self._clock() - self._moved_at, 1),
            "words": self._words,
        }

    @property
    def _led(self) -> Page | None:
        return next(reversed(self._families), None)

    def _tell_presenters(self) -> None:
        """Soon, and all that has come meanwhile at once: a page that talks without end is heard ten times a second."""
        if self._presenters and self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(_LEAST_APART_S, self._tell_now)

    def _tell_now(self) -> None:
        self._telling = None
        words = json.dumps(self.scene())
        for page in list(self._presenters):
            page.tell(words)


def _parsed(form: type[_Form], message: str | bytes) -> _Form | None:
    if not isinstance(message, str) or len(message) > MOST_CHARACTERS:
        return None
    try:
        return form.model_validate_json(message)
    except ValidationError:
        return None
