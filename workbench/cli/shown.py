"""How a case and what is in it are shown: as lines for people, and as fields for programs."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.cli.console import Answer, counted, table
from workbench.cli.naming import short_ids
from workbench.core.time import FILM_CLOCK, format_time
from workbench.practice.assent import Assent
from workbench.practice.people import Consent, Person

if TYPE_CHECKING:
    from workbench.practice.casework import Case, Recording
    from workbench.practice.exports import Export
    from workbench.session.casefile import CaseSession
    from workbench.session.withdrawing import Withdrawn


SHUT = "shown nowhere any more: somebody in it took their consent back"

CASE_NAMES = ("id", "code", "opened", "setting", "helping_question", "hope", "planned_cycles", "kind", "closed_on", "hold_review_on")
"""What programs read of a case itself."""


def next_answer(session: "CaseSession") -> Answer:
    """What is next for this family, most urgent first, each with its command."""
    from workbench.session.looking_ahead import read_next_steps

    steps = read_next_steps(session)
    lines = [line for step in steps for line in (f"  {step.words}", f"      {step.command}")]
    fields = [{"key": step.key, "words": step.words, "place": step.place, "command": step.command} for step in steps]
    return Answer(["What is next:", *lines] if steps else ["Nothing waits in this case."], {"next_steps": fields})


def show_case(session: "CaseSession") -> Answer:
    """What is next, then the case with its words, people, consent, goals, cycles, films, playlists and packages."""
    case_ = session.case
    people = {person.id: person for person in session.people()}
    consents = session.consents()
    listed = list_case(session)
    words = [("setting", case_.setting), ("question", case_.helping_question), ("hope", case_.hope), ("with", _kind_words(case_))]
    words += [("goal", goal.words) for goal in session.goals()]
    words += [(f"cycle {cycle.number}", cycle.state.value) for cycle in session.cycles()]
    rows = [[name, text] for name, text in words if text]
    rows += [[person.code, person_words(person)] for person in people.values()]
    titles = {film.id: film.title for film in session.all_recordings()}
    rows += [["consent", consent_words(consent, people, titles)] for consent in consents]
    rows += [["answer", assent_words(assent, people, titles)] for assent in session.assents()]
    ahead = next_answer(session)
    fields = {
        **listed.fields,
        **ahead.fields,
        "people": [person_fields(person) for person in people.values()],
        "consents": [consent_fields(consent) for consent in consents],
        "assents": [assent_fields(assent) for assent in session.assents()],
    }
    return Answer([*ahead.lines, listed.lines[0], *table(rows), *listed.lines[1:]], fields)


def list_case(session: "CaseSession") -> Answer:
    """One case with what other commands can be given: films, playlists, packages."""
    from workbench.practice.casework import Recording
    from workbench.practice.clips import Playlist
    from workbench.practice.exports import Export

    case_, workspace = session.case, session.workspace
    films, playlists, packages = session.all_recordings(), session.playlists(), session.packages()
    short = {k: short_ids([thing.id for thing in workspace.find(k)]) for k in (Recording, Playlist, Export)}
    people = {person.id: person for person in session.people()}
    n_clips = {playlist.id: len(session.clips(playlist.id)) for playlist in playlists}
    shut = {film.id for film in films if workspace.vault.is_shut(film.id)}
    rows = [
        ["film", short[Recording][f.id], f.title, format_time(f.length), SHUT if f.id in shut else in_view_words(f, people)] for f in films
    ]
    rows += [["playlist", short[Playlist][p.id], p.title, counted(n_clips[p.id], "clip")] for p in playlists]
    today = session.today()
    rows += [
        ["package", short[Export][p.id], _package_state(p.revoked_on, p.expires_on, today), f"made {p.made_on}", p.place] for p in packages
    ]
    fields = {
        "case": {name: getattr(case_, name) for name in CASE_NAMES},
        "recordings": [{**film_fields(film), "shut": film.id in shut} for film in films],
        "playlists": [{"id": p.id, "title": p.title, "n_clips": n_clips[p.id]} for p in playlists],
        "packages": [
            {"id": p.id, "playlist_id": p.playlist_id, "folder": p.place, "expires_on": p.expires_on, "revoked_on": p.revoked_on}
            for p in packages
        ],
    }
    return Answer([f"{case_.code}  opened {case_.opened}", *table(rows)], fields)


def film_fields(film: "Recording") -> dict[str, Any]:
    """A film as programs read it."""
    return {
        "id": film.id,
        "title": film.title,
        "n_frames": film.n_frames,
        "duration_s": round(FILM_CLOCK.seconds(film.length), 3),
        "has_sound": film.has_sound,
        "variable_rate": film.variable_rate,
        "in_view": None if film.in_view is None else list(film.in_view),
    }


def person_fields(person: Person) -> dict[str, Any]:
    """A person as programs read them."""
    return {name: getattr(person, name) for name in ("id", "code", "role", "shown_name", "language", "asked_each_time")}


def person_words(person: Person) -> str:
    """Somebody as people read them."""
    return f"{person.role}, shown as “{person.shown_name}”{', asked each time' if person.asked_each_time else ''}"


def assent_fields(assent: Assent) -> dict[str, Any]:
    """An answer as programs read it."""
    return {name: getattr(assent, name) for name in ("id", "person_id", "scope", "answer", "on", "recording_id", "shown_by")}


def assent_words(assent: Assent, people: dict[str, Person], titles: dict[str, str]) -> str:
    """An answer as people read it; `titles` are those of the case's films by id."""
    where = f"for {titles[assent.recording_id]}" if assent.recording_id in titles else "for the whole case"
    how = f", shown by {assent.shown_by}" if assent.shown_by else ""
    return f"{people[assent.person_id].code} said {assent.answer} to {assent.scope.value.replace('_', ' ')} {where} on {assent.on}{how}"


def consent_fields(consent: Consent) -> dict[str, Any]:
    """A statement about consent as programs read it."""
    names = ("id", "person_id", "scope", "status", "on", "recording_id", "expires", "given_by")
    return {name: getattr(consent, name) for name in names}


def consent_words(consent: Consent, people: dict[str, Person], titles: dict[str, str]) -> str:
    """A statement about consent as people read it; `titles` are those of the case's films by id."""
    where = f"for {titles[consent.recording_id]}" if consent.recording_id in titles else "for the whole case"
    until = f", until {consent.expires}" if consent.expires else ""
    by = f", said by {consent.given_by}" if consent.given_by else ""
    who = people[consent.person_id].code
    return f"{who} {consent.status} {consent.scope.value.replace('_', ' ')} {where} on {consent.on}{until}{by}"


def in_view_words(film: "Recording", people: dict[str, Person]) -> str:
    """Who is in view in a film as people read it."""
    if film.in_view is None:
        return "nobody has said who is in view"
    return "in view: " + (", ".join(people[person_id].code for person_id in film.in_view) or "nobody")


def _kind_words(case_: "Case") -> str:
    """How one works with a professional; nothing for a family, which is usual."""
    return "a professional, who may choose the clips" if case_.client_may_choose else ""


def withdrawn_words(withdrawn: "Withdrawn") -> list[str]:
    """What went because somebody does not agree any more, as people read it."""
    lines = []
    if withdrawn.exports:
        lines.append(f"Taken back with it: {counted_ways(withdrawn.exports)}; copies made elsewhere are out of reach.")
    if withdrawn.shut:
        titles = ", ".join(film.title for film in withdrawn.shut)
        lines.append(f"{titles}: shown nowhere any more; the original stays shut away until the case is deleted or everyone agrees again.")
    lines += [f"Left where it is: {each}." for certificate in withdrawn.certificates for each in certificate.left]
    lines += [f"Certificate {c.id[:8]} lists what was destroyed: vig certificate {c.id[:8]}" for c in withdrawn.certificates]
    return lines


def withdrawn_fields(withdrawn: "Withdrawn") -> dict[str, Any]:
    """The same as programs read it."""
    return {
        "withdrawn_packages": [export.id for export in withdrawn.exports],
        "shut_films": [film.id for film in withdrawn.shut],
        "certificates": [certificate.id for certificate in withdrawn.certificates],
    }


def counted_ways(exports: Iterable["Export"]) -> str:
    """How many of what: "2 packages, 1 reel"."""
    found = Counter(export.way.value.replace("_", " ") for export in exports)
    return ", ".join(counted(number, way) for way, number in found.items())


def export_state(export: "Export", today: date) -> str:
    """What has become of something that left."""
    return _package_state(export.revoked_on, export.expires_on, today)


def _package_state(revoked_on: date | None, expires_on: date | None, today: date) -> str:
    if revoked_on is not None:
        return f"withdrawn {revoked_on}"
    if expires_on is None:
        return "without an end"
    return f"expired {expires_on}" if today > expires_on else f"until {expires_on}"
