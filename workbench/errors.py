"""The one tree of errors a person may meet.

::

    WorkbenchError              everything below; says what is wrong and the next step
    ├── FilmError               a film cannot be read, imported or shown
    ├── WorkspaceError          the workspace folder or its database cannot be used
    │   └── NotFoundError       something named is not in the workspace
    ├── EditError               an edit would leave the case in a state that makes no sense
    ├── ConsentError            people in view have not consented to this use
    ├── PackageError            a family's package is damaged, expired or withdrawn
    ├── RenderError             a clip or reel could not be written as planned
    ├── DataFileError           a vocabulary, profile or script file is not as it must be
    ├── ExchangeError           a file of another tool cannot be read, or something cannot be written as one
    ├── ServeError              a page cannot be served (port, template, browser)
    └── StoppedError            somebody stopped a long job; started again it goes on where it was

Every message is made of two sentences: what is wrong (with the value, its unit and the place), and what to do next, in words a guider
understands. Foreign exceptions are mapped to these where they leave the package that met them.
"""


class WorkbenchError(Exception):
    """Something a person has to know and can act on.

    Parameters
    ----------
    problem : str
        What is wrong and where, one sentence without the closing full stop.
    next_step : str
        What the person can do about it, one sentence without the closing full stop.
    """

    def __init__(self, problem: str, next_step: str) -> None:
        self.problem = problem
        self.next_step = next_step
        super().__init__(f"{problem}. {next_step}.")

    def _render_traceback_(self) -> list[str]:
        """What a notebook prints in place of a traceback."""
        return [f"{self.problem}.", f"{self.next_step}."]

    def __reduce__(self) -> tuple[type["WorkbenchError"], tuple[str, str]]:
        return type(self), (self.problem, self.next_step)


class FilmError(WorkbenchError):
    """A film cannot be read, imported or shown."""


class WorkspaceError(WorkbenchError):
    """The workspace folder or its database cannot be used."""


class NotFoundError(WorkspaceError):
    """Something named is not in the workspace."""


class EditError(WorkbenchError):
    """An edit would leave the case in a state that makes no sense."""


class ConsentError(WorkbenchError):
    """People in view have not consented to this use."""


class PackageError(WorkbenchError):
    """A family's package is damaged, expired or withdrawn."""


class RenderError(WorkbenchError):
    """A clip or a reel could not be written as planned."""


class DataFileError(WorkbenchError):
    """A vocabulary, profile or script file is not as it must be."""


class ExchangeError(WorkbenchError):
    """A file of another tool cannot be read, or something cannot be written as one."""


class ServeError(WorkbenchError):
    """A page cannot be served: port, template or browser."""


class StoppedError(WorkbenchError):
    """Somebody stopped a long job; started again it goes on where it was."""
