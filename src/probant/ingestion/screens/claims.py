"""Printed figures: their list, what each is, one heard elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.accounts.queries import names_of
from probant.indicators.models import Claim
from probant.indicators.own import own_indicators
from probant.indicators.queries import place_names
from probant.indicators.registry import indicator as of_catalogue
from probant.ingestion import actions
from probant.ingestion.queries import (
    claim_counts,
    claim_of,
    claim_rows,
    known_on,
    proposed,
    told_of,
    words_of_scopes,
)
from probant.ingestion.queries.claims import UNMATCHED
from probant.ingestion.screens.claim_forms import ClaimForm, HeardForm
from probant.ingestion.screens.pages import place_words
from probant.journal.reading import reading as snapshot
from probant.kernel.dates import write_date
from probant.programmes.screens.submit import Subject, answer
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request
from probant.ui.tables import Column, Empty, Table, Tag, keyset_page

STATES = {UNMATCHED: "à rapprocher", **dict(Claim.Matching.choices)}
_TONES: dict[str, Any] = {
    UNMATCHED: "plain",
    Claim.Matching.READ: "due",
    Claim.Matching.SAME: "held",
    Claim.Matching.DIFFERENT: "quiet",
    Claim.Matching.APART: "quiet",
}
TABLE = Table(
    name="chiffres-lus",
    caption="Chiffres lus",
    noun="chiffre",
    columns=(
        Column(
            "said",
            "Chiffre",
            kind="link",
            route="ingestion:claim",
            arguments=("id",),
            quiet="label",
        ),
        Column("origin", "Où"),
        Column("year", "Année", sortable=True),
        Column("meaning", "Rapproché de"),
        Column(
            "state",
            "État",
            kind="tag",
            tags={state: Tag(label, _TONES[state]) for state, label in STATES.items()},
        ),
        Column("said_on", "Dit le", kind="date", sortable=True),
    ),
    default_sort="-said_on",
    empty=Empty(
        "Aucun chiffre ici",
        "Les chiffres que vos documents impriment paraissent ici une fois le document enregistré ; "
        "ceux qui se disent dans un discours se notent à la main.",
    ),
    cards=True,
)
FORM = "ingestion/claim.html"


def claims(request: Request) -> HttpResponse:
    """What documents print, and what each figure was found to be."""
    with snapshot():
        asked = request.GET.get("etat", "")
        rows = claim_rows(request.actor, state=asked if asked in STATES else "")
        page = keyset_page(rows, TABLE.sort(request.GET), request.GET)
        context = {
            "table": TABLE.render(
                _dressed(page.rows, request.actor.house), query=request.GET, page=page
            ),
            "asked": asked,
            "states": [
                (state, STATES[state], number)
                for state, number in claim_counts(request.actor).items()
                if number
            ],
        }
        return render(request, "ingestion/claims.html", context)


def _dressed(rows: list[dict[str, Any]], house_id: int) -> list[dict[str, Any]]:
    """Rows with the words that the table shows."""
    own = own_indicators(house_id) if rows else {}
    places = place_names(row["place_code"] for row in rows)
    dressed = []
    for row in rows:
        kind = own.get(row["code"]) or of_catalogue(row["code"])
        place = places.get(row["place_code"], row["place_code"])
        scope = [row["action__name"], row["programme__name"], place]
        words = [kind.label if kind else "", *(one for one in scope if one)]
        is_bare = row["matching"] == Claim.Matching.READ and not row["code"]
        where = f", page {row['page']}" if row["page"] else ""
        dressed.append(
            {
                **row,
                "said": told_of(row["value"], row["unit"]),
                "origin": f"{row['document__name'] or row['source']}{where}",
                "meaning": " · ".join(word for word in words if word),
                "state": UNMATCHED if is_bare else row["matching"],
            }
        )
    return dressed


def claim(request: Request, pk: int) -> HttpResponse:
    """One printed figure: the words, what it may be, what a person says it is."""
    found = claim_of(request.actor, pk)
    if found is None:
        raise Http404
    likely, sure = proposed(found)
    is_read = found.matching == Claim.Matching.READ
    first = {
        "matching": Claim.Matching.SAME if is_read else found.matching,
        "code": found.code or (likely[0][0].code if likely and is_read else ""),
        "year": found.year,
        "action": found.action_id,
        "programme": found.programme_id,
        "place_code": found.place_code,
        "reason": found.matching_reason,
    }
    form = ClaimForm(request.POST or None, house_id=found.house_id, proposed=likely, initial=first)

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.match_claim(
            request.actor,
            claim=found,
            matching=given["matching"],
            match=form.match(),
            reason=given["reason"] if given["matching"] != Claim.Matching.SAME else "",
            key=keys.key,
            read_at=keys.read_at,
        )
        return reverse("ingestion:claims")

    back = reverse("ingestion:claims")
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(found.house_id, "claim", found.pk),
        back=back,
        done="C’est dit : votre nom et le jour sont gardés.",
        context={
            "heading": told_of(found.value, found.unit),
            "claim": found,
            "place": place_words({"page": found.page, "line": found.line}),
            "confidence": sure.label,
            "is_read": is_read,
            "state": STATES[UNMATCHED if is_read and not found.code else found.matching],
            "by": names_of({found.matched_by_id}).get(found.matched_by_id or 0, ""),
            "facts": _facts(found),
            "scope": words_of_scopes([found], found.house_id).get(found.pk, ""),
            "submit": "Confirmer" if is_read else "Enregistrer",
        },
    )


def _facts(found: Claim) -> list[tuple[str, str, str]]:
    """What the facts gave on the day it was said, and give now: when, value, address."""
    held = known_on(found.house_id, found)
    if held is None:
        return []
    page = reverse("indicators:figure", args=[found.code]) + f"?annee={found.year}"
    words = "".join(
        f"&{name}={value}"
        for name, value in (
            ("action", found.action_id),
            ("programme", found.programme_id),
            ("territoire", found.place_code),
        )
        if value
    )
    day, now = held
    told = []
    if found.said_on is not None and day.value != now.value:
        told.append(
            (
                f"connus le {write_date(found.said_on)}",
                write_value(day.said, day.indicator.written),
                f"{page}{words}&connu_le={found.said_on.isoformat()}",
            )
        )
    told.append(
        ("connus aujourd’hui", write_value(now.said, now.indicator.written), f"{page}{words}")
    )
    return told


def hear(request: Request) -> HttpResponse:
    """Note a figure heard in a speech, read in a newspaper."""
    form = HeardForm(request.POST or None, house_id=request.actor.house)

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.note_claim(
            request.actor,
            house_id=request.actor.house,
            match=form.match(),
            value=given["value"],
            source=given["source"],
            said_on=given["said_on"],
            words=given["words"],
            key=keys.key,
        )
        return reverse("ingestion:contradictions")

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(request.actor.house, "claim"),
        back=reverse("ingestion:claims"),
        done="C’est noté : s’il contredit un document ou les faits, il paraît ici.",
        context={"heading": "Noter un chiffre dit ailleurs", "claim": None, "submit": "Noter"},
        day_field="said_on",
    )
