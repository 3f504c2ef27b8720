"""Running vig as a person does, in this process."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.unit.cli.running import Outcome, Run
from workbench.cli import main


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run vig with arguments on a workspace of the test's own."""

    def run_vig(*arguments: object) -> Outcome:
        result = CliRunner().invoke(main, [*map(str, arguments), "--workspace", str(tmp_path / "ws")])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run_vig


@pytest.fixture
def workspace_folder(tmp_path: Path) -> Path:
    """The folder that `run` works in."""
    return tmp_path / "ws"
