"""Nothing leaves without consent: the gate against an oracle that knows the rules as quantifiers over single ticks and statements."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.errors import ConsentError
from workbench.practice.assent import Answer, Assent
from workbench.practice.casework import Case, Recording
from workbench.practice.exports import Export, Hidden, Way
from workbench.practice.gate import judge
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope
from workbench.practice.verdict import Known, Permit, Stretch
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.permission import read_known
from workbench.session.reading import CaseReader
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.workspace import Workspace, open_workspace

DAY = date(2026, 6, 10)
LENGTH = 6
FORM = (Keyframe(Ticks(0), ((0.1, 0.1), (0.2, 0.2))),)


def days(first: int = -4, last: int = 3) -> st.SearchStrategy[date]:
    return st.integers(first, last).map(lambda n: DAY + timedelta(days=n))


def spans() -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(lambda p: Span(Ticks(min(p)), Ticks(max(*p, min(p) + 1))))


@st.composite
def known_cases(draw: st.DrawFn) -> Known:
    """A case of two films and up to three people; most of them agree to most things, so that something may leave."""
    case_id = new_id()
    people = [
        Person(new_id(), case_id, f"P{n}", draw(st.sampled_from([Role.CLIENT, Role.CHILD, Role.BYSTANDER])), f"P{n}", asked_each_time=asked)
        for n, asked in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]
    ids = [person.id for person in people]
    in_view = st.one_of(st.just(ids), st.lists(st.sampled_from(ids), unique=True), st.none())
    films = [
        Recording(new_id(), case_id, f"{n:064x}", f"film {n}", LENGTH, Ticks(LENGTH), 2, 2, False, False, DAY, in_view=who and tuple(who))
        for n, who in enumerate(draw(st.lists(in_view, min_size=2, max_size=2)))
    ]
    about = st.sampled_from([None, None, films[0].id, films[1].id])
    scopes = st.sampled_from([Scope.SHARED_REVIEW, Scope.KEEP_COPY_FAMILY, Scope.SUPERVISION, Scope.FILM])
    granted = st.sampled_from([ConsentStatus.GRANTED] * 5 + [ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN])
    said = draw(
        st.lists(st.tuples(st.sampled_from(ids), scopes, days(), about, granted, st.none() | days(-1, 8), st.integers(0, 2)), max_size=8)
    )
    usual = [(who, scope, DAY - timedelta(days=5), None, ConsentStatus.GRANTED, None, 0) for who in ids for scope in list(Scope)[:7]]
    dropped = draw(st.lists(st.sampled_from(usual), max_size=2))
    rows = [row for row in usual if row not in dropped] + said
    answers = draw(
        st.lists(st.tuples(st.sampled_from(ids), scopes, st.sampled_from([*[Answer.YES] * 5, Answer.NO]), days(), about), max_size=8)
    )
    drawn = draw(st.lists(st.tuples(st.sampled_from(films), spans(), st.sampled_from([*ids, None])), max_size=5))
    return Known(
        "HAZEL",
        tuple(films),
        tuple(people),
        tuple(Consent(new_id(), case_id, who, scope, is_, on, film, ends, "", nth) for who, scope, on, film, is_, ends, nth in rows),
        tuple(Assent(new_id(), case_id, who, scope, answer, on, film) for who, scope, answer, on, film in answers),
        tuple(Region(new_id(), film.id, span, ShapeKind.BLUR, FORM, "", Purpose.ANONYMISE, who) for film, span, who in drawn),
    )


def wanted(known: Known) -> st.SearchStrategy[list[Stretch]]:
    films = st.sampled_from([*(film.id for film in known.recordings)] * 4 + [new_id()])
    return st.lists(st.builds(Stretch, st.just("clip"), films, spans()), max_size=3)


def whose_words(known: Known, way: Way) -> st.SearchStrategy[tuple[str, ...]]:
    """Whose words leave: only a package for a supervisor tells them; sometimes of somebody whom nobody knows any more."""
    if way is not Way.SUPERVISION_PACKAGE:
        return st.just(())
    ids = st.sampled_from([*(person.id for person in known.people)] * 3 + [new_id()])
    return st.lists(ids, max_size=2, unique=True).map(tuple)


def agrees(known: Known, person: Person, scope: Scope, film: str, today: date) -> bool | None:
    """Whether somebody agrees; None where they have said nothing.

    All that was said last about the film has to allow it, and so has all that was said last about the whole case, where that was said
    no earlier. Of the film alone nothing may have been said; then the whole case decides.
    """
    said = [c for c in known.consents if c.person_id == person.id and c.scope is scope and c.on <= today]
    levels = [[c for c in said if c.recording_id == about] for about in (film, None)]
    here, everywhere = ([c for c in level if not any((o.on, o.place_in_day) > (c.on, c.place_in_day) for o in level)] for level in levels)
    heard = here + [c for c in everywhere if all((c.on, c.place_in_day) >= (h.on, h.place_in_day) for h in here)]
    if not heard:
        return None
    return all(c.status is ConsentStatus.GRANTED and (c.expires is None or c.expires >= today) for c in heard)


def oracle(
    way: Way, stretches: list[Stretch], known: Known, today: date, made: Export | None = None, words_of: tuple[str, ...] = ()
) -> bool:
    """Whether something may leave (or with `made`: stay outside), by the rules one after the other."""
    used = {name for export in known.exports for name in export.assent_ids}
    if not stretches and way not in (Way.LETTER, Way.SUPERVISION_PACKAGE):
        return False
    for who in made.words_of if made else words_of:
        found = [p for p in known.people if p.id == who]
        about_all = [a for a in known.assents if a.person_id == who and a.scope is way.scope and a.on <= today and a.recording_id is None]
        noes = [a.on for a in about_all if a.answer is Answer.NO]
        yes = [a for a in about_all if a.answer is Answer.YES and all(no < a.on for no in noes)]
        if not found or agrees(known, found[0], Scope.FILM, "", today) is False or (noes and not yes):
            return False
        counting = [a for a in yes if (a.id in made.assent_ids if made else a.id not in used)]
        if not agrees(known, found[0], way.scope, "", today) or (found[0].asked_each_time and not counting):
            return False
    for stretch in stretches:
        films = [film for film in known.recordings if film.id == stretch.recording_id]
        if not films or films[0].in_view is None:
            return False
        for who in films[0].in_view:
            person = next(p for p in known.people if p.id == who)
            answers = [
                a
                for a in known.assents
                if a.person_id == who and a.scope is way.scope and a.on <= today and a.recording_id in (None, stretch.recording_id)
            ]
            noes = [a for a in answers if a.answer is Answer.NO]
            standing = [a for a in answers if a.answer is Answer.YES and all(no.on < a.on for no in noes)]
            if agrees(known, person, Scope.FILM, stretch.recording_id, today) is False or (noes and not standing):
                return False
            counting = [a for a in standing if (a.id in made.assent_ids if made else a.id not in used)]
            fine = agrees(known, person, way.scope, stretch.recording_id, today) and (bool(counting) or not person.asked_each_time)
            if made:
                unknowable = Hidden(stretch.recording_id, who) in made.hidden
            else:
                assert stretch.span is not None
                over = [r for r in known.regions if r.hides == who and r.recording_id == stretch.recording_id]
                unknowable = all(any(r.span.contains(t) for r in over) for t in range(stretch.span.start, stretch.span.end))
            if not fine and not (person.role is Role.BYSTANDER and unknowable):
                return False
    return True


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), known_cases(), st.sampled_from([Way.PACKAGE, Way.REEL, Way.LETTER, Way.SUPERVISION_PACKAGE]))
def test_the_gate_says_what_the_rules_say_and_for_as_long_as_they_do(data: st.DataObject, known: Known, way: Way) -> None:
    stretches, whose = data.draw(wanted(known)), data.draw(whose_words(known, way))
    verdict = judge(way, stretches, known, DAY, words_of=whose)
    assert verdict.allowed == oracle(way, stretches, known, DAY, words_of=whose)
    if not verdict.allowed:
        with pytest.raises(ValueError, match="lets something pass"):
            Permit(verdict, tuple(stretches))
        return
    consents, assents = (tuple(said for said in each if said.on <= DAY) for each in (known.consents, known.assents))
    said_by_now = replace(known, consents=consents, assents=assents)
    for n in range(10):
        day = DAY + timedelta(days=n)
        assert oracle(way, stretches, said_by_now, day, words_of=whose) == (verdict.last_day is None or day <= verdict.last_day)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), known_cases())
def test_a_permit_is_for_what_was_asked_and_for_nothing_more(data: st.DataObject, known: Known) -> None:
    stretches = data.draw(wanted(known).filter(bool))
    verdict = judge(Way.PACKAGE, stretches, known, DAY)
    if not verdict.allowed:
        return
    permit = Permit(verdict, tuple(stretches), verdict.last_day)
    span, film = data.draw(spans()), data.draw(st.sampled_from([r.id for r in known.recordings]))
    burnt = data.draw(st.lists(st.sampled_from([*known.regions]), unique=True)) if known.regions else []
    asked = {t for s in stretches if s.recording_id == film and s.span for t in range(s.span.start, s.span.end)}
    hiding = {r for r in verdict.hiding if r.recording_id == film and r.span.overlaps(span)}
    may = set(range(span.start, span.end)) <= asked and hiding <= set(burnt)
    try:
        permit.check_stretch(film, span, burnt)
    except ConsentError:
        assert not may
    else:
        assert may
    with pytest.raises(ConsentError, match="another use"):
        permit.check_way(Way.REEL)


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder) / "ws", create=True) as opened:
        yield opened


_NUMBERS = count(1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data(), known_cases())
def test_no_file_is_there_after_a_refusal_and_none_stays_that_may_not(workspace: Workspace, data: st.DataObject, known: Known) -> None:
    case_id = known.people[0].case_id
    with workspace.edit("Set up", case_id=case_id) as edit:
        edit.put(Case(case_id, f"CASE{next(_NUMBERS)}", DAY), *known.people, *known.recordings, *known.consents)
        edit.put(*known.assents, *known.regions)
    out = workspace.folder / case_id
    out.mkdir()
    for number in range(3):
        way, stretches = data.draw(st.sampled_from(list(Way))), data.draw(wanted(known))
        whose = data.draw(whose_words(known, way))
        may = oracle(way, stretches, read_known(workspace, case_id), DAY, words_of=whose)
        place, before = out / f"{number}.mp4", len(workspace.find(Export, case_id=case_id))

        def write(permit: Permit, place: Path = place) -> Written:
            place.write_bytes(b"picture")
            return Written(place)

        try:
            export = let_out(workspace, Leaving(case_id, way, stretches, words_of=whose), write, DAY)
        except ConsentError:
            assert (may, place.exists(), len(workspace.find(Export, case_id=case_id))) == (False, False, before)
        else:
            assert (may, place.exists()) == (True, True)
            assert workspace.get(Export, export.id) == export
    who, film = data.draw(st.sampled_from(known.people)), data.draw(st.sampled_from([None, *known.recordings]))
    no = Assent(new_id(), case_id, who.id, data.draw(st.sampled_from(list(Scope))), Answer.NO, DAY, film and film.id)
    with workspace.edit("Say no", case_id=case_id, lasting=True) as edit:
        edit.put(no)
    withdraw_unconsented(CaseReader(workspace, case_id, today=lambda: DAY))
    now = read_known(workspace, case_id)
    for export in now.exports:
        stays = oracle(export.way, [Stretch("", name) for name in export.recording_ids], now, DAY, made=export)
        assert (export.revoked_on is None, Path(export.place).exists()) == (stays, stays)
