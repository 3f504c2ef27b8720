"""The reel's own few words, by language, from ``words.json``; all others are the guider's and the family's."""

import json
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

FALLBACK = "en"


class Words(BaseModel):
    """The words in one language; `quotes` are its opening and closing quotation marks."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    you_hoped: str
    looking_together: str
    once_more_slowly: str
    quotes: str = Field(min_length=2, max_length=2)

    def quoted(self, text: str) -> str:
        """Text in quotation marks, unless it has some."""
        if text.startswith(tuple("“„«\"'‘")):
            return text
        return f"{self.quotes[0]}{text}{self.quotes[1]}"


def read_words(language: str) -> Words:
    """The words for a language tag ("nl", "nl-BE"); English where there are none."""
    table = _table()
    return table.get(language.lower().split("-")[0], table[FALLBACK])


@cache
def _table() -> dict[str, Words]:
    content = (files("workbench.render") / "words.json").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Words]).validate_python(json.loads(content))
