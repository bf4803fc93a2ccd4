"""What imports keep of people, and until when."""

from datetime import date

from probant.ingestion.models import Import, ImportChange, ImportFile, ImportRow


def forget_person(house_id: int, person_id: int) -> int:
    """Empty what imports noted of a person: what they filled in can no longer be taken back."""
    noted = ImportChange.objects.filter(
        owner__house_id=house_id, kind="person", object_id=person_id
    )
    return noted.delete()[0]


def end_imports(house_id: int, before: date) -> int:
    """End files, rows and changes of imports received before a day; counts and entries stay."""
    old = Import.objects.filter(house_id=house_id, received_at__date__lt=before)
    ended = sum(
        model.objects.filter(owner__in=old).delete()[0]
        for model in (ImportFile, ImportRow, ImportChange)
    )
    old.filter(state=Import.State.DRAFT).update(state=Import.State.ABANDONED)
    return ended
