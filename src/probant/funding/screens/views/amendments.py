"""Amendments of a convention: a new one, and what one changes."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.funding import actions
from probant.funding.actions.amendments import can_amend
from probant.funding.models import AmendmentChange, Convention
from probant.funding.queries import ConventionFile
from probant.funding.queries.standing import since_of
from probant.funding.rules import Status
from probant.funding.rules.articles import gather, key_of
from probant.funding.screens.amendment_forms import AmendmentForm, ChangesForm
from probant.funding.screens.tables import TONES
from probant.funding.screens.views.convention_edit import mine, page_address, show, trail
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.kernel.roles import TEAM
from probant.ui.request import Request
from probant.ui.rows import wants_more

ROWS = "funding/rows_form.html"
PREFIX = ChangesForm.prefix_of_rows


def add(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/avenant/`."""
    actor = request.actor
    convention = mine(actor, pk)
    verdict = can_amend(actor, convention)
    if not verdict.allowed:
        context = {
            "heading": "Nouvel avenant",
            "trail": trail(convention, "Nouvel avenant"),
            "reason": verdict.reason,
            "back": page_address(convention),
        }
        return render(request, "funding/refused.html", context, status=409)
    more = wants_more(request, PREFIX)
    numbers = [one.number or 0 for one in convention.amendments.all()]
    form = AmendmentForm(
        request.POST or None,
        row_options={"sheets": _sheets(convention)},
        initial={"number": max(numbers, default=0) + 1},
    )

    def act(data: Any, keys: Any) -> str:
        made = actions.record_amendment(
            actor=actor, convention=convention, changes=form.drafts, key=keys.key, **data
        )
        return page_address(made)

    return show(
        request,
        form,
        act,
        convention,
        heading="Nouvel avenant",
        submit="Enregistrer l’avenant",
        done="L’avenant est enregistré.",
        lead="Un avenant dit ce qu’il change, article par article ; il a son vote et sa signature. "
        "La convention se lit ensuite telle qu’elle est en vigueur un jour donné.",
        template=ROWS,
        day_field="signed_on",
        more=more,
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/modifications/`: what an amendment changes."""
    actor = request.actor
    amendment = mine(actor, pk)
    if amendment.amends is None:
        raise Http404
    more = wants_more(request, PREFIX)
    form = ChangesForm(
        request.POST or None,
        lines=_lines(amendment),
        row_options={"sheets": _sheets(amendment.amends)},
    )

    def act(data: Any, keys: Any) -> str:
        actions.set_changes(
            actor=actor,
            amendment=amendment,
            changes=form.drafts,
            read_at=keys.read_at,
            key=keys.key,
        )
        return page_address(amendment)

    return show(
        request,
        form,
        act,
        amendment,
        heading="Ce que l’avenant change",
        submit="Enregistrer les changements",
        done="L’avenant est modifié.",
        template=ROWS,
        more=more,
    )


def _sheets(convention: Convention) -> list[Any]:
    return list(convention.sheets.select_related("action").order_by("number"))


def _lines(amendment: Convention) -> list[dict[str, Any]]:
    words = _words(amendment)
    by_action = {one.action_id: one.pk for one in _sheets(amendment.amends or amendment)}
    lines = []
    for one in amendment.changes.all():
        title, text = words.get(key_of(one.article), ("", ""))
        sheet = one.sheet_id or by_action.get(one.action_id or 0)
        lines.append(
            {
                "nature": one.nature,
                "article": one.article,
                "title": title,
                "text": text,
                "starts_on": one.starts_on,
                "ends_on": one.ends_on,
                "year": one.year,
                "amount_cents": one.amount_cents,
                "sheet": str(sheet or ""),
            }
        )
    return lines


def _words(amendment: Convention) -> dict[str, tuple[str, str]]:
    rows = [(one.article, one.title, one.text) for one in amendment.clauses.all()]
    return {key_of(one.number, one.title): (one.title, one.text) for one, _ in gather(rows)}


def say_change(change: AmendmentChange, sheets: dict[int, str], actions_: dict[int, str]) -> str:
    """What changes, in one line."""
    nature = change.nature
    if nature == "period":
        parts = []
        if change.starts_on:
            parts.append(f"commence le {write_date(change.starts_on)}")
        if change.ends_on:
            parts.append(f"finit le {write_date(change.ends_on)}")
        return f"La convention {' et '.join(parts)}"
    if nature == "amount":
        what = f", {actions_[change.action_id]}" if change.action_id in actions_ else ""
        return f"Montant {change.year}{what} : {write_euros(change.amount_cents or 0)}"
    if nature == "sheet":
        return f"Fiche ajoutée : {sheets.get(change.sheet_id or 0, 'fiche action')}"
    verb = {"replaced": "remplacé", "added": "ajouté", "removed": "supprimé"}[nature]
    return f"Article {change.article} {verb}"


def draw(request: Request, file: ConventionFile) -> SafeString:
    """Amendments on the page of a convention; on that of an amendment, what it changes."""
    convention = file.convention
    sheets = {one.sheet.pk: str(one.sheet) for one in file.actions if one.sheet}
    names = {
        one.action.pk: f"action {one.sheet.number}"
        for one in file.actions
        if one.action and one.sheet
    }
    is_amendment = convention.amends_id is not None
    rows = [convention] if is_amendment else list(file.amendments)
    if not rows:
        return SafeString("")
    shown = [
        {
            "it": one,
            "since": since_of(one),
            "status": Status(one.status).label
            if _keeps(request.actor, one)
            else Status(one.status).funder_label,
            "tone": TONES[Status(one.status)],
            "changes": [say_change(change, sheets, names) for change in one.changes.all()],
        }
        for one in rows
        if _keeps(request.actor, one) or one.status != Status.DRAFT
    ]
    context = {
        "amendments": shown,
        "convention": convention,
        "is_amendment": is_amendment,
        "base": convention.amends_id,
        "held": file.standing,
        "edits": _keeps(request.actor, convention),
        "address": reverse("funding:in-force", args=[convention.amends_id or convention.pk]),
    }
    return SafeString(render_to_string("funding/_amendments.html", context, request=request))


def _word(actor: Actor, convention: Convention) -> str:
    status = Status(convention.status)
    return status.label if _keeps(actor, convention) else status.funder_label


def _keeps(actor: Actor, convention: Convention) -> bool:
    return actor.house_id == convention.house_id and actor.has(*TEAM)
