"""A case under a guider's hands: every method is one edit, on the disk when it returns, with a label in the guider's words.

Times are snapped to the frames of the film. What makes no sense is refused with an EditError and changes nothing. Reading is in
``reading``, importing a film and publishing a package are modules of their own.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Point, Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks, format_time
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import Case, Recording, parse_case_code
from workbench.practice.clips import Clip, Moment, MomentKind, Playlist
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope
from workbench.session.placing import check_inside, instant_on_frame, pauses_on_frames, span_on_frames
from workbench.session.reading import CaseReader
from workbench.store.edit import Edit
from workbench.store.journal import Change
from workbench.store.workspace import Workspace

_FIRST_PLAYLIST = "Shared review"

MOMENT_FIELDS = frozenset({"span", "kind", "principles", "why", "note"})
CLIP_FIELDS = frozenset(
    {"span", "title", "introduction", "question", "pauses", "poster_at", "slow_rate", "principles", "hope_to_notice", "may_be_hard"}
)
REGION_FIELDS = frozenset({"span", "label", "purpose"})
PERSON_FIELDS = frozenset({"code", "role", "shown_name", "pronoun", "language", "gaze_meaningful"})
PLAYLIST_FIELDS = frozenset({"title", "closing_question", "profile"})
CASE_FIELDS = frozenset({"setting", "helping_question", "hope", "planned_cycles"})

T = TypeVar("T", Moment, Clip, Region, Person, Playlist, Case)
V = TypeVar("V")


def open_case(workspace: Workspace, code: str) -> "CaseSession":
    """The case of a code.

    Raises
    ------
    NotFoundError
        If the workspace has none; the next step names those it has.
    """
    found = workspace.find(Case, code=code.strip().upper())
    if not found:
        codes = ", ".join(case.code for case in workspace.find(Case))
        raise NotFoundError(
            f"There is no case {code!r} in {workspace.folder}",
            f"Choose one of {codes}" if codes else "Import a film first: vig import FILM --case CODE",
        )
    return CaseSession(workspace, found[0].id)


def create_case(workspace: Workspace, code: str, *, today: date | None = None, **fields: Any) -> "CaseSession":
    """A new case under a pseudonymous code.

    Parameters
    ----------
    code : str
        Up to 32 letters, digits, ``-`` and ``_``, kept in capitals; never a name.
    today : date, optional
        The day it is opened.
    **fields
        Any of :data:`CASE_FIELDS`.

    Raises
    ------
    EditError
        If the code is taken or has another form, or a field is not known.
    """
    code = parse_case_code(code)
    if workspace.find(Case, code=code):
        raise EditError(f"There is a case {code} already", "Open it, or choose another code")
    _check_fields("case", fields, CASE_FIELDS)
    case = Case(new_id(), code, today or date.today(), **fields)
    with workspace.edit(f"Open the case {code}", case_id=case.id, lasting=True) as edit:
        edit.put(case)
    return CaseSession(workspace, case.id)


class CaseSession(CaseReader):
    """One case, read and edited. All edits raise EditError for what makes no sense and NotFoundError for what is not there."""

    def change_case(self, **fields: Any) -> Case:
        """Other words about the case itself: any of :data:`CASE_FIELDS`."""
        return self._change(self.case, "Change the case", fields, CASE_FIELDS)

    def mark_moment(
        self,
        recording_id: str,
        span: Span,
        *,
        kind: MomentKind = MomentKind.BETTER_THAN_USUAL,
        principles: Sequence[str] = (),
    ) -> Moment:
        """A new moment on a film."""
        span = span_on_frames(span, self.frame_table(recording_id), "moment")
        moment = Moment(new_id(), recording_id, span, kind, self._known(principles))
        return self._add(moment, f"Mark a moment at {format_time(span.start)}")

    def change_moment(self, id: str, **fields: Any) -> Moment:  # noqa: A002
        """Change any of :data:`MOMENT_FIELDS` of a moment."""
        moment = self.workspace.get(Moment, id)
        self._place(fields, moment.recording_id, "moment")
        return self._change(moment, f"Change the moment at {format_time(moment.span.start)}", fields, MOMENT_FIELDS)

    def remove_moment(self, id: str) -> Moment:  # noqa: A002
        """Take a moment away; clips made of it stay."""
        moment = self.workspace.get(Moment, id)
        with self._edit(f"Remove the moment at {format_time(moment.span.start)}") as edit:
            edit.remove(Moment, id)
        return moment

    def draw_region(
        self,
        recording_id: str,
        kind: ShapeKind,
        points: Iterable[Point],
        at: Ticks,
        span: Span,
        *,
        label: str = "",
        purpose: Purpose = Purpose.POINT_OUT,
    ) -> Region:
        """A new figure on the picture, drawn on the frame shown `at`, visible in `span`."""
        table = self.frame_table(recording_id)
        keyframe = _sensible(lambda: Keyframe(instant_on_frame(at, table, "figure"), tuple(points)))
        stretch = span_on_frames(span, table, "figure")
        region = _sensible(lambda: Region(new_id(), recording_id, stretch, kind, (keyframe,), label, purpose))
        return self._add(region, f"Draw a figure at {format_time(keyframe.at)}")

    def change_region(self, id: str, *, points: Iterable[Point] | None = None, at: Ticks | None = None, **fields: Any) -> Region:  # noqa: A002
        """Change any of :data:`REGION_FIELDS`; `points` with `at` set the figure on the frame shown then."""
        region = self.workspace.get(Region, id)
        if (points is None) is not (at is None):
            raise EditError("A figure's points and the time they are for are said together", "Draw the figure on a frame of the film")
        if points is not None and at is not None:
            instant = instant_on_frame(at, self.frame_table(region.recording_id), "figure")
            drawn = tuple(points)
            changed = _sensible(lambda: region.with_keyframe(Keyframe(instant, drawn)))
        else:
            changed = region
        self._place(fields, region.recording_id, "figure")
        _check_fields("figure", fields, REGION_FIELDS)
        return self._add(replace(changed, **fields), f"Change the figure at {format_time(region.span.start)}")

    def remove_region(self, id: str) -> Region:  # noqa: A002
        """Take a figure away."""
        region = self.workspace.get(Region, id)
        with self._edit(f"Remove the figure at {format_time(region.span.start)}") as edit:
            edit.remove(Region, id)
        return region

    def add_playlist(self, title: str = _FIRST_PLAYLIST) -> Playlist:
        """A new empty playlist."""
        return self._add(Playlist(new_id(), self.case_id, title), f"Begin the playlist {title}")

    def change_playlist(self, id: str, **fields: Any) -> Playlist:  # noqa: A002
        """Change any of :data:`PLAYLIST_FIELDS` of a playlist."""
        playlist = self.workspace.get(Playlist, id)
        return self._change(playlist, f"Change the playlist {playlist.title}", fields, PLAYLIST_FIELDS)

    def make_clip(self, moment_id: str, playlist_id: str | None = None) -> Clip:
        """A clip of a moment, at the end of a playlist; without one named the case's first, begun if there is none."""
        moment = self.workspace.get(Moment, moment_id)
        with self._edit(f"Make a clip of the moment at {format_time(moment.span.start)}") as edit:
            playlist = edit.get(Playlist, playlist_id) if playlist_id else _first_playlist(edit, self.case_id)
            clip = Clip(
                new_id(),
                playlist.id,
                moment.recording_id,
                moment.span,
                position=len(edit.find(Clip, playlist_id=playlist.id)),
                moment_id=moment.id,
                principles=moment.principles,
            )
            edit.put(clip)
        return clip

    def change_clip(self, id: str, **fields: Any) -> Clip:  # noqa: A002
        """Change any of :data:`CLIP_FIELDS` of a clip; pause points and still have to lie within it afterwards."""
        clip = self.workspace.get(Clip, id)
        self._place(fields, clip.recording_id, "clip")
        if "pauses" in fields:
            fields["pauses"] = pauses_on_frames(fields["pauses"], self.frame_table(clip.recording_id))
        if fields.get("poster_at") is not None:
            fields["poster_at"] = instant_on_frame(fields["poster_at"], self.frame_table(clip.recording_id), "still")
        check_inside(fields.get("span", clip.span), fields.get("pauses", clip.pauses), fields.get("poster_at", clip.poster_at))
        return self._change(clip, f"Change the clip {clip.title or format_time(clip.span.start)}", fields, CLIP_FIELDS)

    def order_clips(self, playlist_id: str, clip_ids: Sequence[str]) -> list[Clip]:
        """The clips of a playlist in a new order: all of them, each once."""
        playlist = self.playlist(playlist_id)
        with self._edit("Order the clips") as edit:
            clips = {clip.id: clip for clip in edit.find(Clip, playlist_id=playlist.id)}
            if sorted(clip_ids) != sorted(clips):
                raise EditError(
                    f"The new order names {len(clip_ids)} clips that are not all and only the {len(clips)} of this playlist",
                    "Reload the page and order them again",
                )
            return _renumber(edit, [clips[clip_id] for clip_id in clip_ids])

    def remove_clip(self, id: str) -> Clip:  # noqa: A002
        """Take a clip out of its playlist; its moment stays."""
        clip = self.workspace.get(Clip, id)
        with self._edit(f"Remove the clip {clip.title or format_time(clip.span.start)}") as edit:
            edit.remove(Clip, id)
            _renumber(edit, edit.find(Clip, playlist_id=clip.playlist_id))
        return clip

    def add_person(self, code: str, role: Role, shown_name: str, **fields: Any) -> Person:
        """Somebody new in the case, under a pseudonymous code of their own."""
        _check_fields("person", fields, PERSON_FIELDS - {"code", "role", "shown_name"})
        if not code.strip() or not code.isprintable():
            raise EditError(f"{code!r} cannot be a person's code", "Take a few letters and digits, for instance M1, and never a name")
        if any(person.code == code for person in self.people()):
            raise EditError(f"There is somebody called {code} in this case already", "Choose another code")
        return self._add(Person(new_id(), self.case_id, code, role, shown_name, **fields), f"Add {shown_name}")

    def change_person(self, id: str, **fields: Any) -> Person:  # noqa: A002
        """Change any of :data:`PERSON_FIELDS` of somebody."""
        person = self.workspace.get(Person, id)
        return self._change(person, f"Change {person.shown_name}", fields, PERSON_FIELDS)

    def say_consent(
        self,
        person_id: str,
        scope: Scope,
        status: ConsentStatus,
        *,
        recording_id: str | None = None,
        expires: date | None = None,
        given_by: str = "",
    ) -> Consent:
        """What somebody says today about one use of one film, or without `recording_id` of all; said twice a day, the last word stands.

        It is that person's word and not the guider's: undo leaves it, and only another word changes it.
        """
        person = self.workspace.get(Person, person_id)
        today = self.today()
        label = f"{person.shown_name}: {scope.value.replace('_', ' ')} {status.value}"
        with self.workspace.edit(label, case_id=self.case_id, lasting=True) as edit:
            same = edit.find(Consent, case_id=self.case_id, person_id=person_id, scope=scope, recording_id=recording_id, on=today)
            consent = Consent(
                same[0].id if same else new_id(), self.case_id, person_id, scope, status, today, recording_id, expires, given_by
            )
            edit.put(consent)
        return consent

    def set_in_view(self, recording_id: str, person_ids: Iterable[str] | None) -> Recording:
        """Who can be recognised in a film; None takes back that anybody has said so, an empty list says nobody."""
        recording = self.recording(recording_id)
        in_view = None if person_ids is None else tuple(dict.fromkeys(person_ids))
        with self._edit(f"Say who is in view in {recording.title}") as edit:
            changed = replace(recording, in_view=in_view)
            edit.put(changed)
        return changed

    def undo(self) -> Change | None:
        """Take the latest edit back; None if there is none left."""
        return self.workspace.undo(self.case_id)

    def redo(self) -> Change | None:
        """Make again what was undone last; None if there is nothing."""
        return self.workspace.redo(self.case_id)

    def _edit(self, label: str) -> AbstractContextManager[Edit]:
        return self.workspace.edit(label, case_id=self.case_id)

    def _add(self, thing: T, label: str) -> T:
        with self._edit(label) as edit:
            edit.put(thing)
        return thing

    def _change(self, thing: T, label: str, fields: dict[str, Any], known: frozenset[str]) -> T:
        _check_fields(type(thing).__name__.lower(), fields, known)
        if "principles" in fields:
            fields["principles"] = self._known(fields["principles"])
        return self._add(_sensible(lambda: replace(thing, **fields)), label)

    def _place(self, fields: dict[str, Any], recording_id: str, what: str) -> None:
        if "span" in fields:
            fields["span"] = span_on_frames(fields["span"], self.frame_table(recording_id), what)

    def _known(self, principles: Iterable[str]) -> tuple[str, ...]:
        codes = tuple(dict.fromkeys(principles))
        unknown = [code for code in codes if code not in self.vocabulary.by_code]
        if unknown:
            raise EditError(f"The vocabulary has no principle {', '.join(unknown)}", "Choose from the list of principles")
        return codes


def _sensible(make: Callable[[], V]) -> V:
    """What `make` makes; a value that cannot be becomes an EditError with its reason."""
    try:
        return make()
    except ValueError as error:
        raise EditError(f"That makes no sense: {error}", "Change it and try again") from error


def _check_fields(what: str, fields: dict[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(fields) - known)
    if unknown:
        raise EditError(f"A {what} has no {', '.join(unknown)} to change", f"Change any of {', '.join(sorted(known))}")


def _first_playlist(edit: Edit, case_id: str) -> Playlist:
    playlists = edit.find(Playlist, case_id=case_id)
    if playlists:
        return playlists[0]
    playlist = Playlist(new_id(), case_id, _FIRST_PLAYLIST)
    edit.put(playlist)
    return playlist


def _renumber(edit: Edit, clips: Iterable[Clip]) -> list[Clip]:
    numbered = [replace(clip, position=position) for position, clip in enumerate(clips)]
    edit.put(*numbered)
    return numbered
