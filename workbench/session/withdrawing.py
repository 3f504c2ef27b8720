"""Taking back what left, and shutting films, when somebody in them takes their consent back: at once, without being asked twice.

What is destroyed is certified. A film that somebody does not want used any more is shut for every program before anything else is done;
its original stays, shut, until the case is deleted or everyone agrees again. What the family wrote in its own words beside a package
stays too: it is theirs and was not made of the film, and one person's no to a picture is no word about another's text. The certificate
says that it was left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from workbench.core.identity import new_id
from workbench.errors import PackageError, WorkbenchError
from workbench.practice.casework import Case, Recording
from workbench.practice.certificates import Certificate, Pending
from workbench.practice.exports import TRAINING, Export
from workbench.practice.gate import who_took_back
from workbench.practice.refusal import format_day
from workbench.practice.verdict import Permit
from workbench.render.package import read_manifest
from workbench.session.destroying import describe, finish, finish_all, pending_derived, pending_export, pending_own_words
from workbench.session.permission import permit_showing, review
from workbench.session.reading import CaseReader
from workbench.store.workspace import Workspace

_BY = "VIG Workbench, as somebody in it took their consent back"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was taken back: exports as they stand in the register now, films that are shut now, and what was destroyed for that."""

    exports: tuple[Export, ...] = ()
    shut: tuple[Recording, ...] = ()
    certificates: tuple[Certificate, ...] = ()


def withdraw(workspace: Workspace, export_id: str, *, today: date | None = None, by: str = "", reason: str = "") -> Export:
    """Take back something that left: it is destroyed where it was written, and the register says so.

    Something that is gone or elsewhere now is recorded as withdrawn all the same; then copies may still exist.

    Raises
    ------
    NotFoundError
        If nothing of that id left this workspace.
    PackageError
        If a file of it cannot be destroyed; it is then not recorded as withdrawn.
    """
    day = today or date.today()
    record = workspace.get(Export, export_id)
    code = workspace.get(Case, record.case_id).code
    words = reason or f"{record.way.value.replace('_', ' ')} of {format_day(record.made_on)} taken back"
    _destroy_certified(workspace, code, [pending_export(record)], day, by, words, _left_beside(record))
    withdrawn = record if record.revoked_on is not None else replace(record, revoked_on=day)
    if withdrawn is not record:
        with workspace.edit("Withdraw a package", case_id=record.case_id, lasting=True) as edit:
            edit.put(withdrawn)
    return withdrawn


def withdraw_unconsented(case: CaseReader) -> Withdrawn:
    """Shut every film that somebody in it does not want used any more, and take back all that may not be out there any more.

    What was made for training is taken back after its last day as well: no page stands before it that would say so.

    Raises
    ------
    PackageError, WorkspaceError
        If a file cannot be destroyed; that export is not recorded as withdrawn, all others are, and every film is shut.
    """
    today, workspace = case.today(), case.workspace
    shut, certificates, failed = [], [], []
    for recording in _shut_or_reopen(case, today):
        try:
            pending = pending_derived(workspace, recording.id)
            made = _destroy_certified(workspace, case.case.code, [pending], today, _BY, "consent to the film taken back")
            shut.append(recording)
            certificates += [made] if made else []
        except WorkbenchError as error:
            failed.append(error)
    before = {certificate.id for certificate in workspace.certificates()}
    exports = []
    for export in case.exports():
        if export.revoked_on is not None:
            continue
        try:
            if not review(workspace, export, today).allowed:
                exports.append(withdraw(workspace, export.id, today=today, by=_BY))
            elif export.way in TRAINING and export.expires_on is not None and today > export.expires_on:
                exports.append(withdraw(workspace, export.id, today=today, by="VIG Workbench", reason="its last day is over"))
        except PackageError as error:
            failed.append(error)
    if failed:
        raise failed[0]
    certificates += [certificate for certificate in workspace.certificates() if certificate.id not in before]
    return Withdrawn(tuple(exports), tuple(shut), tuple(certificates))


def withdraw_everywhere(workspace: Workspace, *, today: date | None = None) -> None:
    """Look at every case of a workspace, as when it is opened: days pass, and work may have been interrupted.

    Raises
    ------
    WorkbenchError
        The first thing that could not be done now; all else is done.
    """
    failed: list[WorkbenchError] = []
    for case in workspace.find(Case):
        try:
            withdraw_unconsented(CaseReader(workspace, case.id, today=(lambda: today) if today else date.today))
        except WorkbenchError as error:
            failed.append(error)
    finish_all(workspace)
    if failed:
        raise failed[0]


def refuse_withdrawn(workspace: Workspace, package_id: str, *, today: date | None = None) -> None:
    """Refuse a package that was withdrawn here or has to be now, also where a copy of its folder is still whole.

    A package that was not made in this workspace is nothing this workspace can speak about.

    Raises
    ------
    PackageError
        If it is withdrawn, or cannot be withdrawn completely.
    """
    for record in workspace.find(Export, id=package_id):
        withdraw_unconsented(CaseReader(workspace, record.case_id, today=(lambda: today) if today else date.today))
        on = workspace.get(Export, package_id).revoked_on
        if on is not None:
            raise PackageError(
                f"These clips were withdrawn on {format_day(on)}", "Ask the people in them again, then publish the playlist once more"
            )


def permit_anew(workspace: Workspace, folder: Path, today: date) -> Permit:
    """The permit to show a package, after everything that may not be out there any more was taken back.

    Raises
    ------
    PackageError
        As :func:`refuse_withdrawn`, or if it is expired or damaged.
    """
    refuse_withdrawn(workspace, _id_of(folder), today=today)
    return permit_showing(workspace, folder, today)


def _id_of(folder: Path) -> str:
    try:
        return read_manifest(folder).id
    except PackageError:
        return ""  # whoever opens it says what is wrong with it


def _shut_or_reopen(case: CaseReader, today: date) -> list[Recording]:
    """Shut the films that somebody took back and open those that all agree to again; those that are newly shut or not yet cleared."""
    people, consents, vault = case.people(), case.consents(), case.workspace.vault
    cleared = []
    for recording in case.all_recordings():
        if not who_took_back(recording, people, consents, today):
            vault.reopen(recording.id)
        else:
            new = not vault.is_shut(recording.id)
            vault.shut(recording.id)
            vault.completing(recording.id).discard()
            cleared += [recording] if new or pending_derived(case.workspace, recording.id).files else []
    return cleared


def _left_beside(export: Export) -> tuple[str, ...]:
    """What is left where something is taken back, in words."""
    words = pending_own_words(export)
    return (f"the family's own words ({', '.join(words.files)}), which belong to the family",) if words else ()


def _destroy_certified(
    workspace: Workspace, case_code: str, pending: Sequence[Pending], today: date, by: str, reason: str, left: tuple[str, ...] = ()
) -> Certificate | None:
    """Destroy what is there, with a certificate; None where nothing was there."""
    for begun in workspace.certificates():
        if set(pending) <= set(begun.pending):
            return finish(workspace, begun)
    files = describe(workspace, pending)
    if not files:
        return None
    certificate = Certificate(new_id(), case_code, today, by, reason, files, tuple(pending), left)
    workspace.keep_certificate(certificate)
    return finish(workspace, certificate)
