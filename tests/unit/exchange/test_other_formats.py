"""The other formats as their own tools write them, read by peers where there are any, and real files there and back."""

import io
import json
import zipfile
from fractions import Fraction
from pathlib import Path

import opentimelineio
import pytest
import webvtt
from praatio.utilities import textgrid_io

from workbench.core.time import FILM_CLOCK
from workbench.exchange.boris import Boris
from workbench.exchange.datavyu import Datavyu
from workbench.exchange.document import Annotation, Document, ListedClip, Media, Playlist, Tier
from workbench.exchange.format import MILLISECONDS
from workbench.exchange.formats import format_named, format_of
from workbench.exchange.report import RefusedError

REAL = ("exchange/child_mother.TextGrid", "exchange/mother_infant_play.opf", "exchange/child_mother.eaf", "media/two_speakers.rttm")
TEXTGRID = '''File type = "ooTextFile"
Object class = "TextGrid"

0 ! a comment with 5 numbers
2.5
<exists>
2
"IntervalTier" "  CHI*" 0 2.5 3
0 0.5 ""
0.5 1.25 "he said ""look"""
1.25 2.5 ""
"TextTier" "claps" 0 2.5 1
1.75 "clap"
'''


def test_a_short_textgrid_keeps_blanks_in_names_and_quotes_in_texts() -> None:
    document = format_named("textgrid").read(TEXTGRID.encode("utf-16"), "x.TextGrid").document
    assert [(tier.name, [(e.start, e.end, e.label) for e in tier.annotations]) for tier in document.tiers] == [
        ("  CHI*", [(45_000, 112_500, 'he said "look"')]),
        ("claps", [(157_500, 157_500, "clap")]),
    ]


def test_praatio_reads_in_a_textgrid_what_was_written() -> None:
    document = format_named("textgrid").read(TEXTGRID.encode(), "x.TextGrid").document
    read = textgrid_io.parseTextgridStr(format_named("textgrid").write(document).data.decode(), False)
    assert read["xmax"] == 2.5
    assert [list(map(tuple, tier["entries"])) for tier in read["tiers"]] == [
        [("0.500000", "1.250000", 'he said "look"')],
        [("1.750000", "clap")],
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("0.5 1.25", "0.5 0.25", "line 10, tier “  CHI*”: an interval ends before it has begun"),
        ("1.25 2.5", "1.0 2.5", "line 11, tier “  CHI*”: an interval begins before the one before it has ended"),
        ('"TextTier"', '"OtherTier"', "the kind 'OtherTier'"),
        ('1.75 "clap"\n', "", "ends too early"),
    ],
)
def test_what_is_wrong_in_a_textgrid_is_told(old: str, new: str, words: str) -> None:
    with pytest.raises(RefusedError) as caught:
        format_named("textgrid").read(TEXTGRID.replace(old, new).encode(), "x")
    assert words in str(caught.value)


VTT = """WEBVTT - a title

STYLE
::cue { color: red }

NOTE a comment

1
00:01.000 --> 00:02.500 align:start
<v Mum>Look <b>there</b> &amp; here

00:00:03.000 --> 01:00:04.000
no voice
"""


def test_voices_of_a_vtt_are_tiers_and_the_rest_is_kept() -> None:
    kind = format_named("webvtt")
    document = kind.read(VTT.encode(), "x.vtt").document
    assert [(tier.name, tier.person, [each.label for each in tier.annotations]) for tier in document.tiers] == [
        ("Mum", "Mum", ["Look there & here"]), ("captions", "", ["no voice"]),
    ]  # fmt: skip
    again = kind.write(document).data.decode()
    assert again == VTT.replace("00:01.000 --> 00:02.500", "00:00:01.000 --> 00:00:02.500")
    found = webvtt.from_buffer(io.StringIO(again))
    assert [(each.start, each.end, each.text) for each in found] == [
        ("00:00:01.000", "00:00:02.500", "Look there &amp; here"), ("00:00:03.000", "01:00:04.000", "no voice"),
    ]  # fmt: skip


def boris(events: list[list[object]], **more: object) -> bytes:
    behaviours = {
        "0": {"type": "State event", "code": "s", "modifiers": ""},
        "1": {"type": "Point event", "code": "p", "modifiers": "m1,m2|n1"},
    }
    observation = {"file": {"1": ["a.mp4", "b.mp4"]}, "events": events, "time offset": 1.5, "media_info": {"length": {"a.mp4": 10.0}}}
    return json.dumps(
        {"project_format_version": "1.6", "behaviors_conf": behaviours, "observations": {"one": observation}, **more}
    ).encode()


def test_a_boris_project_of_format_1_6_pairs_states_and_reads_modifiers_in_one_text() -> None:
    events = [
        [1.0, "", "s", "", "begins"],
        [2.5, "A", "s", "", ""],
        [1.5, "", "p", "m1|None", "x"],
        [2.0, "", "s", "", "ends"],
        [3.0, "A", "s", "", ""],
    ]
    document = Boris().read(boris(events), "x.boris").document
    tiers = {tier.name: (tier.person, [(e.start, e.end, e.note, e.values) for e in tier.annotations]) for tier in document.tiers}
    assert tiers == {
        "s": ("", [(1000, 2000, "begins\nends", ())]),
        "A: s": ("A", [(2500, 3000, "", ())]),
        "p": ("", [(1500, 1500, "x", (("modifier 1", "m1"),))]),
    }
    assert [(each.url, each.starts_at) for each in document.media] == [("a.mp4", -1500), ("b.mp4", -11_500)]


def test_a_state_without_an_end_is_refused_left_out_or_ended_as_said() -> None:
    data = boris([[1.0, "", "s", "", ""], [4.0, "", "p", "", ""]])
    with pytest.raises(RefusedError, match="the state 's' that begins at 1000 ms has no end"):
        Boris().read(data, "x")
    left = Boris(unpaired="leave_out").read(data, "x")
    assert ([tier.name for tier in left.document.tiers], left.report.losses[0].name) == (["p"], "a state without an end")
    ended = Boris(unpaired="to_last").read(data, "x")
    assert [(e.start, e.end) for tier in ended.document.tiers for e in tier.annotations if tier.name == "s"] == [(1000, 4000)]
    assert "ends with the last event at 4000 ms" in ended.report.changes[0]


def test_several_observations_are_asked_for_by_name() -> None:
    data = boris([], observations={"one": {"events": []}, "two": {"events": []}})
    with pytest.raises(RefusedError, match=r"2 observations: one, two\. Name one"):
        Boris().read(data, "x")
    assert Boris().parts(data, "x") == ["one", "two"]
    read = Boris("two").read(data, "x").document
    assert set(json.loads(Boris().write(read).data)["observations"]) == {"one", "two"}


AGGREGATED = """Observation id,Subject,Behavior,Behavioral category,Modifiers,Behavior type,Start (s),Stop (s),Comment start,Comment stop
one,Mum,child,look,big|None,STATE,1.000,2.500,a,b
one,Child,mum,look,,STATE,0.500,0.750,,
one,,clap,,,POINT,3.000,3.000,,
"""
TABULAR = """Observation id,one
Media file(s),film.mp4

Time,Media file path,Subject,Behavior,Behavioral category,Comment,Status
1.000,film.mp4,Mum,child,look,a,START
3.000,film.mp4,,clap,,,POINT
2.500,film.mp4,Mum,child,look,b,STOP
"""


def test_tables_of_boris_are_read_in_both_forms() -> None:
    kind = format_named("boris-csv")
    found = kind.read(AGGREGATED.encode(), "x.boris.csv").document
    assert [(tier.name, tier.person, [(e.start, e.end, e.label, e.note) for e in tier.annotations]) for tier in found.tiers] == [
        ("Mum: look", "Mum", [(1000, 2500, "child", "a\nb")]), ("Child: look", "Child", [(500, 750, "mum", "")]),
        ("clap", "", [(3000, 3000, "clap", "")]),
    ]  # fmt: skip
    assert found.tiers[0].annotations[0].values == (("modifier 1", "big"),)
    found = kind.read(TABULAR.encode(), "x.boris.csv").document
    assert [(tier.name, [(e.start, e.end, e.label) for e in tier.annotations]) for tier in found.tiers] == [
        ("look", [(1000, 2500, "child")]), ("clap", [(3000, 3000, "clap")]),
    ]  # fmt: skip
    for wrong, words in (("STOP", "line 7.*begins again"), ("POINT", "line 6"), ("1.000", "line 5")):
        with pytest.raises(RefusedError, match=words):
            kind.read(TABULAR.replace(wrong, "START" if wrong == "STOP" else "x", 1).encode(), "x.boris.csv")


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_datavyu_cells_are_labels_and_values() -> None:
    db = b"#4\nlook (MATRIX,true,)-target|NOMINAL,size|NOMINAL\n00:00:01:000,00:00:02:500,(cup\\, red,big)\n00:00:03:000,00:00:03:000,(,)\n"
    document = Datavyu().read(zipped({"db": db, "project": b"feed: x"}), "x.opf").document
    assert [(e.start, e.end, e.label, e.values) for e in document.tiers[0].annotations] == [
        (1000, 2500, "cup, red", (("size", "big"),)), (3000, 3000, "", ()),
    ]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(Datavyu().write(document).data)) as archive:
        assert archive.read("db") == db


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"db": b"#4\n", "../evil": b"x"}, "no place here"),
        ({"db": b"#4\n", "/etc/x": b"x"}, "no place here"),
        ({"db": b"#4\n", "bomb": b"\0" * (65 * 2**20)}, "unpacked it has more than"),
        ({"project": b""}, "no spreadsheet"),
        ({f"m{n}": b"" for n in range(101)}, "101 files"),
        ({"db": b"#3\n"}, "version '#3'"),
        ({"db": b"#4\nlook (MATRIX,true,)-a|NOMINAL\n00:00:00:000,00:00:01:000,(a,b)\n"}, "line 3, tier “look”: a cell has 2"),
    ],
)  # fmt: skip
def test_a_zip_that_would_do_harm_is_refused(members: dict[str, bytes], words: str) -> None:
    with pytest.raises(RefusedError) as caught:
        Datavyu().read(zipped(members), "x.opf")
    assert words in str(caught.value)


def test_an_editing_program_reads_a_playlist_to_the_tick() -> None:
    clips = (ListedClip(3003, 93_093, "one", "a note", 0), ListedClip(0, 1, "two"))
    document = Document(FILM_CLOCK, media=(Media("film-1.mp4"), Media("unused.mp4")), playlists=(Playlist("p", clips),))
    written = format_named("otio").write(document)
    assert [str(loss) for loss in written.report.losses] == ["linked media: 1 (unused.mp4)"]
    timeline = opentimelineio.adapters.read_from_string(written.data.decode(), "otio_json")
    (track,) = timeline.video_tracks()
    assert [(c.name, c.source_range.start_time.value, c.source_range.duration.value, c.source_range.start_time.rate) for c in track] == [
        ("one", 3003, 90_090, 90_000), ("two", 0, 1, 90_000),
    ]  # fmt: skip


def test_short_rates_of_television_are_taken_as_meant_and_what_is_no_clip_is_named() -> None:
    timeline, track = opentimelineio.schema.Timeline("t"), opentimelineio.schema.Track("v")
    time = opentimelineio.opentime.RationalTime
    track.append(opentimelineio.schema.Gap(source_range=opentimelineio.opentime.TimeRange(time(0, 25), time(5, 25))))
    track.append(opentimelineio.schema.Clip("c", source_range=opentimelineio.opentime.TimeRange(time(30, 29.97), time(30, 29.97))))
    timeline.tracks.append(track)
    found = format_named("otio").read(opentimelineio.adapters.write_to_string(timeline, "otio_json").encode(), "t.otio")
    (clip,) = found.document.playlists[0].clips
    assert (clip.start, clip.end) == (90_000 * 30 * Fraction(1001, 30_000), 90_000 * 60 * Fraction(1001, 30_000))
    assert [str(loss) for loss in found.report.losses] == ["Gap in a track: 1"]


def test_sdis_as_another_program_writes_it() -> None:
    text = "% SDIS file made elsewhere\nTimed <seconds>;\n\n<one>\nmum_look,1.5-2.25 child_clap,1:02.5\n/\n"
    document = format_named("sdis").read(text.encode(), "x.sds").document
    assert [(tier.name, [(e.start, e.end) for e in tier.annotations]) for tier in document.tiers] == [
        ("mum_look", [(1500, 2250)]), ("child_clap", [(62_500, 62_500)]),
    ]  # fmt: skip
    with pytest.raises(RefusedError, match="line 5: 'look' is no timed event"):
        format_named("sdis").read(text.replace("mum_look,1.5-2.25", "look").encode(), "x.sds")


def test_rttm_of_two_films_is_refused_and_other_lines_are_named() -> None:
    line = "SPEAKER {} 1 0.500 1.250 <NA> <NA> A <NA> <NA>\n"
    with pytest.raises(RefusedError, match="about 2 films"):
        format_named("rttm").read((line.format("x") + line.format("y")).encode(), "x.rttm")
    found = format_named("rttm").read((line.format("x") + "LEXEME x 1 0.5 0.2 word lex A <NA>\n").encode(), "x.rttm")
    assert [str(loss) for loss in found.report.losses] == ["a line of the kind LEXEME: 1 (line 2)"]
    assert format_named("rttm").write(found.document).data.decode().split()[:5] == ["SPEAKER", "x", "1", "0.500000", "1.250000"]


def test_a_csv_says_in_its_dictionary_what_is_in_it() -> None:
    written = format_named("csv").write(Document(MILLISECONDS, (Tier("look", (Annotation(1000, 2000, "mum"),)),)))
    about = json.loads(written.beside[".dictionary.json"])
    assert [column["name"] for column in about["columns"]] == written.data.decode().splitlines()[0].split(",")
    assert about["tiers"] == [{"name": "look", "n": 1, "labels": ["mum"]}]
    assert "90000,180000,1.000000,2.000000,mum" in written.data.decode()


@pytest.mark.real
@pytest.mark.parametrize(
    "name", ["exchange/child_mother.TextGrid", "exchange/mother_infant_play.opf", "exchange/child_mother.eaf", "media/two_speakers.rttm"]
)
def test_a_real_file_comes_back_without_a_loss(name: str, shared_material: Path) -> None:
    data = (shared_material / name).read_bytes()
    kind = format_of(name)
    document = kind.read(data, name).document
    written = kind.write(document)
    assert written.report.losses == ()
    assert list(document.annotations())
    assert kind.read(written.data, name).document == document


@pytest.mark.real
def test_every_observation_of_a_real_project_goes_back_into_the_same_project(shared_material: Path) -> None:
    data = (shared_material / "exchange" / "observations.boris").read_bytes()
    whole = json.loads(data)
    for name in Boris().parts(data, "observations.boris"):
        if name == "live not paired":
            with pytest.raises(RefusedError, match="has no end"):
                Boris(name).read(data, "observations.boris")
            continue
        document = Boris(name).read(data, "observations.boris").document
        assert json.loads(Boris().write(document).data) == whole, name
