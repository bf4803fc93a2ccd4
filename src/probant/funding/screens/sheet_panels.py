"""Where sheets are reached from: the convention, each of its actions, the list."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.funding.access import can_change
from probant.funding.queries import ActionYear, ConventionFile
from probant.funding.screens.sheet_words import VERBS
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE, TEAM
from probant.ui import panels
from probant.ui.request import Request


def register() -> None:
    """Register the words and the panels of sheets. No query in any of them."""
    verbs.register(VERBS)
    panels.slot("sheet.side", "à côté d’une fiche action")
    panels.register("convention.gestures", "sheets.new", order=30, can=can_write, render=new)
    panels.register("convention.action", "sheets.link", order=5, can=can_read, render=link)
    panels.register("conventions.more", "sheets.templates", order=30, can=is_team, render=templates)


def can_write(actor: Actor, file: ConventionFile) -> bool:
    """Whoever may change the convention."""
    return can_change(actor, file.convention).allowed


def can_read(actor: Actor, it: ActionYear) -> bool:
    """Whoever reads the convention, where it has a sheet."""
    return it.sheet is not None and actor.has(*(HOUSE | FUNDERS))


def is_team(actor: Actor, _: Any) -> bool:
    """The team keeps its layouts."""
    return actor.house_id is not None and actor.has(*TEAM)


def new(request: Request, file: ConventionFile) -> SafeString:
    """A sheet more."""
    return render_to_string("funding/_sheet_new.html", {"convention": file.convention})


def link(request: Request, it: ActionYear) -> SafeString:
    """The page of the sheet; to change it, to renew it."""
    context = {
        "sheet": it.sheet,
        "year": it.year,
        "edits": can_change(request.actor, it.convention).allowed,
    }
    return render_to_string("funding/_sheet_link.html", context)


def templates(request: Request, _: Any) -> SafeString:
    """The layouts of the house."""
    return render_to_string("funding/_sheet_templates_link.html")
