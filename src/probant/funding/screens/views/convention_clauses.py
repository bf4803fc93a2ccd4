"""The structured clauses of an article: what it commits to, from which what is due is derived."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from probant.funding import actions
from probant.funding.actions import ClauseDraft
from probant.funding.models import Clause, Convention
from probant.funding.queries.standing import ArticleRead
from probant.funding.rules import Kind
from probant.funding.rules.saying import say_terms
from probant.funding.screens.clause_forms import TERMS_FORMS
from probant.funding.screens.convention_forms import StatusForm
from probant.funding.screens.views.convention_edit import mine, show, trail
from probant.funding.screens.views.convention_text import article_at, text_address
from probant.ui.request import Request


def add_clause(request: Request, pk: int, place: int) -> HttpResponse:
    """`/conventions/<id>/texte/<n>/clause/?nature=`."""
    actor = request.actor
    convention = mine(actor, pk)
    read = article_at(convention, place)
    kind = request.GET.get("nature", "")
    made = TERMS_FORMS.get(kind)
    if made is None:
        context = {
            "convention": convention,
            "article": read.article,
            "place": place,
            "trail": trail(convention, "Ajouter une clause"),
            "kinds": [(one, Kind(one).label) for one in TERMS_FORMS],
        }
        return render(request, "funding/clause_kinds.html", context)
    form = made(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.write_clause(
            actor=actor,
            convention=convention,
            place=place,
            draft=ClauseDraft(kind, terms=form.terms()),
            read_at=keys.read_at,
            key=keys.key,
        )
        return f"{text_address(convention)}#article-{place}"

    return show(
        request,
        form,
        act,
        convention,
        heading=f"{read.article.name} : {Kind(kind).label}",
        submit="Ajouter la clause",
        done="La clause est ajoutée.",
        lead="Ce que la clause engage : l’outil en tire les échéances. Le texte de l’article "
        "reste tel qu’il est écrit.",
        back=text_address(convention),
    )


def _clause_at(convention: Convention, place: int, number: int) -> tuple[ArticleRead, Clause]:
    """An article and one of its clauses; 404 where there is none."""
    read = article_at(convention, place)
    if not 0 <= number < len(read.clauses):
        raise Http404
    return read, read.clauses[number]


def edit_clause(request: Request, pk: int, place: int, number: int) -> HttpResponse:
    """`/conventions/<id>/texte/<n>/clause/<m>/`."""
    actor = request.actor
    convention = mine(actor, pk)
    read, clause = _clause_at(convention, place, number)
    terms = clause.read_terms()
    made = TERMS_FORMS.get(clause.kind)
    if terms is None or made is None:
        raise Http404
    form = made(request.POST or None, initial=made.initial_of(terms))

    def act(data: Any, keys: Any) -> str:
        actions.write_clause(
            actor=actor,
            convention=convention,
            place=place,
            clause=number,
            draft=ClauseDraft(clause.kind, terms=form.terms()),
            read_at=keys.read_at,
            key=keys.key,
        )
        return f"{text_address(convention)}#article-{place}"

    return show(
        request,
        form,
        act,
        convention,
        heading=f"{read.article.name} : {clause.get_kind_display()}",
        submit="Enregistrer la clause",
        done="La clause est modifiée.",
        back=text_address(convention),
    )


def drop_clause(request: Request, pk: int, place: int, number: int) -> HttpResponse:
    """`/conventions/<id>/texte/<n>/clause/<m>/retirer/`."""
    actor = request.actor
    convention = mine(actor, pk)
    read, clause = _clause_at(convention, place, number)
    terms = clause.read_terms()

    def act(data: Any, keys: Any) -> str:
        actions.drop_clause(
            actor=actor,
            convention=convention,
            place=place,
            clause=number,
            read_at=keys.read_at,
            key=keys.key,
        )
        return f"{text_address(convention)}#article-{place}"

    return show(
        request,
        StatusForm(request.POST or None, needs_reason=False, with_day=False),
        act,
        convention,
        heading="Retirer une clause",
        submit="Retirer la clause",
        done="La clause est retirée ; le texte de l’article reste.",
        lead=f"{read.article.name} : {say_terms(terms) if terms else 'texte seul'}.",
        back=text_address(convention),
    )
