"""What an analysis proposes, looked at by a person: accepted as their own mark, or dismissed. Both are one edit and can be undone.

A candidate is never changed in place. Accepted, it becomes an interval of the person's own marked row of that channel, made if there is
none, without a confidence and with a note of where it came from. A row whose last candidate is gone goes with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.core.coding import Overlap
from workbench.core.identity import new_id
from workbench.core.tiers import Interval, Origin, Tier
from workbench.errors import EditError
from workbench.session.coding import CodingEdits, by_tier, edit_words, settle_in
from workbench.store.edit import Edit


@dataclass(frozen=True, slots=True)
class Accepted:
    """The marks that candidates became, and how many candidates stay because all their time is coded already."""

    marks: tuple[Interval, ...]
    n_left: int


class CandidateEdits(CodingEdits):
    """Edits of candidates."""

    def accept_candidates(self, ids: Iterable[str]) -> Accepted:
        """Make candidates a person's own marks; they take only time that is not coded yet.

        Raises
        ------
        EditError
            If all their time is coded already.
        """
        return self._accept(*self._candidates(ids))

    def accept_all(self, tier_id: str) -> Accepted:
        """The same for everything in a row of candidates."""
        return self._accept(*self._row_of_candidates(tier_id))

    def dismiss_candidates(self, ids: Iterable[str]) -> list[Interval]:
        """Take candidates out of sight."""
        return self._dismiss(*self._candidates(ids))

    def dismiss_all(self, tier_id: str) -> list[Interval]:
        """The same for everything in a row of candidates."""
        return self._dismiss(*self._row_of_candidates(tier_id))

    def _accept(self, chosen: list[Interval], tiers: dict[str, Tier]) -> Accepted:
        marks: list[Interval] = []
        done: list[str] = []
        with self._edit(edit_words("Accept", chosen, tiers)) as edit:
            for tier, own in by_tier(chosen, tiers):
                target = self._own_row(edit, tier)
                comers = [replace(each, id=new_id(), tier_id=target.id, confidence=None, note=_origin_note(tier, each)) for each in own]
                settled = settle_in(edit, target, comers, Overlap.FIT)
                marks.extend(settled.comers)
                done.extend(old.id for old, new in zip(own, comers, strict=True) if new.id not in settled.left_out)
            if not done:
                raise EditError("All of that time is coded already", "Dismiss the candidate, or change your own mark there")
            _take_out(edit, done, tiers)
        return Accepted(tuple(marks), len(chosen) - len(done))

    def _dismiss(self, chosen: list[Interval], tiers: dict[str, Tier]) -> list[Interval]:
        with self._edit(edit_words("Dismiss", chosen, tiers)) as edit:
            _take_out(edit, [each.id for each in chosen], tiers)
        return chosen

    def _candidates(self, ids: Iterable[str]) -> tuple[list[Interval], dict[str, Tier]]:
        chosen, tiers = self._chosen(ids, also_candidates=True)
        for tier in tiers.values():
            _check_candidates(tier)
        return chosen, tiers

    def _row_of_candidates(self, tier_id: str) -> tuple[list[Interval], dict[str, Tier]]:
        tier = self._tier(tier_id)
        _check_candidates(tier)
        chosen = self.intervals(tier_id)
        if not chosen:
            raise EditError(f"“{tier.name}” is empty", "Look at the other rows")
        return chosen, {tier.id: tier}

    def _own_row(self, edit: Edit, tier: Tier) -> Tier:
        """The person's own marked row of a channel, made if there is none."""
        tiers = edit.find(Tier, recording_id=tier.recording_id)
        own = [t for t in tiers if (t.origin, t.channel, t.person_id) == (Origin.MARKED, tier.channel, tier.person_id)]
        if own:
            return own[0]
        made = self._new_tier(tier.recording_id, tier.channel, tier.person_id, "", tiers)
        edit.put(made)
        return made


def _take_out(edit: Edit, ids: list[str], tiers: dict[str, Tier]) -> None:
    edit.remove(Interval, *ids)
    empty = [tier_id for tier_id in tiers if not edit.has(Interval, tier_id=tier_id)]
    if empty:
        edit.remove(Tier, *empty)


def _check_candidates(tier: Tier) -> None:
    if tier.origin is not Origin.CANDIDATE:
        raise EditError(f"“{tier.name}” holds what people marked, not candidates", "Choose candidates; they are drawn hatched")


def _origin_note(tier: Tier, candidate: Interval) -> str:
    sure = "" if candidate.confidence is None else f", confidence {candidate.confidence:.2f}"
    return "\n".join(part for part in (f"Accepted from “{tier.name}”{sure}", candidate.note) if part)
