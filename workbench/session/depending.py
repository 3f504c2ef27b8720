"""What hangs on a thing of a case, in words: what goes with it when it is removed, and what merely forgets it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.core.regions import Region
from workbench.core.tiers import Interval, Tier
from workbench.practice.assent import Assent
from workbench.practice.casework import Cycle, Goal, GoalRating, Recording
from workbench.practice.clips import Clip, Moment, Playlist
from workbench.practice.people import Consent, Person
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.steps import InteractionStep
from workbench.practice.supervision import SelfAssessment, Supervision
from workbench.session.reading import CaseReader


class Removable(StrEnum):
    """What can be taken out of a case."""

    MOMENT = "moment"
    STEP = "step"
    REGION = "region"
    CLIP = "clip"
    TIER = "tier"
    INTERVAL = "interval"
    PERSON = "person"
    GOAL = "goal"
    CYCLE = "cycle"
    REVIEW = "review"


_KINDS: dict[Removable, type[Any]] = {
    Removable.MOMENT: Moment,
    Removable.STEP: InteractionStep,
    Removable.REGION: Region,
    Removable.CLIP: Clip,
    Removable.TIER: Tier,
    Removable.INTERVAL: Interval,
    Removable.PERSON: Person,
    Removable.GOAL: Goal,
    Removable.CYCLE: Cycle,
    Removable.REVIEW: SharedReview,
}

_NOUNS: dict[type[Any], tuple[str, str]] = {
    Interval: ("interval", "intervals"),
    InteractionStep: ("step", "steps"),
    Tier: ("tier", "tiers"),
    Consent: ("word about consent", "words about consent"),
    Assent: ("answer", "answers"),
    Clip: ("clip", "clips"),
    Recording: ("film", "films"),
    Playlist: ("playlist", "playlists"),
    Moment: ("moment", "moments"),
    Region: ("figure", "figures"),
    GoalRating: ("rating", "ratings"),
    SharedReview: ("review", "reviews"),
    ClipResponse: ("response", "responses"),
    Supervision: ("supervision", "supervisions"),
    SelfAssessment: ("look back", "looks back"),
}

_FORGETTING: dict[tuple[type[Any], type[Any]], tuple[str, str]] = {
    (Moment, Clip): ("keeps its own times", "keep their own times"),
    (InteractionStep, InteractionStep): ("that answers it begins a chain of its own", "that answer it begin chains of their own"),
    (Person, Region): ("hides nobody any more", "hide nobody any more"),
    (Person, Recording): ("forgets who is in view", "forget who is in view"),
    (Person, InteractionStep): ("of others begins a chain of its own", "of others begin chains of their own"),
}


@dataclass(frozen=True, slots=True)
class Depending:
    """What hangs on a thing.

    Attributes
    ----------
    n_going : int
        How many things go with it.
    words : tuple of str
        One short sentence without its full stop for each kind: "34 intervals go too", "1 clip keeps its own times". Empty for nothing.
    """

    n_going: int
    words: tuple[str, ...]


def read_depending(case: CaseReader, thing: Removable, thing_id: str) -> Depending:
    """What hangs on a thing of a case; nothing is changed.

    Raises
    ------
    NotFoundError
        If it is not there.
    EditError
        If it is in another case.
    """
    kind = _KINDS[thing]
    found = case.workspace.dependants(kind, thing_id, case_id=case.case_id)
    going = [f"{_counted(n, each)} {'goes' if n == 1 else 'go'} too" for each, n in found.going.items()]
    forgetting = [f"{_counted(n, each)} {_forgets(kind, each, n)}" for each, n in found.forgetting.items()]
    return Depending(found.going.total(), (*going, *forgetting))


def _counted(n: int, kind: type[Any]) -> str:
    one, many = _NOUNS[kind]
    return f"{n} {one if n == 1 else many}"


def _forgets(kind: type[Any], other: type[Any], n: int) -> str:
    one, many = _FORGETTING.get((kind, other), ("forgets it", "forget it"))
    return one if n == 1 else many
