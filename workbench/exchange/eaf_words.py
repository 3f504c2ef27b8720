"""Controlled vocabularies in EAF files: of one language until 2.7, of several since 2.8."""

from workbench.exchange.document import Entry, Foreign, Vocabulary
from workbench.exchange.eaf_parts import NAME, attributes_of, kept_attributes
from workbench.exchange.report import Findings
from workbench.exchange.xml import Element

UNDETERMINED = "und"
_LANGUAGE = "LANG_REF"


def read_vocabulary(element: Element, addresses: dict[str, str], findings: Findings) -> Vocabulary:
    """A vocabulary; one that lies elsewhere has its address and no entries."""
    said = element.attributes
    name = said.get("CV_ID", "")
    if not name:
        findings.wrong("a vocabulary has no CV_ID", element.line)
    described = [each for each in element.children if each.tag == "DESCRIPTION"]
    first = described[0] if described else None
    entries = [_read_entry(each, n) for n, each in enumerate(element.children) if each.tag in ("CV_ENTRY", "CV_ENTRY_ML")]
    if len({entry.id for entry in entries}) < len(entries):
        findings.wrong(f"two entries of the vocabulary “{name}” have one name", element.line)
    if any(each.tag == "CV_ENTRY" for each in element.children):
        findings.changed(f"the entries of the vocabulary “{name}” were given names, which EAF has since 2.8")
    kept = list(kept_attributes(said, ("CV_ID", "DESCRIPTION")))
    kept += kept_attributes(first.attributes, (), "DESCRIPTION") if first else ()
    others = (each for each in element.children if each is not first and each.tag not in ("CV_ENTRY", "CV_ENTRY_ML"))
    kept += [Foreign(NAME, each.tag, each) for each in others]
    words = first.text if first else said.get("DESCRIPTION", "")
    return Vocabulary(name, tuple(entries), words, addresses.get(said.get("EXT_REF", ""), ""), tuple(kept))


def _read_entry(element: Element, place: int) -> Entry:
    said = element.attributes
    if element.tag == "CV_ENTRY":
        return Entry(f"cve{place}", element.text, said.get("DESCRIPTION", ""), kept_attributes(said, ("DESCRIPTION",)))
    values = [each for each in element.children if each.tag == "CVE_VALUE"]
    first = values[0] if values else Element("CVE_VALUE", {}, element.line)
    kept = [*kept_attributes(said, ("CVE_ID",)), *kept_attributes(first.attributes, ("DESCRIPTION",), "CVE_VALUE")]
    kept += [Foreign(NAME, each.tag, each) for each in element.children if each is not first]
    return Entry(said.get("CVE_ID", ""), first.text, first.attributes.get("DESCRIPTION", ""), tuple(kept))


def vocabulary_element(vocabulary: Vocabulary, reference: str) -> Element:
    """A vocabulary as EAF 2.8 and later write it; `reference` names its address among the external references, "" for none."""
    attributes = {"CV_ID": vocabulary.name, **attributes_of(vocabulary.foreign)}
    attributes.pop("EXT_REF", None)
    if reference:
        attributes["EXT_REF"] = reference
    content: list[Element | str] = []
    if vocabulary.description:
        described = {_LANGUAGE: UNDETERMINED, **attributes_of(vocabulary.foreign, "DESCRIPTION")}
        content.append(Element("DESCRIPTION", described, 0, [vocabulary.description]))
    kept = [each.content for each in vocabulary.foreign if isinstance(each.content, Element)]
    content += [each for each in kept if each.tag == "DESCRIPTION"]
    content += [_entry_element(entry, f"cve{n}") for n, entry in enumerate(vocabulary.entries)]
    content += [each for each in kept if each.tag != "DESCRIPTION"]
    return Element("CONTROLLED_VOCABULARY", attributes, 0, content)


def _entry_element(entry: Entry, usual: str) -> Element:
    value = {_LANGUAGE: UNDETERMINED, **attributes_of(entry.foreign, "CVE_VALUE")}
    if entry.description:
        value["DESCRIPTION"] = entry.description
    content: list[Element | str] = [Element("CVE_VALUE", value, 0, [entry.value] if entry.value else [])]
    content += [each.content for each in entry.foreign if isinstance(each.content, Element)]
    return Element("CV_ENTRY_ML", {"CVE_ID": entry.id or usual, **attributes_of(entry.foreign)}, 0, content)


def languages_of(element: Element) -> set[str]:
    """The languages that an element and those in it refer to."""
    own = {element.attributes[_LANGUAGE]} if _LANGUAGE in element.attributes else set()
    return own.union(*(languages_of(each) for each in element.children)) if element.content else own
