"""Taking the names of a case out of a text, for what leaves the house to be read by others."""

import re
from collections.abc import Iterable

from workbench.practice.people import Person


def without_names(text: str, people: Iterable[Person], case_code: str) -> str:
    """A text in which the shown names and codes of people stand as their roles, and the case's code as "[case]".

    Whole words only, names in any letters, codes as they are written and from two characters on. A name that nobody entered in the case
    stays: the text is the writer's own.

    Examples
    --------
    >>> from workbench.practice.people import Role
    >>> noah = Person("1" * 16, "2" * 16, "C1", Role.CHILD, "Noah")
    >>> without_names("noah's turn: C1 looks, Noahs do not (HAZEL)", [noah], "HAZEL")
    "[child]'s turn: [child] looks, Noahs do not ([case])"
    """
    names: dict[str, tuple[str, int]] = {case_code: ("case", 0)}
    for person in people:
        if len(person.code.strip()) > 1:
            names[person.code.strip()] = (person.role.value, 0)
        if person.shown_name.strip():
            names[person.shown_name.strip()] = (person.role.value, re.IGNORECASE)
    for name in sorted(names, key=len, reverse=True):
        word, flags = names[name]
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f"[{word}]", text, flags=flags)
    return text
