"""OpenTimelineIO: playlists of clips, for editing programs. What is coded has no place in it.

A timeline with one video track is a playlist; times are counted at 90 000 a second, in which OpenTimelineIO's numbers are exact.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import opentimelineio as otio

from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Clock, Rounding
from workbench.exchange.document import Document, ListedClip, Media, Playlist
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import Read, Written
from workbench.exchange.jsontext import parse_json
from workbench.exchange.report import Findings

_NOTE = "vig_workbench"
_LONGEST_S = 10**7


@dataclass(frozen=True, slots=True)
class Otio:
    """OpenTimelineIO's JSON."""

    name: str = "otio"
    title: str = "OpenTimelineIO playlists"
    suffixes: tuple[str, ...] = (".otio",)
    clock: Clock = FILM_CLOCK
    holds: frozenset[Feature] = frozenset({Feature.PLAYLISTS})

    def read(self, data: bytes, name: str) -> Read:
        """The playlists in a timeline or a collection of timelines, one a video track."""
        findings = Findings(name)
        said = parse_json(data, findings)
        if not isinstance(said, dict) or not str(said.get("OTIO_SCHEMA", "")).startswith(("Timeline.", "SerializableCollection.")):
            raise findings.refused("this is no timeline of OpenTimelineIO")
        try:
            whole = otio.adapters.read_from_string(data.decode("utf-8-sig"), "otio_json")
            timelines = (
                [whole] if isinstance(whole, otio.schema.Timeline) else [each for each in whole if isinstance(each, otio.schema.Timeline)]
            )
            reader = _Reader(findings)
            playlists = [reader.playlist(timeline, track) for timeline in timelines for track in timeline.video_tracks()]
        except (otio.exceptions.OTIOError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError) as error:
            raise findings.refused(f"OpenTimelineIO cannot read it ({type(error).__name__})") from error
        n_sounds = sum(len(list(timeline.audio_tracks())) for timeline in timelines)
        if n_sounds:
            findings.lost("sound tracks", n_sounds)
        reader.tell()
        report = findings.report()
        return Read(Document(FILM_CLOCK, media=tuple(reader.media), playlists=tuple(playlists)), report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """A timeline of a playlist, or a collection of them."""
        media = document.media
        fitted = fit(document, self.name, self.holds | {Feature.MEDIA}, self.clock, rounding)
        timelines = [_timeline(playlist, media) for playlist in fitted.document.playlists]
        whole: Any = timelines[0] if len(timelines) == 1 else otio.schema.SerializableCollection("playlists", timelines)
        used = {each.medium for playlist in fitted.document.playlists for each in playlist.clips}
        findings = Findings("The OpenTimelineIO file")
        unused = [each.url for n, each in enumerate(media) if n not in used]
        if unused:
            findings.lost(Feature.MEDIA, len(unused), ", ".join(unused))
        return Written(otio.adapters.write_to_string(whole, "otio_json").encode(), fitted.report + findings.report())


class _Reader:
    """Gathers media while it reads clips."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.media: list[Media] = []
        self._places: dict[str, int] = {}
        self._n_moved = 0
        self._n_left: dict[str, int] = {}

    def playlist(self, timeline: Any, track: Any) -> Playlist:
        name = str(timeline.name or track.name or "playlist")
        clips = []
        for place, item in enumerate(track, start=1):
            if not isinstance(item, otio.schema.Clip):
                kind = type(item).__name__
                self._n_left[kind] = self._n_left.get(kind, 0) + 1
                continue
            stretch = item.source_range or item.available_range()
            start, end = self._ticks(stretch.start_time), self._ticks(stretch.end_time_exclusive())
            if start is None or end is None or start < 0 or end <= start:
                self._findings.wrong(f"clip {place} of {name} is no stretch of a film from 0 on")
                continue
            note = item.metadata.get(_NOTE, {})
            words = str(note.get("note", "")) if hasattr(note, "get") else ""
            clips.append(ListedClip(start, end, str(item.name or ""), words, self._medium(item.media_reference)))
        return Playlist(name, tuple(clips))

    def tell(self) -> None:
        if self._n_moved:
            self._findings.changed(f"{self._n_moved} times went to the nearest 1/{TICKS_PER_S} s")
        for kind, n in self._n_left.items():
            self._findings.lost(f"{kind} in a track", n)

    def _ticks(self, time: Any) -> int | None:
        """A time's ticks; a rate that is short for one of television is taken as meant (29.97 is 30000/1001)."""
        rate = _rate(time.rate)
        if rate <= 0 or not abs(time.value) < _LONGEST_S * rate:
            return None
        exact = Fraction(time.value) / rate
        ticks = FILM_CLOCK.ticks_from_seconds(exact, "nearest")
        self._n_moved += ticks * FILM_CLOCK.tick != exact
        return int(ticks)

    def _medium(self, reference: Any) -> int | None:
        if not isinstance(reference, otio.schema.ExternalReference) or not reference.target_url:
            return None
        url = str(reference.target_url)
        if url not in self._places:
            self._places[url] = len(self.media)
            self.media.append(Media(url))
        return self._places[url]


def _rate(rate: float) -> Fraction:
    if not 0 < rate < 10**6:
        return Fraction(0)
    whole = round(rate * 1.001)
    television = Fraction(whole * 1000, 1001)
    return television if abs(rate - television) < Fraction(1, 100) and rate != int(rate) else Fraction(rate)


def _timeline(playlist: Playlist, media: tuple[Media, ...]) -> Any:
    track = otio.schema.Track(name=playlist.name, kind=otio.schema.TrackKind.Video)
    for each in playlist.clips:
        known = each.medium is not None and each.medium < len(media)
        reference = (
            otio.schema.ExternalReference(media[each.medium].url) if known and each.medium is not None else otio.schema.MissingReference()
        )
        metadata = {_NOTE: {"note": each.note}} if each.note else {}
        track.append(otio.schema.Clip(name=each.title, media_reference=reference, source_range=_range(each), metadata=metadata))
    timeline = otio.schema.Timeline(name=playlist.name)
    timeline.tracks.append(track)
    return timeline


def _range(each: ListedClip) -> Any:
    return otio.opentime.TimeRange(
        otio.opentime.RationalTime(each.start, TICKS_PER_S), otio.opentime.RationalTime(each.end - each.start, TICKS_PER_S)
    )
