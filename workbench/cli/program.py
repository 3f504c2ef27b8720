"""The program around the commands: its help, and the border where every error becomes one line and an exit status.

Exit status: 0 done, 2 not done (the line on standard error says why and what to do), 130 stopped with Ctrl-C or a closed window.
"""

import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import update_wrapper
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from workbench.cli import faultlog
from workbench.cli.console import Answer, Console, printable
from workbench.errors import StoppedError, WorkbenchError

DONE, NOT_DONE, STOPPED = 0, 2, 130

SECTIONS = {
    "To begin": ("demo",),
    "The guider, preparing a review": ("open", "case", "import", "analyse", "list", "check", "words"),
    "The family": ("publish", "present", "reel", "still", "letter", "filming-guide"),
    "The guider, learning": ("supervision", "portfolio", "training", "exchange"),
    "What left, and what goes": ("exports", "retention", "certificate"),
    "This computer": ("doctor",),
}
"""Every command under who uses it, in the order of the help."""

_MODULES = (
    *("starting", "casework", "consents", "register", "rounds", "reviewing", "learning", "ending"),
    *("films", "checking", "analysing", "giving", "exporting", "exchange", "letters", "words", "supervising"),
)

_INTRODUCTION = """A workbench for Video Interaction Guidance:
exact film study for the guider, a calm page for the family.

Everything stays on this computer, in one folder, the workspace:
--workspace DIR, else VIG_WORKSPACE, else vig-workspace in your home.
Films, playlists and packages have ids, shown by vig list; the beginning
of one will do.
"""

_EPILOGUE = """Every command takes --workspace DIR, --json (one JSON object instead of
words), --debug and --help. Exit status: 0 done; 2 not done, and one line
on standard error says why and what to do; 130 stopped with Ctrl-C.
"""


@dataclass(frozen=True)
class CommandLine:
    """One command as documentation can be compared with it."""

    name: str
    usage: str
    words: str
    options: tuple[str, ...]


class _Interrupted(Exception):  # noqa: N818  # the end of a command that a person chose, not an error
    """Ctrl-C, kept from click, which would write an empty line of its own."""


class Program(click.Group):
    """``vig``: its commands under their headings, and the border of errors."""

    @classmethod
    def assembled(cls) -> "Program":
        """The program with all its commands."""
        program = cls("vig", help=_INTRODUCTION, epilog=_EPILOGUE)
        program.params.append(_version_option())
        made = {each.name: each for module in _MODULES for each in import_module(f"workbench.cli.{module}").COMMANDS}
        for names in SECTIONS.values():
            for name in names:
                program.add_command(made[name])
        return program

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, **{"invoke_without_command": True, "callback": _help_when_alone, **options})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the help."""
        return list(self.commands)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The introduction, its lines as they are written."""
        _write_as_written(formatter, _INTRODUCTION)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The closing words, their lines as they are written."""
        _write_as_written(formatter, _EPILOGUE)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, under who uses them."""
        width = max(len(name) for name in self.commands)
        for section, names in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name.ljust(width), self.commands[name].get_short_help_str(90)) for name in names])

    def lines(self) -> list[CommandLine]:
        """Every command and sub-command with its usage, its words and its options, in the order of the help."""
        return list(_lines_of(self, click.Context(self, info_name="vig")))

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = "vig", **options: Any
    ) -> NoReturn:
        """Run and end the process with the status."""
        given = list(sys.argv[1:] if args is None else args)
        state = _State(as_json="--json" in given, debug="--debug" in given or bool(os.environ.get("VIG_DEBUG")))
        if not state.debug:
            warnings.simplefilter("ignore")
        options.pop("standalone_mode", None)
        with _stopped_like_ctrl_c():
            status = _within_border(state, lambda: super(Program, self).main(given, prog_name, standalone_mode=False, obj=state, **options))
        sys.exit(status)


@dataclass
class _State:
    """What the border knows of the command that runs."""

    as_json: bool = False
    debug: bool = False
    console: Console | None = None

    def refuse(self, problem: str, next_step: str, words: str | None = None) -> int:
        """One line for people, and the JSON object where one was asked for."""
        line = " ".join((words or f"{problem}{'' if problem.endswith('?') else '.'} {next_step}.").split())
        click.echo(printable(line), err=True)
        if self.as_json:
            console = self.console or Console(Path(), as_json=True)
            console.write_json({"ok": False, "problem": problem, "next_step": next_step})
        return NOT_DONE


def command(name: str, **options: Any) -> Callable[[Callable[..., Answer | None]], click.Command]:
    """Make a command of a function that takes a :class:`Console` first and gives its :class:`Answer`.

    Adds what every command takes: ``--workspace``, ``--json`` and ``--debug``.
    """

    def decorate(function: Callable[..., Answer | None]) -> click.Command:
        def run(workspace: Path | None, as_json: bool, debug: bool, **arguments: Any) -> int:
            from workbench.cli.naming import workspace_folder

            console = Console(workspace_folder(workspace), as_json)
            state = click.get_current_context().find_root().obj
            if isinstance(state, _State):
                state.console = console
            try:
                answer = function(console, **arguments)
            except KeyboardInterrupt as interrupt:
                raise _Interrupted from interrupt
            if answer is None:
                return DONE
            console.give(answer)
            return DONE if answer.holds else NOT_DONE

        decorated: Any = update_wrapper(run, function)
        for option in (_debug_option, _json_option, _workspace_option):
            decorated = option(decorated)
        made: click.Command = click.command(name, click.Command, **options)(decorated)
        return made

    return decorate


_workspace_option = click.option(
    "--workspace", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="The workspace folder."
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
_debug_option = click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")


def _version_option() -> click.Option:
    def show(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            from workbench import __version__

            click.echo(f"VIG Workbench {__version__}")
            ctx.exit()

    return click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help="Say the version.")


def _help_when_alone() -> None:
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@contextmanager
def _stopped_like_ctrl_c() -> Iterator[None]:
    """A closed window or a computer going down ends a command as Ctrl-C does, so that it takes its encoder along and clears up."""
    kept = {}
    if threading.current_thread() is threading.main_thread():
        for number in (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)):
            if signal.getsignal(number) is signal.SIG_DFL:  # who started it with nohup wants it to go on
                kept[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _within_border(state: _State, run: Callable[[], Any]) -> int:
    try:
        status = run()
    except (click.Abort, _Interrupted, KeyboardInterrupt, StoppedError):
        click.echo("Stopped. Nothing half-made was left; the same command goes on where it can.", err=True)
        if state.as_json and state.console is not None:
            state.console.write_json({"ok": False, "problem": "Stopped", "next_step": "Run the same command again"})
        return STOPPED
    except click.ClickException as error:
        words = error.format_message().rstrip(".")
        help_path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx is not None else "vig"
        return state.refuse(words, f"See {help_path} --help")
    except WorkbenchError as error:
        if state.debug:
            faultlog.print_traceback(error)
        return state.refuse(error.problem, error.next_step, str(error))
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # whoever read has gone; say nothing more
        return NOT_DONE
    except Exception as error:  # the named border: nothing below may show a traceback to a guider
        if state.debug:
            faultlog.print_traceback(error)
        log = faultlog.note_fault(error, state.console.workspace if state.console else None)
        where = f"what happened is in {log}" if log else "it could not be written down"
        return state.refuse(f"Something unexpected happened ({type(error).__name__}); {where}", "Try again, or look with vig doctor")
    return status if isinstance(status, int) else DONE


def _lines_of(group: click.Group, ctx: click.Context) -> Iterator[CommandLine]:
    for name in group.list_commands(ctx):
        found = group.get_command(ctx, name)
        assert found is not None
        inner = click.Context(found, info_name=name, parent=ctx)
        options = tuple(text for parameter in found.params if isinstance(parameter, click.Option) for text in parameter.opts)
        usage = " ".join([inner.command_path, *found.collect_usage_pieces(inner)])
        yield CommandLine(inner.command_path, usage, found.get_short_help_str(200), options)
        if isinstance(found, click.Group):
            yield from _lines_of(found, inner)


def _write_as_written(formatter: click.HelpFormatter, text: str) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        for line in text.strip().splitlines():
            formatter.write(f"{'':{formatter.current_indent}}{line}".rstrip() + "\n")
