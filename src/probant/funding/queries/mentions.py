"""Who is to be named on what a session shows, derived from the scope of the actions funded."""

from collections.abc import Iterator
from dataclasses import dataclass

from probant.funding.models import ActionSheet, Clause, Party
from probant.funding.rules import Kind, Status
from probant.gatherings.models import Session
from probant.programmes.models import Action


@dataclass(frozen=True)
class FundedBy:
    """The funders of one action that a session serves. `asks`: what the mention clauses say.

    `organisations`: the funders' ids, in the order of their names.
    """

    action: str
    funders: tuple[str, ...]
    asks: tuple[str, ...]
    organisations: tuple[int, ...] = ()


def funded_by(session: Session) -> list[FundedBy]:
    """The actions that a session serves on its day, each with who funds it. Five queries at most.

    An action is served where its scope (programmes, kinds, territories) takes the session in, and
    a convention in force on that day has a sheet for it.
    """
    actions = {action.pk: action for action in _serving(session)}
    day = session.starts_on
    sheets = ActionSheet.objects.filter(
        action__in=actions,
        convention__house_id=session.house_id,
        first_year__lte=day.year,
        last_year__gte=day.year,
        convention__status__in=(Status.SIGNED, Status.CLOSED),
    )
    held: dict[int, list[int]] = {}
    for action_id, convention_id in sheets.order_by("pk").values_list("action", "convention"):
        held.setdefault(action_id, []).append(convention_id)
    conventions = {one for several in held.values() for one in several}
    funders = _funders(conventions)
    asks = _asks(conventions)
    return [
        FundedBy(
            actions[action_id].name,
            tuple(dict.fromkeys(name for one in several for _, name in funders.get(one, ()))),
            tuple(dict.fromkeys(text for one in several for text in asks.get(one, ()))),
            tuple(dict.fromkeys(number for one in several for number, _ in funders.get(one, ()))),
        )
        for action_id, several in held.items()
    ]


def _serving(session: Session) -> Iterator[Action]:
    actions = Action.objects.filter(house_id=session.house_id).prefetch_related(
        "programmes", "session_kinds"
    )
    for action in actions.order_by("name"):
        programmes = {one.pk for one in action.programmes.all()}
        kinds = {one.pk for one in action.session_kinds.all()}
        places = set(action.place_codes)
        is_in = (
            (not programmes or session.programme_id in programmes)
            and (not kinds or session.kind_id in kinds)
            and (not places or session.place_code in places)
        )
        if is_in:
            yield action


def _funders(conventions: set[int]) -> dict[int, list[tuple[int, str]]]:
    parties = Party.objects.filter(convention__in=conventions, role=Party.Role.FUNDER)
    found: dict[int, list[tuple[int, str]]] = {}
    for party in parties.select_related("organisation").order_by("convention", "position"):
        found.setdefault(party.convention_id, []).append(
            (party.organisation_id, party.organisation.name)
        )
    return found


def _asks(conventions: set[int]) -> dict[int, list[str]]:
    clauses = Clause.objects.filter(convention__in=conventions, kind=Kind.MENTION.value)
    found: dict[int, list[str]] = {}
    for clause in clauses.order_by("convention", "position"):
        words = (clause.text or clause.title).strip()
        if words:
            found.setdefault(clause.convention_id, []).append(words)
    return found
