"""What a page reads of a case: the form of each trait of the player.

Times are ticks of the film clock, spans are flattened to ``start`` and ``end``, enumerations are their plain words.
How values become these is in ``wire``; what a page may ask for is in ``protocol``.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from workbench.core.regions import Purpose, ShapeKind
from workbench.core.tiers import Channel, Origin
from workbench.practice.cameras import AlignedBy
from workbench.practice.casework import RecordingKind
from workbench.practice.clips import LengthProfile, MomentKind, Stretch, Viewing
from workbench.practice.film_checks import FilmCheck, Weight
from workbench.practice.people import Role, Scope
from workbench.practice.principles import Phase
from workbench.practice.steps import Layer, Modality, StepRole
from workbench.practice.trimming import Edge
from workbench.store.settings import Settings
from workbench.widgets.analysis import WireAnalysing, WireAnalysis
from workbench.widgets.casework import WireCasework
from workbench.widgets.consent import WireConsent
from workbench.widgets.form import Form
from workbench.widgets.record import WireChecklist, WireLetter, WireReview, WireSupervising

WireSpan = Annotated[tuple[int, int], Field(json_schema_extra={"tsType": "[number, number]"})]
WirePoint = Annotated[tuple[float, float], Field(json_schema_extra={"tsType": "[number, number]"})]


class WireMedia(Form):
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


class WireThumbnails(Form):
    """The strip of small pictures: how many stand in the row and how large each is."""

    n: int
    width_px: int
    height_px: int


class WireFilm(Form):
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


class WirePreparation(Form):
    """How far the film's working copy is: `part` from 0 to 1; where nobody makes it, `problem` and `next_step` may say why."""

    words: str
    part: float
    left_s: float | None
    is_going_on: bool
    problem: str
    next_step: str


class WireFinding(Form):
    """Something there is to say about the film, with the stretches concerned; none where it is about all of it."""

    check: FilmCheck
    weight: Weight
    words: str
    next_step: str
    spans: list[WireSpan]


class WireFilmChecks(Form):
    """The film looked over: what matters most first, a sentence for where nothing is to be mended, and what stands over mere facts."""

    good: str
    know: str
    findings: list[WireFinding]


GivenWay = Literal["package", "offline_page", "training_internal", "training_external"]
"""The ways out by which a screen gives a playlist's clips away."""


class WirePublishing(Form):
    """How far the writing of something that leaves is: `part` from 0 to 1; `way` says what it is."""

    words: str
    part: float
    left_s: float | None
    way: GivenWay


class WireCase(Form):
    """Whose film this is; the cycle it belongs to by number and id, and what was filmed, both None where there is no film."""

    code: str
    cycle: int | None
    cycle_id: str | None
    film_kind: RecordingKind | None
    helping_question: str
    hope: str
    setting: str


class WirePerson(Form):
    """Somebody in the case, in the case's order."""

    id: str
    code: str
    role: Role
    shown_name: str
    pronoun: str
    language: str
    asked_each_time: bool


class WireNote(Form):
    """A note to one interval of a tier, by its place in order of time."""

    place: int
    words: str


class WireIntervals(Form):
    """The JSON part of a tier's intervals: how many, of which revision, the labels in use; the columns are in ``tier_columns``."""

    revision: int
    n: int
    labels: list[str]
    notes: list[WireNote]


class WireTier(Form):
    """One row under the film; its intervals are asked for when `revision` is not the one the page has."""

    id: str
    name: str
    channel: Channel
    origin: Origin
    person_id: str | None
    position: int
    revision: int


class WireStep(Form):
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


class WireMoment(Form):
    """A stretch the guider noticed."""

    id: str
    start: int
    end: int
    kind: MomentKind
    principles: list[str]
    why: str
    note: str


class WireKeyframe(Form):
    """A figure's points at one instant, as fractions of the displayed picture, and its turn clockwise about its middle."""

    at: int
    points: list[WirePoint]
    turn_deg: float


class WireRegion(Form):
    """A figure drawn on the picture; `hides` is whom it makes unknowable."""

    id: str
    start: int
    end: int
    shape: ShapeKind
    keyframes: list[WireKeyframe]
    label: str
    purpose: Purpose
    hides: str | None


class WirePause(Form):
    """Where the picture holds."""

    at: int
    question: str


class WireClip(Form):
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


class WireAdvice(Form):
    """A quiet note about the playlist or one clip."""

    check: str
    words: str
    clip_id: str | None


class WireTrim(Form):
    """A better instant for one edge of a clip, with the reason."""

    clip_id: str
    edge: Edge
    at: int
    words: str


class WirePlaced(Form):
    """A clip at its place in the proposed order, with the reason."""

    clip_id: str
    words: str


class WirePlaylist(Form):
    """The clips of one review with the live checks, better edges, and an order from simpler to more complex (empty: they stand so)."""

    id: str
    title: str
    closing_question: str
    profile: LengthProfile
    clips: list[WireClip]
    advice: list[WireAdvice]
    trims: list[WireTrim]
    proposed_order: list[WirePlaced]


class WirePrinciple(Form):
    """One observable behaviour."""

    code: str
    behaviour: str
    family: str


class WireLevel(Form):
    """A step of the ladder."""

    number: int
    name: str
    phase: Phase
    principles: list[WirePrinciple]


class WireScope(Form):
    """What one use of a film is called."""

    scope: Scope
    words: str


class WireVocabulary(Form):
    """The principles a guider chooses from, opening questions to start from, the uses of a film in the order asked, checklists."""

    title: str
    source: str
    levels: list[WireLevel]
    questions: list[str]
    scopes: list[WireScope]
    checklists: list[WireChecklist]


class WireHistory(Form):
    """What undo and redo would do (None: nothing), and when the last edit was on disk, as ``HH:MM:SS``."""

    undo: str | None
    redo: str | None
    saved_at: str | None


class WireSettings(Settings):
    """What this person prefers, and a sentence where it could not be read; a page is told every field."""

    model_config = ConfigDict(json_schema_extra=lambda schema: schema.update(required=list(schema["properties"])))

    notice: str = ""


class WireChange(Form):
    """One edit of the history: what and when (``YYYY-MM-DD`` and ``HH:MM:SS`` here), whether it is undone now, and whether it lasts."""

    id: int
    label: str
    day: str
    time: str
    undone: bool
    lasting: bool


class WireEdits(Form):
    """The latest edits, newest first; `more` where there are older ones."""

    changes: list[WireChange]
    more: bool


class WireDepending(Form):
    """How many things would go with a thing, and what would happen to what hangs on it, in short sentences."""

    n_going: int
    words: list[str]


class WirePreview(Form):
    """The family's page as one HTML text, None where it cannot be shown, and what there is to say about it, in sentences."""

    page: str | None
    notes: list[str]


class WireLook(Form):
    """The answer to a look: somebody is there; what is new is in the traits."""

    n_films: int


class WireCamera(Form):
    """Another film of the case, which may stand beside the one on the stage: where it begins on that one's clock, None where it does not.

    `stands_out` says how clearly the sounds agreed; None where the place was set by hand or there is none. `listened` is the part of both
    sounds that has been listened to while they are being aligned, 0 to 1; else None.
    """

    film: WireFilm
    starts_at: int | None
    aligned_by: AlignedBy | None
    stands_out: float | None
    listened: float | None


class Snapshot(Form):
    """All that Python owns on the guider's screen; each field is a trait of its own and may change alone."""

    film: WireFilm | None
    preparation: WirePreparation | None
    checks: WireFilmChecks | None
    publishing: WirePublishing | None
    analysing: WireAnalysing | None
    analysis: WireAnalysis | None
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
    reviews: list[WireReview]
    supervision: WireSupervising | None
    letters: list[WireLetter]
    vocabulary: WireVocabulary | None
    history: WireHistory
    settings: WireSettings
    screen: Literal["guider", "player"]
