"""An EAF file of a document that holds only what EAF can."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from workbench.exchange.document import Annotation, Constraint, Document, Foreign, Media, Tier, parents_first
from workbench.exchange.eaf_parts import DESCRIPTIONS, MOST_TIME, ORDER, UNITS, USUAL_TYPE, attributes_of
from workbench.exchange.eaf_words import UNDETERMINED, languages_of, vocabulary_element
from workbench.exchange.report import Findings
from workbench.exchange.xml import Element, format_attributes, format_text, format_xml

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv{}.xsd"
_NO_DAY = "1970-01-01T00:00:00Z"
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_UNKNOWN_MIME = "unknown"


def write_root(document: Document, version: str, findings: Findings) -> str:
    """The whole file. Without a date of its own it says none (1970), so that one document makes one file."""
    kept: dict[str, list[Element]] = {}
    for each in document.foreign:
        if isinstance(each.content, Element):
            kept.setdefault(each.content.tag, []).append(each.content)
    if version == "2.8" and kept.pop("REF_LINK_SET", []):
        findings.lost("REF_LINK_SET, which EAF has since 3.0")
    document = _apart(document)
    names = _Names(document)
    words = _vocabularies(document, kept)
    tiers = "".join(_tier(tier, kind, names) for tier, kind in zip(document.tiers, _types(document, kept, findings), strict=True))
    _constraints(document, kept)
    _languages(kept, words, document)
    if names.n_given:
        findings.changed(f"{names.n_given} annotations were given names")
    if any(time > MOST_TIME for time, _, _ in names.slots.values()):
        findings.wrong(f"EAF counts up to {MOST_TIME}, and a time is later")
    attributes = {"AUTHOR": "", "DATE": _NO_DAY, "VERSION": version, **attributes_of(document.foreign), "FORMAT": version}
    attributes |= {"xmlns:xsi": _XSI, "xsi:noNamespaceSchemaLocation": _SCHEMA.format(version)}
    made = {"HEADER": _header(document, kept), "TIME_ORDER": names.time_order(), "TIER": tiers}
    made["CONTROLLED_VOCABULARY"] = "".join(format_xml(each, "    ") for each in words)
    rest = [tag for tag in kept if tag not in ORDER]
    body = "".join(made[tag] if tag in made else "".join(format_xml(each, "    ") for each in kept.get(tag, ())) for tag in (*ORDER, *rest))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT{format_attributes(attributes)}>\n{body}</ANNOTATION_DOCUMENT>\n'


def _apart(document: Document) -> Document:
    """A document in which no value is two annotations, since each gets a name of its own."""
    every = list(document.annotations())
    if len({id(each) for each in every}) == len(every):
        return document
    return replace(document, tiers=tuple(replace(t, annotations=tuple(replace(a) for a in t.annotations)) for t in document.tiers))


@dataclass
class _Names:
    """Names of annotations and time slots: those they have, where a file can hold them, and new ones for the rest."""

    document: Document
    n_given: int = 0
    slots: dict[str, tuple[int, bool, int]] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    _anchors: dict[int, tuple[str, str]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _last: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        annotations = list(self.document.annotations())
        self._taken = set(_named_elsewhere(self.document.foreign))
        anchors = {name for each in annotations for name in each.anchors}
        for each in annotations:
            if not _NAME.fullmatch(each.id) or each.id in self._taken or each.id in anchors:
                continue
            self.ids[id(each)] = each.id
            self._taken.add(each.id)
        self._taken |= anchors
        for each in annotations:
            if id(each) not in self.ids:
                self.ids[id(each)] = self._new("a")
                self.n_given += 1
        self._by_name = {each.id: each for each in annotations if each.id}
        tiers = {tier.name: tier for tier in self.document.tiers}
        for name in parents_first({tier.name: tier.parent for tier in self.document.tiers}):
            self._anchor(tiers[name])

    def parent(self, each: Annotation) -> str:
        """The name of the annotation that one depends on, as it is written."""
        return self.ids[id(self._by_name[each.parent])]

    def anchors(self, each: Annotation) -> tuple[str, str]:
        """The time slots of an annotation."""
        return self._anchors[id(each)]

    def time_order(self) -> str:
        """All time slots in order of time."""
        lines = ["    <TIME_ORDER>\n"]
        for name, (time, is_free, _) in sorted(self.slots.items(), key=lambda item: (item[1][0], item[1][2])):
            value = "" if is_free else f' TIME_VALUE="{time}"'
            lines.append(f'        <TIME_SLOT TIME_SLOT_ID="{name}"{value}/>\n')
        return "".join([*lines, "    </TIME_ORDER>\n"])

    def _anchor(self, tier: Tier) -> None:
        if tier.constraint is not None and not tier.constraint.has_times:
            return
        shares = tier.constraint is Constraint.TIME_SUBDIVISION
        here: dict[tuple[str, int], str] = {}
        for each in tier.annotations:
            if shares and each.parent and (above := self._by_name[each.parent]):
                first, last = self._anchors[id(above)]
                here.setdefault((each.parent, above.start), first)
                here.setdefault((each.parent, above.end), last)
            pair = []
            for name, time, is_free in zip(each.anchors, (each.start, each.end), each.free, strict=True):
                shared = here.get((each.parent, time)) if shares and not name else None
                pair.append(shared or self._slot(name, time, is_free))
                if shares:
                    here.setdefault((each.parent, time), pair[-1])
            self._anchors[id(each)] = pair[0], pair[1]

    def _slot(self, name: str, time: int, is_free: bool) -> str:
        if not _NAME.fullmatch(name) or self.slots.get(name, (time,))[0] != time:
            name = self._new("ts")
        if name not in self.slots:
            self.slots[name] = time, is_free, len(self.slots)
        return name

    def _new(self, prefix: str) -> str:
        n = self._last.get(prefix, 0) + 1
        while f"{prefix}{n}" in self._taken:
            n += 1
        self._last[prefix] = n
        self._taken.add(f"{prefix}{n}")
        return f"{prefix}{n}"


def _named_elsewhere(foreign: Iterable[Foreign]) -> Iterator[str]:
    """Names that may be given once in a file and are those of languages, references and links."""
    for each in foreign:
        if isinstance(each.content, Element):
            for element in (each.content, *each.content.children):
                for name in ("LANGUAGE_CODE", "LANG_ID", "STEREOTYPE", "EXT_REF_ID", "LEX_REF_ID", "LINK_SET_ID", "REF_LINK_ID"):
                    if name in element.attributes:
                        yield element.attributes[name]


def _tier(tier: Tier, kind: str, names: _Names) -> str:
    attributes = {"LINGUISTIC_TYPE_REF": kind, "TIER_ID": tier.name}
    optional = {"PARENT_REF": tier.parent, "PARTICIPANT": tier.person, "ANNOTATOR": tier.coder}
    attributes |= {name: value for name, value in optional.items() if value} | attributes_of(tier.foreign)
    if not tier.annotations:
        return f"    <TIER{format_attributes(attributes)}/>\n"
    timed = tier.constraint is None or tier.constraint.has_times
    lines = [f"    <TIER{format_attributes(attributes)}>\n"]
    last: dict[str, str] = {}
    for each in tier.annotations:
        named = {"ANNOTATION_ID": names.ids[id(each)]}
        if timed:
            named["TIME_SLOT_REF1"], named["TIME_SLOT_REF2"] = names.anchors(each)
        else:
            named["ANNOTATION_REF"] = names.parent(each)
            if each.parent in last and tier.constraint is Constraint.SYMBOLIC_SUBDIVISION:
                named["PREVIOUS_ANNOTATION"] = last[each.parent]
            last[each.parent] = named["ANNOTATION_ID"]
        if each.entry:
            named["CVE_REF"] = each.entry
        lines.append(_annotation("ALIGNABLE_ANNOTATION" if timed else "REF_ANNOTATION", named, each))
    return "".join([*lines, "    </TIER>\n"])


def _annotation(tag: str, named: dict[str, str], each: Annotation) -> str:
    further = ""
    if each.foreign:
        named = named | attributes_of(each.foreign)
        further = "".join(format_xml(more.content, " " * 16) for more in each.foreign if isinstance(more.content, Element))
    return (
        f"        <ANNOTATION>\n            <{tag}{format_attributes(named)}>\n"
        f"                <ANNOTATION_VALUE>{format_text(each.label)}</ANNOTATION_VALUE>\n"
        f"{further}            </{tag}>\n        </ANNOTATION>\n"
    )


def _header(document: Document, kept: dict[str, list[Element]]) -> str:
    own = next(iter(kept.get("HEADER", ())), Element("HEADER", {}))
    units = next(name for name, clock in UNITS.items() if clock == document.clock)
    content: list[Element | str] = [_medium(each) for each in document.media]
    return format_xml(Element("HEADER", {"MEDIA_FILE": "", "TIME_UNITS": units, **own.attributes}, 0, content + own.content), "    ")


def _medium(medium: Media) -> Element:
    attributes = {"MEDIA_URL": medium.url, "MIME_TYPE": medium.mime or _UNKNOWN_MIME}
    attributes |= {"RELATIVE_MEDIA_URL": medium.relative} if medium.relative else {}
    attributes |= {"TIME_ORIGIN": str(medium.starts_at)} if medium.starts_at else {}
    return Element("MEDIA_DESCRIPTOR", attributes | attributes_of(medium.foreign))


def _types(document: Document, kept: dict[str, list[Element]], findings: Findings) -> Iterator[str]:
    """The linguistic type of each tier; those that are missing are added to what was kept."""
    types = kept.setdefault("LINGUISTIC_TYPE", [])
    for tier in document.tiers:
        wanted = tier.constraint.value if tier.constraint else "", tier.vocabulary
        usual = tier.kind or USUAL_TYPE
        alike = [each for each in types if _is_about(each) == wanted]
        found = next((each.attributes["LINGUISTIC_TYPE_ID"] for each in alike if each.attributes.get("LINGUISTIC_TYPE_ID") == usual), None)
        if found is None:
            taken = {each.attributes.get("LINGUISTIC_TYPE_ID") for each in types}
            found = usual if usual not in taken else f"{usual} of {tier.name}"
            if found != usual:
                findings.changed(f"the tier “{tier.name}” got a linguistic type of its own, “{found}”")
            attributes = {"LINGUISTIC_TYPE_ID": found, "GRAPHIC_REFERENCES": "false"}
            attributes["TIME_ALIGNABLE"] = "true" if tier.constraint is None or tier.constraint.has_times else "false"
            attributes |= {"CONSTRAINTS": wanted[0]} if wanted[0] else {}
            attributes |= {"CONTROLLED_VOCABULARY_REF": wanted[1]} if wanted[1] else {}
            types.append(Element("LINGUISTIC_TYPE", attributes))
        yield found


def _is_about(kind: Element) -> tuple[str, str]:
    return kind.attributes.get("CONSTRAINTS", ""), kind.attributes.get("CONTROLLED_VOCABULARY_REF", "")


def _constraints(document: Document, kept: dict[str, list[Element]]) -> None:
    there = kept.setdefault("CONSTRAINT", [])
    known = {each.attributes.get("STEREOTYPE") for each in there}
    there += [Element("CONSTRAINT", {"STEREOTYPE": c.value, "DESCRIPTION": words}) for c, words in DESCRIPTIONS.items() if c not in known]


def _vocabularies(document: Document, kept: dict[str, list[Element]]) -> list[Element]:
    """The vocabularies; addresses of those that lie elsewhere are among the external references."""
    there = kept.setdefault("EXTERNAL_REF", [])
    made = []
    for n, each in enumerate(document.vocabularies, start=1):
        reference = attributes_of(each.foreign).get("EXT_REF", "")
        if each.external and all((r.attributes.get("EXT_REF_ID"), r.attributes.get("VALUE")) != (reference, each.external) for r in there):
            reference = f"ecv{n}"
            there.append(Element("EXTERNAL_REF", {"EXT_REF_ID": reference, "TYPE": "ecv", "VALUE": each.external}))
        made.append(vocabulary_element(each, reference))
    return made


def _languages(kept: dict[str, list[Element]], words: list[Element], document: Document) -> None:
    """The languages that are referred to; those that are missing are added."""
    there = kept.setdefault("LANGUAGE", [])
    known = {each.attributes.get("LANG_ID") for each in there}
    used = set().union(*(languages_of(each) for each in words)) - known
    for name in sorted(used):
        label = {"LANG_LABEL": "undetermined (und)"} if name == UNDETERMINED else {}
        there.append(Element("LANGUAGE", {"LANG_ID": name, **label}))
