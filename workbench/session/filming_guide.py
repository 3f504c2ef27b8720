"""The page on how to film at home, written as a file to print. It holds nothing of a case but the client's language."""

from pathlib import Path

from workbench.render.filming_guide import build_filming_guide
from workbench.session.reading import CaseReader
from workbench.store.faults import disk_faults
from workbench.store.files import write_whole


def write_filming_guide(case: CaseReader, target: Path) -> str:
    """Write the page in the client's language, and give that language; a file of that name is replaced.

    Raises
    ------
    WorkspaceError
        If it cannot be written; what was there is as it was.
    """
    guide = case.family_wording().guide
    content = build_filming_guide(guide)
    with disk_faults(target):
        write_whole(target, content)
    return guide.language
