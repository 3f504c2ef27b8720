"""``vig words``: the data files that users edit, their languages, and whether they are as they must be."""

import click

from workbench.cli.console import Answer, Console, table
from workbench.cli.program import command
from workbench.errors import DataFileError

_ABOUT = {
    "principles": "principles and opening questions, and what each use of a film is called",
    "lengths": "how long clips usually are, and how many make a review",
    "checks": "what is said quietly beside a playlist and its clips",
    "film_checks": "what is said about a film: its picture, its sound, its file",
    "checklists": "what to have in mind in a review and to look back on",
    "stages": "how guiders learn, stage by stage",
    "letters": "sentences around the client's own words in letters",
    "guide": "the filming guide",
    "page": "buttons and sentences of the family's page",
}


@command("words", short_help="Vocabulary, checklists, sentences: copy them to edit, check.")
@click.option("--edit", "name", type=click.Choice(list(_ABOUT)), help="Put a copy of this file into the workspace, to edit.")
@click.option("--language", default="en", show_default=True, help="The language of the copy; a new one begins in English.")
@click.option("--check", is_flag=True, help="Look over the files you have edited.")
@click.option("--guider", metavar="LANGUAGE", help="Choose the language of your own vocabulary and checklists.")
def words(console: Console, name: str | None, language: str, check: bool, guider: str | None) -> Answer:
    """The files with the workbench's words: vig words --edit principles --language nl.

    A file of the workspace takes the place of the shipped one of that name. The family reads in the client's language.
    """
    if sum((name is not None, check, guider is not None)) > 1:
        raise click.UsageError("Say one of --edit, --check and --guider")
    if name is not None:
        return _copied(console, name, language)
    if guider is not None:
        return _chosen(console, guider)
    return _checked(console) if check else _listed(console)


def _copied(console: Console, name: str, language: str) -> Answer:
    from workbench.session.wording import copy_data_file
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        copy = copy_data_file(workspace.folder, name, language)
    return Answer([f"Edit {copy}", "Then look it over with vig words --check"], {"file": str(copy)})


def _chosen(console: Console, language: str) -> Answer:
    from workbench.session.wording import choose_language
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        settings = choose_language(workspace.folder, language)
    return Answer([f"Your own words are in {settings.language} where there are any, else in English."], {"language": settings.language})


def _checked(console: Console) -> Answer:
    from workbench.session.wording import own_data_files, refused_data_files, unsaid_words
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        own = [path.name for path in own_data_files(workspace.folder)]
        refused = refused_data_files(workspace.folder)
        unsaid = {name: unsaid_words(workspace.folder / name) for name in own if name not in refused}
    lines = [_looked_over(name, refused.get(name), unsaid.get(name, [])) for name in own]
    fields = [{"file": name, "problem": refused[name].problem if name in refused else None, "unsaid": unsaid.get(name, [])} for name in own]
    nothing = ["All words are as they were shipped; vig words --edit NAME makes a copy to edit."]
    return Answer(lines or nothing, {"files": fields}, not refused)


def _looked_over(name: str, refused: DataFileError | None, unsaid: list[str]) -> str:
    if refused is not None:
        return f"{refused} Until then the shipped one is used."
    rest = f"; what it leaves out is said as shipped: {', '.join(unsaid)}" if unsaid else ""
    return f"{name} is as it should be{rest}."


def _listed(console: Console) -> Answer:
    from workbench.practice.datafiles import shipped_languages
    from workbench.session.wording import own_data_files
    from workbench.store.settings import read_settings
    from workbench.store.workspace import holds_workspace

    begun = holds_workspace(console.workspace)
    own = [path.name for path in own_data_files(console.workspace)] if begun else []
    guider = read_settings(console.workspace)[0].language if begun else "en"
    files = [{"name": name, "languages": shipped_languages(name), "about": about} for name, about in _ABOUT.items()]
    rows = [[name, ", ".join(shipped_languages(name)), about] for name, about in _ABOUT.items()]
    yours = [f"Edited here: {', '.join(own)}."] if own else []
    last = f"Your own words are in {guider}; a family reads in the client's language."
    return Answer([*table(rows), *yours, last], {"files": files, "own": own, "guider": guider})


COMMANDS = (words,)
