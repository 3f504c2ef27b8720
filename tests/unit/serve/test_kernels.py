import asyncio
import sys
from pathlib import Path

import pytest

from workbench.serve import kernels
from workbench.serve.kernels import FamilyKernels, OwnPython, bare_environment


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


class OneKernel(FamilyKernels):
    """Knows a kernel that does not run, kept ready long ago."""

    def __init__(self) -> None:
        super().__init__(cull_idle_timeout=60)
        self.ended: list[str] = []
        self._kernel_connections = {"k": 0}

    def __contains__(self, kernel_id: object) -> bool:
        return kernel_id == "k"

    async def shutdown_kernel(self, kernel_id: str) -> None:  # type: ignore[override]
        self.ended.append(kernel_id)


def test_a_kernel_kept_ready_is_not_ended_while_its_page_loads_but_when_no_page_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    family = OneKernel()

    def look(at_s: float, pages: int = 0) -> list[str]:
        family._kernel_connections["k"] = pages
        monkeypatch.setattr(kernels.time, "monotonic", lambda: at_s)
        asyncio.run(family.cull_kernel_if_idle("k"))
        return family.ended

    assert look(3600) == []
    assert look(3659) == []
    assert look(3670, pages=1) == []
    assert look(3700) == []
    assert look(3759) == []
    assert look(3761) == ["k"]
