"""A guider's desk: one film of a case on a player, kept the same on the disk and on the screen.

An edit comes in from the page, is on the disk when the session's method returns, then the parts of the screen that show it are read
anew. Only after that is the page answered; so what was acknowledged is kept, whatever happens to browser or kernel. What is only said
about it (what is next for the family, the checks of the clips, the figure of the film) follows the answer.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Protocol

from pydantic import BaseModel

from workbench.app.acts import NEED_NO_FILM, Result, perform_edit
from workbench.app.acts.cameras import say_camera
from workbench.app.acts.supervision import read_may_go
from workbench.app.aligning import Aligning
from workbench.app.analysing import Analysing
from workbench.app.giving import Giving
from workbench.app.preparing import Preparing
from workbench.app.previewing import read_preview
from workbench.app.sealing import Sealing
from workbench.app.showing import ALL, PREPARED, parts_made_of, parts_resting_on, read_empty_part, read_faces, read_part, read_tier
from workbench.app.work_bar import WorkBar
from workbench.errors import EditError, NotFoundError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.session.watching import CaseWatch
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.settings import change_settings
from workbench.widgets import protocol
from workbench.widgets.snapshot import WireDepending, WireLook
from workbench.widgets.tier_columns import TierColumns
from workbench.widgets.wire import wire_edits


class Screen(Protocol):
    """The part of a player a desk needs."""

    def show(self, **parts: Any) -> None:
        """Show other values for the parts named; what is the same as before is not sent again."""


class Desk:
    """One film of a case on a screen.

    Parameters
    ----------
    session : CaseSession
        The open case.
    screen : Screen
        The player that shows it.
    giving : Giving
        Gives playlists away.
    preparing : Preparing, optional
        Makes working copies that are not there yet; one for all desks of a workspace, where there are several.
    sealing : Sealing, optional
        Seals packages for the supervisor.
    """

    def __init__(
        self,
        session: CaseSession,
        screen: Screen,
        giving: Giving,
        preparing: Preparing | None = None,
        sealing: Sealing | None = None,
    ) -> None:
        self.session = session
        self.recording_id: str | None = None
        self._screen = screen
        self._giving = giving
        self._preparing = preparing or Preparing(session.workspace)
        self._sealing = sealing or Sealing(WorkBar())
        self._films: list[Recording] = []
        self._film_listeners: list[Callable[[list[Recording]], None]] = []
        self._listeners: list[Callable[[], None]] = []
        self._watch = CaseWatch(session.workspace, session.case_id)
        self._aligning = Aligning()
        self._analysing = Analysing(session)
        self._owed: list[str] | None = None

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each edit that is on the disk, on the screen and answered."""
        self._listeners.append(listener)

    def on_films(self, listener: Callable[[list[Recording]], None]) -> None:
        """Call `listener` with the films that may be looked at whenever a page's look or an edit finds others than before."""
        self._film_listeners.append(listener)

    def show(self, recording_id: str | None) -> None:
        """Put a film of the case on the screen, or with None clear it."""
        if recording_id is not None:
            self.session.recording(recording_id)
        self.recording_id = recording_id
        self._watch = CaseWatch(self.session.workspace, self.session.case_id)
        self._films = self.session.recordings()
        self._refresh([part for part in ALL if part not in PREPARED])
        self._show_prepared()
        if recording_id is not None:
            self._preparing.begin(recording_id)
            self._show_prepared()

    def perform(self, edit: Any) -> "Result | Future[Result]":
        """Carry out a validated edit; what is published, exported or sealed is written beside, and the result comes later.

        Raises
        ------
        WorkbenchError
            If it cannot be done; neither disk nor screen has changed then. Where only a package that has to go could not be destroyed,
            the edit itself is kept and shown.
        """
        if isinstance(edit, protocol.ChangeSettings):
            return self.prefer(edit)
        if isinstance(edit, protocol.SealForSupervision):
            return self._seal(edit)
        if type(edit) in NEED_NO_FILM:
            return self._carry_out(self.recording_id or "", edit)
        if self.recording_id is None:
            raise EditError("There is no film on the desk yet", "Import a film first")
        if isinstance(edit, protocol.Publish | protocol.ExportForTraining):
            return self._give(edit)
        if isinstance(edit, protocol.StopPublishing):
            self._giving.stop()
            return {}
        if isinstance(edit, protocol.Prepare | protocol.StopPreparing):
            return self._prepare(self.recording_id, go_on=isinstance(edit, protocol.Prepare))
        if isinstance(edit, protocol.LookForPlaces | protocol.StopLooking):
            return self._analyse(self.recording_id, edit)
        if isinstance(edit, protocol.AlignCamera):
            return self._align(self.recording_id, edit.recording_id)
        if isinstance(edit, protocol.StopAligning):
            self._aligning.stop(edit.recording_id)
            return {}
        return self._carry_out(self.recording_id, edit)

    def _carry_out(self, film: str, edit: Any) -> Result:
        result = self._perform_once(film, edit)
        turned = isinstance(edit, protocol.Undo | protocol.Redo | protocol.TurnTo)
        try:
            if turned or isinstance(edit, protocol.SayConsent | protocol.SayAssent | protocol.SetInView):
                result["withdrawn"] = [export.place for export in withdraw_unconsented(self.session).exports]
        finally:
            self._take_films()
            self._show_changed()
        return result

    def show_what_follows(self) -> None:
        """Show what is said about the edits since this was called last, and tell the listeners; for after their answer."""
        owed, self._owed = self._owed, None
        if owed is None:
            return
        with self.session.workspace.one_look():
            self._refresh(owed)
        for listener in self._listeners:
            listener()

    def answer(self, question: Any) -> TierColumns | BaseModel:
        """What a validated question of the page asks for; nothing is changed in the case.

        Raises
        ------
        WorkbenchError
            If there is no such thing in the case, or no film on the desk.
        """
        if isinstance(question, protocol.Look):
            return self._look()
        if isinstance(question, protocol.ReadPreview):
            return read_preview(self.session)
        if isinstance(question, protocol.ReadHistory):
            return wire_edits(self.session.history(), most=question.most)
        if isinstance(question, protocol.WhatMayGo):
            return read_may_go(self.session, question.review_id)
        if isinstance(question, protocol.ReadTier | protocol.ReadFaces):
            if self.recording_id is None:
                raise NotFoundError("There is no film on the desk yet", "Import a film first")
            if isinstance(question, protocol.ReadFaces):
                return read_faces(self.session, self.recording_id, question.at)
            return read_tier(self.session, self.recording_id, question.id)
        depending = self.session.what_depends_on(Removable(question.thing), question.id)
        return WireDepending(n_going=depending.n_going, words=list(depending.words))

    def prefer(self, edit: Any) -> Result:
        """Keep what this person prefers; all that may be changed where a film is only looked at.

        Raises
        ------
        WorkbenchError
            If it is any other edit, or cannot be kept.
        """
        if not isinstance(edit, protocol.ChangeSettings):
            raise EditError("This film is here to be looked at only", "Open the guider's screen to change the case")
        change_settings(self.session.workspace.folder, edit.changes())
        self._refresh(["settings"])
        return {}

    def _look(self) -> WireLook:
        """Show what other programs have changed: films that came or went, and how far the working copy of this one is."""
        self._take_films()
        self._show_publishing()
        if self.recording_id is not None:
            self._show_prepared()
            self._show_analysing()
            if self._aligning.parts:
                self._refresh(["cameras"])
        return WireLook(n_films=len(self._films))

    def _take_films(self) -> None:
        """The films that may be looked at; one that is shut or gone now is taken off the desk."""
        films = self.session.recordings()
        if films == self._films:
            return
        self._films = films
        if self.recording_id is not None and self.recording_id not in [film.id for film in films]:
            self.show(None)
        for listener in self._film_listeners:
            listener(films)

    def _prepare(self, recording_id: str, *, go_on: bool) -> Result:
        if go_on:
            self._preparing.begin(recording_id, again=True)
        else:
            self._preparing.stop(recording_id)
        self._show_prepared()
        return {}

    def _give(self, edit: protocol.Publish | protocol.ExportForTraining) -> "Future[Result]":
        playlists = self.session.playlists()
        if not playlists:
            raise EditError("There is no playlist to give away yet", "Make a clip of a moment first")
        playlist, giving = playlists[0].id, self._giving
        if isinstance(edit, protocol.Publish):
            given = giving.begin(playlist, offline=edit.offline)
        else:
            given = giving.begin_training(self.session, playlist, edit.way, for_whom=edit.for_whom, days=edit.days)
        self._show_publishing()
        given.add_done_callback(lambda _: self._show_published())
        return given

    def _show_publishing(self) -> None:
        self._screen.show(publishing=self._giving.state)

    def _show_published(self) -> None:
        """What has come of it; also where nothing has, nothing is being written any more."""
        self._show_publishing()
        self._show_all_changed()

    def _perform_once(self, film: str, edit: Any) -> Result:
        """Nothing for a request that was carried out before, by a kernel that died before the page heard of it."""
        with self.session.workspace.once(edit.key, case_id=self.session.case_id) as is_new:
            return perform_edit(self.session, film, edit) if is_new else {}

    def _align(self, film: str, other: str) -> "Future[Result]":
        def align(progress: Progress, cancelled: Cancelled) -> Result:
            return say_camera(self.session.align_camera(film, other, progress=progress, cancelled=cancelled))

        aligned = self._aligning.begin(other, align)
        self._refresh(["cameras"])
        aligned.add_done_callback(lambda _: self._show_listened())
        return aligned

    def _analyse(self, film: str, edit: protocol.LookForPlaces | protocol.StopLooking) -> "Result | Future[Result]":
        if isinstance(edit, protocol.StopLooking):
            self._analysing.stop(film)
            return {}
        analysed = self._analysing.begin(film, learn=edit.learn)
        self._show_analysing()
        analysed.add_done_callback(lambda _: self._show_analysed(film))
        return analysed

    def _show_analysing(self) -> None:
        film = self.recording_id
        self._screen.show(analysing=None if film is None else self._analysing.state(film))

    def _show_analysed(self, film: str) -> None:
        """What has come of it; also where nothing has, nobody looks the film through any more. Its checks rest on what was found."""
        self._preparing.begin(film)
        self._show_analysing()
        self._show_all_changed()

    def _seal(self, edit: Any) -> "Future[Result]":
        sealed = self._sealing.begin(self.session, edit.review_id, edit.passphrase, edit.for_whom)
        sealed.add_done_callback(lambda _: self._show_all_changed())
        return sealed

    def _show_listened(self) -> None:
        """What has come of listening; also where nothing has, nobody listens any more."""
        self._show_all_changed()
        self._refresh(["cameras"])

    def _show_changed(self) -> None:
        kinds = self._watch.changed_kinds()
        with self.session.workspace.one_look():
            self._refresh(parts_made_of(kinds))
        self._owed = list(dict.fromkeys([*(self._owed or ()), *parts_resting_on(kinds)]))

    def _show_all_changed(self) -> None:
        self._show_changed()
        self.show_what_follows()

    def _show_prepared(self) -> None:
        """How far the film's working copy is; one that waits for its turn here is going on."""
        film = self.recording_id
        if film is None:
            self._refresh(PREPARED)
            return
        with suppress(NotFoundError):  # a film that turns out not to be whole may go at any time; the next look finds that
            shown = {part: read_part(part, self.session, film) for part in PREPARED}
            waiting = shown["preparation"]
            if waiting is not None and not waiting["problem"] and self._preparing.has(film):
                waiting["is_going_on"] = True
            self._screen.show(**shown)

    def _refresh(self, parts: Iterable[str]) -> None:
        film, session = self.recording_id, self.session
        shown = {part: read_empty_part(part, session) if film is None else read_part(part, session, film) for part in parts}
        listened = self._aligning.parts
        for camera in shown.get("cameras", []):
            camera["listened"] = listened.get(camera["film"]["recording_id"])
        self._screen.show(**shown)
