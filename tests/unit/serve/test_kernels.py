import sys
from pathlib import Path

import pytest

from workbench.serve.kernels import OwnPython, bare_environment


def test_the_familys_kernel_gets_what_python_needs_and_nothing_of_the_guiders() -> None:
    surroundings = {
        "PATH": "/bin",
        "LANG": "de",
        "VIG_WORKSPACE": "/secret",
        "HOME": "/home/anna",
        "AWS_SECRET": "x",
        "VOILA_BASE_URL": "/",
    }
    environment = bare_environment(surroundings, {"VIG_PACKAGE": "/package"})
    assert environment == {
        "PATH": "/bin",
        "LANG": "de",
        "VOILA_BASE_URL": "/",
        "VIG_PACKAGE": "/package",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def test_the_only_kernel_is_this_environments_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = tmp_path / "kernels" / "python3"
    foreign.mkdir(parents=True)
    (foreign / "kernel.json").write_text('{"argv": ["/foreign/python"], "display_name": "x", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    kernels = OwnPython()
    assert list(kernels.find_kernel_specs()) == ["python3"]
    assert kernels.get_kernel_spec("python3").argv[0] == sys.executable
