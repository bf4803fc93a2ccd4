"""Large files looked at and imported by the job worker, small ones at once."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from probant.ingestion.access import can_import
from probant.ingestion.actions.imports import apply_import, preview, summary
from probant.ingestion.models import Import
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.journal.errors import AlreadyDone
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.work import Outcome, Run
from probant.post.jobs import enqueue
from probant.post.models import BackgroundJob

AT_ONCE = 1500  # rows that are looked at while the page waits
PREVIEW, APPLY = "ingestion.preview", "ingestion.apply"


def ask_for_preview(actor: Actor, one: Import) -> None:
    """Look at the rows now, or queue it where they are many. Raises as `preview`."""
    _do_or_ask(actor, one, PREVIEW, f"Aperçu de {one.name}")


def ask_to_apply(actor: Actor, one: Import) -> None:
    """Write the import now, or queue it where its rows are many. Raises as `apply_import`."""
    _do_or_ask(actor, one, APPLY, f"Import de {one.name}")


def _do_or_ask(actor: Actor, one: Import, kind: str, label: str) -> None:
    require(can_import(actor))
    if is_busy(one):
        raise Refused("Un travail est déjà en cours sur ce fichier : attendez sa fin.")
    if one.row_count <= AT_ONCE:
        if kind == PREVIEW:
            preview(actor, one)
        else:
            apply_import(actor, one)
        return
    with transaction.atomic():
        job = enqueue(actor, kind, label=label, arguments={"number": one.pk})
        Import.objects.filter(pk=one.pk).update(job_id=job.pk)
        one.job_id = job.pk


def is_busy(one: Import) -> bool:
    """Whether a job is at work on the file, or about to be."""
    if one.job_id is None:
        return False
    over = (BackgroundJob.State.DONE, BackgroundJob.State.FAILED)
    return BackgroundJob.objects.filter(pk=one.job_id).exclude(state__in=over).exists()


def perform_preview(run: Run, number: int) -> Outcome:
    """The job of `ask_for_preview`."""
    one = _draft(run, number)
    try:
        preview(run.actor, one, report=lambda done, total: run.progress(done, total, "lignes"))
    except UnreadableSheet as error:
        raise Refused(str(error)) from error
    return Outcome(f"Aperçu prêt : {summary(one)}.", reverse("ingestion:import", args=[number]))


def perform_apply(run: Run, number: int) -> Outcome:
    """The job of `ask_to_apply`; killed in the middle it leaves nothing, and is done again."""
    one = _draft(run, number)
    try:
        apply_import(
            run.actor,
            one,
            key=run.key,
            report=lambda done, total: run.progress(done, total, "lignes"),
        )
    except AlreadyDone:
        one.refresh_from_db()
    except UnreadableSheet as error:
        raise Refused(str(error)) from error
    return Outcome(f"Importé : {summary(one)}.", reverse("ingestion:import", args=[number]))


def _draft(run: Run, number: int) -> Import:
    one = Import.objects.filter(pk=number, house_id=run.actor.house_id).first()
    if one is None:
        raise Refused("Cet import n’existe plus.")
    return one
