"""``vig case review`` and ``said``: the shared review written down, in the client's own words."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.casework import case
from workbench.cli.choosing import DAY, chosen_review, cycle_numbered, day_of, numbered, said
from workbench.cli.console import Answer, Console, table
from workbench.cli.naming import pick, pick_people, short_ids
from workbench.cli.opening import opened_case
from workbench.cli.program import command
from workbench.errors import EditError

if TYPE_CHECKING:
    from workbench.practice.reviews import SharedReview
    from workbench.session.casefile import CaseSession


@command("review", short_help="Write a shared review down, or change what was written.")
@click.argument("code")
@click.option("--change", metavar="REVIEW", help="Change this review; else a new one is written down.")
@click.option("--on", "held_on", type=DAY, metavar="YYYY-MM-DD", help="The day; else today.")
@click.option("--playlist", metavar="PLAYLIST", help="The clips that were watched.")
@click.option("--cycle", "number", type=click.IntRange(1), metavar="N", help="The cycle it belongs to; else the latest under way.")
@click.option("--film", metavar="FILM", help="The film of the review itself.")
@click.option("--present", multiple=True, metavar="PERSON", help="Who was there; may be given several times.")
@click.option("--done", multiple=True, metavar="POINT", help="A point of the checklist that was kept in mind; may be given several times.")
@click.option("--working-point", help="What the client wants to try.")
@click.option("--how-it-was", help="How it was to watch, in the client's words.")
@click.option("--note", help="For the guider alone; it goes nowhere.")
@click.option("--show", is_flag=True, help="Only show what is written down.")
def case_review(
    console: Console,
    code: str,
    change: str | None,
    held_on: datetime | None,
    playlist: str | None,
    number: int | None,
    film: str | None,
    show: bool,
    **words: Any,
) -> Answer:
    """A shared review: vig case review HAZEL --playlist 5f0c --working-point "wait a little longer". Its cycle is reviewed with it."""
    with opened_case(console, code) as session:
        if not show:
            fields = {**_named(session, playlist, number, film), **said({**words, "held_on": day_of(held_on)})}
            if "present" in fields:
                fields["present"] = tuple(person.id for person in pick_people(session.people(), fields["present"]))
            if change is not None:
                session.change_review(chosen_review(session, change).id, **fields)
            else:
                if number is None and (under_way := session.cycle_under_way()):
                    fields["cycle_id"] = under_way.id
                session.add_review(**fields)
        return show_reviews(session)


@command("said", short_help="What the client said of a clip, in their own words.")
@click.argument("code")
@click.argument("number", type=click.IntRange(1))
@click.argument("said_first", metavar="[WORDS]", required=False)
@click.option("--review", metavar="REVIEW", help="The review; else the latest.")
@click.option("--named", help="What they named.")
@click.option("--feeling", help="Their word for the feeling.")
@click.option("--working-point", help="What they want to try after this clip.")
@click.option("--keep/--no-keep", "kept", default=None, help="Whether the clip is worth showing again.")
def case_said(console: Console, code: str, number: int, review: str | None, **words: Any) -> Answer:
    """What the client said first, word for word, of clip NUMBER of the review: vig case said HAZEL 1 "He looks at me!" --feeling warm."""
    given = said(words)
    if not given:
        raise click.UsageError("Say what the client said, named or felt")
    with opened_case(console, code) as session:
        held = chosen_review(session, review)
        if held.playlist_id is None:
            raise EditError(
                "Nobody has said which clips were watched in this review",
                f"Say vig case review {code} --change {held.id[:4]} --playlist PLAYLIST",
            )
        clip = numbered(session.clips(held.playlist_id), number, "clip", f"vig check {held.playlist_id[:6]}")
        response = session.note_response(held.id, clip.id, **given)
    return Answer([f"Written down of clip {number}: {response_words(asdict(response))}."], {"response": asdict(response)})


def show_reviews(session: "CaseSession") -> Answer:
    """The reviews of a case with what the client said of the clips."""
    reviews = session.reviews()
    short = short_ids([review.id for review in reviews])
    people = {person.id: person.code for person in session.people()}
    rows, fields = [], []
    for review in reviews:
        responses = [asdict(response) for response in session.responses(review.id)]
        with_whom = ", ".join(people.get(person_id, "somebody") for person_id in review.present)
        rows.append([f"review {short[review.id]}", str(review.held_on), with_whom])
        rows += [["", name, text] for name, text in _texts(review) if text]
        rows += [["", f"“{response['clip_title']}”", response_words(response)] for response in responses]
        fields.append({**asdict(review), "responses": responses})
    return Answer(table(rows) or ["No review is written down yet."], {"reviews": fields})


def response_words(response: dict[str, Any]) -> str:
    """What came of a clip, in one line."""
    said_first = f"“{response['said_first']}”" if response["said_first"] else ""
    parts = [said_first, *(response[name] for name in ("named", "feeling", "working_point")), "keep" if response["kept"] else ""]
    return "; ".join(part for part in parts if part)


def _texts(review: "SharedReview") -> list[tuple[str, str]]:
    return [("working point", review.working_point), ("how it was", review.how_it_was), ("note", review.note)]


def _named(session: "CaseSession", playlist: str | None, number: int | None, film: str | None) -> dict[str, Any]:
    """The ids of what a review was made of."""
    from workbench.practice.casework import Recording
    from workbench.practice.clips import Playlist

    return {
        **({"playlist_id": pick(session.workspace, Playlist, playlist, "playlist").id} if playlist else {}),
        **({"cycle_id": cycle_numbered(session, number).id} if number else {}),
        **({"recording_id": pick(session.workspace, Recording, film, "film").id} if film else {}),
    }


for _sub_command in (case_review, case_said):
    case.add_command(_sub_command)

COMMANDS = ()
