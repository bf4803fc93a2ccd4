"""Which actions a session serves, and who funds them: derived from scopes, never typed."""

from dataclasses import dataclass

from probant.directory.vintages import places_of
from probant.funding.models import ActionSheet, Party
from probant.gatherings.models import Session
from probant.programmes.models import Action


@dataclass(frozen=True)
class Served:
    """An action whose scope holds a session, with the conventions and funders of its year."""

    action: Action
    funders: tuple[tuple[str, int, str], ...]  # (funder, convention, its title)


def served_by(session: Session) -> list[Served]:
    """The actions that a session serves: programme, kind and place are all in their scope.

    An action with neither programme nor kind is about everything, and is left out: it would be
    shown on every session. Six queries at most.
    """
    actions = Action.objects.filter(house_id=session.house_id).order_by("name")
    scoped = actions.prefetch_related("programmes", "session_kinds")
    reaching = [one for one in scoped if reaches(one, session)]
    if not reaching:
        return []
    year = session.starts_on.year
    sheets = ActionSheet.objects.filter(
        action__in=reaching, first_year__lte=year, last_year__gte=year
    )
    conventions: dict[int, list[int]] = {}
    for action, convention in sheets.values_list("action_id", "convention_id"):
        conventions.setdefault(action, []).append(convention)
    everyone = {one for found in conventions.values() for one in found}
    parties = Party.objects.filter(role=Party.Role.FUNDER, convention__in=everyone)
    funders: dict[int, list[tuple[str, int, str]]] = {}
    for one in parties.select_related("convention", "organisation"):
        row = (one.organisation.name, one.convention_id, one.convention.title)
        funders.setdefault(one.convention_id, []).append(row)
    return [
        Served(
            action,
            tuple(row for held in conventions.get(action.pk, []) for row in funders.get(held, [])),
        )
        for action in reaching
    ]


def reaches(action: Action, session: Session) -> bool:
    """Whether a session is in the scope of an action that names programmes or kinds."""
    programmes = {one.pk for one in action.programmes.all()}
    kinds = {one.pk for one in action.session_kinds.all()}
    if not programmes and not kinds:
        return False
    if programmes and session.programme_id not in programmes:
        return False
    if kinds and session.kind_id not in kinds:
        return False
    return not action.place_codes or _is_within(session, action.place_codes)


def _is_within(session: Session, codes: list[str]) -> bool:
    """Whether the commune of a session is one of the places, or in one of them. Three queries."""
    if not session.place_code:
        return False
    where = (session.place_code, session.place_vintage or 0)
    place = places_of([where]).get(where)
    above = {session.place_code}
    if place is not None:
        above |= {place.epci_code, f"D{place.department_code}", f"R{place.region_code}"}
    return bool(above & set(codes))
