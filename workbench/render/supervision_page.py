"""The page of a supervision package: what its list says, for people, without a script and without a request to anywhere."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;color:#24303a;background:#fbfaf7;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1,h2,h3{line-height:1.25;font-weight:600}h2{margin-top:2.5rem}video{width:100%;border-radius:.5rem;background:#000}"
    "blockquote{margin:.5rem 0;padding-left:1rem;border-left:.25rem solid #9db8b0}dt{color:#56646e}dd{margin:0 0 .6rem}small{color:#56646e}"
)


def supervision_page(content: dict[str, Any]) -> str:
    """The page, as one HTML document that names its clips by their place beside it."""
    parts = [
        *_review(content["review"]),
        *_clips(content["clips"]),
        *_section("What the film of the review shows", content["measures"], content["curious"]),
        *_pairs("Looking back", [(_spoken(each["point"]), each["words"]) for each in content["reflections"]]),
        *_pairs("Supervision so far", [(each["held_on"], f"{each['focus']} {each['agreed']}".strip()) for each in content["supervisions"]]),
        *_pairs(
            "Published instruments", [(f"{each['name']} {each['version']}", f"{each['score']}, {each['on']}") for each in content["scores"]]
        ),
    ]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>For supervision</title><style>{_STYLE}</style></head><body>\n<h1>For supervision</h1>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _review(review: dict[str, Any]) -> Iterator[str]:
    yield f"<p>Shared review of {escape(review['held_on'])}.</p>"
    said = [("Working point", review["working_point"]), ("How it was to watch", review["how_it_was"])]
    yield from _pairs("The review", said)
    if review["done"]:
        yield f"<p><small>Kept in mind: {escape(', '.join(_spoken(code) for code in review['done']))}.</small></p>"


def _clips(clips: Sequence[dict[str, Any]]) -> Iterator[str]:
    if clips:
        yield "<h2>Clips</h2>"
    for clip in clips:
        yield f"<h3>{clip['number']}. {escape(clip['title'])}</h3>"
        if clip["file"]:
            yield f'<video controls preload="metadata" src="{escape(clip["file"])}"></video>'
        yield from (f"<p>{escape(text)}</p>" for text in (clip["introduction"], clip["question"]) if text)
        if clip["said_first"]:
            yield f"<blockquote>{escape(clip['said_first'])}</blockquote>"
        yield from _list(
            [(word, clip[name]) for word, name in (("Named", "named"), ("Feeling", "feeling"), ("Working point", "working_point"))]
        )


def _section(title: str, lines: Sequence[str], remark: str) -> Iterator[str]:
    if lines:
        yield f"<h2>{escape(title)}</h2><p><small>{escape(remark)}</small></p>"
        yield from (f"<p>{escape(line)}</p>" for line in lines)


def _pairs(title: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    if any(text for _, text in pairs):
        yield f"<h2>{escape(title)}</h2>"
        yield from _list(pairs)


def _list(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    rows = "".join(f"<dt>{escape(word)}</dt><dd>{escape(text)}</dd>" for word, text in pairs if text)
    if rows:
        yield f"<dl>{rows}</dl>"


def _spoken(code: str) -> str:
    """A code of a checklist as people read it, who may have another file of checklists than the writer."""
    return code.replace("_", " ")
