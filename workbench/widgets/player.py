"""The guider's player as a widget: film, timeline and panels on one screen.

Python owns what is shown and says it with :meth:`PlayerWidget.show`; the page owns the playhead and asks for edits, which a handler
carries out. The film's bytes come from the server's media handler, never through the widget.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import anywidget
import traitlets
from pydantic import BaseModel, ValidationError

from workbench.errors import EditError, WorkbenchError
from workbench.widgets.protocol import LAST_TICK, Done, Edit, Playhead, Question, Refused, SeekCommand, parse_edit, parse_question
from workbench.widgets.snapshot import Snapshot, WireHistory, WireSettings
from workbench.widgets.tier_columns import TierColumns

Result = dict[str, Any]
Handler = Callable[[Edit], "Result | Future[Result]"]
"""Carries out one edit and returns what the page may want to know; for something new its ``id``. Refuses by raising a WorkbenchError.
Long work gives a future: the page is answered when it is done, from whatever thread that is, and the kernel goes on meanwhile."""

Reader = Callable[[Question], TierColumns | BaseModel]
"""Answers a question of the page without changing anything. Refuses by raising a WorkbenchError."""

_STATIC = Path(str(files("workbench.widgets") / "static"))
_LOG = logging.getLogger(__name__)
_GUIDERS_OWN = frozenset({"reviews", "supervision", "letters", "checks", "analysing", "analysis"})
"""What followed reviews, advice to who filmed, and who is who; it is nobody's on a trainer's screen."""

_NOTHING_DONE = WireHistory(undo=None, redo=None, saved_at=None)


class PlayerWidget(anywidget.AnyWidget):
    """The player; as ``player`` screen without header and panels, for a trainer's notebook.

    Parameters
    ----------
    handler : Handler or None
        Carries out the page's edits; with None every edit is refused, for film that is only looked at.
    reader : Reader or None
        Answers the page's questions; with None there is nothing to read.
    afterwards : callable, optional
        Called after each answer, with nothing to wait for it any more.
    screen : {"guider", "player"}
        Whether header and panels are shown.
    """

    _esm = _STATIC / "player.js"
    _css = _STATIC / "player.css"

    film = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    preparation = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    checks = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    publishing = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    analysing = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    analysis = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    case = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    casework = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    people: traitlets.List[Any] = traitlets.List().tag(sync=True)
    tiers: traitlets.List[Any] = traitlets.List().tag(sync=True)
    steps: traitlets.List[Any] = traitlets.List().tag(sync=True)
    moments: traitlets.List[Any] = traitlets.List().tag(sync=True)
    regions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    cameras: traitlets.List[Any] = traitlets.List().tag(sync=True)
    playlist = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    consent = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    reviews: traitlets.List[Any] = traitlets.List().tag(sync=True)
    supervision = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    letters: traitlets.List[Any] = traitlets.List().tag(sync=True)
    vocabulary = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    history = traitlets.Dict(default_value=_NOTHING_DONE.model_dump()).tag(sync=True)
    settings = traitlets.Dict(default_value=WireSettings().model_dump(mode="json")).tag(sync=True)
    screen = traitlets.Enum(["guider", "player"], default_value="guider").tag(sync=True)
    playhead = traitlets.Dict(default_value=Playhead(frame=0, ticks=0, playing=False).model_dump()).tag(sync=True)

    def __init__(
        self,
        handler: Handler | None = None,
        *,
        reader: Reader | None = None,
        afterwards: Callable[[], None] | None = None,
        screen: Literal["guider", "player"] = "guider",
    ) -> None:
        super().__init__(screen=screen)
        self._handler = handler
        self._reader = reader
        self._afterwards = afterwards
        self.on_msg(self._answer)

    def show(self, **parts: Any) -> None:
        """Show other values for the parts named; the rest stays as it is.

        Parameters
        ----------
        **parts
            Fields of ``snapshot.Snapshot``, each as ``workbench.widgets.wire`` makes it or as its plain JSON.
        """
        unknown = sorted(parts.keys() - Snapshot.model_fields.keys())
        if unknown:
            raise TypeError(f"a player has no part {', '.join(unknown)}; it has {', '.join(Snapshot.model_fields)}")
        shown = parts if self.screen == "guider" else {name: value for name, value in parts.items() if name not in _GUIDERS_OWN}
        with self.hold_sync():
            for name, value in shown.items():
                setattr(self, name, _plain(value))

    def seek(self, ticks: int) -> None:
        """Ask the page to go to the frame shown at an instant of the film clock; an instant outside the film goes to its nearest end."""
        self.send(SeekCommand(command="seek", ticks=min(max(ticks, 0), LAST_TICK)).model_dump())

    @property
    def now(self) -> Playhead:
        """Where the page is; told at most ten times a second."""
        return Playhead.model_validate(self.playhead)

    @traitlets.validate("playhead")
    def _check_playhead(self, proposal: dict[str, Any]) -> dict[str, Any]:
        try:
            return Playhead.model_validate(proposal["value"]).model_dump()
        except ValidationError as error:
            raise traitlets.TraitError("a playhead has a frame, ticks and whether it plays") from error

    def _answer(self, _widget: object, content: object, _buffers: object) -> None:
        request = content.get("request") if isinstance(content, dict) else None
        if not isinstance(content, dict) or type(request) is not int:
            return
        self._reply_to(request, {name: value for name, value in content.items() if name != "request"})
        if self._afterwards is not None:
            try:
                self._afterwards()
            except Exception:  # the message handler's border, and the page has its answer
                _LOG.exception("what follows an answer failed")

    def _reply_to(self, request: int, said: dict[str, Any]) -> None:
        try:
            question = parse_question(said)
            result = self._perform(said) if question is None else self._read(question)
        except Exception as error:  # the message handler's border
            self._tell(_refusal(request, said, error))
            return
        if isinstance(result, TierColumns):
            self._tell(Done(reply=request, ok=True, result=result.about.model_dump(mode="json")), result.buffers)
        elif isinstance(result, BaseModel):
            self._tell(Done(reply=request, ok=True, result=result.model_dump(mode="json")))
        elif isinstance(result, Future):
            result.add_done_callback(lambda future: self._tell(_reply_when_done(request, said, future)))
        else:
            self._tell(Done(reply=request, ok=True, result=result))

    def _perform(self, said: dict[str, Any]) -> "Result | Future[Result]":
        edit = parse_edit(said)
        if self._handler is None:
            raise EditError("This film is here to be looked at only", "Open the case to change it")
        return self._handler(edit)

    def _read(self, question: Question) -> TierColumns | BaseModel:
        if self._reader is None:
            raise EditError("There is nothing to read here", "Open the case to see it")
        return self._reader(question)

    def _tell(self, reply: Done | Refused, buffers: tuple[bytes, ...] = ()) -> None:
        self.send(reply.model_dump(mode="json"), list(buffers))


def _reply_when_done(request: int, said: dict[str, Any], work: "Future[Result]") -> Done | Refused:
    error = work.exception()
    return Done(reply=request, ok=True, result=work.result()) if error is None else _refusal(request, said, error)


def _refusal(request: int, said: dict[str, Any], error: BaseException) -> Refused:
    if isinstance(error, WorkbenchError):
        return Refused(reply=request, ok=False, problem=error.problem, next_step=error.next_step)
    _LOG.error("an edit of kind %r failed", said.get("kind"), exc_info=error)
    return Refused(
        reply=request,
        ok=False,
        problem="Something unexpected happened and nothing was changed",
        next_step="Try once more; if it happens again, restart the kernel: all that was saved is safe",
    )


def _plain(value: object) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
