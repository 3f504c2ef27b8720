"""What the gate says, in a guider's words: who, why, and what to do next."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from workbench.errors import ConsentError
from workbench.practice.people import Person, Scope
from workbench.practice.verdict import Cause, Reason, Verdict

_USES = {
    Scope.SHARED_REVIEW: ("shown in a review", "a shared review"),
    Scope.KEEP_COPY_FAMILY: ("kept by the family", "a copy that the family keeps"),
    Scope.SUPERVISION: ("shown in supervision", "supervision"),
    Scope.TRAINING_INTERNAL: ("used in training in the service", "training in the service"),
    Scope.TRAINING_EXTERNAL: ("used in training elsewhere", "training elsewhere"),
    Scope.RESEARCH_NUMERIC: ("used for research in numbers", "research in numbers only"),
}

_PLAIN = {
    Cause.NO_FILM: "no film is named that it is made of",
    Cause.GONE: "the film is not in the workspace any more",
    Cause.UNSAID: "nobody has said who can be seen",
    Cause.UNKNOWN: "someone unknown",
}
_ABOUT = {
    Cause.FILM_TAKEN_BACK: "does not want the film to be used since {day}",
    Cause.SILENT: "has not said anything about it",
    Cause.REFUSED: "refused on {day}",
    Cause.WITHDRAWN: "took it back on {day}",
    Cause.EXPIRED: "agreed until {day}",
    Cause.SAID_NO: "said no on {day}",
    Cause.NOT_HIDDEN: "has not agreed and is not hidden all the time",
}
_CONSENT = (Cause.SILENT, Cause.REFUSED, Cause.WITHDRAWN, Cause.EXPIRED, Cause.UNKNOWN)


def refusal(verdict: Verdict, case_code: str) -> ConsentError:
    """The error that says why something may not leave, and what to do.

    Examples
    --------
    >>> from workbench.practice.exports import Way
    >>> print(refusal(Verdict(Way.PACKAGE, (Reason("clip 1", Cause.UNSAID),)), "HAZEL"))
    This may not be shown in a review yet (clip 1: nobody has said who can be seen). Say who can be seen in each film, or leave these out.
    """
    scope = verdict.way.scope
    use, _ = _USES[scope]
    said = "; ".join(
        f"{what}{': ' if what else ''}{', '.join(words_of(reason) for reason in reasons)}"
        for what, reasons in groupby(verdict.reasons, key=lambda reason: reason.what)
    )
    waiting = {reason.cause for reason in verdict.reasons} <= {Cause.NO_FILM, Cause.GONE, Cause.UNSAID}
    problem = f"This may not be {use} yet" if waiting else f"Not everyone in view has agreed that this may be {use}"
    return ConsentError(f"{problem} ({said})", _next_step(verdict.reasons, scope, case_code))


def refusal_to_analyse(reasons: Sequence[Reason]) -> ConsentError:
    """The error that says why a film is not looked through by the computer, and what to do.

    Examples
    --------
    >>> print(refusal_to_analyse([Reason("", Cause.UNSAID)]))
    This film may not be looked through yet (nobody has said who can be seen). Say on the tab Consent who can be seen in it.
    """
    said = ", ".join(words_of(reason) for reason in reasons)
    if {reason.cause for reason in reasons} == {Cause.UNSAID}:
        return ConsentError(f"This film may not be looked through yet ({said})", "Say on the tab Consent who can be seen in it")
    return ConsentError(
        f"Not everyone in view has agreed to this film being prepared for a review ({said})",
        "Ask them for their consent to a shared review and write it down on the tab Consent; a no holds",
    )


def words_of(reason: Reason) -> str:
    """One reason without what it is about: "Noah (said no on 3 March 2026)"."""
    return _PLAIN[reason.cause] if reason.who is None else f"{name_of(reason.who)} ({why_of(reason)})"


def why_of(reason: Reason) -> str:
    """Why somebody stands against it, in words that follow their name: "said no on 3 March 2026"."""
    if reason.cause is Cause.TO_BE_ASKED:
        return f"has to be asked again; the answer of {format_day(reason.on)} counted once" if reason.on else "has to be asked"
    return _ABOUT[reason.cause].format(day=format_day(reason.on) if reason.on else "")


def name_of(person: Person) -> str:
    """What somebody is called on the guider's screen."""
    return person.shown_name or person.code


def format_day(day: date) -> str:
    """A day as people say it: "19 January 2027"."""
    return f"{day.day} {day:%B} {day.year}"


def _next_step(reasons: Sequence[Reason], scope: Scope, case_code: str) -> str:
    causes = {reason.cause for reason in reasons}
    if causes == {Cause.NO_FILM}:
        return "Choose what it is to be made of"
    steps = []
    if Cause.UNSAID in causes:
        steps.append("say who can be seen in each film")
    if causes & set(_CONSENT):
        steps.append(f"ask the people named for their consent to {_USES[scope][1]}")
    if asked := _people(reasons, Cause.TO_BE_ASKED):
        commands = " and ".join(f"vig case assent {case_code} {person.code} {scope} yes (or no)" for person in asked)
        steps.append(f"ask {_names(asked)} and write the answer down with {commands}")
    if hidden := _people(reasons, Cause.NOT_HIDDEN):
        steps.append(f"ask {_names(hidden)}, or draw a blur that hides them in every picture of it")
    if no := _people(reasons, Cause.SAID_NO):
        steps.append(f"respect {_names(no)}'s no, which holds until another day brings a yes")
    sentence = f"{', '.join(steps)}, or leave these out" if steps else "leave these out"
    return sentence[0].upper() + sentence[1:]


def _people(reasons: Sequence[Reason], cause: Cause) -> list[Person]:
    return list(dict.fromkeys(reason.who for reason in reasons if reason.cause is cause and reason.who is not None))


def _names(people: Sequence[Person]) -> str:
    return " and ".join(name_of(person) for person in people)
