"""The annotations of EAF tiers and when they are: by time slots, or by the annotations they depend on."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from workbench.exchange.document import Annotation, Constraint, Foreign, Tier
from workbench.exchange.eaf_parts import NAME, kept_attributes
from workbench.exchange.report import Findings
from workbench.exchange.xml import Element

_KNOWN = ("ANNOTATION_ID", "TIME_SLOT_REF1", "TIME_SLOT_REF2", "ANNOTATION_REF", "PREVIOUS_ANNOTATION", "CVE_REF")
_NAMES, _VALUE = frozenset(_KNOWN), "ANNOTATION_VALUE"
_ALIGNED, _REFERRING = "ALIGNABLE_ANNOTATION", "REF_ANNOTATION"


@dataclass
class Slots:
    """Time slots by name; None is the time of one that follows from its neighbours."""

    times: dict[str, int | None]
    worked_out: dict[str, int] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def use(self, name: str) -> bool:
        """Whether there is a slot of that name, which is in use from now on."""
        self._used.add(name)
        return name in self.times

    def unused(self) -> int:
        """How many slots no annotation has named."""
        return len(self.times.keys() - self._used)

    def time(self, name: str) -> tuple[int | None, bool]:
        """A slot's time, and whether it follows from others."""
        known = self.times[name]
        return (known, False) if known is not None else (self.worked_out.get(name), True)


def place_annotations(
    head: Tier, parent: Tier | None, element: Element, slots: Slots, entries: set[str] | None, findings: Findings
) -> Tier:
    """A tier with its annotations and their times.

    Parameters
    ----------
    entries : set of str or None
        Names of its vocabulary's entries; None where it has none, or it lies elsewhere.
    """
    timed = head.constraint is None or head.constraint.has_times
    tag = _ALIGNED if timed else _REFERRING
    found = []
    for wrapper in element.children:
        inner = wrapper.children[0] if wrapper.tag == "ANNOTATION" and len(wrapper.children) == 1 else None
        if inner is None or inner.tag != tag:
            findings.wrong(f"it holds <{(inner or wrapper).tag}> where one {tag} belongs", wrapper.line, head.name)
            continue
        reference = inner.attributes.get("CVE_REF", "")
        if reference and entries is not None and reference not in entries:
            findings.wrong(f"its vocabulary has no entry {reference!r}", inner.line, head.name)
        found.append(inner)
    if not timed:
        assert parent is not None
        return replace(head, annotations=tuple(_referring(head, parent, found, findings)))
    aligned = _aligned(head, found, slots, findings)
    if parent is not None:
        aligned = _within(head, parent, aligned, findings)
    return replace(head, annotations=tuple(aligned))


def _annotation(element: Element, start: int, end: int, **more: object) -> Annotation:
    said = element.attributes
    children = element.children
    text = children[0].text if children and children[0].tag == _VALUE else next((e.text for e in children if e.tag == _VALUE), "")
    kept = () if said.keys() <= _NAMES else kept_attributes(said, _KNOWN)
    if len(children) > 1:
        kept += tuple(Foreign(NAME, each.tag, each) for each in children if each.tag != _VALUE)
    named = said.get("ANNOTATION_ID", "")
    return Annotation(start, end, text, named, entry=said.get("CVE_REF", ""), foreign=kept, line=element.line, **more)  # type: ignore[arg-type]


def _aligned(head: Tier, elements: list[Element], slots: Slots, findings: Findings) -> list[Annotation]:
    pairs = []
    for each in elements:
        names = each.attributes.get("TIME_SLOT_REF1", ""), each.attributes.get("TIME_SLOT_REF2", "")
        known = [slots.use(name) for name in names]
        if all(known):
            pairs.append((each, names))
        else:
            missing = ", ".join(repr(name) for name, there in zip(names, known, strict=True) if not there)
            findings.wrong(f"there is no time slot {missing}", each.line, head.name)
    _work_out([names for _, names in pairs], slots)
    placed = []
    for each, names in pairs:
        (start, start_free), (end, end_free) = slots.time(names[0]), slots.time(names[1])
        if start is None or end is None:
            findings.wrong("an annotation has no time, and none follows from its neighbours", each.line, head.name)
        elif end < start or (end == start and not (start_free or end_free)):
            findings.wrong(f"an annotation runs from {start} to {end} ms, which is no stretch of time", each.line, head.name)
        else:
            placed.append(_annotation(each, start, end, free=(start_free, end_free), anchors=names))
    for before, after in pairwise(sorted(placed, key=lambda each: (each.start, each.end))):
        if after.start < before.end:
            words = f"the annotation from {after.start} ms lies on the one from {before.start} to {before.end} ms"
            findings.wrong(words, after.line, head.name)
    return placed


def _work_out(pairs: list[tuple[str, str]], slots: Slots) -> None:
    """Give slots without a time one: those between two known ones of a chain share the time evenly, rounded down."""
    following = {first: second for first, second in pairs if first != second}
    for first, second in pairs:
        start, _ = slots.time(first)
        if start is None:
            continue
        chain = [second]
        while slots.time(chain[-1])[0] is None and chain[-1] in following and len(chain) <= len(pairs):
            chain.append(following[chain[-1]])
        end, _ = slots.time(chain[-1])
        if end is None or len(chain) < 2:
            continue
        for n, name in enumerate(chain[:-1], start=1):
            slots.worked_out[name] = start + (end - start) * n // len(chain)


def _within(head: Tier, parent: Tier, own: list[Annotation], findings: Findings) -> list[Annotation]:
    """Annotations under those of the parent tier whose time holds theirs."""
    above = sorted(parent.annotations, key=lambda each: each.start)
    placed: list[Annotation] = []
    n = 0
    for each in sorted(own, key=lambda each: each.start):
        while n < len(above) and above[n].end <= each.start and above[n].end < each.end:
            n += 1
        if n == len(above) or not (above[n].start <= each.start and each.end <= above[n].end):
            findings.wrong(f"the annotation from {each.start} ms lies within none of “{parent.name}”", each.line, head.name)
        else:
            placed.append(replace(each, parent=above[n].id))
    if head.constraint is Constraint.TIME_SUBDIVISION:
        _check_whole(head, {each.id: each for each in above}, placed, findings)
    return placed


def _check_whole(head: Tier, above: dict[str, Annotation], own: list[Annotation], findings: Findings) -> None:
    """That a subdivision leaves no gap."""
    groups: dict[str, list[Annotation]] = {}
    for each in own:
        groups.setdefault(each.parent, []).append(each)
    for name, group in groups.items():
        edges = [above[name].start, *(time for each in group for time in (each.start, each.end)), above[name].end]
        if any(edges[n] != edges[n + 1] for n in range(0, len(edges), 2)):
            findings.wrong(f"the parts of the annotation {name} leave a gap", group[0].line, head.name)


def _referring(head: Tier, parent: Tier, elements: list[Element], findings: Findings) -> list[Annotation]:
    """Annotations that have their parents' time, or share it evenly where several follow one another."""
    above = {each.id: each for each in parent.annotations}
    groups: dict[str, list[Element]] = {}
    for each in elements:
        name = each.attributes.get("ANNOTATION_REF", "")
        if name in above:
            groups.setdefault(name, []).append(each)
        else:
            findings.wrong(f"the annotation it depends on, {name!r}, is not in “{parent.name}”", each.line, head.name)
    placed = []
    for name, group in groups.items():
        if head.constraint is Constraint.SYMBOLIC_ASSOCIATION and len(group) > 1:
            findings.wrong(f"the annotation {name} has {len(group)} of them, and may have one", group[1].line, head.name)
        start, length = above[name].start, above[name].end - above[name].start
        for n, each in enumerate(_in_order(head, group, findings)):
            edges = start + length * n // len(group), start + length * (n + 1) // len(group)
            placed.append(_annotation(each, *edges, parent=name, free=(True, True)))
    return placed


def _in_order(head: Tier, group: list[Element], findings: Findings) -> list[Element]:
    """Annotations of one parent as they follow one another."""
    after = {each.attributes.get("PREVIOUS_ANNOTATION", ""): each for each in group}
    if len(after) < len(group) or "" not in after:
        if len(group) > 1:
            findings.wrong("it is not said in which order its annotations follow one another", group[0].line, head.name)
        return group
    order = [after[""]]
    while (following := after.get(order[-1].attributes.get("ANNOTATION_ID", ""))) is not None and len(order) <= len(group):
        order.append(following)
    if len(order) != len(group):
        findings.wrong("it is not said in which order its annotations follow one another", group[0].line, head.name)
        return group
    return order
