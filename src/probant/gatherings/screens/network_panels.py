"""What networks show elsewhere: the way to them, a structure's memberships on its sheet."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from probant.directory.models import Organisation
from probant.gatherings.models import NetworkMember
from probant.gatherings.network_holdings import holdings
from probant.gatherings.network_moving import register as register_moves
from probant.gatherings.queries.mailings import CATEGORY
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.kernel.holdings import HOLDINGS
from probant.kernel.roles import HOUSE, TEAM
from probant.post.letters import CATEGORIES
from probant.search import kinds
from probant.ui import panels
from probant.ui.request import Request


def is_of_the_house(actor: Actor, subject: Any) -> bool:
    """Those who work or sit in the house."""
    return actor.has(*HOUSE)


def link(request: Request, subject: Any) -> SafeString:
    """The way to networks and their messages."""
    networks = format_html('<a href="{}">Réseaux et Club</a>', reverse("gatherings:networks"))
    if not request.actor.has(*TEAM):
        return format_html('<p class="next">{}</p>', networks)
    return format_html(
        '<p class="next">{} · <a href="{}">Messages</a></p>',
        networks,
        reverse("gatherings:mailings"),
    )


def memberships(request: Request, organisation: Organisation) -> SafeString:
    """The networks that a structure is a member of, on its sheet. One query."""
    own: Any = NetworkMember.objects.visible_to(request.actor)
    held = own.filter(organisation=organisation, is_struck=False).select_related(
        "network", "family"
    )
    rows = list(held.order_by("left_on", "network__name"))
    if not rows:
        return mark_safe("")
    lines = format_html_join(
        "",
        '<li><a href="{}">{}</a>{} <span class="small quiet">{}</span></li>',
        (
            (
                reverse("gatherings:network-member", args=[one.pk]),
                one.network.name,
                f", {one.family.name}" if one.family else "",
                _since(one),
            )
            for one in rows
        ),
    )
    return format_html(
        '<section class="panel"><div class="panel__head"><h2 class="panel__title">Réseaux</h2>'
        '</div><ul class="plain-list">{}</ul></section>',
        lines,
    )


def _since(member: NetworkMember) -> str:
    begun = write_short_date(member.joined_on)
    if member.left_on is None:
        return f"depuis le {begun}"
    return f"du {begun} au {write_short_date(member.left_on)}"


def offer_network() -> None:
    """Register what is shown elsewhere, searched for, held of people, moved, unsubscribed from."""
    panels.slot("network.reports", "ce qui s’établit de l’année d’un réseau (l’année)")
    register_moves()
    HOLDINGS.register("gatherings.network", holdings, order=56)
    panels.register("sessions.more", "network", order=20, can=is_of_the_house, render=link)
    panels.register(
        "organisation.side", "network", order=40, can=is_of_the_house, render=memberships
    )
    kinds.offer(
        "networks",
        "Voir les réseaux et le Club",
        "gatherings:networks",
        roles=HOUSE,
        words="réseau acteurs membres familles club adhésions mandats image",
        order=60,
    )
    kinds.offer(
        "new_mailing",
        "Écrire au réseau",
        "gatherings:mailing-create",
        roles=TEAM,
        words="message courriel lettre diffusion membres annonce",
        order=61,
    )
    CATEGORIES.register(CATEGORY, "les messages du réseau")
