"""The document in an EAF file's elements."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.exchange.document import Constraint, Document, Foreign, Media, Tier, parents_first
from workbench.exchange.eaf_parts import MOST_TIME, NAME, UNITS, USUAL_TYPE, VERSIONS, kept_attributes
from workbench.exchange.eaf_times import Slots, place_annotations
from workbench.exchange.eaf_words import read_vocabulary
from workbench.exchange.report import Findings
from workbench.exchange.xml import Element

_OWN = ("HEADER", "TIME_ORDER", "TIER", "CONTROLLED_VOCABULARY")
_MEDIA = ("MEDIA_URL", "RELATIVE_MEDIA_URL", "MIME_TYPE", "TIME_ORIGIN")
_TIER = ("TIER_ID", "PARTICIPANT", "ANNOTATOR", "LINGUISTIC_TYPE_REF", "PARENT_REF")
_ROOT = ("FORMAT", "xmlns:xsi", "xsi:noNamespaceSchemaLocation")


def read_root(root: Element, findings: Findings) -> Document | None:
    """The document of an ANNOTATION_DOCUMENT; None where problems were noted."""
    if root.tag != "ANNOTATION_DOCUMENT":
        raise findings.refused(f"this is no EAF file: it begins with <{root.tag}>", root.line)
    version = root.attributes.get("FORMAT", "3.0")
    if version not in VERSIONS:
        findings.wrong(f"its format is {version}; {VERSIONS[0]} to {VERSIONS[-1]} are read", root.line)
    parts = _parts_of(root)
    header = _one(parts, "HEADER", root, findings)
    clock = UNITS.get(header.attributes.get("TIME_UNITS", "milliseconds"))
    if clock is None:
        findings.wrong(f"times are counted in {header.attributes['TIME_UNITS']}, which is unknown", header.line)
    slots = _read_slots(_one(parts, "TIME_ORDER", root, findings), findings)
    addresses = {each.attributes.get("EXT_REF_ID", ""): each.attributes.get("VALUE", "") for each in parts.get("EXTERNAL_REF", ())}
    words = [read_vocabulary(each, addresses, findings) for each in parts.get("CONTROLLED_VOCABULARY", ())]
    _check_once((each.name for each in words), "vocabularies", findings)
    entries = {each.name: None if each.external else {entry.id for entry in each.entries} for each in words}
    tiers = _Tiers(parts, slots, entries, findings).read()
    if unused := slots.unused():
        findings.lost("time slots that no annotation uses", unused)
    kept = [*kept_attributes(root.attributes, _ROOT), *_kept_header(header)]
    kept += [Foreign(NAME, each.tag, each) for each in root.children if each.tag not in _OWN]
    if findings.problems or clock is None:
        return None
    media = tuple(_read_medium(each, findings) for each in header.children if each.tag == "MEDIA_DESCRIPTOR")
    return None if findings.problems else Document(clock, tuple(tiers), tuple(words), media, foreign=tuple(kept))


def _parts_of(root: Element) -> dict[str, list[Element]]:
    parts: dict[str, list[Element]] = {}
    for each in root.children:
        parts.setdefault(each.tag, []).append(each)
    return parts


def _one(parts: dict[str, list[Element]], tag: str, root: Element, findings: Findings) -> Element:
    found = parts.get(tag, [])
    if len(found) != 1:
        findings.wrong(f"there has to be one {tag}, and there are {len(found)}", found[1].line if found else root.line)
    return found[0] if found else Element(tag, {}, root.line)


def _check_once(names: Iterable[str], what: str, findings: Findings) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            findings.wrong(f"two {what} are called “{name}”", tier=name if what == "tiers" else "")
        seen.add(name)


def _kept_header(header: Element) -> list[Foreign]:
    """What a header says besides media and units."""
    attributes = {name: value for name, value in header.attributes.items() if name != "TIME_UNITS" and value}
    content: list[Element | str] = [each for each in header.children if each.tag != "MEDIA_DESCRIPTOR"]
    return [Foreign(NAME, "HEADER", Element("HEADER", attributes, header.line, content))] if attributes or content else []


def _read_medium(element: Element, findings: Findings) -> Media:
    said = element.attributes
    origin = said.get("TIME_ORIGIN", "0")
    if not origin.lstrip("-").isdecimal() or len(origin) > 18:
        findings.wrong(f"a medium's TIME_ORIGIN is {origin!r} and no number", element.line)
        origin = "0"
    foreign = kept_attributes(said, _MEDIA)
    return Media(said.get("MEDIA_URL", ""), said.get("RELATIVE_MEDIA_URL", ""), said.get("MIME_TYPE", ""), "", int(origin), foreign)


def _read_slots(order: Element, findings: Findings) -> Slots:
    times: dict[str, int | None] = {}
    for each in order.children:
        name, value = each.attributes.get("TIME_SLOT_ID", ""), each.attributes.get("TIME_VALUE")
        if not name or name in times:
            findings.wrong(f"the time slot {name!r} has no name or that of another", each.line)
        if value is not None and not (value.isascii() and value.isdecimal() and len(value) <= 10 and int(value) <= MOST_TIME):
            findings.wrong(f"the time slot {name!r} is at {value!r}, which is no time", each.line)
            value = "0"
        times[name] = None if value is None else int(value)
        if len(each.attributes) > 2:
            findings.lost("further attributes of time slots", 1, name)
    return Slots(times)


@dataclass
class _Tiers:
    """Reads tiers, those that others depend on first."""

    parts: dict[str, list[Element]]
    slots: Slots
    entries: dict[str, set[str] | None]
    findings: Findings
    types: dict[str, dict[str, str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def read(self) -> list[Tier]:
        """All tiers in the order of the file."""
        self.types = {each.attributes.get("LINGUISTIC_TYPE_ID", ""): each.attributes for each in self.parts.get("LINGUISTIC_TYPE", ())}
        _check_once(
            (each.attributes.get("LINGUISTIC_TYPE_ID", "") for each in self.parts.get("LINGUISTIC_TYPE", ())), "types", self.findings
        )
        elements = self.parts.get("TIER", [])
        self.names = {each.attributes.get("TIER_ID", "") for each in elements}
        _check_once((each.attributes.get("TIER_ID", "") for each in elements), "tiers", self.findings)
        heads = {head.name: (head, each) for each in elements if (head := self._head(each)) is not None}
        if self.findings.problems:
            return []
        done: dict[str, Tier] = {}
        seen: dict[str, str] = {}
        order = parents_first({name: head.parent for name, (head, _) in heads.items()})
        for name in heads.keys() - set(order):
            self.findings.wrong("it depends on itself, through others", heads[name][1].line, name)
        for name in order:
            head, element = heads[name]
            done[name] = place_annotations(
                head, done.get(head.parent), element, self.slots, self.entries.get(head.vocabulary), self.findings
            )
            for each in done[name].annotations:
                if each.id in seen:
                    self.findings.wrong(f"the annotation {each.id} has the name of another in “{seen[each.id]}”", each.line, name)
                seen[each.id] = name
        return [done[name] for name in heads if name in done]

    def _head(self, element: Element) -> Tier | None:
        """A tier without its annotations."""
        said, findings = element.attributes, self.findings
        name, kind, parent = said.get("TIER_ID", ""), said.get("LINGUISTIC_TYPE_REF", ""), said.get("PARENT_REF", "")
        if not name:
            findings.wrong("a tier has no TIER_ID", element.line)
            return None
        known = self.types.get(kind)
        if known is None:
            findings.wrong(f"its linguistic type “{kind}” is not in the file", element.line, name)
            return None
        stereotype, vocabulary = known.get("CONSTRAINTS", ""), known.get("CONTROLLED_VOCABULARY_REF", "")
        if stereotype and stereotype not in set(Constraint):
            findings.wrong(f"its type has the constraint “{stereotype}”, which is unknown", element.line, name)
            return None
        if bool(parent) != bool(stereotype):
            what = "has a parent, but its type has no constraint" if parent else "has no parent, but its type has a constraint"
            findings.wrong(f"it {what}", element.line, name)
            return None
        if parent and parent not in self.names:
            findings.wrong(f"its parent “{parent}” is not in the file", element.line, name)
            return None
        if vocabulary and vocabulary not in self.entries:
            findings.wrong(f"its vocabulary “{vocabulary}” is not in the file", element.line, name)
            return None
        return Tier(
            name,
            person=said.get("PARTICIPANT", ""),
            coder=said.get("ANNOTATOR", ""),
            kind="" if kind == USUAL_TYPE else kind,
            parent=parent,
            constraint=Constraint(stereotype) if stereotype else None,
            vocabulary=vocabulary,
            foreign=kept_attributes(said, _TIER),
        )
