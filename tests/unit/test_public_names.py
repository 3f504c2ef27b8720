"""The few names notebooks may use."""

import subprocess
import sys

import pytest

import workbench


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert workbench.__all__ == sorted(workbench.__all__)
    assert set(workbench.__all__) == set(workbench._HOMES)
    for name in workbench.__all__:
        public = getattr(workbench, name)
        assert callable(public)
        assert public.__doc__
        assert public.__module__ == workbench._HOMES[name]
    assert set(workbench.__all__) <= set(dir(workbench))


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sensitivity_score'"):
        _ = workbench.sensitivity_score


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, workbench; print(sorted(m for m in ('numpy', 'ipywidgets', 'plotly', 'sqlalchemy', 'av') if m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
