"""Rows under a film: made, changed, taken away. What is in them is in ``coding``, what an analysis proposes in ``candidates``."""

from dataclasses import replace
from typing import Any

from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.errors import EditError
from workbench.practice.people import Person
from workbench.session.editing import CaseEditor, check_fields, sensible

TIER_FIELDS = frozenset({"name", "person_id", "position"})

ROW_WORDS = {
    Channel.LOOK: "looks",
    Channel.VOICE: "voice",
    Channel.WORDS: "words",
    Channel.FACE: "face",
    Channel.TURN: "turns",
    Channel.OTHER: "other",
}
"""What a channel's row is called beside the person it belongs to."""


class TierEdits(CaseEditor):
    """Edits of tiers; a tier of candidates can only be taken away."""

    def add_tier(self, recording_id: str, channel: Channel, *, person_id: str | None = None, name: str = "") -> Tier:
        """A new empty row for what a person marks, below the others; without a name it is called after person and channel.

        Raises
        ------
        EditError
            If the person has a marked row of that channel and name already.
        """
        tiers = self.tiers(recording_id)
        tier = self._new_tier(recording_id, channel, person_id, name, tiers)
        same = (tier.name, channel, Origin.MARKED, person_id)
        if any((each.name, each.channel, each.origin, each.person_id) == same for each in tiers):
            raise EditError(f"There is a row “{tier.name}” already", "Mark in that one, or give the new row another name")
        return self._add(tier, f"Add the row “{tier.name}”")

    def change_tier(self, id: str, **fields: Any) -> Tier:  # noqa: A002
        """Change any of :data:`TIER_FIELDS` of a row."""
        tier = self._coded_tier(id)
        check_fields("row", fields, TIER_FIELDS)
        if "name" in fields:
            fields["name"] = _checked_name(fields["name"])
        return self._add(sensible(lambda: replace(tier, **fields)), f"Change the row “{tier.name}”")

    def remove_tier(self, id: str) -> Tier:  # noqa: A002
        """Take a row away with everything in it; one step to undo."""
        tier = self._tier(id)
        with self._edit(f"Remove the row “{tier.name}”") as edit:
            edit.remove(Tier, id)
        return tier

    def _new_tier(self, recording_id: str, channel: Channel, person_id: str | None, name: str, tiers: list[Tier]) -> Tier:
        position = max((each.position for each in tiers), default=-1) + 1
        own_name = _checked_name(name) if name else self._usual_name(channel, person_id)
        return Tier(new_id(), recording_id, own_name, channel, Origin.MARKED, person_id, position)

    def _usual_name(self, channel: Channel, person_id: str | None) -> str:
        who = self.workspace.get(Person, person_id).shown_name if person_id else ""
        return f"{who} {ROW_WORDS[channel]}".strip()

    def _tier(self, id: str) -> Tier:  # noqa: A002
        tier = self.workspace.get(Tier, id)
        self.recording(tier.recording_id)
        return tier

    def _coded_tier(self, id: str) -> Tier:  # noqa: A002
        """A row that people code in."""
        tier = self._tier(id)
        if tier.origin is Origin.CANDIDATE:
            raise EditError(f"“{tier.name}” holds candidates, which are only to be looked at", "Accept them first, then change your marks")
        return tier

    def _tiers_of(self, intervals: list[Interval]) -> dict[str, Tier]:
        return {tier_id: self._tier(tier_id) for tier_id in dict.fromkeys(each.tier_id for each in intervals)}


def _checked_name(name: str) -> str:
    stripped = name.strip()
    if not stripped or not stripped.isprintable():
        raise EditError("A row needs a name", "Say in a word or two what is marked in it")
    return stripped
