"""All foreign formats, by name and by the ending of a file's name."""

from functools import cache
from pathlib import PurePath

from workbench.errors import ExchangeError
from workbench.exchange.format import Format


@cache
def formats() -> tuple[Format, ...]:
    """Every format, in the order in which they are listed."""
    from workbench.exchange.boris import Boris
    from workbench.exchange.boris_csv import BorisCsv
    from workbench.exchange.datavyu import Datavyu
    from workbench.exchange.eaf import Eaf
    from workbench.exchange.otio import Otio
    from workbench.exchange.rttm import Rttm
    from workbench.exchange.sdis import Sdis
    from workbench.exchange.textgrid import TextGrid
    from workbench.exchange.tidy import TidyCsv, TidyParquet
    from workbench.exchange.webvtt import WebVtt

    return (Eaf(), TextGrid(), Boris(), BorisCsv(), Datavyu(), WebVtt(), Otio(), Rttm(), TidyCsv(), TidyParquet(), Sdis())


def format_named(name: str) -> Format:
    """The format of that name; ExchangeError for one that is not known."""
    for each in formats():
        if each.name == name.lower():
            return each
    raise ExchangeError(f"There is no format {name!r}", f"Choose one of {', '.join(each.name for each in formats())}")


def format_of(file_name: str) -> Format:
    """The format of a file by the ending of its name; ExchangeError where that tells nothing."""
    found = [(len(suffix), each) for each in formats() for suffix in each.suffixes if file_name.casefold().endswith(suffix.casefold())]
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    raise ExchangeError(f"The name of {PurePath(file_name).name} does not tell its format", "Name the format")
