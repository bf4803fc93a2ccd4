"""Where figures of a collective are met: under those of the house."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.consortia.access import READERS
from probant.kernel.actor import Actor
from probant.ui import panels
from probant.ui.request import Request


def register() -> None:
    """Lead from the figures of the house to those of its collectives."""
    panels.register("figures.more", "consortia", order=10, can=can_see, render=draw_link)


def can_see(actor: Actor, subject: object) -> bool:
    """People of a house."""
    return actor.house_id is not None and actor.has(*READERS)


def draw_link(request: Request, subject: object) -> SafeString:
    """One line."""
    return render_to_string("consortia/_link.html", {}, request)
