"""What is asked of programmes: the version of a day, its plan, its words."""

import datetime
from collections.abc import Iterable, Mapping

from probant.kernel.roles import Role
from probant.kernel.text import fold
from probant.programmes.catalogue import shipped_pieces
from probant.programmes.models import ChecklistItem, Programme, ProgrammeVersion, VersionPhase
from probant.programmes.rules.difference import PhaseSheet, VersionSheet
from probant.programmes.rules.path import Plan, Stage


def version_on(programme: Programme, day: datetime.date) -> ProgrammeVersion:
    """The version in force on a day: the highest number begun, else the first. At most 2 queries.

    Raises `ProgrammeVersion.DoesNotExist` where a programme was made without any.
    """
    published = ProgrammeVersion.objects.published().filter(programme=programme)
    found = published.in_force(day).order_by("-number").first()
    return found or published.order_by("number")[:1].get()


def latest_version(programme: Programme) -> ProgrammeVersion:
    """The newest version put in force, also from a day to come. One query."""
    published = ProgrammeVersion.objects.published().filter(programme=programme)
    return published.order_by("-number")[:1].get()


def draft_of(programme: Programme) -> ProgrammeVersion | None:
    """The version that is being written, if any. One query."""
    return programme.versions.filter(in_force_from__isnull=True).first()


def phases_of(version: ProgrammeVersion) -> list[VersionPhase]:
    """The phases of a version in order, with what they require. Two queries."""
    return list(
        version.phases.select_related("phase")
        .prefetch_related("requires")
        .order_by("position", "id")
    )


def plan_of(
    version: ProgrammeVersion,
    phases: Iterable[VersionPhase],
    requires: Mapping[int, tuple[int, ...]],
) -> Plan:
    """The path that a version lays, for `rules.path`. No query.

    `requires`: by the id of a row of `phases`, the ids of the phases that it requires.
    """
    return Plan(
        tuple(
            Stage(
                row.phase_id,
                row.name,
                requires.get(row.pk, ()),
                {piece_key(piece): piece_name(piece) for piece in row.pieces},
                row.usual_days,
            )
            for row in phases
        ),
        version.lasts_to_months,
        version.quiet_months,
    )


def plans_of(version_ids: Iterable[int]) -> dict[int, Plan]:
    """The plans of several versions, by id. Three queries."""
    versions = ProgrammeVersion.objects.filter(pk__in=set(version_ids))
    with_phases = versions.prefetch_related("phases__requires")
    plans = {}
    for version in with_phases:
        phases = sorted(version.phases.all(), key=lambda phase: phase.position)
        requires = {row.pk: tuple(one.pk for one in row.requires.all()) for row in phases}
        plans[version.pk] = plan_of(version, phases, requires)
    return plans


def piece_key(piece: str) -> str:
    """What tells one kind of document from another: its code, or its name folded."""
    return piece if piece in shipped_pieces() else fold(piece)


def piece_name(piece: str) -> str:
    """A kind of document as a screen says it."""
    return shipped_pieces().get(piece, piece)


def sheet_of(
    version: ProgrammeVersion, phases: Iterable[VersionPhase], items: Iterable[ChecklistItem]
) -> VersionSheet:
    """A version in words, to show and to hold against another. No query."""
    listed = list(items)
    return VersionSheet(
        lines=_durations(version),
        phases=tuple(PhaseSheet(row.phase_id, row.name, _lines(row, listed)) for row in phases),
    )


def read_sheet(version: ProgrammeVersion) -> VersionSheet:
    """A version in words. Three queries."""
    return sheet_of(version, phases_of(version), version.items.order_by("position", "id"))


def _durations(version: ProgrammeVersion) -> dict[str, str]:
    told = {
        "durée minimale": version.lasts_from_months,
        "durée maximale": version.lasts_to_months,
        "sans nouvelles après": version.quiet_months,
    }
    return {label: f"{months} mois" if months else "" for label, months in told.items()}


def _lines(row: VersionPhase, items: list[ChecklistItem]) -> dict[str, str]:
    mine = [item for item in items if item.phase_id == row.phase_id]
    usual = f"{row.usual_days} jours" if row.usual_days else ""
    return {
        "ce qu’on y fait": row.advice,
        "on y entre quand": row.entry,
        "on en sort quand": row.exit,
        "délai habituel": usual,
        "suppose": ", ".join(required.name for required in row.requires.all()),
        "pièces attendues": ", ".join(piece_name(piece) for piece in row.pieces),
        "notée par": ", ".join(Role(role).label for role in row.roles),
        "à faire": " ; ".join(
            f"{item.label} ({item.advice})" if item.advice else item.label for item in mine
        ),
    }
