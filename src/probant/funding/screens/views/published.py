"""The deliberations that authorities publish, as they were read back."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render

from probant.directory.models import Organisation
from probant.funding.models import PublishedAct
from probant.journal.reading import reading
from probant.ui.request import Request
from probant.ui.tables import Column, Empty, Table, keyset_page

ACTS = Table(
    name="actes",
    caption="Délibérations publiées",
    noun="délibération",
    columns=(
        Column("title", "Délibération", quiet="whose", css="is-wide"),
        Column("decided_on", "Adoptée le", kind="date", sortable=True),
        Column("matter", "Matière"),
        Column("voices", "Voix"),
        Column("transmitted_on", "Reçue en préfecture le", kind="date"),
        Column("corrected", "Corrections", kind="number"),
        Column("shown", "Texte", kind="link", href="address"),
    ),
    default_sort="-decided_on",
    cards=True,
    empty=Empty(
        "Aucune délibération publiée",
        "Chargez aux imports le fichier qu’une collectivité publie (SCDL, délibérations).",
    ),
)
_VOTES = (("VOTE_POUR", "pour"), ("VOTE_CONTRE", "contre"), ("VOTE_ABSTENTION", "abstentions"))


def acts(request: Request) -> HttpResponse:
    """`/conventions/donnees-ouvertes/actes/?q=&collectivite=`: those that stand."""
    asked = " ".join(request.GET.get("q", "").split())[:120]
    whose = request.GET.get("collectivite", "")
    with reading():
        known = PublishedAct.objects.visible_to(request.actor).standing()
        found = known
        if whose.isdecimal() and len(whose) < 10:
            found = found.filter(organisation=int(whose))
        if asked:
            found = found.filter(Q(subject__icontains=asked) | Q(number__icontains=asked))
        rows = found.annotate(corrected=Count("replaces")).values(
            "id", "number", "subject", "decided_on", "matter", "votes", "transmitted_on",
            "address", "corrected", "organisation__name",
        )  # fmt: skip
        page = keyset_page(rows, ACTS.sort(request.GET), request.GET)
        authorities = Organisation.objects.filter(
            pk__in=known.order_by().values("organisation")
        ).order_by("name_key")
        context = {
            "table": ACTS.render([_row(one) for one in page.rows], query=request.GET, page=page),
            "authorities": list(authorities.values_list("pk", "name")),
            "found": bool(page.rows),
            "asked": asked,
            "whose": whose,
        }
        return render(request, "funding/published_acts.html", context)


def _row(one: dict[str, Any]) -> dict[str, Any]:
    votes = one["votes"]
    told = [f"{votes[key]} {word}" for key, word in _VOTES if key in votes]
    safe = one["address"].startswith(("https://", "http://"))
    return {
        **one,
        "title": " · ".join(part for part in (one["number"], one["subject"]) if part),
        "whose": one["organisation__name"],
        "voices": ", ".join(told),
        "corrected": one["corrected"] or None,
        "address": one["address"] if safe else None,
        "shown": "Lire" if safe else None,
    }
