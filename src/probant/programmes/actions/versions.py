"""Changing a programme: a draft is written, looked over, then put in force from a day.

What is in force never changes. Each action is one journal entry on the programme's timeline; all
raise `Refused` (not allowed, not a draft, a name taken), `AlreadyDone`, and `Stale` where they take
`read_at`.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypedDict, Unpack

from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.kernel.roles import HOUSE, Role
from probant.programmes.access import may_edit_offer
from probant.programmes.models import DRAFTED, Phase, Programme, ProgrammeVersion, VersionPhase
from probant.programmes.queries import draft_of, latest_version
from probant.programmes.writing import copy_version, mirror, write_items

#: What a new phase may be for the rooms that recognise phases by their code.
NATURES = {
    "accueil": "un premier accueil",
    "diagnostic": "un diagnostic",
    "accompagnement": "un accompagnement",
    "suivi": "un suivi après l’accompagnement",
}


class PhaseWords(TypedDict, total=False):
    """What a phase of a draft says; see `VersionPhase`. `items`: (label, advice) to do there."""

    name: str
    advice: str
    entry: str
    exit: str
    usual_days: int | None
    roles: Sequence[str]
    pieces: Sequence[str]
    requires: Iterable[Phase]
    items: Sequence[tuple[str, str]]


def begin_version(
    actor: Actor, *, programme: Programme, key: uuid.UUID | None = None
) -> ProgrammeVersion:
    """A draft like the newest version, to be changed; the one that is being written, if any."""
    require(may_edit_offer(actor, programme.house_id))
    with change(
        actor, verb="programmes.begin_version", houses=[programme.house_id], key=key
    ) as entry:
        held = draft_of(programme)
        if held is not None:
            return held
        entry.mention("programme", programme.pk)
        return copy_version(latest_version(programme), programme)


def edit_version(
    actor: Actor,
    *,
    version: ProgrammeVersion,
    lasts_from_months: int | None,
    lasts_to_months: int | None,
    quiet_months: int | None,
    key: uuid.UUID | None = None,
) -> ProgrammeVersion:
    """Change the durations of a draft, in months; None says nothing."""
    with _drafting(actor, version, verb="programmes.edit_version", key=key):
        if lasts_from_months and lasts_to_months and lasts_to_months < lasts_from_months:
            raise Refused("La durée maximale est plus courte que la minimale.")
        version.lasts_from_months = lasts_from_months
        version.lasts_to_months = lasts_to_months
        version.quiet_months = quiet_months
        version.save(update_fields=["lasts_from_months", "lasts_to_months", "quiet_months"])
    return version


def draft_phase(
    actor: Actor,
    *,
    version: ProgrammeVersion,
    nature: str = "",
    key: uuid.UUID | None = None,
    **words: Unpack[PhaseWords],
) -> VersionPhase:
    """Add a phase at the end of a draft. `nature` (`NATURES`) is for ever, once a programme."""
    if nature and nature not in NATURES:
        raise Refused("Dites ce qu’est cette étape.")
    with _drafting(actor, version, verb="programmes.draft_phase", key=key):
        name = words.get("name", "")
        _refuse_phase_name(version, name)
        phases = Phase.objects.filter(programme_id=version.programme_id)
        if nature and phases.filter(official_code=nature).exists():
            raise Refused(f"Ce programme a déjà une étape qui est {NATURES[nature]}.")
        position = version.phases.count() + 1
        phase = Phase.objects.create(
            programme_id=version.programme_id,
            position=DRAFTED,
            name=f"~{uuid.uuid4()}",  # its name is that of the version, once in force
            official_code=nature,
            is_open=False,
        )
        row = VersionPhase(version=version, phase=phase, position=position)
        _write(row, words)
    return row


def edit_phase(
    actor: Actor,
    *,
    row: VersionPhase,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
    **words: Unpack[PhaseWords],
) -> VersionPhase:
    """Change what a phase of a draft says; what is not given stays."""
    with _drafting(actor, row.version, verb="programmes.edit_phase", key=key) as entry:
        entry.guard("programme", row.version.programme_id, read_at=read_at)
        if "name" in words:
            _refuse_phase_name(row.version, words["name"], but=row)
        _write(row, words)
    return row


def move_phase(
    actor: Actor, *, row: VersionPhase, up: bool, key: uuid.UUID | None = None
) -> VersionPhase:
    """Move a phase of a draft one place up or down; nothing at either end."""
    with _drafting(actor, row.version, verb="programmes.move_phase", key=key):
        rows = list(row.version.phases.order_by("position", "id"))
        place = [one.pk for one in rows].index(row.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
        _number(rows)
    row.refresh_from_db()
    return row


def drop_phase(actor: Actor, *, row: VersionPhase, key: uuid.UUID | None = None) -> None:
    """Take a phase out of a draft: closed from then on; the facts that reached it stand."""
    version = row.version
    with _drafting(actor, version, verb="programmes.drop_phase", key=key):
        version.items.filter(phase_id=row.phase_id).delete()
        phase = row.phase
        row.delete()
        for other in version.phases.filter(requires=phase):
            other.requires.remove(phase)
        if not phase.laid.exists():
            phase.delete()
        _number(version.phases.order_by("position", "id"))


def publish_version(
    actor: Actor,
    *,
    version: ProgrammeVersion,
    in_force_from: datetime.date,
    reason: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> ProgrammeVersion:
    """Put a draft in force from a day: cases opened from then on follow it, the others keep theirs.

    Raises `Refused` for a day before that of the version it follows, or without any phase where
    there was one.
    """
    with _drafting(actor, version, verb="programmes.publish_version", key=key) as entry:
        entry.guard("programme", version.programme_id, read_at=read_at)
        before = latest_version(version.programme)
        if before.in_force_from is not None and in_force_from < before.in_force_from:
            raise Refused(
                f"La version {before.number} est en vigueur depuis le "
                f"{write_date(before.in_force_from)} : choisissez ce jour ou un jour plus tard."
            )
        if before.phases.exists() and not version.phases.exists():
            raise Refused("Gardez au moins une étape.")
        version.in_force_from, version.reason = in_force_from, reason.strip()
        version.save(update_fields=["in_force_from", "reason"])
        mirror(version)
    return version


def discard_version(
    actor: Actor, *, version: ProgrammeVersion, key: uuid.UUID | None = None
) -> None:
    """Throw a draft away, with the phases that it alone has."""
    with _drafting(actor, version, verb="programmes.discard_version", key=key):
        phases = list(Phase.objects.filter(laid__version=version))
        version.delete()
        for phase in phases:
            if not phase.laid.exists():
                phase.delete()


@contextmanager
def _drafting(
    actor: Actor, version: ProgrammeVersion, *, verb: str, key: uuid.UUID | None
) -> Iterator[Entry]:
    """An entry on the programme's timeline, of a version that must still be a draft."""
    programme = version.programme
    require(may_edit_offer(actor, programme.house_id))
    with change(actor, verb=verb, houses=[programme.house_id], key=key) as entry:
        drafts = ProgrammeVersion.objects.filter(pk=version.pk, in_force_from__isnull=True)
        if not drafts.exists():
            raise Refused("Cette version est en vigueur : commencez-en une nouvelle.")
        entry.mention("programme", programme.pk)
        yield entry


def _write(row: VersionPhase, words: PhaseWords) -> None:
    unknown = [role for role in words.get("roles", ()) if role not in set(HOUSE)]
    if unknown:
        raise Refused("Une étape est notée par des personnes de la maison.")
    for name in ("name", "advice", "entry", "exit", "usual_days"):
        if name in words:
            setattr(row, name, words[name])
    if "roles" in words:
        row.roles = [str(Role(role)) for role in words["roles"]]
    if "pieces" in words:
        row.pieces = list(dict.fromkeys(words["pieces"]))
    row.save()
    if "requires" in words:
        mine = row.version.phases.exclude(pk=row.pk).values_list("phase_id", flat=True)
        row.requires.set([phase for phase in words["requires"] if phase.pk in set(mine)])
    if "items" in words:
        write_items(row.version, row.phase, words["items"])


def _refuse_phase_name(
    version: ProgrammeVersion, name: str, *, but: VersionPhase | None = None
) -> None:
    if not name.strip():
        raise Refused("Donnez un nom à cette étape.")
    others = version.phases.filter(name=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Refused(f"Une étape de ce programme porte déjà ce nom : « {name} ».")


def _number(rows: Iterable[VersionPhase]) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
