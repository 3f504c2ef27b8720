"""``vig analyse``: the computer looks films through for places worth a look."""

import os
from typing import TYPE_CHECKING

import click

from workbench.cli.console import Answer, Console, counted
from workbench.cli.naming import pick, short_ids
from workbench.cli.program import command
from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.practice.casework import Recording
    from workbench.session.analysing_many import Outcome
    from workbench.store.workspace import Workspace


@command("analyse", short_help="Look films through for places worth a look.")
@click.argument("recordings", nargs=-1, metavar="[FILM]...")
@click.option("--all", "every", is_flag=True, help="Every film of the workspace.")
@click.option("--learn", is_flag=True, help="Learn the voices anew from what is marked under the film.")
@click.option("--workers", type=click.IntRange(1, 64), help="Films at once; else one for each two processors of this computer.")
@click.option("--scheduler", metavar="ADDRESS", help="Send the work to a scheduler of dask.distributed, such as tcp://192.168.0.5:8786.")
def analyse(console: Console, recordings: tuple[str, ...], every: bool, learn: bool, workers: int | None, scheduler: str | None) -> Answer:
    """Look films through: faces, looks, voices and turns as candidates under the film, and places worth a look.

    Everything stays candidate until somebody accepts it, and never reaches a family. Films that have been looked through are left as
    they are; stopped with Ctrl-C, the same command goes on where it was. Everyone in view has to have agreed to the film or its review.
    """
    from workbench.session.analysing_many import analyse_films
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        films = _chosen(workspace, recordings, every=every)
        n_workers = workers or max(1, (os.cpu_count() or 1) // 2)
        with console.progress() as progress:
            outcomes = analyse_films(
                workspace, [film.id for film in films], learn=learn, n_workers=n_workers, scheduler=scheduler, progress=progress
            )
        short = short_ids([film.id for film in films])
    lines = [_said(film, short[film.id], outcome) for film, outcome in zip(films, outcomes, strict=True)]
    if any(outcome.analysed for outcome in outcomes):
        lines.append("Next: vig open, and “Places to look” on the tab Moments.")
    return Answer(lines, {"films": [_fields(outcome) for outcome in outcomes]}, holds=all(outcome.analysed for outcome in outcomes))


def _chosen(workspace: "Workspace", beginnings: tuple[str, ...], *, every: bool) -> "list[Recording]":
    from workbench.practice.casework import Recording

    if beginnings:
        return list({film.id: film for film in (pick(workspace, Recording, each, "film") for each in beginnings)}.values())
    films = [film for film in workspace.find(Recording) if not workspace.vault.is_shut(film.id)] if every else []
    if not films:
        raise NotFoundError(
            f"There is no film in {workspace.folder}" if every else "No film is named",
            "Import one with vig import" if every else "Give the ids that vig list shows, or --all",
        )
    return films


def _said(film: "Recording", short: str, outcome: "Outcome") -> str:
    if outcome.error is not None:
        return f"{film.title} ({short}): {outcome.error.problem}. {outcome.error.next_step}."
    assert outcome.analysed is not None
    proposed = outcome.analysed.proposed
    shown = f"{counted(proposed.n_places, 'place')} to look at, {counted(proposed.n_candidates, 'candidate')}"
    return f"{film.title} ({short}): {shown}{'' if outcome.analysed.is_new else '; it had been looked through already'}."


def _fields(outcome: "Outcome") -> dict[str, object]:
    if outcome.error is not None:
        return {"id": outcome.recording_id, "ok": False, "problem": outcome.error.problem, "next_step": outcome.error.next_step}
    assert outcome.analysed is not None
    proposed = outcome.analysed.proposed
    counts = {"n_places": proposed.n_places, "n_candidates": proposed.n_candidates}
    return {"id": outcome.recording_id, "ok": True, "new": outcome.analysed.is_new, **counts}


COMMANDS = (analyse,)
