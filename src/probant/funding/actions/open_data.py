"""Open data: a file published under a stable address, withdrawn; a beneficiary corrected."""

import datetime
import uuid

from probant.documents.store import TooLarge, path_of
from probant.documents.writing import keep, write_document
from probant.funding.access import can_record
from probant.funding.models import GrantCorrection, OpenFile
from probant.funding.queries.scdl import FORMS, Exported, Scope, rows_of
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.scdl.files import check_stream, write_rows


def publish_file(
    *,
    actor: Actor,
    house_id: int,
    organisation_id: int,
    form: str,
    year: int,
    above_threshold: bool = False,
    key: uuid.UUID | None = None,
) -> OpenFile:
    """Write the file of an authority and a year, check it whole, and publish it; again: anew.

    Rows that the schema would refuse and those of natural persons stay out. Raises `Refused`
    where nothing would be in the file, where it does not follow its schema, or where another house
    publishes it. Effects: the bytes on disk, the rows, one entry.
    """
    require(can_record(actor, house_id))
    if form not in FORMS:
        raise Refused("Choisissez les subventions ou les délibérations.")
    done = Exported()
    scope = Scope(house_id, organisation_id, year, above_threshold)
    pieces = write_rows(FORMS[form], done.keep(rows_of(form, scope)))
    try:
        kept = keep(f"{form}-{year}.csv", (piece.encode() for piece in pieces))
    except TooLarge as error:
        raise Refused("Ce fichier est trop lourd pour être publié d’un seul tenant.") from error
    if not done.rows:
        raise Refused("Aucune ligne ne peut être publiée : complétez d’abord ce qui manque.")
    with path_of(kept.sha256).open(encoding="utf-8", newline="") as stream:
        report = check_stream(stream, FORMS[form])
    if not report.is_valid:
        raise Refused("Le fichier ne suit pas son schéma : il n’est pas publié.")
    with change(actor, verb="funding.publish_open_data", houses=[house_id], key=key) as entry:
        standing = OpenFile.objects.filter(
            organisation_id=organisation_id, form=form, year=year
        ).first()
        if standing is not None and standing.house_id != house_id:
            raise Refused("Ce fichier est déjà publié ici par une autre structure.")
        file = standing or OpenFile(
            house_id=house_id, organisation_id=organisation_id, form=form, year=year
        )
        file.document = write_document(entry, kept)
        file.above_threshold = above_threshold
        file.rows, file.left_out = done.rows, done.left_out
        file.published_at, file.withdrawn_on = entry.at, None
        file.save()
        entry.mention("open_file", file.pk)
        entry.detail(category="funding", label=str(file), rows=done.rows, left_out=done.left_out)
    return file


def withdraw_file(*, actor: Actor, file: OpenFile, key: uuid.UUID | None = None) -> OpenFile:
    """Take a published file off line; its address says that it is gone. Raises `Refused`."""
    require(can_record(actor, file.house_id))
    with change(actor, verb="funding.withdraw_open_data", houses=[file.house_id], key=key) as entry:
        file.refresh_from_db()
        if file.withdrawn_on is not None:
            raise Refused("Ce fichier est déjà retiré.")
        file.withdrawn_on = entry.today
        file.save(update_fields=["withdrawn_on"])
        entry.mention("open_file", file.pk)
        entry.detail(category="funding", label=str(file))
    return file


def correct_beneficiary(
    *,
    actor: Actor,
    house_id: int,
    beneficiary: str,
    is_ess: bool | None,
    policy: str = "",
    reason: str = "",
    key: uuid.UUID | None = None,
) -> GrantCorrection:
    """Say of a beneficiary (its key) that it is of the ESS or not, or under which policy it falls.

    It holds for every year and every authority, until the next one. Raises `Refused` without a
    reason, or where nothing is said. Effects: the row, the former one withdrawn, one entry.
    """
    require(can_record(actor, house_id))
    reason, policy = " ".join(reason.split()), " ".join(policy.split())
    if not reason:
        raise Refused("Dites pourquoi : la correction se lit avec son motif.")
    if is_ess is None and not policy:
        raise Refused("Dites si le bénéficiaire est de l’ESS, ou de quelle politique il relève.")
    with change(actor, verb="funding.correct_beneficiary", houses=[house_id], key=key) as entry:
        _withdraw(house_id, beneficiary, entry.today)
        made = GrantCorrection.objects.create(
            house_id=house_id,
            key=beneficiary[:200],
            is_ess=is_ess,
            policy=policy[:120],
            reason=reason[:300],
            made_on=entry.today,
        )
        entry.mention("grant_correction", made.pk)
        entry.detail(category="funding", label=beneficiary, reason=reason)
    return made


def forget_correction(
    *, actor: Actor, house_id: int, beneficiary: str, key: uuid.UUID | None = None
) -> None:
    """Take the correction of a beneficiary back: the registers tell again. Raises `Refused`."""
    require(can_record(actor, house_id))
    with change(actor, verb="funding.forget_correction", houses=[house_id], key=key) as entry:
        if not _withdraw(house_id, beneficiary, entry.today):
            raise Refused("Ce bénéficiaire n’est pas corrigé.")
        entry.detail(category="funding", label=beneficiary)


def _withdraw(house_id: int, beneficiary: str, day: datetime.date) -> int:
    standing = GrantCorrection.objects.filter(
        house_id=house_id, key=beneficiary, withdrawn_on__isnull=True
    )
    return standing.update(withdrawn_on=day)
