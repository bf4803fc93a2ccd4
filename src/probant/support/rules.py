"""Pure rules of support: when a case needs news or a follow-up, how quantities are said."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros
from probant.kernel.period import months_after

SILENT_AFTER_DAYS = 90  # a case without news for longer is shown to its referent (house rule)
#: Months at which one asks what became of a case, where its house says nothing else: after the end
#: of a support, after the birth of a structure (house rule; RULES §4: follow-up afterwards).
TERMS = {"support": (6, 12, 24), "birth": (12, 36, 60)}

ACCUEIL = "accueil"
DIAGNOSTIC = "diagnostic"
PARCOURS = "parcours"
ACCOMPAGNEMENT = "accompagnement"
SUIVI = "suivi"


def is_silent(touched_on: datetime.date, today: datetime.date) -> bool:
    """Whether a case had no news for more than 90 days."""
    return (today - touched_on).days > SILENT_AFTER_DAYS


def day_after(day: datetime.date, today: datetime.date) -> datetime.date:
    """The same weekday, the first after both days: when an appointment is made again.

    >>> day_after(datetime.date(2023, 3, 14), datetime.date(2023, 3, 29))
    datetime.date(2023, 4, 4)
    """
    later = max(day, today) + datetime.timedelta(days=1)
    return later + datetime.timedelta(days=(day.weekday() - later.weekday()) % 7)


def term_due(
    since_on: datetime.date, months: Sequence[int], until: datetime.date
) -> tuple[int, datetime.date] | None:
    """The last follow-up that is due by a day, as (months, day), or None before the first.

    >>> term_due(datetime.date(2023, 3, 1), (6, 12), datetime.date(2023, 10, 1))
    (6, datetime.date(2023, 9, 1))
    """
    days = [(one, months_after(since_on, one)) for one in months]
    passed = [(one, day) for one, day in days if day <= until]
    return passed[-1] if passed else None


# --- missions of engineering ---------------------------------------------------------------------
#: Findings of a mission that hold the order (the contract) that would follow.
HOLDING = frozenset({"mission.over_budget", "mission.over_fund"})


@dataclass(frozen=True)
class MissionView:
    """What the rules of engineering look at; amounts in cents, None where it is not known.

    `interested` says, for each provider, what its people are in the structure: (provider, title).
    """

    budget_cents: int | None
    cost_cents: int | None
    consulted: int
    to_consult: int
    participants: int = 0
    capacity: int | None = None
    interested: tuple[tuple[str, str], ...] = ()


def check_mission(view: MissionView) -> list[Finding]:
    """What does not hold in a mission; nothing of it stops the record of what happened.

    `mission.over_budget` (its cost passes what its terms of reference planned),
    `mission.consultation_short` (fewer providers asked than the programme says: décret 2015-1103,
    providers after a call to competition), `mission.provider_interested` (a provider's person sits
    in the structure), `mission.over_capacity` (more structures than places).

    >>> [found.code for found in check_mission(MissionView(300_000, 340_000, 2, 3))]
    ['mission.over_budget', 'mission.consultation_short']
    """
    found = []
    if view.budget_cents is not None and (view.cost_cents or 0) > view.budget_cents:
        gap = (view.cost_cents or 0) - view.budget_cents
        told = (
            f"Le coût ({write_euros(view.cost_cents or 0)}) dépasse de {write_euros(gap)} le "
            f"budget prévu ({write_euros(view.budget_cents)})."
        )
        found.append(Finding("mission.over_budget", Severity.ERROR, told))
    if view.consulted < view.to_consult:
        told = (
            f"{_providers(view.consulted)}, alors que ce programme en consulte au moins "
            f"{view.to_consult}."
        )
        found.append(Finding("mission.consultation_short", Severity.WARNING, told))
    for provider, title in view.interested:
        told = f"Une personne de {provider} est aussi « {title} » dans la structure accompagnée."
        found.append(Finding("mission.provider_interested", Severity.WARNING, told))
    if view.capacity is not None and view.participants > view.capacity:
        told = f"{view.participants} structures participent, pour {view.capacity} places."
        found.append(Finding("mission.over_capacity", Severity.WARNING, told))
    return found


def _providers(count: int) -> str:
    if not count:
        return "Aucun prestataire n’est consulté"
    return f"{count} prestataire est consulté" if count == 1 else f"{count} prestataires consultés"
