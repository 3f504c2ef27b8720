"""The family's own words, kept beside their package and only when they say so.

They lie in a folder named after the package, for this computer's user alone: in ``for-us.txt``, which nothing of the workbench ever opens,
or in ``for-us-and-our-guider.txt`` where the family wants that. What is kept anew takes the place of what was there; nothing kept takes it
away. They are in no log and in no database.
"""

from pathlib import Path

from tornado import web

from workbench.errors import ServeError
from workbench.render.package import own_words_folder
from workbench.serve.company import Company
from workbench.serve.doors import CalmErrors
from workbench.serve.presenter import json_body
from workbench.store.files import write_whole

MOST_CHARACTERS = 8000
FOR_US, FOR_GUIDER_TOO = "for-us.txt", "for-us-and-our-guider.txt"

_MOST_BYTES = 50_000


def keep_words(package: Path, words: str, *, for_guider: bool) -> Path | None:
    """Keep words, or take away what was kept where they are blank; the file, or None where there is none now.

    Raises
    ------
    ServeError
        If they cannot be written; what was kept before is as it was.
    """
    folder = own_words_folder(package)
    wanted, other = (FOR_GUIDER_TOO, FOR_US) if for_guider else (FOR_US, FOR_GUIDER_TOO)
    try:
        if words.strip():
            folder.mkdir(mode=0o700, exist_ok=True)
            target = folder / wanted
            write_whole(target, _plain(words).encode())
            target.chmod(0o600)
            (folder / other).unlink(missing_ok=True)
            return target
        for name in (wanted, other):
            (folder / name).unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise ServeError("The words could not be kept", "Check that the disk has room and may be written") from error
    return None


def _plain(words: str) -> str:
    """As they were written, without characters that steer a terminal."""
    kept = "".join(each for each in words.replace("\r\n", "\n") if each in "\n\t" or each.isprintable())
    return kept if kept.endswith("\n") else kept + "\n"


class OwnWordsDoor(CalmErrors):
    """Keeps the words that the family's page sends when somebody presses its button."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, package: Path, company: Company) -> None:
        """Keep beside which package they lie, and who is shown them where the family wishes it."""
        self._package, self._company = package, company

    async def post(self) -> None:
        """Keep them; 400 for what is no words, 413 for too many, 507 where the disk refuses."""
        content = json_body(self.request.body, _MOST_BYTES)
        words, for_guider = content.get("words"), content.get("for_guider")
        if set(content) != {"words", "for_guider"} or not isinstance(words, str) or not isinstance(for_guider, bool):
            raise web.HTTPError(400)
        if len(words) > MOST_CHARACTERS:
            raise web.HTTPError(413)
        if not self.settings["shelf"].is_open:
            raise web.HTTPError(410)
        try:
            kept = keep_words(self._package, words, for_guider=for_guider)
        except ServeError as error:
            raise web.HTTPError(507) from error
        self._company.show_words(_plain(words) if kept and for_guider else None)
        self.set_status(204)
