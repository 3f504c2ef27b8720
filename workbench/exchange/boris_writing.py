"""A BORIS project of a document that holds only what BORIS can."""

import json
import re
from typing import Any

from workbench.exchange.document import Annotation, Document, Tier

OWN = "vig_workbench"
"""Where a project of one's own says which tier and label each behaviour stands for; BORIS passes over it."""
_VERSION = "7.0"
_NO_DAY = "1970-01-01T00:00:00"
_STATE, _POINT = "State event", "Point event"


def write_project(document: Document) -> bytes:
    """The project's JSON; the one that a document was read from goes back with what belongs to others in it."""
    kept = {each.name: each.content for each in document.foreign}
    project: Any = kept.get("project", {})
    said: Any = kept.get("observation", {})
    codes = _codes(document, project)
    behaviours = _behaviours(document, codes, project)
    subjects = _subjects(document, project)
    events = sorted(
        (row for tier in document.tiers for each in tier.annotations for row in _rows(tier, each, codes, behaviours)),
        key=lambda row: row[0],
    )
    observation = {**(said.get("observation") or _new_observation(document)), "events": events}
    usual = {"time_format": "hh:mm:ss", "project_name": "", "project_date": _NO_DAY, "project_description": ""}
    whole = {
        **{
            **usual,
            "project_format_version": _VERSION,
            "independent_variables": {},
            "behavioral_categories": [],
            "coding_map": {},
            "converters": {},
        },
        **project,
        "behaviors_conf": {str(n): each for n, each in enumerate(behaviours.values())},
        "subjects_conf": {str(n): each for n, each in enumerate(subjects)},
        "observations": {**project.get("observations", {}), said.get("name", "film"): observation},
    }
    own = {code: [place, label] for (place, label, _), code in codes.items() if not _is_usual(place, label, code, document)}
    if own or OWN in project:
        whole[OWN] = {**project.get(OWN, {}), **own}
    return json.dumps(whole, indent=1, ensure_ascii=False).encode()


def _is_usual(place: str, label: str, code: str, document: Document) -> bool:
    """Whether a reader finds tier and label without being told."""
    person = next(tier.person for tier in document.tiers if tier.name == place)
    return label == code and place == (f"{person}: {code}" if person else code)


def _codes(document: Document, project: Any) -> dict[tuple[str, str, bool], str]:
    """A behaviour for every label of a tier: states and point events apart, each code once."""
    found: dict[tuple[str, str, bool], str] = {}
    kinds = {
        each["code"]: each.get("type") == _POINT
        for each in project.get("behaviors_conf", {}).values()
        if isinstance(each, dict) and "code" in each
    }
    told = project.get(OWN, {})
    for tier in document.tiers:
        for each in tier.annotations:
            key = tier.name, each.label, each.is_instant
            if key not in found:
                usual = _is_usual(tier.name, each.label, each.label, document)
                found[key] = _code(key, usual, found, kinds, told)
    return found


def _code(
    key: tuple[str, str, bool], usual: bool, found: dict[tuple[str, str, bool], str], kinds: dict[str, bool], told: dict[str, Any]
) -> str:
    place, label, is_instant = key
    if usual and label not in told and kinds.get(label, is_instant) == is_instant:
        others = {code for (_, _, kind), code in found.items() if kind != is_instant}
        if label not in others and all(found[other] != label or other[1] == label for other in found):
            return label
    known = [code for code, pair in told.items() if pair == [place, label] and kinds.get(code) == is_instant]
    if known:
        return known[0]
    taken = set(found.values()) | kinds.keys()
    wanted = re.sub(r"[|,\r\n]", " ", f"{place}: {label}{' (instant)' if is_instant else ''}")
    n, code = 1, wanted
    while code in taken:
        n += 1
        code = f"{wanted} {n}"
    return code


def _behaviours(document: Document, codes: dict[tuple[str, str, bool], str], project: Any) -> dict[str, dict[str, Any]]:
    """The ethogram: what is there, and what is new."""
    known = {str(each.get("code")): each for each in project.get("behaviors_conf", {}).values() if isinstance(each, dict)}
    for (place, label, is_instant), code in codes.items():
        if code in known:
            continue
        own = [each for tier in document.tiers if tier.name == place for each in tier.annotations if each.label == label]
        names = dict.fromkeys(name for each in own if each.is_instant == is_instant for name, _ in each.values)
        sets = {
            str(n): {
                "name": name,
                "type": 0,
                "values": sorted({value for each in own for known_as, value in each.values if known_as == name}),
            }
            for n, name in enumerate(names)
        }
        known[code] = {
            **{"type": _POINT if is_instant else _STATE, "key": "", "code": code, "description": "", "category": ""},
            **{"modifiers": sets, "excluded": "", "coding map": ""},
        }
    return known


def _subjects(document: Document, project: Any) -> list[dict[str, Any]]:
    there = [each for each in project.get("subjects_conf", {}).values() if isinstance(each, dict)]
    names = {each.get("name") for each in there}
    new = dict.fromkeys(tier.person for tier in document.tiers if tier.person and tier.person not in names)
    return [*there, *({"key": "", "name": name, "description": ""} for name in new)]


def _rows(tier: Tier, each: Annotation, codes: dict[tuple[str, str, bool], str], behaviours: dict[str, dict[str, Any]]) -> list[list[Any]]:
    code = codes[(tier.name, each.label, each.is_instant)]
    sets = behaviours[code].get("modifiers")
    said = dict(each.values)
    names = (
        [str(one.get("name") or f"modifier {n}") for n, one in enumerate(sets.values(), start=1)] if isinstance(sets, dict) else list(said)
    )
    modifiers = "|".join(said.get(name, "None") for name in names) if said else "".join(str(kept.content) for kept in each.foreign)
    start = [each.start / 1000, tier.person, code, modifiers, each.note]
    return [start] if each.is_instant else [start, [each.end / 1000, tier.person, code, modifiers, ""]]


def _new_observation(document: Document) -> dict[str, Any]:
    files = [each.url for each in document.media]
    return {
        **{"file": {"1": files[:1], **{str(n): [each] for n, each in enumerate(files[1:], start=2)}}, "type": "MEDIA" if files else "LIVE"},
        **{"date": _NO_DAY, "description": "", "time offset": 0.0, "independent_variables": {}, "close_behaviors_between_videos": False},
        "media_info": {"length": {}, "fps": {}, "hasVideo": {}, "hasAudio": {}, "offset": {}},
    }
