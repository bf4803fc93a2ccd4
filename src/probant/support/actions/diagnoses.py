"""The shared diagnosis: its draft saved as one types, then signed by the structure."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.models import model_to_dict

from probant.directory.models import Person
from probant.documents.models import Document
from probant.journal.digest import digest_of
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Phase
from probant.support.access import may_write_case
from probant.support.models import (
    Case,
    Diagnosis,
    DiagnosisSigned,
    DiagnosisVersion,
    DiagnosisYear,
    JobFact,
    PhaseReached,
)
from probant.support.models.diagnoses import SECTIONS
from probant.support.rules import DIAGNOSTIC
from probant.support.writing import mention, settle, write_phase

DIAGNOSIS = "diagnosis"  # kind of the timeline
_PLAIN = ("headcount", "fte_hundredths", "stated_on")
_MOST_YEARS = 10


@dataclass(frozen=True)
class YearDraft:
    """One year of the economic model, in cents; None is what is not known."""

    year: int
    charges_cents: int | None = None
    products_cents: int | None = None
    own_funds_cents: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of it."""
        return (self.charges_cents, self.products_cents, self.own_funds_cents) == (None,) * 3


def save_diagnosis(
    actor: Actor,
    *,
    case: Case,
    values: Mapping[str, Any],
    years: Sequence[YearDraft] | None = None,
    document: Document | None = None,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> tuple[Diagnosis, int]:
    """Save the draft of a case's diagnosis; returns it and the journal's position to read on from.

    `values` are sections (`SECTIONS`), `headcount`, `fte_hundredths`, `stated_on`; what is not
    given stays. `years=None` leaves the economic model alone. Raises `Refused`, `Stale`,
    `AlreadyDone`. Effects: draft and years; one entry that mentions ("diagnosis", id) alone, so
    that a form open on the case stays good.
    """
    require(may_write_case(actor, case))
    unknown = set(values) - {*SECTIONS, *_PLAIN}
    if unknown:
        raise TypeError(f"a diagnosis has no {sorted(unknown)}")
    _check(values, years or ())
    with change(
        actor,
        verb="support.save_diagnosis",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        known = Diagnosis.objects.filter(case=case).first()
        if known is not None:
            entry.guard(DIAGNOSIS, known.pk, read_at=read_at)
        draft = known or Diagnosis(case=case)
        for name, value in values.items():
            setattr(draft, name, value)
        if document is not None:
            draft.document = document
        draft.saved_at, draft.saved_by_id = entry.at, actor.user_id
        draft.save()
        if years is not None:
            _write_years(draft, years)
        entry.mention(DIAGNOSIS, draft.pk)
    return draft, entry.seq


def _check(values: Mapping[str, Any], years: Sequence[YearDraft]) -> None:
    for name in ("headcount", "fte_hundredths"):
        if (values.get(name) or 0) < 0:
            raise Refused("Emplois et équivalents temps plein ne sont pas négatifs.")
    if len(years) > _MOST_YEARS or len({one.year for one in years}) != len(years):
        raise Refused("Chaque exercice du modèle économique se donne une fois.")
    if any((one.charges_cents or 0) < 0 or (one.products_cents or 0) < 0 for one in years):
        raise Refused("Charges et produits ne sont pas négatifs.")


def _write_years(draft: Diagnosis, years: Sequence[YearDraft]) -> None:
    draft.years.all().delete()
    DiagnosisYear.objects.bulk_create(
        DiagnosisYear(
            diagnosis=draft,
            year=one.year,
            charges_cents=one.charges_cents,
            products_cents=one.products_cents,
            own_funds_cents=one.own_funds_cents,
        )
        for one in sorted(years, key=lambda one: one.year)
        if not one.is_empty
    )


def sign_diagnosis(
    actor: Actor,
    *,
    case: Case,
    signed_on: datetime.date,
    signed_by: str = "",
    capacity: str = "",
    signer: Person | None = None,
    with_jobs: bool = True,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> DiagnosisVersion:
    """Freeze the draft into a version that the structure signs.

    Reaches the phase `diagnostic` where it was not; `with_jobs` records the jobs consolidated of
    the year of the signature, where none is noted yet. Raises `Refused` (nothing to sign, nobody
    signs, no structure, same as the version before), `Stale`, `InTheFuture`, `AlreadyDone`.
    Effects: a version, the fact `DiagnosisSigned`, perhaps a phase and jobs; one entry.
    """
    require(may_write_case(actor, case))
    name = " ".join(signed_by.split())
    if not name and signer is None:
        raise Refused("Dites qui signe le diagnostic pour la structure.")
    with change(
        actor,
        verb="support.sign_diagnosis",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        draft = Diagnosis.objects.filter(case=case).first()
        if draft is None:
            raise Refused("Ce dossier n’a pas encore de diagnostic à signer.")
        entry.guard(DIAGNOSIS, draft.pk, read_at=read_at)
        case.refresh_from_db()
        version = _freeze(draft, signed_on)
        version.signer, version.signed_by = signer, name or str(signer)
        version.capacity = " ".join(capacity.split())
        version.save(force_insert=True)
        fact = DiagnosisSigned(
            version=version,
            number=version.number,
            headcount=version.headcount,
            fte_hundredths=version.fte_hundredths,
        )
        fact.about(case, signed_on)
        entry.record(fact)
        _reach_diagnostic(entry, case, signed_on)
        if with_jobs:
            _consolidate(entry, case, version)
        _tell(entry, case, version)
    return version


def _freeze(draft: Diagnosis, signed_on: datetime.date) -> DiagnosisVersion:
    last = draft.versions.order_by("number").last()
    years = [
        model_to_dict(year, fields=["year", "charges_cents", "products_cents", "own_funds_cents"])
        for year in draft.years.all()
    ]
    if not (years or draft.document_id or any(getattr(draft, name) for name in SECTIONS)):
        raise Refused("Un diagnostic vide ne se signe pas : écrivez une section, ou joignez-le.")
    version = DiagnosisVersion(
        diagnosis=draft,
        number=last.number + 1 if last else 1,
        headcount=draft.headcount,
        fte_hundredths=draft.fte_hundredths,
        stated_on=draft.stated_on,
        years=years,
        document=draft.document,
        signed_on=signed_on,
        **{name: getattr(draft, name) for name in SECTIONS},
    )
    if last is not None and last.erased_on is None and _content(last) == _content(version):
        raise Refused(f"Rien n’a changé depuis la version {last.number}, déjà signée.")
    return version


def _content(version: DiagnosisVersion) -> list[Any]:
    numbers = [version.headcount, version.fte_hundredths, version.stated_on, version.document_id]
    return [version.sections(), version.years, *numbers]


def _reach_diagnostic(entry: Entry, case: Case, day: datetime.date) -> None:
    phase = (
        Phase.objects.laid()
        .filter(programme_id=case.programme_id, official_code=DIAGNOSTIC)
        .first()
    )
    if phase is None or PhaseReached.objects.now().filter(case=case, phase=phase).exists():
        return
    write_phase(entry, case, phase, day)


def _consolidate(entry: Entry, case: Case, version: DiagnosisVersion) -> None:
    """The jobs of the diagnosis, unless this structure's are counted for that year."""
    day = version.signed_on
    if not version.headcount or case.organisation_id is None:
        return
    held = JobFact.objects.now().filter(
        house_id=case.house_id,
        organisation_id=case.organisation_id,
        programme_id=case.programme_id,
        year=day.year,
        kind=JobFact.Kind.CONSOLIDATED,
    )
    if held.exists():
        return
    fact = JobFact(
        kind=JobFact.Kind.CONSOLIDATED,
        headcount=version.headcount,
        fte_hundredths=version.fte_hundredths,
        year=day.year,
    )
    fact.about(case, day)
    entry.record(fact)


def _tell(entry: Entry, case: Case, version: DiagnosisVersion) -> None:
    entry.detail(
        category="support.diagnosis",
        version=version.pk,
        text_digest=digest_of([version.sections(), version.years]),
    )
    entry.mention(DIAGNOSIS, version.diagnosis_id)
    if version.signer_id is not None:
        entry.mention("person", version.signer_id)
    mention(entry, case)
    settle(case)
