"""Members of networks: one member and what it did, those to let in, those who leave."""

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.directory.screens.together import answer_together, boxes_for, undo_together
from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import NetworkMember
from probant.gatherings.queries.network import addable, parts_of
from probant.gatherings.screens.network_forms import FamilyChoiceForm, LeaveForm
from probant.gatherings.screens.network_gestures import CANDIDATES_TOGETHER, MEMBERS_TOGETHER
from probant.gatherings.screens.network_tables import CANDIDATES
from probant.gatherings.screens.views.networks import FORM, read_year
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.programmes.screens.submit import Subject, answer
from probant.programmes.screens.void import VoidForm
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

PARTS = (
    ("presences", "present", "Présente à", "Elle n’est venue à aucune rencontre."),
    ("invitations", "invited", "Invitée à", "Aucune invitation n’est notée."),
    ("co-organisations", "organised", "A co-organisé", "Aucune co-organisation n’est notée."),
)


def load_member(request: Request, pk: int, *, write: bool = False) -> NetworkMember:
    """The member; 404 where the actor may not see it (or write on it)."""
    found: Any = NetworkMember.objects.visible_to(request.actor)
    named = found.select_related("network__programme", "organisation", "family")
    member: NetworkMember | None = named.filter(pk=pk).first()
    if member is None or (write and not may_write_sessions(request.actor, member.house_id)):
        raise Http404
    return member


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/reseaux/membres/<id>/`: since when, and the meetings behind each of its numbers."""
    member, year = load_member(request, pk), read_year(request)
    every = request.GET.get("rencontres") == "toutes"
    found = parts_of(member, Period.year(year), every=every)
    context = {
        "member": member,
        "year": year,
        "every": every,
        "parts": [
            {"anchor": anchor, "heading": heading, "rows": found[key], "none": none}
            for anchor, key, heading, none in PARTS
        ],
        "writes": may_write_sessions(request.actor, member.house_id).allowed,
    }
    return render(request, "gatherings/network_member.html", context)


def candidates(request: Request) -> HttpResponse:
    """`/reseaux/ajouter/`: the directory, with boxes."""
    actor = request.actor
    text = request.GET.get("q", "").strip()[:120]
    rows = addable(actor, text).values("id", "organisation_id", "name", "name_key", "place_name")
    page = keyset_page(rows, CANDIDATES.sort(request.GET), request.GET)
    held = _networks_of(actor, [row["organisation_id"] for row in page.rows])
    for row in page.rows:
        row["networks"] = ", ".join(held[row["organisation_id"]])
    context = {
        "text": text,
        "table": CANDIDATES.render(
            page.rows,
            query=request.GET,
            page=page,
            choosing=boxes_for(request, CANDIDATES_TOGETHER),
        ),
    }
    return render(request, "gatherings/network_add.html", context)


def _networks_of(actor: Actor, organisations: list[int]) -> dict[int, list[str]]:
    """Structure → the networks it is a member of today. One query."""
    own: Any = NetworkMember.objects.visible_to(actor)
    standing = own.filter(
        organisation__in=organisations, left_on__isnull=True, is_struck=False
    ).order_by("network__name")
    found: dict[int, list[str]] = defaultdict(list)
    for number, name in standing.values_list("organisation_id", "network__name"):
        found[number].append(name)
    return found


def candidates_together(request: Request) -> HttpResponse:
    """`/reseaux/ajouter/ensemble/`."""
    return answer_together(request, CANDIDATES_TOGETHER)


def candidates_undo(request: Request) -> HttpResponse:
    """`/reseaux/ajouter/defaire/`."""
    return undo_together(request, CANDIDATES_TOGETHER)


def together(request: Request) -> HttpResponse:
    """`/reseaux/membres/ensemble/`."""
    return answer_together(request, MEMBERS_TOGETHER)


def together_undo(request: Request) -> HttpResponse:
    """`/reseaux/membres/defaire/`."""
    return undo_together(request, MEMBERS_TOGETHER)


def _trail(member: NetworkMember, last: str) -> SafeString:
    return crumbs(
        "Réseaux",
        reverse("gatherings:networks"),
        member.network.name,
        reverse("gatherings:network", args=[member.network_id]),
        str(member),
        reverse("gatherings:network-member", args=[member.pk]),
        last,
    )


def _respond(request: Request, member: NetworkMember, form: Any, act: Any, **told: Any) -> Any:
    back = reverse("gatherings:network-member", args=[member.pk])

    def acted(data: Any, keys: Any) -> str:
        act(data, keys)
        return back

    return answer(
        request,
        form,
        act=acted,
        template=FORM,
        subject=Subject(member.house_id, "network", member.network_id),
        back=back,
        done=told.pop("done"),
        day_field="left_on",
        context={
            "trail": _trail(member, told["heading"]),
            "lead": str(member),
            "above": "",
            **told,
        },
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """Put a member in another family or college."""
    member = load_member(request, pk, write=True)
    initial = {"family": member.family_id, "college": member.college}
    form = FamilyChoiceForm(request.POST or None, house_id=member.house_id, initial=initial)

    def act(data: Any, keys: Any) -> None:
        actions.edit_member(request.actor, member=member, key=keys.key, **data)

    return _respond(
        request,
        member,
        form,
        act,
        heading="Famille et collège",
        submit="Enregistrer",
        done="C’est enregistré ; ce qui était déjà noté garde la famille de son jour.",
    )


def leave(request: Request, pk: int) -> HttpResponse:
    """Note that a member leaves."""
    member = load_member(request, pk, write=True)
    form = LeaveForm(request.POST or None)

    def act(data: Any, keys: Any) -> None:
        actions.leave_network(request.actor, member=member, key=keys.key, **data)

    return _respond(
        request,
        member,
        form,
        act,
        heading="Noter sa sortie",
        submit="Noter sa sortie",
        done="La sortie est notée.",
    )


def stay(request: Request, pk: int) -> HttpResponse:
    """Take a departure back."""
    member = load_member(request, pk, write=True)
    form = VoidForm(request.POST or None)

    def act(data: Any, keys: Any) -> None:
        actions.stay_in_network(request.actor, member=member, key=keys.key, **data)

    return _respond(
        request,
        member,
        form,
        act,
        heading="Annuler sa sortie",
        submit="Annuler la sortie",
        done="La sortie est annulée ; le fait reste, barré, avec son motif.",
    )


def strike(request: Request, pk: int) -> HttpResponse:
    """It was noted a member by mistake."""
    member = load_member(request, pk, write=True)
    form = VoidForm(request.POST or None)

    def act(data: Any, keys: Any) -> None:
        actions.strike_member(request.actor, member=member, key=keys.key, **data)

    return _respond(
        request,
        member,
        form,
        act,
        heading="Notée membre par erreur",
        submit="Annuler son entrée",
        done="L’entrée est annulée ; elle ne compte plus dans aucun taux.",
    )
