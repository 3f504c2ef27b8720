"""Permits for tests of what is written, made as the gate makes them: of films in which nobody can be recognised."""

from dataclasses import replace
from datetime import date

from workbench.core.time import Span, Ticks
from workbench.practice.casework import Recording
from workbench.practice.exports import Way
from workbench.practice.gate import judge
from workbench.practice.verdict import Known, Permit, Stretch
from workbench.render.package import Package
from workbench.render.packing import PackagePlan

_FILM = Recording("", "", "", "", 1, Ticks(1), 2, 2, False, False, date(2026, 1, 1), in_view=())


def permit_for(plan: PackagePlan, way: Way = Way.PACKAGE) -> Permit:
    """For a package as it is planned, or another way out for the same clips."""
    spans = [(clip.recording_id, Span(Ticks(clip.cut.start), Ticks(clip.cut.end))) for clip in plan.clips]
    stretches = [Stretch("", name, span) for name, span in spans]
    films = tuple(replace(_FILM, id=name) for name, _ in spans)
    return Permit(judge(way, stretches, Known("", recordings=films), plan.made_on), tuple(stretches), plan.expires_on)


def permit_of(package: Package) -> Permit:
    """For a reel of a package."""
    stretches = [Stretch("", "film")]
    known = Known("", recordings=(replace(_FILM, id="film"),))
    return Permit(judge(Way.REEL, stretches, known, date(2026, 1, 1)), tuple(stretches), made_of=package.manifest.id)
