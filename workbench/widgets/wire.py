"""Values of core and practice as a page reads them.

Pure functions, one for each trait of the player; the forms they fill are in ``snapshot``. Casework, consent and what follows a review
have modules of their own. Nothing here reads a store or a film.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from workbench.core.regions import Region
from workbench.core.tiers import Tier
from workbench.practice.casework import Case, Cycle, Recording
from workbench.practice.checklists import Checklist
from workbench.practice.clips import Advice, Clip, Moment, Playlist
from workbench.practice.film_checks import FilmCheckWords, Finding, by_weight
from workbench.practice.ordering import Placed
from workbench.practice.people import Person
from workbench.practice.principles import Vocabulary
from workbench.practice.steps import InteractionStep
from workbench.practice.trimming import Trim
from workbench.store.journal import Change
from workbench.widgets.record import wire_checklist
from workbench.widgets.snapshot import (
    WireAdvice,
    WireCase,
    WireChange,
    WireClip,
    WireEdits,
    WireFilm,
    WireFilmChecks,
    WireFinding,
    WireHistory,
    WireKeyframe,
    WireLevel,
    WireMedia,
    WireMoment,
    WirePause,
    WirePerson,
    WirePlaced,
    WirePlaylist,
    WirePreparation,
    WirePrinciple,
    WireRegion,
    WireScope,
    WireStep,
    WireThumbnails,
    WireTier,
    WireTrim,
    WireVocabulary,
)


def wire_film(
    recording: Recording,
    *,
    thumbnails: tuple[int, int, int] | None,
    has_peaks: bool,
    has_packets: bool,
    original_starts_at: int | None = None,
    n_channels: int = 1,
    media_root: str = "vig/media",
    stills_root: str = "vig/still",
) -> WireFilm:
    """The film of a recording.

    Parameters
    ----------
    thumbnails : (number, width in pixels, height in pixels) or None
        The strip of small pictures, None where there is none.
    original_starts_at : int or None
        Where there is no working copy yet, when the original's first frame is shown in its file's own time, in ticks of the film clock.
    media_root : str
        URL path of the media handler below the server's base URL.
    stills_root : str
        URL path of the handler of stills.
    """
    place = f"{media_root}/{recording.id}"
    return WireFilm(
        recording_id=recording.id,
        title=recording.title,
        n_frames=recording.n_frames,
        length=recording.length,
        width=recording.width,
        height=recording.height,
        has_sound=recording.has_sound,
        n_channels=n_channels,
        variable_rate=recording.variable_rate,
        media=WireMedia(
            film=f"{place}/film" if original_starts_at is None else f"{place}/original",
            is_original=original_starts_at is not None,
            starts_at=original_starts_at or 0,
            stills=f"{stills_root}/{recording.id}",
            frames=f"{place}/frames",
            packets=f"{place}/packets" if has_packets else None,
            peaks=f"{place}/peaks" if has_peaks else None,
            spectrogram=f"{place}/spectrogram" if has_peaks and recording.has_sound else None,
            thumbnails=f"{place}/thumbnails" if thumbnails else None,
        ),
        thumbnails=WireThumbnails(n=thumbnails[0], width_px=thumbnails[1], height_px=thumbnails[2]) if thumbnails else None,
    )


def wire_film_checks(findings: Sequence[Finding], words: FilmCheckWords) -> WireFilmChecks:
    """What there is to say about a film, in the words of a data file."""
    return WireFilmChecks(
        good=words.good,
        know=words.know,
        findings=[
            WireFinding(
                check=finding.check,
                weight=finding.weight,
                words=words.say(finding).words,
                next_step=words.say(finding).next,
                spans=[(span.start, span.end) for span in finding.spans],
            )
            for finding in by_weight(findings)
        ],
    )


def wire_preparation(*, words: str, part: float, left_s: float | None, is_going_on: bool, problem: str, next_step: str) -> WirePreparation:
    """How far a working copy is that is not there yet."""
    return WirePreparation(words=words, part=part, left_s=left_s, is_going_on=is_going_on, problem=problem, next_step=next_step)


def wire_case(case: Case, recording: Recording | None = None, cycle: Cycle | None = None) -> WireCase:
    """The header's words, for a film and its cycle where there are these."""
    return WireCase(
        code=case.code,
        cycle=cycle.number if cycle else None,
        cycle_id=cycle.id if cycle else None,
        film_kind=recording.kind if recording else None,
        helping_question=case.helping_question,
        hope=case.hope,
        setting=case.setting,
    )


def wire_people(people: Iterable[Person]) -> list[WirePerson]:
    """People in the order given, which is the order of their colours and shapes."""
    return [
        WirePerson(
            id=p.id,
            code=p.code,
            role=p.role,
            shown_name=p.shown_name,
            pronoun=p.pronoun,
            language=p.language,
            asked_each_time=p.asked_each_time,
        )
        for p in people
    ]


def wire_tiers(tiers: Iterable[Tier], revisions: Mapping[str, int]) -> list[WireTier]:
    """Tiers without their intervals, with the number by tier id that says whether those are still the same."""
    return [
        WireTier(
            id=tier.id,
            name=tier.name,
            channel=tier.channel,
            origin=tier.origin,
            person_id=tier.person_id,
            position=tier.position,
            revision=revisions[tier.id],
        )
        for tier in tiers
    ]


def wire_steps(steps: Iterable[InteractionStep]) -> list[WireStep]:
    """Steps sorted by time."""
    return [
        WireStep(
            id=step.id,
            start=step.span.start,
            end=step.span.end,
            actor_id=step.actor_id,
            role=step.role,
            modality=step.modality,
            answers=step.answers,
            principles=list(step.principles),
            topic=step.topic,
            words=step.words,
            layer=step.layer,
        )
        for step in sorted(steps, key=lambda s: s.span)
    ]


def wire_moments(moments: Iterable[Moment]) -> list[WireMoment]:
    """Moments sorted by time."""
    return [
        WireMoment(id=m.id, start=m.span.start, end=m.span.end, kind=m.kind, principles=list(m.principles), why=m.why, note=m.note)
        for m in sorted(moments, key=lambda m: m.span)
    ]


def wire_regions(regions: Iterable[Region]) -> list[WireRegion]:
    """Figures sorted by time."""
    return [
        WireRegion(
            id=region.id,
            start=region.span.start,
            end=region.span.end,
            shape=region.kind,
            keyframes=[WireKeyframe(at=k.at, points=list(k.points), turn_deg=k.turn_deg) for k in region.keyframes],
            label=region.label,
            purpose=region.purpose,
            hides=region.hides,
        )
        for region in sorted(regions, key=lambda r: r.span)
    ]


def wire_playlist(
    playlist: Playlist, clips: Iterable[Clip], advice: Iterable[Advice], trims: Iterable[Trim] = (), order: Iterable[Placed] = ()
) -> WirePlaylist:
    """A playlist with its clips in playing order, the live checks and what is proposed."""
    return WirePlaylist(
        id=playlist.id,
        title=playlist.title,
        closing_question=playlist.closing_question,
        profile=playlist.profile,
        clips=[_wire_clip(clip) for clip in sorted(clips, key=lambda c: c.position)],
        advice=[WireAdvice(check=a.check, words=a.words, clip_id=a.clip_id) for a in advice],
        trims=[WireTrim(clip_id=t.clip_id, edge=t.edge, at=t.at, words=t.words) for t in trims],
        proposed_order=[WirePlaced(clip_id=p.clip_id, words=p.words) for p in order],
    )


def _wire_clip(clip: Clip) -> WireClip:
    return WireClip(
        id=clip.id,
        recording_id=clip.recording_id,
        start=clip.span.start,
        end=clip.span.end,
        position=clip.position,
        title=clip.title,
        introduction=clip.introduction,
        question=clip.question,
        pauses=[WirePause(at=p.at, question=p.question) for p in clip.pauses],
        poster_at=clip.poster_at,
        slow_rate=clip.slow_rate,
        moment_id=clip.moment_id,
        principles=list(clip.principles),
        hope_to_notice=clip.hope_to_notice,
        may_be_hard=clip.may_be_hard,
        goal_id=clip.goal_id,
        why_better=clip.why_better,
        initiative=clip.initiative,
        follow_ups=list(clip.follow_ups),
        stretch=clip.stretch,
        play_plan=list(clip.play_plan),
        note=clip.note,
    )


def wire_vocabulary(vocabulary: Vocabulary, checklists: Iterable[Checklist] = ()) -> WireVocabulary:
    """The levels with their principles, the words the panels offer, and what to have in mind."""
    return WireVocabulary(
        title=vocabulary.title,
        source=vocabulary.source,
        levels=[
            WireLevel(
                number=level.number,
                name=level.name,
                phase=level.phase,
                principles=[WirePrinciple(code=p.code, behaviour=p.behaviour, family=p.family) for p in level.principles],
            )
            for level in vocabulary.levels
        ],
        questions=list(vocabulary.questions),
        scopes=[WireScope(scope=scope, words=words) for scope, words in vocabulary.scopes.items()],
        checklists=[wire_checklist(checklist) for checklist in checklists],
    )


def wire_history(*, undo: str | None, redo: str | None, saved_at: datetime | None) -> WireHistory:
    """What undo and redo would do; `saved_at` is shown in the time zone it is given in."""
    return WireHistory(undo=undo, redo=redo, saved_at=saved_at.strftime("%H:%M:%S") if saved_at else None)


def wire_edits(changes: Sequence[Change], *, most: int) -> WireEdits:
    """The latest `most` of a case's edits (given oldest first), newest first, with day and time where this computer is."""
    return WireEdits(changes=[_wire_change(change) for change in reversed(changes[-most:])], more=len(changes) > most)


def _wire_change(change: Change) -> WireChange:
    at = change.at.astimezone()
    return WireChange(
        id=change.id,
        label=change.label,
        day=at.strftime("%Y-%m-%d"),
        time=at.strftime("%H:%M:%S"),
        undone=change.undone,
        lasting=change.lasting,
    )
