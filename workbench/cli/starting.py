"""``vig demo``, ``vig doctor`` and ``vig open``: the ways in."""

import click

from workbench.cli.console import Answer, Console
from workbench.cli.program import command

_port_option = click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to use; else a free one.")
_browser_option = click.option("--no-browser", is_flag=True, help="Only say the address.")


@command("demo", short_help="Make the sample case and open it: a quick way to see it all.")
@click.option("--build-only", is_flag=True, help="Make the sample case and stop there.")
@_port_option
@_browser_option
def demo(console: Console, build_only: bool, port: int, no_browser: bool) -> Answer | None:
    """Make the sample case, a drawn film of a parent and a child at a puzzle, and open it in JupyterLab until Ctrl-C."""
    from workbench.session.sample_case import build_sample_case
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace, create=True) as workspace, console.progress() as progress:
        case = build_sample_case(workspace, progress=progress)
    if build_only:
        return Answer(
            [f"The sample case {case.code} is in {console.workspace}", "Open it with vig open --case " + case.code],
            {"case": {"id": case.id, "code": case.code}, "workspace": console.workspace},
        )
    _start(console, case.code, port=port, no_browser=no_browser)
    return None


@command("open", short_help="Open JupyterLab on the notebook that prepares a review.")
@click.option("--case", "code", metavar="CODE", help="The case to begin with.")
@_port_option
@_browser_option
def open_(console: Console, code: str | None, port: int, no_browser: bool) -> None:
    """Open the workspace in JupyterLab, on the notebook that prepares a shared review, until Ctrl-C."""
    from workbench.session.casefile import open_case
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        chosen = open_case(workspace, code).case.code if code else None
    _start(console, chosen, port=port, no_browser=no_browser)


@command("doctor", short_help="Say what works on this computer, and how to mend the rest.")
def doctor(console: Console) -> Answer:
    """Try everything the workbench needs on this computer and say the result in plain words. Nothing is sent anywhere."""
    from workbench.cli.doctor import examine

    checks = examine(console.workspace)
    able = all(check.holds for check in checks if check.needed)
    lines = [line for check in checks for line in check.lines()]
    lines.append("All you need is there." if able else "Something that is needed is missing: see the lines that begin with “no”.")
    fields = [
        {"name": check.name, "holds": check.holds, "needed": check.needed, "words": check.words, "next_step": check.next_step}
        for check in checks
    ]
    if able:
        return Answer(lines, {"checks": fields})
    missing = [check for check in checks if check.needed and not check.holds]
    problem, next_step = "; ".join(check.words for check in missing), "; ".join(dict.fromkeys(check.next_step for check in missing))
    click.echo(f"{problem}. {next_step}.", err=True)
    return Answer(lines, {"checks": fields, "problem": problem, "next_step": next_step}, holds=False)


def _start(console: Console, code: str | None, *, port: int, no_browser: bool) -> None:
    from workbench.serve.lab import start_lab

    announce = (lambda url: console.write_json({"ok": True, "url": url})) if console.as_json else None
    start_lab(console.workspace, case=code, port=port, open_browser=not no_browser, announce=announce)


COMMANDS = (demo, open_, doctor)
