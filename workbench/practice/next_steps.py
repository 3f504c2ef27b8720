"""What is next for this family: a few plain sentences, most urgent first, each with what to do and where.

Worked out from what is known of a case, without reading anything; ``workbench.session.looking_ahead`` gathers it. Steps are reminders for
the guider and never block; what the family's page shows does not come from here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workbench.practice.casework import Case, Cycle, CycleState, Recording, RecordingKind
from workbench.practice.refusal import format_day
from workbench.practice.retention import REMIND_DAYS, Due, retention_of


class Place(StrEnum):
    """Where something is done: the key of a panel on the guider's screen."""

    CASE = "case"
    PEOPLE = "people"
    FILMS = "films"
    MOMENTS = "moments"
    CLIPS = "clips"
    GIVE = "give"
    REVIEW = "review"
    SUPERVISION = "supervision"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: `words` is a sentence for the guider, `command` how it is done on the command line."""

    key: str
    words: str
    place: Place
    command: str


@dataclass(frozen=True, slots=True)
class FilmToDo:
    """A film and how far it is; `unasked` names those in view without consent to a shared review."""

    film: Recording
    n_moments: int = 0
    unasked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaylistToDo:
    """A playlist and how far it is. `n_notes` counts live checks that say something, `n_responses` clips whose response is noted."""

    id: str
    title: str
    n_clips: int
    n_notes: int = 0
    is_published: bool = False
    review_id: str | None = None
    n_responses: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """A consent that runs out: whose, to what, and the last day."""

    name: str
    use: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a case on a day. `unsupervised` are days of reviews without supervision; `has_letter` says that one was edited."""

    today: date
    case: Case
    n_people: int
    cycles: Sequence[Cycle] = ()
    films: Sequence[FilmToDo] = ()
    playlists: Sequence[PlaylistToDo] = ()
    endings: Sequence[Ending] = ()
    unsupervised: Sequence[date] = ()
    has_letter: bool = False

    @property
    def n_reviewed(self) -> int:
        """How many cycles have come to their review."""
        return sum(cycle.state.reaches(CycleState.REVIEWED) for cycle in self.cycles)


def next_steps(now: Situation) -> list[NextStep]:
    """What is to be done in a case, most urgent first; empty where nothing waits."""
    steps = [*_about_keeping(now), *_about_consent(now)]
    if now.case.closed_on is None:
        steps += [*_about_beginning(now), *_about_films(now), *_about_playlists(now), *_about_going_on(now)]
    return steps


def _about_keeping(now: Situation) -> Iterator[NextStep]:
    """The hold, and the day on which films of a closed case are deleted."""
    case, kept = now.case, retention_of(now.case, now.today)
    if kept.on is not None and kept.due is Due.LOOK_AGAIN:
        words = f"Look again at the hold on this case ({case.hold_reason}); this was due {_when(kept.on, now.today)}."
        yield NextStep("hold", words, Place.CASE, f"vig case hold {case.code}")
    if kept.on is not None and kept.due in (Due.SOON, Due.NOW) and now.films:
        words = f"This closed case and its films are to be deleted {_when(kept.on, now.today)}."
        yield NextStep("retention", words, Place.CASE, "vig retention")


def _about_consent(now: Situation) -> Iterator[NextStep]:
    for ending in sorted(now.endings, key=lambda each: (each.last_day, each.name, each.use)):
        if ending.last_day - now.today <= timedelta(days=REMIND_DAYS):
            ends = "ran out" if ending.last_day < now.today else "runs out"
            words = f"{ending.name}'s consent to {ending.use} {ends} {_when(ending.last_day, now.today)}: ask again."
            yield NextStep("consent_ends", words, Place.PEOPLE, f"vig case consent {now.case.code} --help")


def _about_beginning(now: Situation) -> Iterator[NextStep]:
    code = now.case.code
    if not now.n_people:
        yield NextStep("people", "Say who belongs to this case.", Place.PEOPLE, f"vig case person {code} M1 --role client --name Mum")
    if not now.case.helping_question:
        words = "Ask for the helping question, and write it down as it is said."
        yield NextStep("question", words, Place.CASE, f'vig case {code} --question "..."')


def _about_films(now: Situation) -> Iterator[NextStep]:
    code = now.case.code
    states = {cycle.id: cycle.state for cycle in now.cycles}
    for each in now.films:
        film, name = each.film, f"“{each.film.title}”"
        if film.in_view is None:
            words = f"Say who can be recognised in {name}; nothing of it may be shown before."
            yield NextStep("in_view", words, Place.FILMS, f"vig case in-view {film.id[:6]} PERSON...")
        elif each.unasked:
            words = f"Ask for consent to a shared review of {name}: {', '.join(each.unasked)}."
            yield NextStep("consent", words, Place.PEOPLE, f"vig case consent {code} PERSON shared_review granted")
    for each in now.films:
        done = states.get(each.film.cycle_id or "", CycleState.PLANNED).reaches(CycleState.REVIEWED)
        if each.film.kind is RecordingKind.FAMILY_FILM and not each.n_moments and not done:
            words = f"Nothing is marked in “{each.film.title}” yet: look for moments that are a little better than usual."
            yield NextStep("moments", words, Place.MOMENTS, f"vig open --case {code}")


def _about_playlists(now: Situation) -> Iterator[NextStep]:
    code = now.case.code
    if any(each.n_moments for each in now.films) and not now.playlists:
        who = ": the client may choose them with you" if now.case.client_may_choose else ""
        yield NextStep("clips", f"Choose three to five moments as clips for the review{who}.", Place.CLIPS, f"vig open --case {code}")
    for each in now.playlists:
        short = each.id[:6]
        if each.review_id is not None:
            if each.n_responses < each.n_clips:
                words = f"Write down what the client said of the clips of “{each.title}” ({each.n_responses} of {each.n_clips} noted)."
                yield NextStep("said", words, Place.REVIEW, f'vig case said {code} NUMBER "first words"')
        elif each.is_published:
            words = f"Once “{each.title}” was looked at together, write the review down."
            yield NextStep("review", words, Place.REVIEW, f"vig case review {code} --playlist {short}")
        elif not each.n_clips or each.n_notes:
            notes = f"{each.n_notes} quiet note{'' if each.n_notes == 1 else 's'}" if each.n_clips else "no clip yet"
            choose = " The client may choose its clips." if now.case.client_may_choose else ""
            yield NextStep("playlist", f"The playlist “{each.title}” has {notes}.{choose}", Place.CLIPS, f"vig check {short}")
        else:
            words = f"The playlist “{each.title}” is ready: make the family's package of it."
            yield NextStep("publish", words, Place.GIVE, f"vig publish {short}")


def _about_going_on(now: Situation) -> Iterator[NextStep]:
    code, case = now.case.code, now.case
    for day in now.unsupervised:
        words = f"Take the review of {format_day(day)} to supervision."
        yield NextStep("supervision", words, Place.SUPERVISION, f"vig case supervision {code} HOURS")
    under_way = [cycle for cycle in now.cycles if not cycle.state.reaches(CycleState.REVIEWED)]
    filmed = {each.film.cycle_id for each in now.films}
    for cycle in under_way:
        if cycle.state is CycleState.PLANNED and cycle.id not in filmed:
            words = f"Film for cycle {cycle.number}: a few ordinary minutes, both people whole in view."
            yield NextStep("film", words, Place.FILMS, f"vig import FILM --case {code}")
    if not under_way and now.n_reviewed < case.planned_cycles:
        words = f"Plan cycle {len(now.cycles) + 1}; {now.n_reviewed} of {case.planned_cycles} have come to their review."
        yield NextStep("cycle", words, Place.CASE, f"vig case cycle {code} --begin")
    if not under_way and now.n_reviewed >= case.planned_cycles:
        if not now.has_letter:
            yield NextStep("letter", "Write the closing letter from the client's own words.", Place.LETTER, f"vig open --case {code}")
        else:
            yield NextStep("close", "All planned cycles are done: close the case.", Place.CASE, f"vig case close {code}")


def _when(day: date, today: date) -> str:
    return "today" if day == today else f"on {format_day(day)}"
