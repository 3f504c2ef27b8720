"""A family's page that is one text: its style, its script and all it is told stand in it."""

import json
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
$policy<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="$referrer">
<title>$title</title>
<style>$style</style>
</head>
<body>
<noscript>$newer_browser</noscript>
<script type="application/json" id="vig-review">$review</script>
<script>$script</script>
</body>
</html>
""")


def format_whole_page(told: dict[str, Any], *, style: str, script: str, referrer: str, policy: str = "") -> str:
    """The page: `told` is what its script reads, see :mod:`workbench.render.review`; a `policy` says what the page may load."""
    words = told["words"]
    return _PAGE.substitute(
        language=words["language"],
        policy=f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n' if policy else "",
        referrer=referrer,
        title=escape(words["title"]),
        newer_browser=escape(words["newer_browser"]),
        style=style,
        script=script,
        review=json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
    )


def read_built(name: str) -> str:
    """A part of the built front end, in which nothing ends the element it stands in."""
    return (files("workbench") / "widgets" / "static" / name).read_text(encoding="utf-8")
