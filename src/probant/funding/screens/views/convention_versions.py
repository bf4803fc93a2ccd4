"""The versions of a text: the one that was voted, how the signed one differs, what is in force."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.funding import actions
from probant.funding.access import can_change
from probant.funding.models import Convention, VotedText
from probant.funding.queries.standing import (
    amendments_of,
    annexes_of,
    articles_in_force,
    articles_of,
    standing,
)
from probant.funding.rules.articles import Article, split_articles
from probant.funding.rules.differences import compare
from probant.funding.screens.article_forms import VotedForm
from probant.funding.screens.views.convention_edit import mine, show
from probant.funding.screens.views.convention_text import draw_article, text_address
from probant.funding.screens.views.conventions import load
from probant.journal.reading import reading
from probant.kernel.dates import read_date, write_short_date
from probant.ui.request import Request


def voted(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/texte-vote/`: keep the text that was put to the vote."""
    actor = request.actor
    convention = mine(actor, pk)
    form = VotedForm(request.POST or None, actor=actor, initial={"text": _whole(convention)})

    def act(data: Any, keys: Any) -> str:
        actions.keep_voted_text(
            actor=actor,
            convention=convention,
            articles=split_articles(data["text"]),
            kept_on=data["kept_on"],
            decision=data["decision"],
            key=keys.key,
        )
        return reverse("funding:differences", args=[convention.pk])

    return show(
        request,
        form,
        act,
        convention,
        heading="Garder le texte voté",
        submit="Garder ce texte",
        done="Le texte voté est gardé.",
        lead="Celui que le conseil ou le bureau a approuvé, pour le comparer au texte signé.",
        back=text_address(convention),
        day_field="kept_on",
    )


def _whole(convention: Convention) -> str:
    read = articles_of(list(convention.clauses.order_by("position")))
    return "\n\n".join(
        f"{one.article.name}{' – ' if one.article.number and one.article.title else ''}"
        f"{one.article.title if one.article.number else ''}\n{one.article.text}"
        for one in read
    )


def differences(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/ecarts/`: the voted draft against the text as it stands."""
    with reading():
        convention = load(request.actor, pk)
        kept = list(convention.voted_texts.select_related("decision__deliberation__sitting"))
        chosen = _chosen(kept, request.GET.get("texte", ""))
        found = []
        if chosen is not None:
            before = [Article(one["article"], one["title"], one["text"]) for one in chosen.articles]
            now = articles_of(list(convention.clauses.order_by("position")))
            names = convention.parties.values_list("organisation__name", flat=True)
            found = compare(before, [one.article for one in now], list(names))
        context = {
            "convention": convention,
            "kept": kept,
            "chosen": chosen,
            "found": [one for one in found if one.nature != "same"],
            "same": sum(one.nature == "same" for one in found),
            "substance": sum(bool(one.why) for one in found),
            "edits": can_change(request.actor, convention).allowed,
        }
        return render(request, "funding/differences.html", context)


def _chosen(kept: list[VotedText], asked: str) -> VotedText | None:
    return next((one for one in kept if str(one.pk) == asked), kept[-1] if kept else None)


def in_force(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/en-vigueur/?le=`: what holds on a day, amendments included."""
    with reading():
        convention = load(request.actor, pk)
        day, fault = _day(request)
        clauses = list(convention.clauses.order_by("position"))
        amendments = amendments_of(convention)
        held = standing(convention, clauses, amendments, day)
        context = {
            "convention": convention,
            "day": day,
            "typed": request.GET.get("le", "") if fault else write_short_date(day),
            "fault": fault,
            "held": held,
            "articles": [
                draw_article(one, place, edits=False)
                for place, one in enumerate(articles_in_force(held))
            ],
            "amendments": [one for one in amendments if (one.number or 0) in held.applied],
            "annexes": annexes_of(convention),
        }
        return render(request, "funding/in_force.html", context)


def _day(request: Request) -> tuple[datetime.date, str]:
    """The day asked for, today where there is none or it cannot be read (then why)."""
    text = request.GET.get("le", "").strip()
    if not text:
        return timezone.localdate(), ""
    try:
        return read_date(text), ""
    except ValueError as error:
        return timezone.localdate(), str(error)
