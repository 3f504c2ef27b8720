"""Which tiers have other intervals than before, known from the journal alone: no interval is read to find out."""

from collections.abc import Iterable

from workbench.store.workspace import Workspace


class TierRevisions:
    """One case's tiers with a number each, which grows whenever an edit, undo or redo of any program has touched the tier's intervals."""

    def __init__(self, workspace: Workspace, case_id: str) -> None:
        self._workspace = workspace
        self._case_id = case_id
        self._standing: frozenset[int] | None = None
        self._n_turns = 0
        self._revisions: dict[str, int] = {}

    def read(self, tier_ids: Iterable[str]) -> dict[str, int]:
        """The numbers as the journal has them now; those of tiers that nobody has touched since the first call are 0."""
        standing = self._workspace.standing_changes(self._case_id)
        turned = standing ^ (standing if self._standing is None else self._standing)
        if turned:
            self._n_turns += 1
            self._revisions.update(dict.fromkeys(self._workspace.touched_tiers(turned), self._n_turns))
        self._standing = standing
        return {tier_id: self._revisions.get(tier_id, 0) for tier_id in tier_ids}
