"""Every way out passes the gate: the code is walked, so that a new way out cannot be added beside it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2] / "workbench"

TO_THE_GUIDERS_SCREEN = {"serve/lab.py", "serve/stills.py"}
"""Who reads films for the guider's own screen, which is no way out."""
OUT_OF_THE_HOUSE = {"render/packing.py", "render/stills.py", "render/training.py", "session/supervision_package.py"}
"""Who reads films to write what leaves."""
WITHIN_THE_WORKSPACE = {
    "session/film_parts.py", "session/working_copy.py", "session/late_parts.py", "session/cameras.py", "session/reading.py",
    "session/destroying.py", "session/film_checks.py",
    "session/analysing.py", "session/analysis_parts.py", "app/showing.py", "app/walk.py", "store/vault.py",
}  # fmt: skip
"""Who makes parts of films from others, in the vault, or destroys them."""


GUARDED = ("write_package", "write_offline_page", "write_reel", "write_still", "write_training_export", "write_coding", "read_still")
"""The functions by which pictures leave."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(package: str = "") -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), tree_of(path)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def called(node: ast.AST) -> set[str]:
    """Names that are called in a piece of code, also as attributes."""
    calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
    return {func.id if isinstance(func, ast.Name) else func.attr for func in calls if isinstance(func, ast.Name | ast.Attribute)}


def takes_permit(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    n_defaults = len(function.args.defaults)
    must = arguments[: len(arguments) - n_defaults] if n_defaults and not function.args.kwonlyargs else function.args.args
    needed = must[: len(must) - n_defaults] if function.args.kwonlyargs and n_defaults else must
    return any(a.arg == "permit" and a.annotation is not None and ast.unparse(a.annotation) == "Permit" for a in needed)


def names_permit(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the permit is looked at in the function, by itself or by what it is handed on to."""
    return any(isinstance(node, ast.Name) and node.id == "permit" for node in ast.walk(function))


def test_permits_are_made_in_one_place_only() -> None:
    makers = {name for name, tree in modules() if "Permit" in called(tree)}
    assert makers == {"session/permission.py"}


def test_verdicts_are_made_by_the_gate_and_for_packages_of_others_only() -> None:
    makers = {name for name, tree in modules() if "Verdict" in called(tree)}
    assert makers == {"practice/gate.py", "session/permission.py"}


def test_whoever_writes_what_leaves_needs_a_permit_or_is_called_by_such_alone() -> None:
    """Whatever render writes from films or packages, to the last function that calls it."""
    in_render = {f.name: f for _, tree in modules("render") for f in functions(tree)}
    all_functions = in_render | {f.name: f for name in OUT_OF_THE_HOUSE for f in functions(tree_of(ROOT / name))}
    writers = {name for name in in_render if (name.startswith("write_") or name in GUARDED) and name not in ("write_whole",)}
    assert {"write_package", "write_offline_page", "write_reel", "write_clip"} <= writers
    guarded = {name for name in writers if takes_permit(all_functions[name])}
    assert set(GUARDED) <= guarded
    assert all(names_permit(all_functions[name]) for name in guarded)
    for name in writers - guarded:
        assert callers_are_guarded(name, all_functions, frozenset()), name


def callers_are_guarded(name: str, known: dict[str, ast.FunctionDef | ast.AsyncFunctionDef], seen: frozenset[str]) -> bool:
    """Whether a function is called in render only, and there only by what takes a permit, through whatever is between."""
    outside = [
        module for module, tree in modules() if not module.startswith("render/") and module not in OUT_OF_THE_HOUSE and name in called(tree)
    ]
    callers = [caller for caller in known.values() if name in called(caller) and caller.name != name]
    return (
        not outside
        and bool(callers)
        and all(
            takes_permit(caller) or (caller.name not in seen and callers_are_guarded(caller.name, known, seen | {name}))
            for caller in callers
        )
    )


def test_what_is_guarded_is_called_within_let_out_alone() -> None:
    """The functions that take a permit are called by session's ways out, each of which hands its writer to let_out."""
    for guarded in GUARDED:
        callers = {module for module, tree in modules() if guarded in called(tree) and not module.startswith("render/")}
        assert callers
        for module in callers:
            assert module.startswith("session/"), module
            assert "let_out" in called(tree_of(ROOT / module)), module
    assert {module for module, tree in modules() if "present_package" in called(tree)} == {"cli/giving.py"}
    (present,) = [f for f in functions(tree_of(ROOT / "serve/present.py")) if f.name == "present"]
    assert takes_permit(present)
    assert names_permit(present)


def test_film_bytes_are_read_by_those_alone_who_are_known_here() -> None:
    """Who opens the vault: a new reader has to be put under one of the headings above, and one that lets something out asks the gate."""
    readers = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("open", "path", "doomed")
        and "vault" in ast.unparse(node.func.value)
    }
    assert readers <= TO_THE_GUIDERS_SCREEN | OUT_OF_THE_HOUSE | WITHIN_THE_WORKSPACE
    assert readers >= TO_THE_GUIDERS_SCREEN | OUT_OF_THE_HOUSE


def test_entries_in_the_register_are_made_in_one_place_only() -> None:
    assert {name for name, tree in modules() if "Export" in called(tree)} == {"session/leaving.py"}
