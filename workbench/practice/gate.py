"""The one gate: whether something made of a family's films may leave the house, and if not, who or what stands against it.

Default deny. Everyone in view of every film has to agree to what it is for. A film that is gone, of which nobody said who is in view, or
with somebody unknown in view does not leave. Who is asked each time has to have said yes anew for every export, and a no wins over all.
Hiding helps for bystanders only, and only where figures over them cover the whole stretch. Whose words are told to others has to agree
to that in the whole case. The words are in ``refusal``.
"""

from collections.abc import Collection, Sequence
from datetime import date

from workbench.core.intervals import SpanSet
from workbench.core.regions import Purpose, Region
from workbench.practice.assent import Answer, Assent
from workbench.practice.casework import Recording
from workbench.practice.exports import WITHOUT_FILM, Export, Hidden, Way
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope, find_deciding_consent
from workbench.practice.verdict import Cause, Known, Reason, Stretch, Verdict


def judge(
    way: Way,
    stretches: Sequence[Stretch],
    known: Known,
    today: date,
    *,
    hidden: Collection[Hidden] = (),
    words_of: Sequence[str] = (),
    made: Export | None = None,
) -> Verdict:
    """Whether stretches of a case's films may leave that way.

    Parameters
    ----------
    stretches : sequence of Stretch
        All that would leave. Without one only a letter may, and what is written for a supervisor.
    known : Known
        What is known in the case they belong to.
    hidden : collection of Hidden
        Those who are hidden in the pictures already, because these come from a package or have been written.
    words_of : sequence of str
        Ids of those whose words would leave.
    made : Export, optional
        What left already, if the question is whether it still may: it goes on resting on the answers it was made with.
    """
    if not stretches and way not in WITHOUT_FILM:
        return Verdict(way, (Reason("", Cause.NO_FILM),))
    gate = _Gate(way.scope, known, today, frozenset(hidden), made)
    for stretch in stretches:
        gate.look_at(stretch)
    for person_id in made.words_of if made else words_of:
        gate.listen_to(person_id)
    if gate.reasons:
        return Verdict(way, tuple(gate.reasons))
    return Verdict(
        way,
        last_day=min(gate.ends, default=None),
        assent_ids=tuple(dict.fromkeys(gate.assent_ids)),
        hidden=tuple(dict.fromkeys(gate.hidden)),
        hiding=tuple(dict.fromkeys(gate.hiding)),
    )


def who_took_back(recording: Recording, people: Sequence[Person], consents: Sequence[Consent], today: date) -> list[Person]:
    """Those in view who want a film not to be used at all, or agreed to it until a day that is past; it is shown nowhere then."""
    in_view = [person for person in people if person.id in (recording.in_view or ())]
    said = [(person, find_deciding_consent(person, consents, Scope.FILM, recording.id, today)) for person in in_view]
    return [person for person, consent in said if consent is not None and not consent.allows(today)]


def against_analysing(recording: Recording, known: Known, today: date) -> tuple[Reason, ...]:
    """What stands against a film being looked through by the computer, which is a part of preparing a review of it; nothing leaves.

    Everyone in view has to have agreed to the film or to a review of it, or to be a bystander who is hidden all the time. Nobody is asked
    anew for it, and a no wins over all.
    """
    if recording.in_view is None:
        return (Reason("", Cause.UNSAID),)
    gate = _Gate(Scope.SHARED_REVIEW, known, today, frozenset(), None)
    people = {person.id: person for person in known.people}
    whole = Stretch("", recording.id, recording.span)
    found = (
        gate.ask_for_study(people[person_id], whole) if person_id in people else Reason("", Cause.UNKNOWN)
        for person_id in recording.in_view
    )
    return tuple(reason for reason in found if reason is not None)


class _Gate:
    """Looks at one stretch after the other and notes what it finds."""

    def __init__(self, scope: Scope, known: Known, today: date, hidden: frozenset[Hidden], made: Export | None) -> None:
        self._scope, self._known, self._today = scope, known, today
        self._hidden = hidden.union(made.hidden if made else ())
        self._people = {person.id: person for person in known.people}
        self._recordings = {recording.id: recording for recording in known.recordings}
        self._used = frozenset(name for export in known.exports for name in export.assent_ids)
        self._made = made
        self.reasons: list[Reason] = []
        self.ends: list[date] = []
        self.assent_ids: list[str] = []
        self.hidden: list[Hidden] = []
        self.hiding: list[Region] = []

    def look_at(self, stretch: Stretch) -> None:
        recording = self._recordings.get(stretch.recording_id)
        if recording is None or recording.in_view is None:
            self.reasons.append(Reason(stretch.what, Cause.GONE if recording is None else Cause.UNSAID))
            return
        for person_id in recording.in_view:
            person = self._people.get(person_id)
            reason = Reason(stretch.what, Cause.UNKNOWN) if person is None else self._ask(person, stretch)
            if reason is not None:
                self.reasons.append(reason)

    def listen_to(self, person_id: str) -> None:
        """Somebody's words are of no film: what they said about the whole case decides."""
        person, said = self._people.get(person_id), Stretch("what was said", "")
        reason = Reason(said.what, Cause.UNKNOWN) if person is None else self._ask(person, said)
        if reason is not None:
            self.reasons.append(reason)

    def _ask(self, person: Person, stretch: Stretch) -> Reason | None:
        """What one person stands against; where it is nothing, what it rests on is noted."""
        film = self._said(person, Scope.FILM, stretch)
        if film is not None and not film.allows(self._today):
            return Reason(stretch.what, Cause.FILM_TAKEN_BACK, person, film.on)
        no, yes = self._days_of(person, stretch, Answer.NO), self._days_of(person, stretch, Answer.YES)
        if no and (not yes or max(yes) <= max(no)):
            return Reason(stretch.what, Cause.SAID_NO, person, max(no))
        consent = self._said(person, self._scope, stretch)
        agreed = consent is not None and consent.allows(self._today)
        answer = self._find_answer(person, stretch, after=max(no, default=date.min)) if agreed and person.asked_each_time else None
        if not agreed or (person.asked_each_time and answer is None):
            against = (
                Reason(stretch.what, Cause.TO_BE_ASKED, person, max(yes, default=None)) if agreed else _silence(stretch, person, consent)
            )
            if person.role is not Role.BYSTANDER:
                return against
            if not self._is_hidden(person, stretch):
                return Reason(stretch.what, Cause.NOT_HIDDEN, person)
            self.hidden.append(Hidden(stretch.recording_id, person.id))
            consent = None
        self.ends += [said.expires for said in (film, consent) if said is not None and said.expires is not None]
        self.assent_ids += [answer] if answer is not None else []
        return None

    def ask_for_study(self, person: Person, stretch: Stretch) -> Reason | None:
        """What one person stands against where nothing leaves."""
        film, review = self._said(person, Scope.FILM, stretch), self._said(person, self._scope, stretch)
        if film is not None and not film.allows(self._today):
            return Reason(stretch.what, Cause.FILM_TAKEN_BACK, person, film.on)
        no, yes = self._days_of(person, stretch, Answer.NO), self._days_of(person, stretch, Answer.YES)
        if no and (not yes or max(yes) <= max(no)):
            return Reason(stretch.what, Cause.SAID_NO, person, max(no))
        if film is not None or (review is not None and review.allows(self._today)):
            return None
        if person.role is not Role.BYSTANDER:
            return _silence(stretch, person, review)
        return None if self._is_hidden(person, stretch) else Reason(stretch.what, Cause.NOT_HIDDEN, person)

    def _said(self, person: Person, scope: Scope, stretch: Stretch) -> Consent | None:
        return find_deciding_consent(person, self._known.consents, scope, stretch.recording_id, self._today)

    def _answers(self, person: Person, stretch: Stretch, answer: Answer) -> list[Assent]:
        """What was answered up to today about this use of this film or of all, what was answered about this film first."""
        about = (stretch.recording_id, None)
        found = [
            a
            for a in self._known.assents
            if (a.person_id, a.scope, a.answer) == (person.id, self._scope, answer) and a.on <= self._today and a.recording_id in about
        ]
        return sorted(found, key=lambda a: (a.recording_id is None, a.on, a.place_in_day, a.id))

    def _days_of(self, person: Person, stretch: Stretch, answer: Answer) -> list[date]:
        return [a.on for a in self._answers(person, stretch, answer)]

    def _find_answer(self, person: Person, stretch: Stretch, *, after: date) -> str | None:
        """A yes that has not been used yet, one that this export rests on already where there is one."""
        yes = [a.id for a in self._answers(person, stretch, Answer.YES) if a.on > after]
        free = [name for name in yes if (name not in self._used if self._made is None else name in self._made.assent_ids)]
        return next((name for name in free if name in self.assent_ids), next(iter(free), None))

    def _is_hidden(self, person: Person, stretch: Stretch) -> bool:
        if Hidden(stretch.recording_id, person.id) in self._hidden:
            return True
        span = stretch.span
        if span is None:
            return False
        over = [r for r in self._known.regions if r.recording_id == stretch.recording_id and r.hides == person.id and r.span.overlaps(span)]
        over = [r for r in over if r.purpose is Purpose.ANONYMISE]
        if SpanSet.of(r.span for r in over).gaps_within(span).spans:
            return False
        self.hiding += over
        return True


def _silence(stretch: Stretch, person: Person, consent: Consent | None) -> Reason:
    if consent is None:
        return Reason(stretch.what, Cause.SILENT, person)
    if consent.status is ConsentStatus.GRANTED:
        return Reason(stretch.what, Cause.EXPIRED, person, consent.expires)
    return Reason(stretch.what, Cause.REFUSED if consent.status is ConsentStatus.REFUSED else Cause.WITHDRAWN, person, consent.on)
