"""What figures show on the pages of lower rooms: the results of an action, year by year."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from probant.indicators.access import may_have_reach, reach_of
from probant.indicators.screens.cards import cards_of
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui import panels
from probant.ui.request import Request


def register() -> None:
    """Fill the slot of a convention's actions."""
    panels.register(
        "convention.action_results",
        "figures",
        order=10,
        can=can_see_results,
        render=draw_results,
    )


def can_see_results(actor: Actor, subject: Any) -> bool:
    """Whoever reads figures; `draw_results` then asks, once, what is reached by the action."""
    return subject.action is not None and may_have_reach(actor)


def draw_results(request: Request, subject: Any) -> SafeString:
    """The figures that the action's scope reaches, for the year shown (`subject.action, .year`).

    Nothing where the reader has no right to the action, or the year has not begun.
    """
    reach = reach_of(
        request.actor,
        action_id=subject.action.pk,
        with_names=False,
    )
    if reach is None or subject.year > timezone.localdate().year:
        return mark_safe("")
    groups = cards_of(reach, Period.year(subject.year), Cut.now())
    cards = [card for _, held in groups for card in held]
    shown = {"cards": cards, "year": subject.year, "is_empty": not any(c.value for c in cards)}
    return render_to_string("indicators/_results.html", shown)
