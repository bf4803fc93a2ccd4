"""Models of drafts: a DOCX of a funder, tried in a sandbox before it is kept."""

import uuid

from probant.directory.models import Organisation
from probant.documents.filling import BadModel, check_model
from probant.documents.writing import keep, write_document
from probant.funding.access import can_record
from probant.funding.models import DraftModel
from probant.funding.queries.drafting import sample_values
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def keep_draft_model(
    *,
    actor: Actor,
    house_id: int,
    name: str,
    file_name: str,
    data: bytes,
    funder: Organisation | None = None,
    key: uuid.UUID | None = None,
) -> DraftModel:
    """Keep a model of a draft, once it has been tried on sample values.

    Raises `Refused`: rights, a name already there, a document that is not one or that does more
    than show values (`documents.filling`). Effects: the bytes, a row, one entry.
    """
    require(can_record(actor, house_id))
    called = " ".join(name.split())
    if not called:
        raise Refused("Donnez un nom au modèle.")
    try:
        check_model(data, sample_values())
    except BadModel as error:
        raise Refused(str(error)) from error
    kept = keep(file_name, [data])
    with change(actor, verb="funding.keep_draft_model", houses=[house_id], key=key) as entry:
        if DraftModel.objects.filter(house_id=house_id, name=called).exists():
            raise Refused("Un modèle porte déjà ce nom : choisissez-en un autre.")
        model = DraftModel.objects.create(
            house_id=house_id,
            funder=funder,
            name=called,
            document=write_document(entry, kept),
        )
        entry.mention("draft_model", model.pk)
    return model


def retire_draft_model(*, actor: Actor, model: DraftModel, key: uuid.UUID | None = None) -> None:
    """Offer a model no more; the file stays. Raises `Refused`."""
    require(can_record(actor, model.house_id))
    with change(
        actor, verb="funding.retire_draft_model", houses=[model.house_id], key=key
    ) as entry:
        model.is_retired = True
        model.save(update_fields=["is_retired"])
        entry.mention("draft_model", model.pk)
