"""Lay the phases of a version, copy a version, put what is in force where lists read it.

Called inside a journal entry that is already open.
"""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Max

from probant.programmes.catalogue import CatalogueProgramme
from probant.programmes.models import (
    ChecklistItem,
    Phase,
    Programme,
    ProgrammeVersion,
    VersionPhase,
)

#: What a version phase carries over to its copy.
CARRIED = ("position", "name", "advice", "entry", "exit", "usual_days", "roles", "pieces")


def lay_catalogue(
    programme: Programme, shipped: CatalogueProgramme, in_force_from: datetime.date
) -> ProgrammeVersion:
    """The first version of a programme of the catalogue, in force."""
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        in_force_from=in_force_from,
        lasts_from_months=shipped.lasts_from_months,
        lasts_to_months=shipped.lasts_to_months,
        quiet_months=shipped.quiet_months,
    )
    laid: dict[str, VersionPhase] = {}
    for position, one in enumerate(shipped.phases, start=1):
        phase = Phase.objects.create(
            programme=programme, position=position, name=one.name, official_code=one.code
        )
        laid[one.code] = VersionPhase.objects.create(
            version=version,
            phase=phase,
            position=position,
            name=one.name,
            advice=one.advice,
            entry=one.entry,
            exit=one.exit,
            usual_days=one.usual_days,
            roles=list(one.roles),
            pieces=list(one.pieces),
        )
        write_items(version, phase, [(step.label, step.advice) for step in one.steps])
    for one in shipped.phases:
        laid[one.code].requires.set([laid[code].phase for code in one.requires])
    mirror(version)
    return version


def lay_phases(version: ProgrammeVersion, names: Sequence[str]) -> None:
    """Phases of the house's own making, in order, without conditions."""
    for position, name in enumerate(names, start=1):
        phase = Phase.objects.create(
            programme_id=version.programme_id, position=position, name=name
        )
        VersionPhase.objects.create(version=version, phase=phase, position=position, name=name)


def write_items(
    version: ProgrammeVersion, phase: Phase | None, items: Iterable[tuple[str, str]]
) -> None:
    """Replace the checklist of a phase of a version (None: of no phase) by (label, advice)."""
    ChecklistItem.objects.filter(version=version, phase=phase).delete()
    ChecklistItem.objects.bulk_create(
        ChecklistItem(version=version, phase=phase, position=position, label=label, advice=advice)
        for position, (label, advice) in enumerate(items, start=1)
    )


def copy_version(
    source: ProgrammeVersion, programme: Programme, *, number: int | None = None
) -> ProgrammeVersion:
    """A draft like `source`, for the same programme, or for another which gets phases of its own.

    `number` is by default the next of the programme.
    """
    if number is None:
        last = programme.versions.aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=number,
        lasts_from_months=source.lasts_from_months,
        lasts_to_months=source.lasts_to_months,
        quiet_months=source.quiet_months,
    )
    rows = list(source.phases.select_related("phase").prefetch_related("requires"))
    phases = {row.phase_id: _phase_for(row, programme) for row in rows}
    for row in rows:
        carried = {name: getattr(row, name) for name in CARRIED}
        copy = VersionPhase.objects.create(version=version, phase=phases[row.phase_id], **carried)
        copy.requires.set([phases[one.pk] for one in row.requires.all() if one.pk in phases])
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            version=version,
            phase=phases[item.phase_id] if item.phase_id else None,
            position=item.position,
            label=item.label,
            advice=item.advice,
        )
        for item in source.items.all()
        if item.phase_id is None or item.phase_id in phases
    )
    return version


def _phase_for(row: VersionPhase, programme: Programme) -> Phase:
    if row.phase.programme_id == programme.pk:
        return row.phase
    return Phase.objects.create(
        programme=programme,
        position=row.position,
        name=row.name,
        official_code=row.phase.official_code,
    )


def mirror(version: ProgrammeVersion) -> None:
    """Put what a version says where lists read it: durations of the programme, its phases.

    Names are moved aside first: two phases may have swapped theirs.
    """
    programme = version.programme
    programme.lasts_from_months = version.lasts_from_months
    programme.lasts_to_months = version.lasts_to_months
    programme.save(update_fields=["lasts_from_months", "lasts_to_months"])
    laid = {row.phase_id: row for row in version.phases.all()}
    phases = list(Phase.objects.filter(programme=programme).order_by("position", "id"))
    taken = {row.name for row in laid.values()}
    for phase in phases:
        if phase.name in taken and laid.get(phase.pk) is None:
            phase.name = f"{phase.name[:60]} (ancienne, {phase.pk})"
        phase.is_open = phase.pk in laid
    after = len(laid)
    for phase in phases:
        row = laid.get(phase.pk)
        if row is None:
            after += 1
            phase.position = after
            continue
        Phase.objects.filter(pk=phase.pk).update(name=f"~{phase.pk}")
        phase.position, phase.name, phase.advice = row.position, row.name, row.advice
    closed_first = sorted(phases, key=lambda phase: phase.is_open)
    for phase in closed_first:
        phase.save(update_fields=["position", "name", "advice", "is_open"])
