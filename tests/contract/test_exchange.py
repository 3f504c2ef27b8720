"""Every foreign format alike: what it holds comes back as it was, what it does not is named, hostile bytes become problems in words."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.time import FILM_CLOCK, Clock
from workbench.exchange.document import Annotation, Constraint, Document, Entry, Foreign, ListedClip, Media, Playlist, Tier, Vocabulary
from workbench.exchange.features import Feature
from workbench.exchange.format import MOST_BYTES, Format
from workbench.exchange.formats import format_named, format_of, formats
from workbench.exchange.frames import span_on_frames
from workbench.exchange.report import RefusedError

each_format = pytest.mark.parametrize("kind", formats(), ids=lambda each: each.name)
with_tiers = pytest.mark.parametrize("kind", [each for each in formats() if Feature.TIERS in each.holds], ids=lambda each: each.name)

MS = 90
"""Ticks in a millisecond."""


def rich_document() -> Document:
    """Something of every feature, on whole milliseconds of the film clock."""
    looks = Tier(
        "Mum looks",
        (
            Annotation(0, 1000 * MS, "child", "a1", entry="e1"),
            Annotation(1000 * MS, 1500 * MS, "the puzzle, “round” & <big>", "a2", note="a long look", entry="e2"),
            Annotation(1600 * MS, 1700 * MS, "", "a3"),
            Annotation(1650 * MS, 1800 * MS, "overlaps", "a4", confidence=0.25, values=(("size", "two"),)),
            Annotation(1900 * MS, 1900 * MS, "blink", "a5"),
        ),
        person="Mum",
        coder="AB",
        kind="look",
        vocabulary="targets",
    )
    words = Tier(
        "Child words", (Annotation(200 * MS, 900 * MS, "look!\nthere: \\ (50 %)", "b1", note="whispered"),), person="Child", kind="words"
    )
    points = Tier("claps", (Annotation(50 * MS, 50 * MS, "clap", "c1"), Annotation(70 * MS, 70 * MS, "", "c2")))
    spoken = Tier(
        "tones",
        (
            Annotation(200 * MS, 550 * MS, "rising", "d1", parent="b1", free=(False, True), anchors=("p1", "p2")),
            Annotation(550 * MS, 900 * MS, "falling", "d2", parent="b1", free=(True, False), anchors=("p2", "p3")),
        ),
        kind="tone",
        parent="Child words",
        constraint=Constraint.INCLUDED_IN,
    )
    return Document(
        FILM_CLOCK,
        (looks, words, points, spoken, Tier("nothing yet", kind="turn")),
        (Vocabulary("targets", (Entry("e1", "child"), Entry("e2", "the puzzle", "on the table"))),),
        (Media("film-1.mp4", "./film-1.mp4", "video/mp4"),),
        (Playlist("for Mum", (ListedClip(0, 90_001, "Waiting", "a note", 0), ListedClip(3003, 6006, "Turns"))),),
        (Foreign("another tool", "a thing", "of its own"),),
    )


PROBES: dict[Feature, Callable[[Tier, Annotation], object]] = {
    Feature.LABELS: lambda tier, each: each.label,
    Feature.IDS: lambda tier, each: each.id,
    Feature.NOTES: lambda tier, each: each.note,
    Feature.CONFIDENCE: lambda tier, each: each.confidence,
    Feature.VALUES: lambda tier, each: each.values,
    Feature.PEOPLE: lambda tier, each: tier.person,
    Feature.CODERS: lambda tier, each: tier.coder,
    Feature.KINDS: lambda tier, each: tier.kind,
    Feature.DEPENDENCE: lambda tier, each: (tier.parent, tier.constraint, each.parent),
    Feature.VOCABULARIES: lambda tier, each: (tier.vocabulary, each.entry),
    Feature.FREE_TIMES: lambda tier, each: each.free,
}
"""What to compare of each annotation that is in both."""

UNSAID: dict[Feature, object] = {
    Feature.CONFIDENCE: None,
    Feature.VALUES: (),
    Feature.DEPENDENCE: ("", None, ""),
    Feature.VOCABULARIES: ("", ""),
}

STANDING: dict[Feature, Callable[[Document], Iterable[object]]] = {
    Feature.INSTANTS: lambda document: [
        each for tier in document.tiers for each in tier.annotations if each.is_instant and tier.name == "claps"
    ],
    Feature.MIXED: lambda document: [each for tier in document.tiers for each in tier.annotations if each.start == 1900 * MS],
    Feature.OVERLAPS: lambda document: [each for each in document.annotations() if each.start == 1650 * MS],
    Feature.EMPTY_LABELS: lambda document: [each for each in document.annotations() if each.start == 1600 * MS],
    Feature.EMPTY_MARKS: lambda document: [each for each in document.annotations() if each.start == 70 * MS],
    Feature.EMPTY_TIERS: lambda document: [tier for tier in document.tiers if tier.name == "nothing yet"],
    Feature.TIERS: lambda document: document.tiers,
    Feature.MEDIA: lambda document: document.media,
    Feature.PLAYLISTS: lambda document: document.playlists,
}
"""What is wholly there or not at all."""


def on_film_clock(document: Document) -> Document:
    """The same with times on the film clock, exactly."""
    ratio = document.clock.tick / FILM_CLOCK.tick

    def turned(time: int) -> int:
        exact = time * ratio
        assert exact == int(exact)
        return int(exact)

    tiers = [
        replace(tier, annotations=tuple(replace(each, start=turned(each.start), end=turned(each.end)) for each in tier.annotations))
        for tier in document.tiers
    ]
    return replace(document, clock=FILM_CLOCK, tiers=tuple(tiers))


@each_format
def test_what_a_format_holds_comes_back_and_the_rest_is_named(kind: Format) -> None:
    document = rich_document()
    written = kind.write(document)
    back = on_film_clock(kind.read(written.data, "film").document)
    lost = {loss.name for loss in written.report.losses}
    for feature, find in STANDING.items():
        there = list(find(back))
        if feature is Feature.PLAYLISTS and feature in kind.holds:
            assert back.playlists == document.playlists
        if feature is Feature.MEDIA and feature in kind.holds:
            assert [each.url for each in back.media] == ["film-1.mp4"]
        assert bool(there) == (feature in kind.holds or (feature is Feature.MEDIA and kind.name == "otio")), feature
    assert "a thing of another tool" in lost
    sent = {(tier.name, each.start, each.end): (tier, each) for tier in document.tiers for each in tier.annotations}
    for tier in back.tiers:
        for each in tier.annotations:
            origin = sent[(tier.name, each.start, each.end)]
            for feature, probe in PROBES.items():
                expected = (
                    probe(*origin)
                    if feature in kind.holds
                    else UNSAID.get(feature, "" if feature is not Feature.FREE_TIMES else (False, False))
                )
                if feature is Feature.LABELS and feature in kind.holds and Feature.LINES not in kind.holds:
                    expected = str(expected).replace("\n", " ")
                assert probe(tier, each) == expected, (feature, tier.name, each)


@each_format
def test_every_loss_is_of_something_the_format_does_not_hold_and_none_is_missing(kind: Format) -> None:
    lost = {loss.name for loss in kind.write(rich_document()).report.losses} - {"a thing of another tool"}
    if Feature.TIERS not in kind.holds:
        assert Feature.TIERS in lost
        return
    hidden = {Feature.ANCHORS, Feature.LINES, Feature.OVERLAPS, Feature.EMPTY_LABELS, Feature.EMPTY_MARKS}
    unheld = set(Feature) - kind.holds
    if Feature.INSTANTS not in kind.holds:  # they are gone already
        unheld -= {Feature.MIXED, Feature.EMPTY_MARKS}
    if Feature.LABELS not in kind.holds:
        unheld -= hidden
        lost -= hidden
    if Feature.OVERLAPS not in kind.holds and Feature.EMPTY_LABELS in kind.holds:
        unheld -= {Feature.CONFIDENCE, Feature.VALUES}  # the one that has them overlaps
        lost -= {Feature.CONFIDENCE, Feature.VALUES}
    if {Feature.CONFIDENCE, Feature.VALUES} & unheld and Feature.OVERLAPS not in kind.holds:
        unheld -= {Feature.CONFIDENCE, Feature.VALUES}
        lost -= {Feature.CONFIDENCE, Feature.VALUES}
    assert lost == {feature.value for feature in unheld}


@each_format
def test_one_document_makes_the_same_bytes_each_time_and_again_from_what_was_read(kind: Format) -> None:
    written = kind.write(rich_document())
    again = kind.write(kind.read(written.data, "film").document)
    if kind.name != "parquet":
        assert written.data == kind.write(rich_document()).data
    assert kind.read(again.data, "film").document == kind.read(written.data, "film").document
    assert not again.report.losses


NAMES = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12).map(str.strip).filter(bool)
)
LABELS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from('\n\t"%,;<>&\\|'), max_size=12)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Tiers of stretches that follow one another with or without gaps, under all sorts of names and labels."""
    tiers = []
    for name in draw(st.lists(NAMES, max_size=3, unique=True)):
        edges = sorted(draw(st.lists(st.integers(0, 10**8), max_size=12, unique=True)))
        pairs = [(start * MS, end * MS) for start, end in zip(edges[::2], edges[1::2], strict=False)]
        labels = draw(st.lists(LABELS, min_size=len(pairs), max_size=len(pairs)))
        tiers.append(
            Tier(name, tuple(Annotation(*pair, label) for pair, label in zip(pairs, labels, strict=True)), draw(NAMES | st.just("")))
        )
    return Document(FILM_CLOCK, tuple(tiers))


@with_tiers
@given(document=documents())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_names_and_labels_come_back(kind: Format, document: Document) -> None:
    try:
        written = kind.write(document)
    except RefusedError as refused:
        if kind.name == "datavyu" and "cannot be a name in Datavyu" in str(refused):
            return
        raise
    back = on_film_clock(kind.read(written.data, "film").document)

    def held(each: Annotation) -> str:
        if Feature.LABELS not in kind.holds:
            return ""
        return each.label if Feature.LINES in kind.holds else each.label.replace("\n", " ")

    def expected(tier: Tier) -> list[tuple[int, int, str]]:
        kept = [each for each in tier.annotations if each.label or Feature.EMPTY_LABELS in kind.holds]
        return [(each.start, each.end, held(each)) for each in kept]

    sent = {tier.name: expected(tier) for tier in document.tiers}
    found = {tier.name: sorted((each.start, each.end, each.label) for each in tier.annotations) for tier in back.tiers}
    assert found == {name: own for name, own in sent.items() if own or Feature.EMPTY_TIERS in kind.holds}
    if Feature.PEOPLE in kind.holds:
        assert {tier.name: tier.person for tier in back.tiers} == {tier.name: tier.person for tier in document.tiers if tier.name in found}


@with_tiers
@pytest.mark.parametrize("rate", [Fraction(25), Fraction(30_000, 1001), Fraction(24_000, 1001), Fraction(60_000, 1001), Fraction(240)])
def test_a_round_trip_leads_back_to_the_same_frames(kind: Format, rate: Fraction) -> None:
    edges = [int(n * FILM_CLOCK.tick.denominator / rate) for n in range(400)]
    spans = [(edges[n], edges[n + 1 + n % 7]) for n in range(0, 380, 8)]
    document = Document(FILM_CLOCK, (Tier("frames", tuple(Annotation(*span, f"n{n}") for n, span in enumerate(spans))),))
    back = kind.read(kind.write(document).data, "film").document
    found = [span_on_frames(each.start, each.end, back.clock, edges, "nearest") for each in back.tiers[0].annotations]
    assert [(span.start, span.end) for span in found if span is not None] == spans


@each_format
def test_what_moved_is_said(kind: Format) -> None:
    document = Document(Clock(Fraction(1, 1_000_000)), (Tier("t", (Annotation(1, 2_000_003, "label"),)),))
    changes = kind.write(document).report.changes
    assert bool(changes) == (Feature.TIERS in kind.holds or bool(changes))
    if Feature.TIERS in kind.holds:
        assert any("2 times went to the nearest" in change for change in changes)


BROKEN = {
    "empty": b"",
    "zeros": b"\0" * 64,
    "not text": bytes(range(256)) * 4,
    "half a character": "é".encode()[:1],
    "utf-16 cut": "WEBVTT".encode("utf-16")[:-1],
    "deep brackets": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000,
    "deep xml": b"<a>" * 200_000,
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
    "external": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    "not a number": b'{"observations": {"a": {"events": [[NaN, "", "x", "", ""]]}}}',
    "long number": b'{"observations": {"a": ' + b"9" * 10_000 + b"}}",
    "only a header": b"WEBVTT\n\n00:00 --> ",
    "a quote": b'File type = "ooTextFile"\nObject class = "TextGrid"\n0 1 <exists> 1 "IntervalTier" "a',
    "a lone quote in a table": b'tier,start_ticks,end_ticks,label\n"a,0,1,x',
}


@each_format
@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_refused_in_words(kind: Format, data: bytes) -> None:
    try:
        read = kind.read(data, "broken.file")
    except RefusedError as refused:
        told = refused.problem
    else:  # only what makes no claim to be anything may be empty
        assert kind.name == "rttm"
        assert not list(read.document.annotations())
        return
    assert told.startswith("broken.file: ")


@each_format
def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at(kind: Format) -> None:
    with pytest.raises(RefusedError, match=f"up to {MOST_BYTES} are read"):
        kind.read(b" " * (MOST_BYTES + 1), "large")


@each_format
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_bytes_are_read_or_refused(kind: Format, data: st.DataObject) -> None:
    whole = bytearray(_WRITTEN.setdefault(kind.name, kind.write(rich_document()).data))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = min(len(whole), start + data.draw(st.integers(0, 40)))
        whole[start:end] = data.draw(
            st.binary(max_size=12) | st.sampled_from([b"-1", b"1e99", b'"', b"\n\n", b"<", b"&", b"]", b"{", b"nan"])
        )
    try:
        kind.write(kind.read(bytes(whole), "damaged").document)
    except RefusedError as refused:
        told = refused.problems
    else:
        return
    assert told


_WRITTEN: dict[str, bytes] = {}


@each_format
def test_a_control_character_is_in_no_file(kind: Format) -> None:
    document = Document(FILM_CLOCK, (Tier("t", (Annotation(0, 90, "a\x00b"),)),))
    with pytest.raises(RefusedError, match=r"tier “t”.*no file can hold"):
        kind.write(document)


def test_formats_are_found_by_name_and_by_ending() -> None:
    assert len({each.name for each in formats()}) == len(formats())
    for each in formats():
        assert format_named(each.name) is each
        assert all(format_of(f"A FILM{suffix.upper()}") is each for suffix in each.suffixes)


def test_refused_names_some_problems_and_keeps_all() -> None:
    rows = "tier,start_ticks,end_ticks,label\n" + "look,5,1,x\n" * 8
    with pytest.raises(RefusedError) as caught:
        format_named("csv").read(rows.encode(), "t.csv")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert "line 2, tier “look”" in str(caught.value)
    assert "and 3 more" in str(caught.value)
    assert json.dumps(str(caught.value))
