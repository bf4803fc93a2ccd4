"""The words of a project when the last of those who bore it is erased, and its name if it is hers.

The notes of a structure's case are about the structure; those of a project not yet born are about
its people: once all of them are erased, nothing personal may stay. Facts and figures stand.
"""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from probant.directory.models import Person
from probant.journal.erasure import erase_mentions
from probant.kernel.text import fold
from probant.support.models import Case, CaseMember, Note
from probant.support.models.cases import CaseQuerySet
from probant.support.writing import CASE, NOTE, index_case

NAMELESS = "Projet d’une personne effacée"


def forget_project(house_id: int, person_id: int) -> int:
    """Empty the words of projects that she alone bore; take her name out of titles. Rows changed.

    The directory calls it before her row is emptied, so that her name is still known.
    """
    person = Person.objects.filter(house_id=house_id, pk=person_id).first()
    parts = CaseMember.objects.filter(case__house_id=house_id, person_id=person_id)
    others = CaseMember.objects.filter(case=OuterRef("pk"), person__erased_on__isnull=True)
    borne = Case.objects.filter(pk__in=parts.values("case_id"))
    unborn = borne.filter(~Exists(others.exclude(person_id=person_id)), organisation__isnull=True)
    alone = list(unborn.values_list("pk", flat=True))
    notes = Note.objects.filter(case_id__in=alone, erased_on__isnull=True)
    for kind, numbers in ((CASE, alone), (NOTE, notes.values_list("pk", flat=True))):
        for number in list(numbers):
            erase_mentions(house_id, kind, number)
    emptied = notes.update(text="", erased_on=timezone.localdate())
    return emptied + (_rename(borne, person.family_name) if person is not None else 0)


def _rename(cases: CaseQuerySet, family_name: str) -> int:
    """Give another title to the projects whose title bears her name."""
    words = set(fold(family_name).split())
    changed = 0
    for case in cases.exclude(project_title="").select_related("programme"):
        if words and words <= set(fold(case.project_title).split()):
            case.project_title = NAMELESS
            case.project_key = fold(NAMELESS)[:200]
            case.save(update_fields=["project_title", "project_key"])
            index_case(case)
            changed += 1
    return changed
