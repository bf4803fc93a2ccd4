"""The register of providers: what they know, where, at what rate; missions and marks derived."""

from typing import Any

from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.directory.models import Organisation
from probant.directory.writing import ORGANISATION
from probant.kernel.text import fold
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.access import may_open_cases
from probant.support.models import (
    MissionContracted,
    MissionEvaluated,
    Provider,
    ProviderConsulted,
    ProviderPlace,
    Skill,
)
from probant.support.queries.engineering import provider_records
from probant.support.screens.dla_tables import PROVIDERS
from probant.support.screens.engineering_forms import ProviderForm
from probant.support.screens.tables import MISSIONS
from probant.support.screens.views.acts import FORM
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs
from probant.ui.write import write_number


def listing(request: Request) -> HttpResponse:
    """`/prestataires/`: filters are words in the address."""
    actor = request.actor
    chosen = {name: request.GET.get(name, "") for name in ("nom", "competence", "territoire")}
    rows = _filtered(Provider.objects.visible_to(actor).filter(is_listed=True), chosen)
    page = keyset_page(
        rows.annotate(
            name=F("organisation__name"),
            name_key=F("organisation__name_key"),
            where=F("organisation__place_name"),
        ).values("id", "organisation_id", "name", "name_key", "where", "day_rate_cents"),
        PROVIDERS.sort(request.GET),
        request.GET,
    )
    _describe(actor.house, page.rows)
    places = ProviderPlace.objects.filter(provider__house_id=actor.house)
    context = {
        "table": PROVIDERS.render(page.rows, query=request.GET, page=page),
        "chosen": chosen,
        "skills": Skill.choices,
        "places": list(
            places.order_by("place_name").values_list("place_code", "place_name").distinct()
        ),
        "may_open": may_open_cases(actor, actor.house).allowed,
    }
    return render(request, "support/providers.html", context)


def _filtered(rows: Any, chosen: dict[str, str]) -> Any:
    if chosen["nom"]:
        rows = rows.filter(organisation__name_key__contains=fold(chosen["nom"])[:100])
    if chosen["competence"] in Skill.values:
        rows = rows.filter(skills__skill=chosen["competence"])
    if chosen["territoire"]:
        here = Q(places__place_code=chosen["territoire"][:9]) | Q(places__isnull=True)
        rows = rows.filter(here).distinct()
    return rows


def _describe(house_id: int, rows: list[dict[str, Any]]) -> None:
    """Skills, territories, missions and marks of the providers shown. Five queries."""
    ids = [row["id"] for row in rows]
    found = Provider.objects.filter(pk__in=ids).prefetch_related("skills", "places")
    held = {provider.pk: provider for provider in found}
    records = provider_records(house_id, [row["organisation_id"] for row in rows])
    for row in rows:
        provider, record = held[row["id"]], records[row["organisation_id"]]
        row["skills"] = ", ".join(str(one.get_skill_display()) for one in provider.skills.all())
        row["places"] = ", ".join(one.place_name for one in provider.places.all()) or "partout"
        row["missions"] = record.missions
        row["mark"] = say_mark(record.mean_mark, record.marks)


def say_mark(mean: float | None, count: int) -> str:
    """A mean mark, and over how many; empty where there is none.

    >>> say_mark(4.25, 4)
    '4,3 sur 5 (4)'
    """
    return "" if mean is None else f"{write_number(round(mean + 1e-9, 1))} sur 5 ({count})"


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/prestataires/<structure>/`: what is known of it, its missions, what was thought of them."""
    actor = request.actor
    organisation = Organisation.objects.visible_to(actor).filter(pk=pk).first()
    if organisation is None:
        raise Http404
    provider = (
        Provider.objects.visible_to(actor)
        .filter(organisation=organisation)
        .prefetch_related("skills", "places")
        .first()
    )
    signed = (
        MissionContracted.objects.visible_to(actor)
        .now()
        .filter(provider=organisation)
        .annotate(
            day=F("occurred_on"),
            title=F("mission__title"),
            provider_name=F("provider__name"),
            programme_name=F("programme__name"),
        )
        .order_by("-day", "-id")
        .values(
            "id", "mission_id", "title", "provider_name", "programme_name", "kind", "day",
            "cost_cents",
        )
    )  # fmt: skip
    record = provider_records(actor.house, [organisation.pk])[organisation.pk]
    context = {
        "organisation": organisation,
        "provider": provider,
        "skills": [one.get_skill_display() for one in provider.skills.all()] if provider else [],
        "places": [one.place_name for one in provider.places.all()] if provider else [],
        "record": record,
        "mark": say_mark(record.mean_mark, record.marks),
        "table": MISSIONS.render(list(signed[:200])),
        "marks": list(
            MissionEvaluated.objects.visible_to(actor)
            .now()
            .filter(mission__provider=organisation)
            .select_related("mission")
            .order_by("-occurred_on", "-seq")[:50]
        ),
        "asked": ProviderConsulted.objects.visible_to(actor)
        .now()
        .filter(provider=organisation)
        .count(),
        "may_open": may_open_cases(actor, actor.house).allowed,
    }
    return render(request, "support/provider.html", context)


def create(request: Request) -> HttpResponse:
    """`/prestataires/nouveau/`: mark a structure of the directory as a provider."""
    return _write(request, None)


def edit(request: Request, pk: int) -> HttpResponse:
    """`/prestataires/<structure>/modifier/`."""
    organisation = Organisation.objects.visible_to(request.actor).filter(pk=pk).first()
    if organisation is None:
        raise Http404
    return _write(request, organisation)


def _write(request: Request, organisation: Organisation | None) -> HttpResponse:
    actor = request.actor
    provider = (
        Provider.objects.visible_to(actor).filter(organisation=organisation).first()
        if organisation
        else None
    )
    form = ProviderForm(
        request.POST or None, house_id=actor.house, provider=provider, named=organisation
    )
    listed = reverse("support:providers")

    def act(data: Any, keys: Any) -> str:
        given = dict(data)
        whose = given.pop("organisation", organisation)
        actions.register_provider(
            actor,
            house_id=actor.house,
            organisation=whose,
            read_at=keys.read_at,
            key=keys.key,
            **given,
        )
        return reverse("support:provider", args=[whose.pk])

    heading = organisation.name if organisation else "Inscrire un prestataire"
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, ORGANISATION, organisation.pk if organisation else 0),
        back=reverse("support:provider", args=[organisation.pk]) if organisation else listed,
        done="Le prestataire est au registre.",
        context={
            "heading": heading,
            "submit": "Enregistrer",
            "trail": crumbs("Prestataires", listed, heading),
            "lead": "",
            "above": "",
        },
    )
