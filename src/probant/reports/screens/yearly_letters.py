"""The letters of a year to all the volunteers: drawn in one gesture, printed in one file."""

import datetime
import logging
from subprocess import TimeoutExpired
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.engagement import actions
from probant.engagement.queries.yearly_letters import letters, letters_of_year
from probant.engagement.rules import write_minutes
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.programmes.screens.submit import Subject, answer
from probant.reports.actions import WRITERS
from probant.reports.papers.volunteer_paper import collect_year
from probant.reports.press import PressError
from probant.reports.screens.views import KINDS, NOT_SET
from probant.ui import panels
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment
from probant.ui.templatetags.ui import crumbs

log = logging.getLogger(__name__)
FORMATS = ("pdf", "docx")


class SignatoryForm(forms.Form):
    """Who signs the letters that are still to be drawn."""

    signed_by = forms.CharField(
        label="Signataire",
        max_length=120,
        error_messages={"required": "Dites qui signe : prénom et nom."},
    )
    capacity = forms.CharField(
        label="Qualité", max_length=120, required=False, help_text="Présidente, trésorier…"
    )


def page(request: Request, year: int) -> HttpResponse:
    """`/benevoles/lettres/<year>/`: who gave hours, who has a letter; one gesture for the rest."""
    actor, this = request.actor, timezone.localdate().year
    if not this - 30 <= year <= this:
        raise Http404
    here = reverse("reports:yearly-letters", args=[year])
    found = letters_of_year(actor, year)
    waiting = sum(1 for one in found if one.paper is None)

    def act(data: Any, keys: Any) -> str:
        actions.issue_letters(actor, house_id=actor.house, year=year, key=keys.key, **data)
        return here

    return answer(
        request,
        SignatoryForm(request.POST or None),
        act=act,
        template="reports/yearly_letters.html",
        subject=Subject(actor.house, "volunteer_paper"),
        back=here,
        done="Les lettres sont établies : téléchargez-les en un fichier.",
        context={
            "year": year,
            "years": [other for other in (year - 1, year, year + 1) if other <= this],
            "is_running": year == this,
            "rows": [(one, write_minutes(one.minutes)) for one in found],
            "waiting": waiting,
            "drawn": len(found) - waiting,
            "trail": crumbs(
                "Bénévoles", reverse("engagement:volunteers"), f"Lettres de l’année {year}"
            ),
        },
    )


def download(request: Request, year: int) -> HttpResponse:
    """`/benevoles/lettres/<year>/fichier/` (POST): all the letters of a year, one a page."""
    ending = request.POST.get("format", "pdf")
    house = request.actor.house
    rows = list(letters(house, year)) if datetime.MINYEAR <= year <= datetime.MAXYEAR else []
    if not rows or ending not in FORMATS:
        raise Http404
    content = collect_year(year, rows)
    try:
        written = WRITERS[ending](content)
    except (PressError, TimeoutExpired):
        log.exception("The press refused the letters of %s", year)
        messages.error(request, NOT_SET)
        return redirect("reports:yearly-letters", year)
    with change(request.actor, verb="reports.volunteer_paper", houses=[house]) as entry:
        entry.seal("report")
    return attachment(written, f"{content.file_name}.{ending}", KINDS[ending])


def register() -> None:
    """Offer the letters of the year beside the list of volunteers."""
    panels.register("volunteers.more", "letters", order=10, can=_is_team, render=_link)


def _is_team(actor: Actor, subject: object) -> bool:
    return actor.house_id is not None and actor.has(*TEAM)


def _link(request: Request, subject: object) -> SafeString:
    """Where the letters are. No query."""
    today = timezone.localdate()
    # letters of thanks are written when the year is over, and until its accounts are closed
    year = today.year if today.month > 9 else today.year - 1
    return render_to_string("reports/_yearly_letters_link.html", {"year": year})
