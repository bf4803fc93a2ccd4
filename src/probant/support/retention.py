"""The end of what people wrote about cases: notes older than the house keeps them are emptied."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from probant.support.models import (
    CommitteeItem,
    Diagnosis,
    DiagnosisVersion,
    EvaluationWords,
    FindingTaken,
    Mission,
    Note,
)
from probant.support.models.diagnoses import SECTIONS


def expire_notes(house_id: int, before: datetime.date) -> int:
    """Empty the notes written before a day; returns how many. Facts and figures stand."""
    old = Note.objects.filter(
        case__house_id=house_id, written_on__lt=before, erased_on__isnull=True
    )
    return old.update(text="", erased_on=timezone.localdate())


def expire_dla(house_id: int, before: datetime.date) -> int:
    """Empty diagnoses signed, opinions and who signed before a day; returns how many rows."""
    emptied = _empty_versions(
        DiagnosisVersion.objects.filter(
            diagnosis__case__house_id=house_id, signed_on__lt=before, erased_on__isnull=True
        ),
        with_sections=True,
    )
    items = CommitteeItem.objects.filter(
        meeting__house_id=house_id, meeting__planned_on__lt=before, erased_on__isnull=True
    ).exclude(words="")
    emptied += items.update(words="", erased_on=timezone.localdate())
    drafts = Diagnosis.objects.filter(case__house_id=house_id, saved_at__date__lt=before)
    return emptied + drafts.update(**dict.fromkeys(SECTIONS, ""))


def expire_engineering(house_id: int, before: datetime.date) -> int:
    """Empty what was written with the marks of missions before a day; returns how many rows."""
    words = EvaluationWords.objects.filter(
        mission__house_id=house_id, written_on__lt=before, erased_on__isnull=True
    )
    emptied = words.update(words="", erased_on=timezone.localdate())
    chosen = Mission.objects.filter(house_id=house_id, chosen_on__lt=before)
    taken = FindingTaken.objects.filter(mission__house_id=house_id, taken_on__lt=before)
    return (
        emptied
        + chosen.exclude(choice_reasons="").update(choice_reasons="")
        + taken.exclude(reason="").update(reason="")
    )


def forget_signer(house_id: int, person_id: int) -> int:
    """Empty the name of a person under the diagnoses that she signed; numbers and facts stand."""
    versions = DiagnosisVersion.objects.filter(
        diagnosis__case__house_id=house_id, signer_id=person_id
    )
    return _empty_versions(versions, with_sections=False)


def _empty_versions(versions: QuerySet[DiagnosisVersion], *, with_sections: bool) -> int:
    texts = dict.fromkeys(SECTIONS, "") if with_sections else {}
    return versions.update(signed_by="", capacity="", erased_on=timezone.localdate(), **texts)
