"""What kinds of things have changed in a case, known from the journal alone: by any edit, undo or redo of any program."""

from typing import Any

from workbench.store.workspace import Workspace


class CaseWatch:
    """One case, looked at again and again."""

    def __init__(self, workspace: Workspace, case_id: str) -> None:
        self._workspace = workspace
        self._case_id = case_id
        self._standing = workspace.standing_changes(case_id)

    def changed_kinds(self) -> frozenset[type[Any]]:
        """The kinds of things that were added, changed or removed since this was asked last."""
        standing = self._workspace.standing_changes(self._case_id)
        turned, self._standing = standing ^ self._standing, standing
        return self._workspace.touched_kinds(turned) if turned else frozenset()
