"""The networks of the house: the list, one network with its members, its picture, its families."""

import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.directory.screens.together import boxes_for
from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Network, NetworkFamily
from probant.gatherings.queries.network import (
    GONE,
    PRESENT,
    MemberFilter,
    activity_of,
    affiliations_of,
    colleges_of,
    families_of,
    family_counts,
    last_year_of,
    member_rows,
    network_rows,
)
from probant.gatherings.screens.network_forms import (
    FamilyEditForm,
    FamilyForm,
    NetworkEditForm,
    NetworkForm,
)
from probant.gatherings.screens.network_gestures import MEMBERS_TOGETHER
from probant.gatherings.screens.network_picture import draw_network
from probant.gatherings.screens.network_tables import ACTIVITY, MEMBERS, NETWORKS
from probant.journal.reading import reading
from probant.kernel.period import Period
from probant.programmes.screens.submit import Subject, answer
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"
STATES = ((PRESENT, "membres aujourd’hui"), (GONE, "anciens membres"))
FIRST_YEAR = 2000
REPORTED = "reseau-acteurs"  # the network whose year has a report


def load_network(request: Request, pk: int, *, write: bool = False) -> Network:
    """The network; 404 where the actor may not see it (or write on it)."""
    found: Any = Network.objects.visible_to(request.actor).select_related("programme")
    network: Network | None = found.filter(pk=pk).first()
    if network is None or (write and not may_write_sessions(request.actor, network.house_id)):
        raise Http404
    return network


def read_year(request: Request) -> int:
    """The year of the address; the present one where it says none that makes sense."""
    said = request.GET.get("annee", "")
    today: datetime.date = timezone.localdate()
    year = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else today.year
    return year if FIRST_YEAR <= year <= today.year + 1 else today.year


def listing(request: Request) -> HttpResponse:
    """`/reseaux/`: what the house animates, and where it sits itself."""
    actor = request.actor
    context = {
        "table": NETWORKS.render(list(network_rows(actor)), query=request.GET),
        "affiliations": affiliations_of(actor),
        "writes": may_write_sessions(actor, actor.house).allowed,
    }
    return render(request, "gatherings/networks.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/reseaux/<id>/`: its members; filters are words in the address."""
    actor = request.actor
    network = load_network(request, pk)
    chosen = MemberFilter.read(request.GET)
    page = keyset_page(member_rows(network, chosen), MEMBERS.sort(request.GET), request.GET)
    writes = may_write_sessions(actor, network.house_id).allowed
    context = {
        "network": network,
        "table": MEMBERS.render(
            page.rows,
            query=request.GET,
            page=page,
            choosing=boxes_for(request, MEMBERS_TOGETHER) if writes else None,
        ),
        "chosen": chosen,
        "states": STATES,
        "families": families_of(network.house_id, closed=True),
        "colleges": colleges_of(network),
        "writes": writes,
    }
    return render(request, "gatherings/network.html", context)


def picture(request: Request, pk: int) -> HttpResponse:
    """`/reseaux/<id>/image/`: who was invited, who came, who co-organised, in a year."""
    network, every = load_network(request, pk), request.GET.get("rencontres") == "toutes"
    year = (
        read_year(request)
        if request.GET.get("annee")
        else last_year_of(network, timezone.localdate(), every=every)
    )
    with reading():
        activity = activity_of(network, Period.year(year), every=every)
    context = {
        "network": network,
        "activity": activity,
        "picture": draw_network(activity),
        "table": ACTIVITY.render(activity_rows(activity, year, every=every), query=request.GET),
        "year": year,
        "every": every,
        "is_reported": bool(network.programme and network.programme.official_code == REPORTED),
    }
    return render(request, "gatherings/network_picture.html", context)


def activity_rows(activity: Any, year: int, *, every: bool) -> list[dict[str, Any]]:
    """A row a member; each number leads to its list on the member's page."""
    pattern = href_pattern("gatherings:network-member")
    names = dict(activity.families)
    query = f"?annee={year}" + ("&rencontres=toutes" if every else "")
    rows = []
    for line in activity.lines:
        there = pattern % line.member_id + query
        rows.append(
            {
                "name": line.organisation.name,
                "family": names.get(line.family, ""),
                "member_href": there,
                **{name: getattr(line, name) for name in ("invited", "present", "organised")},
                "invited_href": f"{there}#invitations",
                "present_href": f"{there}#presences",
                "organised_href": f"{there}#co-organisations",
            }
        )
    return rows


def _trail(*steps: str) -> Any:
    return crumbs(
        "Rencontres",
        reverse("gatherings:sessions"),
        "Réseaux",
        reverse("gatherings:networks"),
        *steps,
    )


def create(request: Request) -> HttpResponse:
    """Open a network."""
    actor = request.actor
    form = NetworkForm(request.POST or None, actor=actor)

    def act(data: Any, keys: Any) -> str:
        network = actions.open_network(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("gatherings:network", args=[network.pk])

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "network"),
        back=reverse("gatherings:networks"),
        done="Le réseau est ouvert ; ajoutez ses membres.",
        context={
            "heading": "Ouvrir un réseau",
            "submit": "Ouvrir le réseau",
            "trail": _trail("Ouvrir un réseau"),
            "lead": "",
            "above": "",
        },
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """Rename or close a network."""
    network = load_network(request, pk, write=True)
    initial = {name: getattr(network, name) for name in ("name", "purpose", "is_open")}
    form = NetworkEditForm(request.POST or None, initial=initial)
    back = reverse("gatherings:network", args=[pk])

    def act(data: Any, keys: Any) -> str:
        actions.edit_network(
            request.actor, network=network, read_at=keys.read_at, key=keys.key, **data
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(network.house_id, "network", network.pk),
        back=back,
        done="Le réseau est modifié.",
        context={
            "heading": "Modifier le réseau",
            "submit": "Enregistrer",
            "trail": _trail(network.name, back, "Modifier"),
            "lead": network.name,
            "above": "",
        },
    )


def families(request: Request) -> HttpResponse:
    """`/reseaux/familles/`: those of the house, and one more."""
    actor = request.actor
    form = FamilyForm(request.POST or None)
    back = reverse("gatherings:network-families")

    def act(data: Any, keys: Any) -> str:
        actions.add_family(actor, house_id=actor.house, name=data["name"], key=keys.key)
        return back

    return answer(
        request,
        form,
        act=act,
        template="gatherings/network_families.html",
        subject=Subject(actor.house, "network_family"),
        back=back,
        done="La famille est ajoutée.",
        context={"rows": family_counts(actor.house), "trail": _trail("Familles")},
    )


def family(request: Request, pk: int) -> HttpResponse:
    """Rename a family, or offer it no longer."""
    own: Any = NetworkFamily.objects.visible_to(request.actor)
    found: NetworkFamily | None = own.filter(pk=pk).first()
    if found is None:
        raise Http404
    initial = {"name": found.name, "is_open": found.is_open}
    form = FamilyEditForm(request.POST or None, initial=initial)
    back = reverse("gatherings:network-families")

    def act(data: Any, keys: Any) -> str:
        actions.edit_family(request.actor, family=found, key=keys.key, **data)
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(found.house_id, "network_family", found.pk),
        back=back,
        done="La famille est modifiée ; les faits déjà notés gardent leur famille.",
        context={
            "heading": "Modifier une famille",
            "submit": "Enregistrer",
            "trail": _trail("Familles", back, found.name),
            "lead": found.name,
            "above": "",
        },
    )
