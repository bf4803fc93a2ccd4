"""What accounts and reports show on the page of a convention and above the list."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.funding.access import STEWARDS, can_record
from probant.funding.queries import ActionYear, ConventionFile
from probant.funding.queries.committees import committees_of, may_renew
from probant.funding.queries.reports import spent_of
from probant.funding.rules.reports import GapRow, form_rows
from probant.funding.screens.report_tables import STATES, report_rows
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE
from probant.ui import panels
from probant.ui.request import Request


def register() -> None:
    """Fill the slots of the page of a convention and of the list."""
    panels.register("conventions.more", "accounts", order=30, can=reads, render=links)
    panels.register("convention.action", "actual", order=20, can=reads, render=actual)
    panels.register("convention.side", "financial", order=30, can=reads, render=reports)


def reads(actor: Actor, subject: Any) -> bool:
    """Whoever reads conventions; each panel loads only what is visible."""
    return actor.has(*HOUSE, *FUNDERS)


def links(request: Request, subject: Any) -> SafeString:
    """Where the list leads: accounts, reports, services. No query."""
    shown = [("Comptes rendus financiers", "funding:financial-reports")]
    if request.actor.house_id is not None and request.actor.has(*STEWARDS):
        shown = [
            ("Comptes et réalisé", "funding:accounts"),
            *shown,
            ("Prestations vendues", "funding:services"),
        ]
    parts = [format_html('<a href="{}">{}</a>', reverse(route), label) for label, route in shown]
    return format_html('<p class="small">{}</p>', SafeString(" · ".join(parts)))


def actual(request: Request, subject: ActionYear) -> SafeString:
    """Budget against actual of an action, each amount opening onto its entries. No query."""
    actor = request.actor
    own = actor.house_id == subject.convention.house_id
    if subject.action is None or subject.sheet is None or not own:
        return SafeString("")
    steward = actor.has(*STEWARDS)
    rows: tuple[GapRow, ...] = ()
    if subject.spent:
        planned = subject.planned.table if subject.planned else None
        rows = form_rows(planned, spent_of(subject.spent), subject.year)
    context = {
        "it": subject,
        "rows": [row for row in rows if row.level != "line"],
        "entries_href": reverse("funding:entries", args=[subject.year]) if steward else "",
        "accounts_href": f"{reverse('funding:accounts')}?annee={subject.year}" if steward else "",
        "may_write": can_record(actor, subject.convention.house_id).allowed,
    }
    return render_to_string("funding/_actual.html", context, request=request)


def reports(request: Request, file: ConventionFile) -> SafeString:
    """The reports of a convention and its committees. Five queries at most."""
    actor = request.actor
    convention = file.convention
    own = actor.house_id == convention.house_id
    rows = list(report_rows(actor).filter(convention=convention).order_by("-year", "sheet__number"))
    held = committees_of(convention)
    renews = may_renew(convention, file.year) if own else None
    context = {
        "file": file,
        "rows": [{**row, "tag": STATES[row["state"]]} for row in rows],
        "held": held,
        "renews": renews,
        "may_write": can_record(actor, convention.house_id).allowed,
        "whole_begun": any(
            row["what"] == "Convention entière" and row["year"] == file.year for row in rows
        ),
    }
    return render_to_string("funding/_reports.html", context, request=request)
