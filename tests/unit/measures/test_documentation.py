"""Every measure says what it is: definition, unit, range, when undefined, source, every parameter; and its examples hold."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from numpydoc.docscrape import FunctionDoc

import workbench.measures

MODULES = [importlib.import_module(f"workbench.measures.{module.name}") for module in pkgutil.iter_modules(workbench.measures.__path__)]


def measures_of(module: ModuleType) -> list[Callable[..., Any]]:
    """The module's functions and methods that a decorator has given a source."""
    holders = [module, *(each for _, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == module.__name__)]
    found = [each for holder in holders for _, each in inspect.getmembers(holder, inspect.isfunction)]
    return [
        each for each in found if each.__module__ == module.__name__ and hasattr(each, "__wrapped__") and not each.__name__.startswith("_")
    ]


MEASURES = [measure for module in MODULES for measure in measures_of(module)]


def test_the_measures_of_every_kind_are_there() -> None:
    assert {measure.__name__ for measure in MEASURES} >= {
        *("looking_share", "looks_away", "mutual_gaze", "mutual_gaze_given", "chance_mutual_gaze", "mutual_gaze_by_shifts"),
        *("joint_attention", "floor_transfer_offsets", "median_offset", "share_of", "conversational_turn_count", "contingency"),
        *("transitions", "windowed_cross_correlation", "cross_recurrence", "recurrence_by_shifts", "time_unit_kappa", "event_kappa"),
        *("accuracy_of_coders", "krippendorff_alpha", "intraclass_correlation", "talk_share", "longest_monologue"),
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_the_worked_examples_in_the_documentation_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.failed == 0
    assert outcome.attempted > 0 or module.__name__.endswith("agreement")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__qualname__)
def test_a_measure_says_all_that_is_needed_to_read_it(measure: Callable[..., Any]) -> None:
    text = " ".join((measure.__doc__ or "").split())
    for word in ("Definition: ", "Unit: ", "Range: ", "Undefined: "):
        assert word in text, word
    assert f"Source: {inspect.getclosurevars(measure).nonlocals['source']}." in text


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__qualname__)
def test_a_measure_explains_every_parameter(measure: Callable[..., Any]) -> None:
    explained = [name.strip() for each in FunctionDoc(measure)["Parameters"] for name in each.name.split(",")]
    assert explained == [name for name in inspect.signature(measure).parameters if name != "self"]
