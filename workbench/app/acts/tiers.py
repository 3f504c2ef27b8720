"""Acts on the rows under the film and on what is coded in them."""

from collections.abc import Iterable

from workbench.app.acts.act import Acts, Result, removing, with_span
from workbench.core.coding import Mark
from workbench.core.tiers import Interval
from workbench.core.time import Span, Ticks
from workbench.session.candidates import Accepted
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol


def _add_tier(session: CaseSession, recording_id: str, edit: protocol.AddTier) -> Result:
    return {"id": session.add_tier(recording_id, edit.channel, person_id=edit.person_id, name=edit.name).id}


def _add_intervals(session: CaseSession, _: str, edit: protocol.AddIntervals) -> Result:
    marks = [Mark(Span(Ticks(each.start), Ticks(each.end)), each.label, each.note) for each in edit.intervals]
    return _ids(session.add_intervals(edit.tier_id, marks, overlap=edit.overlap))


def _change_intervals(session: CaseSession, _: str, edit: protocol.ChangeIntervals) -> Result:
    changes = {each.id: with_span(each.changes()) for each in edit.intervals}
    return _ids(session.change_intervals(changes, overlap=edit.overlap))


def _move_intervals(session: CaseSession, _: str, edit: protocol.MoveIntervals) -> Result:
    return _ids(session.move_intervals(edit.ids, edit.by_ticks, tier_id=edit.tier_id, overlap=edit.overlap))


def _copy_intervals(session: CaseSession, _: str, edit: protocol.CopyIntervals) -> Result:
    return _ids(session.copy_intervals(edit.ids, edit.by_ticks, tier_id=edit.tier_id, overlap=edit.overlap))


def _accept(session: CaseSession, _: str, edit: protocol.AcceptCandidates) -> Result:
    accepted: Accepted = session.accept_all(edit.tier_id) if edit.tier_id else session.accept_candidates(edit.ids)
    return {**_ids(accepted.marks), "n_left": accepted.n_left}


def _dismiss(session: CaseSession, _: str, edit: protocol.DismissCandidates) -> Result:
    return _ids(session.dismiss_all(edit.tier_id) if edit.tier_id else session.dismiss_candidates(edit.ids))


def _ids(intervals: Iterable[Interval]) -> Result:
    return {"ids": [each.id for each in intervals]}


ACTS: Acts = {
    protocol.AddTier: _add_tier,
    protocol.ChangeTier: lambda session, _, edit: {"id": session.change_tier(edit.id, **edit.changes()).id},
    protocol.RemoveTier: removing(Removable.TIER, CaseSession.remove_tier),
    protocol.AddIntervals: _add_intervals,
    protocol.ChangeIntervals: _change_intervals,
    protocol.RemoveIntervals: lambda session, _, edit: _ids(session.remove_intervals(edit.ids)),
    protocol.SplitIntervals: lambda session, _, edit: _ids(session.split_intervals(edit.ids, edit.at)),
    protocol.MergeIntervals: lambda session, _, edit: _ids(session.merge_intervals(edit.ids, overlap=edit.overlap)),
    protocol.MoveIntervals: _move_intervals,
    protocol.CopyIntervals: _copy_intervals,
    protocol.AcceptCandidates: _accept,
    protocol.DismissCandidates: _dismiss,
}
