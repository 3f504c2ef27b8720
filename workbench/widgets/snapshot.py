"""What a page reads of a case: the form of each trait of the player.

Times are ticks of the film clock, spans are flattened to ``start`` and ``end``, enumerations are their plain words.
How values become these is in ``wire``; what a page may ask for is in ``protocol``.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from workbench.core.regions import Purpose, ShapeKind
from workbench.core.tiers import Channel, Origin
from workbench.practice.cameras import AlignedBy
from workbench.practice.casework import CaseKind, CycleState
from workbench.practice.clips import LengthProfile, MomentKind, Stretch, Viewing
from workbench.practice.next_steps import Place
from workbench.practice.people import ConsentStatus, Role, Scope
from workbench.practice.principles import Phase
from workbench.practice.steps import Layer, Modality, StepRole
from workbench.practice.trimming import Edge
from workbench.store.settings import Settings

WirePoint = Annotated[tuple[float, float], Field(json_schema_extra={"tsType": "[number, number]"})]


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WireMedia(_Wire):
    """Where the page fetches the film and what was made of it: URL paths relative to the server's base URL, without a leading slash.

    Single pictures are below `stills`, by the number of their frame. `is_original` tells that `film` is the film as it came, which not
    every browser plays, because its working copy is not there yet; `starts_at` is when its first frame is shown in the file's own time,
    in ticks of the film clock; 0 in a working copy.
    """

    film: str
    stills: str
    is_original: bool
    starts_at: int
    frames: str
    packets: str | None
    peaks: str | None
    spectrogram: str | None
    thumbnails: str | None


class WireThumbnails(_Wire):
    """The strip of small pictures: how many stand in the row and how large each is."""

    n: int
    width_px: int
    height_px: int


class WireFilm(_Wire):
    """The film on the stage."""

    recording_id: str
    title: str
    n_frames: int
    length: int
    width: int
    height: int
    has_sound: bool
    n_channels: int
    variable_rate: bool
    media: WireMedia
    thumbnails: WireThumbnails | None


class WirePreparation(_Wire):
    """How far the film's working copy is: `part` from 0 to 1; where nobody makes it, `problem` and `next_step` may say why."""

    words: str
    part: float
    left_s: float | None
    is_going_on: bool
    problem: str
    next_step: str


class WirePublishing(_Wire):
    """How far publishing is: `part` from 0 to 1; `offline` where it is a page for a stick."""

    words: str
    part: float
    left_s: float | None
    offline: bool


class WireCase(_Wire):
    """Whose film this is."""

    code: str
    cycle: int | None
    helping_question: str
    hope: str


class WireNextStep(_Wire):
    """One thing to do: a sentence, the panel where it is done, and the command that does it."""

    key: str
    words: str
    place: Place
    command: str


class WireRating(_Wire):
    """How near the client felt to a goal on a day (``YYYY-MM-DD``), from 0 to 10."""

    id: str
    on: str
    value: int
    words: str


class WireGoal(_Wire):
    """What the client works towards; ratings oldest first."""

    id: str
    words: str
    set_on: str
    ratings: list[WireRating]


class WireCycle(_Wire):
    """One round of filming and review; `n_films` belong to it."""

    id: str
    number: int
    state: CycleState
    n_films: int


class WireCasework(_Wire):
    """The case beyond its films: what is next (most urgent first), goals, cycles by number."""

    kind: CaseKind
    planned_cycles: int
    closed_on: str | None
    next_steps: list[WireNextStep]
    goals: list[WireGoal]
    cycles: list[WireCycle]


class WirePerson(_Wire):
    """Somebody in the case, in the case's order."""

    id: str
    code: str
    role: Role
    shown_name: str
    pronoun: str


class WireNote(_Wire):
    """A note to one interval of a tier, by its place in order of time."""

    place: int
    words: str


class WireIntervals(_Wire):
    """The JSON part of a tier's intervals: how many, of which revision, the labels in use; the columns are in ``tier_columns``."""

    revision: int
    n: int
    labels: list[str]
    notes: list[WireNote]


class WireTier(_Wire):
    """One row under the film; its intervals are asked for when `revision` is not the one the page has."""

    id: str
    name: str
    channel: Channel
    origin: Origin
    person_id: str | None
    position: int
    revision: int


class WireStep(_Wire):
    """One step of an exchange."""

    id: str
    start: int
    end: int
    actor_id: str
    role: StepRole
    modality: Modality
    answers: str | None
    principles: list[str]
    topic: str
    words: str
    layer: Layer


class WireMoment(_Wire):
    """A stretch the guider noticed."""

    id: str
    start: int
    end: int
    kind: MomentKind
    principles: list[str]
    why: str
    note: str


class WireKeyframe(_Wire):
    """A figure's points at one instant, as fractions of the displayed picture, and its turn clockwise about its middle."""

    at: int
    points: list[WirePoint]
    turn_deg: float


class WireRegion(_Wire):
    """A figure drawn on the picture."""

    id: str
    start: int
    end: int
    shape: ShapeKind
    keyframes: list[WireKeyframe]
    label: str
    purpose: Purpose


class WirePause(_Wire):
    """Where the picture holds."""

    at: int
    question: str


class WireClip(_Wire):
    """A clip of the playlist."""

    id: str
    recording_id: str
    start: int
    end: int
    position: int
    title: str
    introduction: str
    question: str
    pauses: list[WirePause]
    poster_at: int | None
    slow_rate: float
    moment_id: str | None
    principles: list[str]
    hope_to_notice: str
    may_be_hard: str
    goal_id: str | None
    why_better: str
    initiative: str
    follow_ups: list[str]
    stretch: Stretch | None
    play_plan: list[Viewing]
    note: str


class WireAdvice(_Wire):
    """A quiet note about the playlist or one clip."""

    check: str
    words: str
    clip_id: str | None


class WireTrim(_Wire):
    """A better instant for one edge of a clip, with the reason."""

    clip_id: str
    edge: Edge
    at: int
    words: str


class WirePlaced(_Wire):
    """A clip at its place in the proposed order, with the reason."""

    clip_id: str
    words: str


class WirePlaylist(_Wire):
    """The clips of one review with the live checks, better edges, and an order from simpler to more complex (empty: they stand so)."""

    id: str
    title: str
    closing_question: str
    profile: LengthProfile
    clips: list[WireClip]
    advice: list[WireAdvice]
    trims: list[WireTrim]
    proposed_order: list[WirePlaced]


class WireStatement(_Wire):
    """The statement that decides for one person and use on this film; dates as ``YYYY-MM-DD``."""

    person_id: str
    scope: Scope
    status: ConsentStatus
    on: str
    expires: str | None
    given_by: str
    for_this_film: bool


class WireConsent(_Wire):
    """Who is in view (None: nobody has said yet), what decides, and whose consent to the shared review is missing."""

    in_view: list[str] | None
    statements: list[WireStatement]
    missing: list[str]


class WirePrinciple(_Wire):
    """One observable behaviour."""

    code: str
    behaviour: str
    family: str


class WireLevel(_Wire):
    """A step of the ladder."""

    number: int
    name: str
    phase: Phase
    principles: list[WirePrinciple]


class WireScope(_Wire):
    """What one use of a film is called."""

    scope: Scope
    words: str


class WireVocabulary(_Wire):
    """The principles a guider chooses from, opening questions to start from, and the uses of a film in the order asked."""

    title: str
    source: str
    levels: list[WireLevel]
    questions: list[str]
    scopes: list[WireScope]


class WireHistory(_Wire):
    """What undo and redo would do (None: nothing), and when the last edit was on disk, as ``HH:MM:SS``."""

    undo: str | None
    redo: str | None
    saved_at: str | None


class WireSettings(Settings):
    """What this person prefers, and a sentence where it could not be read; a page is told every field."""

    model_config = ConfigDict(json_schema_extra=lambda schema: schema.update(required=list(schema["properties"])))

    notice: str = ""


class WireChange(_Wire):
    """One edit of the history: what and when (``YYYY-MM-DD`` and ``HH:MM:SS`` here), whether it is undone now, and whether it lasts."""

    id: int
    label: str
    day: str
    time: str
    undone: bool
    lasting: bool


class WireEdits(_Wire):
    """The latest edits, newest first; `more` where there are older ones."""

    changes: list[WireChange]
    more: bool


class WireDepending(_Wire):
    """How many things would go with a thing, and what would happen to what hangs on it, in short sentences."""

    n_going: int
    words: list[str]


class WirePreview(_Wire):
    """The family's page as one HTML text, None where it cannot be shown, and what there is to say about it, in sentences."""

    page: str | None
    notes: list[str]


class WireLook(_Wire):
    """The answer to a look: somebody is there; what is new is in the traits."""

    n_films: int


class WireCamera(_Wire):
    """Another film of the case, which may stand beside the one on the stage: where it begins on that one's clock, None where it does not.

    `stands_out` says how clearly the sounds agreed; None where the place was set by hand or there is none. `listened` is the part of both
    sounds that has been listened to while they are being aligned, 0 to 1; else None.
    """

    film: WireFilm
    starts_at: int | None
    aligned_by: AlignedBy | None
    stands_out: float | None
    listened: float | None


class Snapshot(_Wire):
    """All that Python owns on the guider's screen; each field is a trait of its own and may change alone."""

    film: WireFilm | None
    preparation: WirePreparation | None
    publishing: WirePublishing | None
    case: WireCase | None
    casework: WireCasework | None
    people: list[WirePerson]
    tiers: list[WireTier]
    steps: list[WireStep]
    moments: list[WireMoment]
    regions: list[WireRegion]
    cameras: list[WireCamera]
    playlist: WirePlaylist | None
    consent: WireConsent | None
    vocabulary: WireVocabulary | None
    history: WireHistory
    settings: WireSettings
    screen: Literal["guider", "player"]
