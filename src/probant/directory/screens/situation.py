"""Where a structure stands: what the panel of its sheet shows."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.directory.access import can_write
from probant.directory.branches import catalogue, words_of_branch
from probant.directory.density import words_of_density
from probant.directory.merges import merged_into
from probant.directory.models import Organisation
from probant.directory.neighbourhoods import OUTSIDE, words_of_neighbourhood
from probant.directory.vintages import place_of
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE, Role
from probant.ui.request import Request


def can_see(actor: Actor, organisation: Organisation) -> bool:
    """People of a house."""
    return actor.house_id is not None and actor.has(*HOUSE)


def situation_of(request: Request, organisation: Organisation) -> dict[str, Any]:
    """The context of the panel; the card is the one that the page has read already."""
    actor = request.actor
    branch, qpv = organisation.branch, organisation.qpv_code
    place = place_of(organisation.place_code, organisation.place_vintage)
    shipped = catalogue().get(branch)
    if shipped is not None:
        said = shipped.name
    else:
        said = words_of_branch(branch, actor.house_id) if branch else ""
    return {
        "organisation": organisation,
        "place": place,
        "density": words_of_density(place) if place and place.kind == "commune" else "",
        "branch": said,
        "is_said": bool(branch),
        "qpv": words_of_neighbourhood(qpv) if qpv else "",
        "is_outside": qpv in ("", OUTSIDE),
        "merged": _merged(actor, organisation),
        "can_write": can_write(actor).allowed,
        "may_merge": actor.has(Role.DIRECTION),
    }


def _merged(actor: Actor, organisation: Organisation) -> list[Organisation]:
    """The sheets merged into one. One query, a second where there are some."""
    numbers = merged_into(actor.house, organisation.pk)
    if not numbers:
        return []
    return list(Organisation.objects.filter(pk__in=numbers).order_by("name_key"))


def panel(request: Request, organisation: Organisation) -> SafeString:
    """Branch, commune class, priority neighbourhood; the sheets merged into this one.

    Two queries, one more for a branch of the house's own and one for a neighbourhood.
    """
    return render_to_string(
        "directory/_situation.html", situation_of(request, organisation), request
    )
