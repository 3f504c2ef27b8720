"""What is coded in the rows under a film: marked, changed, split, merged, moved, copied, taken away; one or thousands in one edit.

The intervals of one row never overlap. Where one would, an edit is refused in words, or an :class:`Overlap` says who gives way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from workbench.core.coding import Mark, Overlap, OverlapError, Settled, merge, settle, split
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Tier
from workbench.core.time import Span, format_time
from workbench.errors import EditError
from workbench.session.editing import check_fields, sensible
from workbench.session.placing import frames_moved, instant_on_frame, span_moved, span_on_frames
from workbench.session.tiers import TierEdits
from workbench.store.edit import Edit

INTERVAL_FIELDS = frozenset({"span", "label", "note"})

_ONE_AND_MANY = {
    Channel.LOOK: ("look", "looks"),
    Channel.VOICE: ("voice", "voices"),
    Channel.WORDS: ("words", "words"),
    Channel.FACE: ("face", "faces"),
    Channel.TURN: ("turn", "turns"),
    Channel.OTHER: ("mark", "marks"),
}


class CodingEdits(TierEdits):
    """Edits of intervals; those of candidates are refused until they are accepted."""

    def add_intervals(self, tier_id: str, marks: Iterable[Mark], *, overlap: Overlap = Overlap.REFUSE) -> list[Interval]:
        """New intervals in a row, as one edit; those that found no free time with :attr:`Overlap.FIT` are not among them."""
        tier = self._coded_tier(tier_id)
        table = self.frame_table(tier.recording_id)
        what = one_word(tier)
        new = [Interval(new_id(), tier.id, span_on_frames(each.span, table, what), each.label, None, each.note) for each in marks]
        if not new:
            raise EditError("There is nothing to mark", "Say from where to where")
        tiers = {tier.id: tier}
        return self._bring(edit_words("Mark", sorted(new, key=lambda each: each.span), tiers), new, tiers, overlap)

    def change_interval(self, id: str, *, overlap: Overlap = Overlap.REFUSE, **fields: Any) -> Interval:  # noqa: A002
        """Change any of :data:`INTERVAL_FIELDS` of an interval."""
        (changed,) = self.change_intervals({id: fields}, overlap=overlap)
        return changed

    def change_intervals(self, changes: Mapping[str, Mapping[str, Any]], *, overlap: Overlap = Overlap.REFUSE) -> list[Interval]:
        """Change fields of several intervals at once; so a boundary that two share is moved in one edit."""
        chosen, tiers = self._chosen(changes)
        changed = [self._changed(each, tiers[each.tier_id], dict(changes[each.id])) for each in chosen]
        return self._bring(edit_words("Change", chosen, tiers), changed, tiers, overlap)

    def remove_intervals(self, ids: Iterable[str]) -> list[Interval]:
        """Take intervals away."""
        chosen, tiers = self._chosen(ids)
        with self._edit(edit_words("Remove", chosen, tiers)) as edit:
            edit.remove(Interval, *(each.id for each in chosen))
        return chosen

    def split_intervals(self, ids: Iterable[str], at: int) -> list[Interval]:
        """Split intervals at the start of the frame shown at an instant; both parts of each, in the order given."""
        chosen, tiers = self._chosen(ids)
        parts: list[Interval] = []
        for each in chosen:
            tier = tiers[each.tier_id]
            instant = instant_on_frame(at, self.frame_table(tier.recording_id), "place to split")
            if not each.span.start < instant < each.span.end:
                raise EditError(
                    f"The {one_word(tier)} from {format_time(each.span.start)} to {format_time(each.span.end)} cannot be split at "
                    f"{format_time(instant)}",
                    "Go to a frame inside it that is not its first",
                )
            parts.extend(split(each, instant))
        with self._edit(edit_words("Split", chosen, tiers, at=at)) as edit:
            edit.put(*parts)
        return parts

    def merge_intervals(self, ids: Iterable[str], *, overlap: Overlap = Overlap.REFUSE) -> list[Interval]:
        """Make one of the chosen intervals of each row, with the time between them; in rows of words the words follow one another."""
        chosen, tiers = self._chosen(ids)
        groups = list(by_tier(chosen, tiers))
        alone = [each for _, each in groups if len(each) < 2]
        if alone:
            raise EditError("It takes two or more in one row to merge", "Choose what is to become one, all in the same row")
        merged: list[Interval] = []
        with self._edit(edit_words("Merge", chosen, tiers)) as edit:
            for tier, own in groups:
                words = " ".join(each.label for each in sorted(own, key=lambda each: each.span)) if tier.channel is Channel.WORDS else None
                one = merge(own, words)
                edit.remove(Interval, *(each.id for each in own if each.id != one.id))
                merged.extend(settle_in(edit, tier, [one], overlap).comers)
        return merged

    def move_intervals(
        self,
        ids: Iterable[str],
        by_ticks: int,
        *,
        tier_id: str | None = None,
        overlap: Overlap = Overlap.REFUSE,
    ) -> list[Interval]:
        """Move intervals in time, and with `tier_id` to another row of the same channel.

        The first one's start goes to the frame nearest to where `by_ticks` leads, and everything moves by as many frames: each keeps its
        number of frames, what touched still touches, and moving back leads exactly back, on film of uneven frames too.
        """
        chosen, tiers = self._chosen(ids)
        moved = self._moved(chosen, tiers, by_ticks, tier_id)
        return self._bring(edit_words("Move", chosen, tiers), moved, self._tiers_of(moved), overlap)

    def copy_intervals(
        self,
        ids: Iterable[str],
        by_ticks: int,
        *,
        tier_id: str | None = None,
        overlap: Overlap = Overlap.REFUSE,
    ) -> list[Interval]:
        """The same again at another time or in another row of the same channel; placed as :meth:`move_intervals` places."""
        chosen, tiers = self._chosen(ids, also_candidates=tier_id is not None)
        copies = [replace(each, id=new_id(), confidence=None) for each in self._moved(chosen, tiers, by_ticks, tier_id)]
        return self._bring(edit_words("Copy", chosen, tiers), copies, self._tiers_of(copies), overlap)

    def _chosen(self, ids: Iterable[str], *, also_candidates: bool = False) -> tuple[list[Interval], dict[str, Tier]]:
        """Intervals of this case in order of time, with their rows."""
        chosen = sorted(self.workspace.get_all(Interval, list(ids)), key=lambda each: each.span)
        if not chosen:
            raise EditError("Nothing is chosen", "Choose one or more marks under the film first")
        tier_ids = dict.fromkeys(each.tier_id for each in chosen)
        find = self._tier if also_candidates else self._coded_tier
        return chosen, {tier_id: find(tier_id) for tier_id in tier_ids}

    def _bring(self, label: str, comers: list[Interval], tiers: Mapping[str, Tier], overlap: Overlap) -> list[Interval]:
        with self._edit(label) as edit:
            return [placed for tier, own in by_tier(comers, tiers) for placed in settle_in(edit, tier, own, overlap).comers]

    def _changed(self, interval: Interval, tier: Tier, fields: dict[str, Any]) -> Interval:
        self._place(fields, tier.recording_id, one_word(tier))
        check_fields("mark", fields, INTERVAL_FIELDS)
        return sensible(lambda: replace(interval, **fields))

    def _moved(self, chosen: list[Interval], tiers: dict[str, Tier], by_ticks: int, tier_id: str | None) -> list[Interval]:
        target = self._coded_tier(tier_id) if tier_id else None
        if target and any((each.channel, each.recording_id) != (target.channel, target.recording_id) for each in tiers.values()):
            raise EditError(f"“{target.name}” is for {_many(target)}", "Choose a row of the same kind")
        first = tiers[chosen[0].tier_id]
        table = self.frame_table(first.recording_id)
        by_frames = frames_moved(chosen[0].span, by_ticks, table)
        moved = []
        for each in chosen:
            tier = tiers[each.tier_id]
            span = span_moved(each.span, by_frames, self.frame_table(tier.recording_id))
            moved.append(replace(each, span=span, tier_id=target.id if target else each.tier_id))
        return moved


def settle_in(edit: Edit, tier: Tier, comers: list[Interval], overlap: Overlap) -> Settled:
    """Put intervals in a row of an edit that is under way, so that nothing overlaps."""
    own = {each.id for each in comers}
    reach = Span(min(each.span.start for each in comers), max(each.span.end for each in comers))
    standing = [each for each in edit.find_during(Interval, reach, tier_id=tier.id) if each.id not in own]
    try:
        settled = settle(standing, comers, overlap)
    except OverlapError as error:
        met, what = error.standing, one_word(tier)
        raise EditError(
            f"The {what} from {format_time(error.comer.span.start)} would lie on the {what}{f' “{met.label}”' if met.label else ''} from "
            f"{format_time(met.span.start)} to {format_time(met.span.end)}",
            "Leave that one its time, or let it give way",
        ) from error
    if settled.gone:
        edit.remove(Interval, *settled.gone)
    edit.put(*settled.trimmed, *settled.comers)
    return settled


def by_tier(intervals: Iterable[Interval], tiers: Mapping[str, Tier]) -> list[tuple[Tier, list[Interval]]]:
    """Intervals row by row."""
    groups: dict[str, list[Interval]] = {}
    for each in intervals:
        groups.setdefault(each.tier_id, []).append(each)
    return [(tiers[tier_id], own) for tier_id, own in groups.items()]


def edit_words(verb: str, chosen: list[Interval], tiers: Mapping[str, Tier], *, at: int | None = None) -> str:
    """An edit's label: “Split the look at 00:12.345”, “Move 12 looks”."""
    tier = next(iter(tiers.values()))
    same = all(each.channel is tier.channel for each in tiers.values())
    if len(chosen) == 1:
        place = format_time(chosen[0].span.start if at is None else at)
        return f"{verb} a {one_word(tier)} at {place}" if verb == "Mark" else f"{verb} the {one_word(tier)} at {place}"
    return f"{verb} {len(chosen)} {_many(tier) if same else 'marks'}"


def one_word(tier: Tier) -> str:
    """What one interval of a row is called."""
    return _ONE_AND_MANY[tier.channel][0]


def _many(tier: Tier) -> str:
    return _ONE_AND_MANY[tier.channel][1]
