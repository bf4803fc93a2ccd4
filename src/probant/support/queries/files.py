"""Files of a case and the milestones that a house offers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from probant.journal.prepared import Seen
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.support.catalogue.milestones import shipped_milestones
from probant.support.models import Audience, Case, CaseFile, Milestone


@dataclass(frozen=True)
class Offered:
    """A milestone to choose: its word (an official code, or `n12`), its name, what it is."""

    word: str
    name: str
    is_document: bool


def offered(house_id: int, *, documents_only: bool = False) -> list[Offered]:
    """The milestones that a house offers: its own rows, and the shipped ones it has not yet.

    One query. A shipped one becomes a row of the house when it is first used, or renamed.
    """
    rows = list(Milestone.objects.filter(house_id=house_id))
    known = {row.official_code for row in rows}
    found = [
        Offered(row.official_code or f"n{row.pk}", row.name, row.is_document)
        for row in rows
        if row.is_open
    ]
    found += [
        Offered(one.code, one.name, one.is_document)
        for one in shipped_milestones().values()
        if one.code not in known
    ]
    return sorted(
        (one for one in found if one.is_document or not documents_only),
        key=lambda one: (not one.is_document, fold(one.name)),
    )


def of_case(actor: Actor, case: Case) -> list[dict[str, Any]]:
    """The files of a case that the actor may have, last versions alone, newest first, as rows.

    One query, compiled once. `called` is the title, or the name of the file.
    """
    return _OF_CASE.rows(actor, case=case.pk)


def _of_case(actor: Actor, case: int) -> QuerySet[Any, Any]:
    files = CaseFile.objects.visible_to(actor).filter(case=case).standing().last_versions()
    return files.order_by("-dated_on", "-id").values(
        "id",
        "dated_on",
        "version",
        "audience",
        "milestone__name",
        called=Coalesce(NullIf("title", Value("")), F("name")),
    )[:60]


_OF_CASE = Seen(_of_case, "case")


def versions_of(actor: Actor, file: CaseFile) -> list[CaseFile]:
    """A deliverable's versions that stand, the newest first; one query a version."""
    found: list[CaseFile] = []
    row: CaseFile | None = file
    seen = CaseFile.objects.visible_to(actor).select_related("milestone", "added_by")
    while row is not None:
        if row.withdrawn_on is None:
            found.append(row)
        row = seen.filter(pk=row.previous_id).first() if row.previous_id else None
    return found


def shared_with_holder(case: Case) -> QuerySet[CaseFile]:
    """The files that the people of a project have: those shared with them, last versions alone."""
    shared = CaseFile.objects.filter(case=case, audience=Audience.HOLDER)
    return (
        shared.standing().last_versions().select_related("milestone").order_by("-dated_on", "-id")
    )
