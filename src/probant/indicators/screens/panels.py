"""What figures show on the pages of lower rooms: the results of an action, year by year."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from probant.indicators.access import may_have_reach, reach_of
from probant.indicators.costs import also_presented, cost_per_result
from probant.indicators.engine import measure_all
from probant.indicators.registry import catalogue
from probant.indicators.screens import counted
from probant.indicators.screens.cards import card_of, cards_of
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui import panels
from probant.ui.request import Request


def register() -> None:
    """Fill the slots of a convention's actions and of a funding plan."""
    panels.register(
        "convention.action_results",
        "figures",
        order=10,
        can=can_see_results,
        render=draw_results,
    )
    panels.slot("figures.more", "où mènent encore les chiffres de la maison, en une ligne")
    panels.slot("counted.more", "ce qui a été publié de ce qu’un enregistrement fait compter")
    for kind, slot in (
        ("rencontre", "session.side"),
        ("dossier", "case.side"),
        ("mission", "mission.side"),
        ("accueil", "call.side"),
        ("demande", "request.side"),
        ("rendez-vous", "appointment.side"),
        ("structure", "organisation.side"),
        ("personne", "person.side"),
        ("personne", "volunteer.side"),
        ("participant", "participant.side"),
        ("proposition", "proposal.side"),
        ("document", "output.side"),
        ("feuille-de-route", "roadmap.side"),
        ("membre", "member.side"),
        ("seance", "sitting.side"),
        ("deliberation", "deliberation.side"),
    ):
        panels.register(
            slot, "counted", order=90, can=counted.can_see, render=counted.panel_of(kind)
        )
    panels.register(
        "convention.side",
        "counted",
        order=90,
        can=lambda actor, file: counted.can_see(actor, file.convention),
        render=lambda request, file: counted.panel_of("convention")(request, file.convention),
    )
    panels.register("plan.results", "cost", order=10, can=can_see_results, render=draw_cost)
    panels.register(
        "project.objective", "figures", order=10, can=can_see_objective, render=draw_objective
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


def draw_cost(request: Request, subject: Any) -> SafeString:
    """What a result of an action costs (`subject.action, .plan, .spent`), `?resultat=` chosen."""
    reach = reach_of(request.actor, action_id=subject.action.pk, with_names=False)
    if reach is None:
        return mark_safe("")
    year = subject.plan.year
    found = cost_per_result(
        reach,
        Period.year(year),
        cost_cents=subject.spent.cost_cents if subject.spent else subject.plan.cost_cents,
        code=request.GET.get("resultat", ""),
    )
    shown = {
        "found": found,
        "year": year,
        "action": subject.action,
        "is_actual": subject.spent is not None,
        "result": card_of(found.result, reach) if found.result else None,
        "also": also_presented(found.result, subject.action, request.actor) if found.result else [],
    }
    return render_to_string("indicators/_cost.html", shown, request=request)


def can_see_objective(actor: Actor, subject: Any) -> bool:
    """Whoever reads figures."""
    return may_have_reach(actor)


def draw_objective(request: Request, subject: Any) -> SafeString:
    """The figures of an objective, each within the scope of an action that serves it.

    `subject.codes` says which; without codes, what its actions count; without actions, the house's
    own. A figure is measured over the years of the project that have begun.
    """
    wanted = [one for one in catalogue() if one.code in subject.codes] or None
    served = list(subject.objective.actions.all())
    scopes = [(one.name, reach_of(request.actor, action_id=one.pk)) for one in served]
    if not served and wanted:
        scopes = [("", reach_of(request.actor))]
    rows = []
    for name, reach in scopes:
        if reach is None:
            continue
        figures = measure_all(
            house_id=reach.house_id,
            period=subject.period,
            cut=Cut.now(),
            scope=reach.scope,
            indicators=wanted,
        )
        cards = [card_of(one, reach) for one in figures if wanted or one.value]
        rows.append({"name": name if len(served) > 1 else "", "cards": cards})
    shown = {"rows": rows, "period": subject.period}
    return render_to_string("indicators/_objective.html", shown)
