"""After the vote: transmission, publication, notification; then withdrawal or annulment."""

import datetime
import uuid
from collections.abc import Mapping

from probant.governance.access import can_change, can_record
from probant.governance.actions.noting import note_transmitted
from probant.governance.models import Body, Deliberation
from probant.governance.rules.numbering import check_pattern
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def record_formalities(
    *,
    actor: Actor,
    deliberation: Deliberation,
    transmitted_on: datetime.date | None = None,
    published_on: datetime.date | None = None,
    notified_on: datetime.date | None = None,
    prefecture_id: str | None = None,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Deliberation:
    """Note the days of transmission, publication, notification; None leaves a day as it is.

    A day before the vote is kept as the stamp gives it, and shows as a finding (`date.order`).

    Raises `Refused` (a day to come), `Stale`. Effects: one entry mentioning ("deliberation", id).
    """
    require(can_change(actor, deliberation))
    days = {
        "transmitted_on": transmitted_on,
        "published_on": published_on,
        "notified_on": notified_on,
    }
    given: dict[str, object] = {name: day for name, day in days.items() if day is not None}
    if prefecture_id is not None and prefecture_id.strip() != deliberation.prefecture_id:
        given["prefecture_id"] = prefecture_id.strip()
    if not given:
        raise Refused("Indiquez au moins une date.")
    if len(str(given.get("prefecture_id", ""))) > 60:
        raise Refused("L’identifiant de transmission compte 60 caractères au plus.")
    with change(
        actor,
        verb="governance.record_formalities",
        houses=[deliberation.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("deliberation", deliberation.pk, read_at=read_at)
        _refuse_ended(actor, deliberation)
        for day in days.values():
            if day is not None and day > entry.today:
                raise Refused("Cette date est dans l’avenir : notez-la une fois passée.")
        for name, value in given.items():
            setattr(deliberation, name, value)
        deliberation.save(update_fields=list(given))
        note_transmitted(entry, deliberation)
        entry.detail(category="governance", dates={name: str(day) for name, day in given.items()})
        entry.mention("deliberation", deliberation.pk)
    return deliberation


def withdraw_deliberation(
    *,
    actor: Actor,
    deliberation: Deliberation,
    withdrawn_on: datetime.date,
    reason: str,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Deliberation:
    """Note that the body withdrew its act; it stays in the register.

    Raises `Refused`, `Stale`. Effects: one entry mentioning ("deliberation", id); the reason is its
    detail.
    """
    return _end(actor, deliberation, {"withdrawn_on": withdrawn_on}, reason, read_at, key)


def annul_deliberation(
    *,
    actor: Actor,
    deliberation: Deliberation,
    annulled_on: datetime.date,
    by: str,
    reason: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Deliberation:
    """Note that a court annulled the act; it stays in the register.

    Raises `Refused`, `Stale`. Effects: as `withdraw_deliberation`.
    """
    by = " ".join(by.split())
    if not by:
        raise Refused(
            "Dites qui a annulé l’acte, par exemple le tribunal et le numéro du jugement."
        )
    if len(by) > 160:
        raise Refused("Qui a annulé l’acte se dit en 160 caractères au plus.")
    ended: dict[str, datetime.date | str] = {"annulled_on": annulled_on, "annulled_by": by}
    return _end(actor, deliberation, ended, reason or by, read_at, key)


def _end(
    actor: Actor,
    deliberation: Deliberation,
    ended: Mapping[str, datetime.date | str],
    reason: str,
    read_at: int | None,
    key: uuid.UUID | None,
) -> Deliberation:
    require(can_change(actor, deliberation))
    day = next(value for value in ended.values() if isinstance(value, datetime.date))
    if day < deliberation.sitting.held_on:
        raise Refused("Un acte n’est ni retiré ni annulé avant le vote.")
    if not reason.strip():
        raise Refused("Donnez le motif du retrait : il reste au journal.")
    verb = "annul" if "annulled_on" in ended else "withdraw"
    with change(
        actor, verb=f"governance.{verb}_deliberation", houses=[deliberation.house_id], key=key
    ) as entry:
        entry.guard("deliberation", deliberation.pk, read_at=read_at)
        _refuse_ended(actor, deliberation)
        if day > entry.today:
            raise Refused("Cette date est dans l’avenir : notez-la une fois passée.")
        for name, value in ended.items():
            setattr(deliberation, name, value)
        deliberation.save(update_fields=list(ended))
        entry.detail(category="governance", reason=reason.strip())
        entry.mention("deliberation", deliberation.pk)
    return deliberation


def _refuse_ended(actor: Actor, deliberation: Deliberation) -> None:
    """Somebody else may have ended the act since it was loaded: read again under the lock."""
    deliberation.refresh_from_db(fields=["withdrawn_on", "annulled_on"])
    require(can_change(actor, deliberation))


def set_number_pattern(
    *,
    actor: Actor,
    body: Body,
    pattern: str,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Body:
    """Say how a body numbers its acts; "" says that it follows no pattern.

    Raises `Refused` (a pattern that numbers nothing), `Stale`. Effects: one entry mentioning
    ("body", id).
    """
    require(can_record(actor, body.house_id))
    try:
        checked = check_pattern(pattern) if pattern.strip() else ""
    except ValueError as error:
        raise Refused(str(error)) from error
    with change(
        actor, verb="governance.set_number_pattern", houses=[body.house_id], key=key
    ) as entry:
        entry.guard("body", body.pk, read_at=read_at)
        before = body.number_pattern
        body.number_pattern = checked
        body.save(update_fields=["number_pattern"])
        entry.detail(category="governance", before=before, after=checked)
        entry.mention("body", body.pk)
    return body
