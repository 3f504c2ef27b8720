"""Whether a film may be used, in a shared review if nothing else is said; asked before anything leaves, and again when words change.

Default deny: a film that is gone, of which nobody said who is in view, or with somebody unknown in view may not be shown.
"""

from collections.abc import Iterable
from datetime import date

from workbench.practice.casework import Recording
from workbench.practice.people import Consent, Person, Scope, find_deciding_consent, people_without_consent
from workbench.store.workspace import Workspace

UNSAID = "nobody has said who can be seen"
_GONE = "the film is not in the workspace any more"
_UNKNOWN = "someone unknown"


def reasons_against(workspace: Workspace, recording_id: str, today: date, scope: Scope = Scope.SHARED_REVIEW) -> list[str]:
    """What forbids a use of a film: the names of those in view who have not consented, or why that is not known; empty where it may be."""
    recordings = workspace.find(Recording, id=recording_id)
    if not recordings:
        return [_GONE]
    if recordings[0].in_view is None:
        return [UNSAID]
    known, consents = _asked(workspace, recordings[0])
    missing = people_without_consent(known, consents, scope, recording_id, today)
    n_unknown = len(recordings[0].in_view) - len(known)
    return [person.shown_name or person.code for person in missing] + [_UNKNOWN] * n_unknown


def last_day(workspace: Workspace, recording_ids: Iterable[str], today: date, scope: Scope = Scope.SHARED_REVIEW) -> date | None:
    """The last day on which everyone in view of all these films consents as they do today; None where nobody named an end."""
    ends = []
    for recording_id in recording_ids:
        known, consents = _asked(workspace, workspace.get(Recording, recording_id))
        said = [find_deciding_consent(person, consents, scope, recording_id, today) for person in known]
        ends += [consent.expires for consent in said if consent is not None and consent.expires is not None]
    return min(ends, default=None)


def _asked(workspace: Workspace, recording: Recording) -> tuple[list[Person], list[Consent]]:
    """Those in view whom the case knows, and all that was said about consent in it."""
    people = workspace.find(Person, case_id=recording.case_id)
    return [person for person in people if person.id in (recording.in_view or ())], workspace.find(Consent, case_id=recording.case_id)
