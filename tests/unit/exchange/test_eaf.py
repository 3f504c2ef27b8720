"""ELAN's files: every way a tier depends on another, vocabularies, what only ELAN knows, and problems by line and tier."""

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.exchange.document import Annotation, Constraint, Document, Entry, Media, Tier, Vocabulary
from workbench.exchange.eaf import Eaf
from workbench.exchange.format import MILLISECONDS
from workbench.exchange.report import Findings, RefusedError
from workbench.exchange.xml import parse_xml

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="AB" DATE="2020-01-02T03:04:05+01:00" VERSION="3.0" FORMAT="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<LICENSE LICENSE_URL="https://example.org/by">by &amp; large</LICENSE>
<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
<MEDIA_DESCRIPTOR MEDIA_URL="file:///f.mp4" MIME_TYPE="video/mp4" RELATIVE_MEDIA_URL="./f.mp4" TIME_ORIGIN="40" EXTRACTED_FROM="g.mov"/>
<LINKED_FILE_DESCRIPTOR LINK_URL="file:///t.csv" MIME_TYPE="text/csv"/>
<PROPERTY NAME="lastUsedAnnotationId">9</PROPERTY>
</HEADER>
<TIME_ORDER>
<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="ts2"/><TIME_SLOT TIME_SLOT_ID="ts3"/>
<TIME_SLOT TIME_SLOT_ID="ts4" TIME_VALUE="900"/><TIME_SLOT TIME_SLOT_ID="ts5" TIME_VALUE="100"/><TIME_SLOT TIME_SLOT_ID="ts6" TIME_VALUE="200"/>
</TIME_ORDER>
<TIER TIER_ID="words" LINGUISTIC_TYPE_REF="default-lt" PARTICIPANT="Child" ANNOTATOR="AB" DEFAULT_LOCALE="en">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts4" EXT_REF="er2" LANG_REF="eng">
<ANNOTATION_VALUE> two
lines &lt; </ANNOTATION_VALUE><FUTURE x="1"><DEEPER>text</DEEPER></FUTURE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="parts" LINGUISTIC_TYPE_REF="part" PARENT_REF="words">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="p1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>1</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="p2" TIME_SLOT_REF1="ts2" TIME_SLOT_REF2="ts3"><ANNOTATION_VALUE>2</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="p3" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4"><ANNOTATION_VALUE>3</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="looks" LINGUISTIC_TYPE_REF="look" PARENT_REF="words">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="l1" TIME_SLOT_REF1="ts5" TIME_SLOT_REF2="ts6" CVE_REF="cve1"><ANNOTATION_VALUE>mum</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="gloss" LINGUISTIC_TYPE_REF="gloss" PARENT_REF="parts">
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="g2" ANNOTATION_REF="p1" PREVIOUS_ANNOTATION="g1"><ANNOTATION_VALUE>b</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="g1" ANNOTATION_REF="p1"><ANNOTATION_VALUE>a</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="sure" LINGUISTIC_TYPE_REF="sure" PARENT_REF="gloss">
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="s1" ANNOTATION_REF="g2"><ANNOTATION_VALUE>yes</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
</TIER>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true" GRAPHIC_REFERENCES="false"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="part" TIME_ALIGNABLE="true" CONSTRAINTS="Time_Subdivision"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="look" TIME_ALIGNABLE="true" CONSTRAINTS="Included_In" CONTROLLED_VOCABULARY_REF="targets" EXT_REF="er2"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="gloss" TIME_ALIGNABLE="false" CONSTRAINTS="Symbolic_Subdivision" LEXICON_REF="lr1"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="sure" TIME_ALIGNABLE="false" CONSTRAINTS="Symbolic_Association"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="unused" TIME_ALIGNABLE="true"/>
<LOCALE LANGUAGE_CODE="en" COUNTRY_CODE="GB"/>
<LANGUAGE LANG_ID="eng" LANG_LABEL="English"/><LANGUAGE LANG_ID="nld" LANG_LABEL="Dutch"/>
<CONSTRAINT STEREOTYPE="Time_Subdivision" DESCRIPTION="in its own words"/>
<CONSTRAINT STEREOTYPE="Symbolic_Subdivision"/><CONSTRAINT STEREOTYPE="Symbolic_Association"/><CONSTRAINT STEREOTYPE="Included_In"/>
<CONTROLLED_VOCABULARY CV_ID="targets">
<DESCRIPTION LANG_REF="eng">whom</DESCRIPTION><DESCRIPTION LANG_REF="nld">wie</DESCRIPTION>
<CV_ENTRY_ML CVE_ID="cve1" EXT_REF="er2"><CVE_VALUE LANG_REF="eng" DESCRIPTION="the mother">mum</CVE_VALUE><CVE_VALUE LANG_REF="nld">mama</CVE_VALUE></CV_ENTRY_ML>
</CONTROLLED_VOCABULARY>
<CONTROLLED_VOCABULARY CV_ID="elsewhere" EXT_REF="er1"/>
<LEXICON_REF LEX_REF_ID="lr1" NAME="n" TYPE="t" URL="u" LEXICON_ID="i" LEXICON_NAME="m"/>
<REF_LINK_SET LINK_SET_ID="rl1"><CROSS_REF_LINK REF_LINK_ID="x1" REF1="a1" REF2="l1">because</CROSS_REF_LINK></REF_LINK_SET>
<EXTERNAL_REF EXT_REF_ID="er1" TYPE="ecv" VALUE="file:/words.ecv"/><EXTERNAL_REF EXT_REF_ID="er2" TYPE="iso12620" VALUE="DC-1"/>
<LATER_THAN_THIS kept="yes"/>
</ANNOTATION_DOCUMENT>
"""  # noqa: E501


def read(text: str) -> Document:
    return Eaf().read(text.encode(), "film.eaf").document


def problems(text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(RefusedError) as caught:
        read(text)
    return [(each.line, each.tier, each.words) for each in caught.value.problems]


def test_times_follow_from_slots_and_from_parents() -> None:
    tiers = {tier.name: tier for tier in read(WHOLE).tiers}
    spans = {name: [(each.start, each.end, each.label) for each in tier.annotations] for name, tier in tiers.items()}
    assert spans["words"] == [(0, 900, " two\nlines < ")]
    assert spans["parts"] == [(0, 300, "1"), (300, 600, "2"), (600, 900, "3")]
    assert spans["gloss"] == [(0, 150, "a"), (150, 300, "b")]
    assert spans["sure"] == [(150, 300, "yes")]
    assert [each.parent for each in tiers["looks"].annotations] == ["a1"]
    assert [each.free for each in tiers["parts"].annotations] == [(False, True), (True, True), (True, False)]
    assert tiers["looks"].constraint is Constraint.INCLUDED_IN
    assert (tiers["words"].person, tiers["words"].coder, tiers["words"].kind, tiers["looks"].kind) == ("Child", "AB", "", "look")


def test_what_only_elan_knows_comes_back_where_it_stood() -> None:
    document = read(WHOLE)
    written = Eaf().write(document)
    text = written.data.decode()
    assert read(text) == document
    assert Eaf().write(read(text)).data == written.data
    assert not written.report.losses
    for kept in (
        'EXT_REF="er2" LANG_REF="eng"',
        'CVE_REF="cve1"',
        '<FUTURE x="1">',
        "<DEEPER>text</DEEPER>",
        '<LATER_THAN_THIS kept="yes"/>',
        '<CVE_VALUE LANG_REF="nld">mama</CVE_VALUE>',
        '<DESCRIPTION LANG_REF="nld">wie</DESCRIPTION>',
        'LINGUISTIC_TYPE_ID="unused"',
        'REF1="a1" REF2="l1">because</CROSS_REF_LINK>',
        'PREVIOUS_ANNOTATION="g1"',
        'DEFAULT_LOCALE="en"',
        'LICENSE_URL="https://example.org/by">by &amp; large<',
        'NAME="lastUsedAnnotationId">9<',
        'TIME_ORIGIN="40"',
        'EXTRACTED_FROM="g.mov"',
        'DATE="2020-01-02T03:04:05+01:00"',
        '<TIME_SLOT TIME_SLOT_ID="ts2"/>',
        'DESCRIPTION="in its own words"',
    ):
        assert kept in text, kept


def test_what_another_format_cannot_take_from_elan_is_named() -> None:
    from workbench.exchange.formats import format_named

    lost = {loss.name for loss in format_named("textgrid").write(read(WHOLE)).report.losses}
    assert {"LICENSE of eaf", "@EXT_REF of eaf", "REF_LINK_SET of eaf", "LATER_THAN_THIS of eaf", "controlled vocabularies"} <= lost
    assert "REF_LINK_SET, which EAF has since 3.0" in {loss.name for loss in Eaf(version="2.8").write(read(WHOLE)).report.losses}


OLD = """<ANNOTATION_DOCUMENT AUTHOR="" DATE="2006-01-01T00:00:00Z" VERSION="2.4" FORMAT="2.4">
<HEADER MEDIA_FILE="" TIME_UNITS="PAL-frames"/>
<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="25"/><TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="50"/></TIME_ORDER>
<TIER TIER_ID="look" LINGUISTIC_TYPE_REF="look">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
<ANNOTATION_VALUE>mum</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="look" CONTROLLED_VOCABULARY_REF="targets"/>
<CONTROLLED_VOCABULARY CV_ID="targets" DESCRIPTION="whom"><CV_ENTRY DESCRIPTION="the mother">mum</CV_ENTRY></CONTROLLED_VOCABULARY>
</ANNOTATION_DOCUMENT>"""


def test_an_old_file_with_frames_and_old_vocabularies_is_read() -> None:
    found = Eaf().read(OLD.encode(), "old.eaf")
    assert found.document.vocabularies == (Vocabulary("targets", (Entry("cve0", "mum", "the mother"),), "whom"),)
    assert found.document.clock.seconds(found.document.tiers[0].annotations[0].start) == 1.0
    assert any("were given names" in change for change in found.report.changes)
    again = read(Eaf().write(found.document).data.decode())
    assert (again.tiers, again.clock) == (found.document.tiers, found.document.clock)
    assert again.vocabularies[0].entries[0].value == "mum"


def test_a_vocabulary_that_lies_elsewhere_keeps_its_address_and_is_not_fetched() -> None:
    elsewhere = read(WHOLE).vocabularies[1]
    assert (elsewhere.external, elsewhere.entries) == ("file:/words.ecv", ())
    made = Document(MILLISECONDS, vocabularies=(Vocabulary("far", external="https://example.org/v.ecv"),))
    assert read(Eaf().write(made).data.decode()).vocabularies[0].external == "https://example.org/v.ecv"


@pytest.mark.parametrize(
    ("old", "new", "line", "tier", "words"),
    [
        ('TIME_VALUE="900"', 'TIME_VALUE="nine"', 11, "", "no time"),
        ('TIME_VALUE="900"', 'TIME_VALUE="99999999999"', 11, "", "no time"),
        ('TIME_SLOT_REF1="ts5"', 'TIME_SLOT_REF1="ts99"', 24, "looks", "no time slot 'ts99'"),
        ('TIME_VALUE="200"', 'TIME_VALUE="50"', 24, "looks", "runs from 100 to 50 ms"),
        ('TIME_VALUE="200"', 'TIME_VALUE="2000"', 24, "looks", "lies within none of “words”"),
        ('CVE_REF="cve1"', 'CVE_REF="cve7"', 24, "looks", "no entry 'cve7'"),
        ('ANNOTATION_REF="g2"', 'ANNOTATION_REF="a1"', 31, "sure", "is not in “gloss”"),
        ('PARENT_REF="gloss"', 'PARENT_REF="missing"', 30, "sure", "parent “missing” is not"),
        (
            'LINGUISTIC_TYPE_REF="look" PARENT_REF="words"',
            'LINGUISTIC_TYPE_REF="look" PARENT_REF="looks"',
            None,
            "looks",
            "depends on itself",
        ),
        ('LINGUISTIC_TYPE_REF="sure"', 'LINGUISTIC_TYPE_REF="none"', 30, "sure", "type “none” is not"),
        ('CONSTRAINTS="Included_In"', 'CONSTRAINTS="Near_By"', 23, "looks", "“Near_By”"),
        (' PARENT_REF="gloss"', "", 30, "sure", "has no parent"),
        ('ANNOTATION_ID="l1"', 'ANNOTATION_ID="p2"', None, "", "name of another"),
        ('PREVIOUS_ANNOTATION="g1"', "", 27, "gloss", "in which order"),
        ('TIER_ID="sure"', 'TIER_ID="looks"', None, "looks", "two tiers"),
        ('FORMAT="3.0"', 'FORMAT="9.0"', 2, "", "2.4 to 3.0 are read"),
        ('TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4"', 'TIME_SLOT_REF1="ts5" TIME_SLOT_REF2="ts6"', None, "parts", ""),
    ],
)  # fmt: skip
def test_a_problem_is_told_by_line_and_tier(old: str, new: str, line: int | None, tier: str, words: str) -> None:
    assert old in WHOLE
    found = problems(WHOLE.replace(old, new, 1))
    assert any(words in said and (line is None or at == line) and (not tier or where == tier) for at, where, said in found), found


def test_all_problems_are_told_at_once() -> None:
    text = WHOLE.replace('TIME_SLOT_REF1="ts5"', 'TIME_SLOT_REF1="no"').replace('ANNOTATION_REF="g2"', 'ANNOTATION_REF="no"')
    assert [tier for _, tier, _ in problems(text)] == ["looks", "sure"]


def test_entities_and_external_files_are_refused_and_nothing_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary", encoding="utf-8")
    declared = f'<!DOCTYPE ANNOTATION_DOCUMENT [<!ENTITY x SYSTEM "{secret.as_uri()}">]><ANNOTATION_DOCUMENT>&x;</ANNOTATION_DOCUMENT>'
    ((line, _, words),) = problems(declared)
    assert line == 1
    assert "document type" in words
    assert "canary" not in words


def test_new_tiers_get_what_the_schema_asks_for() -> None:
    words = Tier("words", (Annotation(0, 1000, "look"), Annotation(1000, 1500, "there", "1 bad name")))
    document = Document(MILLISECONDS, (words,), (Vocabulary("v", (Entry("", "x"),)),), (Media("film-1.mp4"),))
    text = Eaf().write(document).data.decode()
    assert 'MIME_TYPE="unknown"' in text
    assert '<LANGUAGE LANG_ID="und"' in text
    assert text.count("<CONSTRAINT ") == 4
    assert Eaf().write(document).report.changes == ("2 annotations were given names",)
    again = read(text)
    assert [each.id for each in again.tiers[0].annotations] == ["a1", "a2"]


def test_parts_of_a_whole_share_their_time_slots() -> None:
    above = Tier("words", (Annotation(0, 900, "all", "w1"),))
    parts = (Annotation(0, 400, "one", "p1", parent="w1"), Annotation(400, 900, "two", "p2", parent="w1"))
    below = Tier("parts", parts, kind="part", parent="words", constraint=Constraint.TIME_SUBDIVISION)
    text = Eaf().write(Document(MILLISECONDS, (above, below))).data.decode()
    assert text.count("<TIME_SLOT ") == 3
    assert [(each.start, each.end) for each in read(text).tiers[1].annotations] == [(0, 400), (400, 900)]


def test_very_many_tiers_that_hang_on_one_another_are_read_and_written() -> None:
    n = 3000
    tiers = [Tier("0", (Annotation(0, 1000, "x", "a0"),))]
    for k in range(1, n):
        own = Annotation(0, 1000, "x", f"a{k}", parent=f"a{k - 1}", free=(True, True))
        tiers.append(Tier(str(k), (own,), kind="part", parent=str(k - 1), constraint=Constraint.SYMBOLIC_ASSOCIATION))
    document = Document(MILLISECONDS, tuple(reversed(tiers)))
    assert [each.annotations for each in read(Eaf().write(document).data.decode()).tiers] == [
        (replace(each.annotations[0], anchors=("ts1", "ts2")) if each.name == "0" else each.annotations[0],) for each in reversed(tiers)
    ]


@pytest.mark.real
@pytest.mark.parametrize("version", ["3.0", "2.8"])
def test_what_is_written_is_valid_by_the_published_schema(version: str, shared_material: Path, tmp_path: Path) -> None:
    import xmlschema

    from tests.contract.test_exchange import rich_document

    schema = xmlschema.XMLSchema(str(shared_material / "exchange" / f"EAFv{version}.xsd"))
    without_unknown = WHOLE.replace('<FUTURE x="1"><DEEPER>text</DEEPER></FUTURE>', "").replace('<LATER_THAN_THIS kept="yes"/>', "")
    real = Eaf().read((shared_material / "exchange" / "child_mother.eaf").read_bytes(), "child_mother.eaf").document
    for n, document in enumerate((real, read(without_unknown), read(OLD), rich_document(), Document(MILLISECONDS))):
        file = tmp_path / f"{n}.eaf"
        file.write_bytes(Eaf(version=version).write(document).data)  # type: ignore[arg-type]
        assert [str(error) for error in schema.iter_errors(str(file))] == []


@pytest.mark.real
def test_a_real_file_comes_back_element_for_element(shared_material: Path) -> None:
    data = (shared_material / "exchange" / "child_mother.eaf").read_bytes()
    found = Eaf().read(data, "child_mother.eaf")
    assert sum(len(tier.annotations) for tier in found.document.tiers) == 514
    assert (found.report.changes, found.report.losses) == ((), ())
    first, again = parse_xml(data, Findings("first")), parse_xml(Eaf().write(found.document).data, Findings("again"))
    for root in (first, again):  # the order of slots of one time means nothing
        (slots,) = (each for each in root.children if each.tag == "TIME_ORDER")
        slots.content.sort(key=lambda each: "" if isinstance(each, str) else each.attributes["TIME_SLOT_ID"])
    assert again == first
