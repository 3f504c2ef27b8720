"""XML as hostile input: a plain tree of elements with their lines; a document type, entities and anything external are refused."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from workbench.exchange.format import check_size
from workbench.exchange.report import Findings, RefusedError

DEEPEST = 64
"""How deep elements may lie in one another."""
MOST_ELEMENTS = 2_000_000


@dataclass(slots=True)
class Element:
    """One element; blanks between elements are not kept, text is."""

    tag: str
    attributes: dict[str, str]
    line: int = field(default=0, compare=False)
    content: "list[Element | str]" = field(default_factory=list)

    @property
    def children(self) -> "list[Element]":
        """The elements in it."""
        return [each for each in self.content if type(each) is Element]

    @property
    def text(self) -> str:
        """The text right in it."""
        content = self.content
        if len(content) == 1 and isinstance(content[0], str):
            return content[0]
        return "".join(each for each in content if isinstance(each, str))


def parse_xml(data: bytes, findings: Findings) -> Element:
    """The root of an XML file.

    Raises
    ------
    RefusedError
        If it is not well-formed, too large or too deep, or has a document type.
    """
    check_size(data, findings)
    builder = _Builder(findings)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    builder.parser = parser
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise findings.refused(f"this is no well-formed XML ({expat.ErrorString(error.code)})", error.lineno) from error
    except (ValueError, LookupError) as error:  # an encoding that Python does not know either
        raise findings.refused(f"this cannot be read as XML ({error})") from error
    assert builder.root is not None
    return builder.root


class _Builder:
    """Makes the tree."""

    parser: expat.XMLParserType

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._open: list[Element] = []
        self._n_elements = 0
        self._text = ""
        self.root: Element | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, self.parser.CurrentLineNumber, [])
        self._n_elements += 1
        if len(self._open) >= DEEPEST or self._n_elements > MOST_ELEMENTS:
            raise self._refused(f"elements lie more than {DEEPEST} deep, or there are more than {MOST_ELEMENTS}")
        if self._open:
            content = self._open[-1].content
            if self._text and not self._text.isspace():
                content.append(self._text)
            content.append(element)
        else:
            self.root = element
        self._text = ""
        self._open.append(element)

    def end(self, _tag: str) -> None:
        content = self._open.pop().content
        if self._text and not (content and self._text.isspace()):  # a blank is text where it is all there is
            content.append(self._text)
        self._text = ""

    def characters(self, text: str) -> None:
        self._text += text

    def doctype(self, *_declared: object) -> None:
        raise self._refused("it declares a document type; entities and external files are never read")

    def _refused(self, words: str) -> RefusedError:
        return self._findings.refused(words, self.parser.CurrentLineNumber)


_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_IN_TEXT, _IN_ATTRIBUTE = re.compile("[&<>\r]"), re.compile('[&<>\r"\n\t]')


def format_text(text: str) -> str:
    """Text as it stands between tags."""
    return _IN_TEXT.sub(lambda found: _TEXT[found[0]], text)


def format_attributes(attributes: dict[str, str]) -> str:
    """Attributes as they stand in a tag, each with a blank before it."""
    return "".join(f' {name}="{_IN_ATTRIBUTE.sub(lambda found: _ATTRIBUTE[found[0]], value)}"' for name, value in attributes.items())


def format_xml(element: Element, indent: str = "") -> str:
    """An element with all that is in it, children on lines of their own where there is no text between them."""
    opening = f"{indent}<{element.tag}{format_attributes(element.attributes)}"
    if not element.content:
        return f"{opening}/>\n"
    if any(isinstance(each, str) for each in element.content):
        inner = "".join(format_text(each) if isinstance(each, str) else format_xml(each).rstrip("\n") for each in element.content)
        return f"{opening}>{inner}</{element.tag}>\n"
    inner = "".join(format_xml(each, indent + "    ") for each in element.children)
    return f"{opening}>\n{inner}{indent}</{element.tag}>\n"
