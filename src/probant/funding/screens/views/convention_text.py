"""The text of a convention: its articles with what does not hold, its clauses, its voted draft."""

import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.funding import actions
from probant.funding.access import can_change
from probant.funding.actions import ClauseDraft
from probant.funding.actions.text_corrections import is_corrected
from probant.funding.models import Convention, VotedText
from probant.funding.queries import file_of
from probant.funding.queries.standing import (
    ArticleRead,
    amendments_of,
    annexes_of,
    articles_in_force,
    articles_of,
    standing,
)
from probant.funding.rules import Kind
from probant.funding.rules.articles import Article, split_articles
from probant.funding.rules.differences import compare
from probant.funding.rules.saying import say_terms
from probant.funding.screens.clause_forms import (
    TERMS_FORMS,
    ArticleForm,
    PasteForm,
    VotedForm,
)
from probant.funding.screens.convention_forms import StatusForm
from probant.funding.screens.views.convention_edit import mine, show, trail
from probant.funding.screens.views.conventions import load
from probant.funding.screens.words import findings
from probant.journal.reading import reading
from probant.kernel.dates import read_date, write_short_date
from probant.ui.request import Request


def text_address(convention: Convention) -> str:
    """The page of the text."""
    return reverse("funding:text", args=[convention.pk])


def text(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/texte/`: article by article, each finding where it stands."""
    actor = request.actor
    with reading():
        convention = load(actor, pk)
        file = file_of(convention, actor, year=None, today=timezone.localdate())
        clauses = list(convention.clauses.order_by("position"))
        edits = can_change(actor, convention).allowed
        told = [one for one in file.findings if _of_text(one)]
        articles = [
            _shown(one, place, edits=edits)
            | {
                "findings": findings(
                    file,
                    [each for each in told if _at(each.article, one)],
                    writes=False,
                    with_about=False,
                )
            }
            for place, one in enumerate(articles_of(clauses))
        ]
        known = {one["article"].number for one in articles}
        general = [one for one in told if one.article == "" or one.article not in known]
        context = {
            "convention": convention,
            "articles": articles,
            "general": findings(file, general, writes=False, with_about=False),
            "annexes": file.annexes,
            "edits": edits,
            "amended": bool(file.standing and file.standing.applied),
            "voted": convention.voted_texts.last(),
            "corrections": list(convention.corrections.all()),
            "kinds": [(kind, Kind(kind).label) for kind in TERMS_FORMS],
            "count": len(told),
        }
        return render(request, "funding/text.html", context)


def _of_text(told: Any) -> bool:
    return told.sheet_id is None and told.budget_id is None and told.deliberation_id is None


def _at(article: str, read: ArticleRead) -> bool:
    return bool(article) and article == read.article.number


def _shown(read: ArticleRead, place: int, *, edits: bool) -> dict[str, Any]:
    clauses = []
    for number, clause in enumerate(read.clauses):
        terms = clause.read_terms()
        if terms is not None:
            said = say_terms(terms)
            clauses.append({"said": said, "kind": clause.get_kind_display(), "number": number})
    head = read.clauses[0]
    kind = head.get_kind_display() if head.read_terms() is None and head.kind != Kind.TEXT else ""
    return {
        "article": read.article,
        "place": place,
        "clauses": clauses,
        "kind": kind,
        "origin": read.origin,
    }


def _article(convention: Convention, place: int) -> ArticleRead:
    read = articles_of(list(convention.clauses.order_by("position")))
    if not 0 <= place < len(read):
        raise Http404
    return read[place]


def add_article(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/texte/article/`."""
    actor = request.actor
    convention = mine(actor, pk)
    read = articles_of(list(convention.clauses.order_by("position")))
    places = [(str(i), f"après {one.article.name}") for i, one in enumerate(read)]
    places = [("", "à la fin"), ("-1", "au début"), *places]
    form = ArticleForm(request.POST or None, places=places, is_signed=is_corrected(convention))

    def act(data: Any, keys: Any) -> str:
        after = data["after"]
        actions.write_article(
            actor=actor,
            convention=convention,
            article=form.article,
            kind=data["kind"],
            after=int(after) if after else None,
            reason=data.get("correction", ""),
            read_at=keys.read_at,
            key=keys.key,
        )
        return text_address(convention)

    return show(
        request,
        form,
        act,
        convention,
        heading="Ajouter un article",
        submit="Ajouter l’article",
        done="L’article est ajouté.",
        back=text_address(convention),
    )


def edit_article(request: Request, pk: int, place: int) -> HttpResponse:
    """`/conventions/<id>/texte/<n>/`."""
    actor = request.actor
    convention = mine(actor, pk)
    read = _article(convention, place)
    head = read.clauses[0]
    form = ArticleForm(
        request.POST or None,
        initial={
            "number": read.article.number,
            "title": read.article.title,
            "text": read.article.text,
            "kind": head.kind if head.read_terms() is None else Kind.TEXT,
        },
        is_signed=is_corrected(convention),
    )

    def act(data: Any, keys: Any) -> str:
        actions.write_article(
            actor=actor,
            convention=convention,
            article=form.article,
            kind=data["kind"],
            place=place,
            reason=data.get("correction", ""),
            read_at=keys.read_at,
            key=keys.key,
        )
        return f"{text_address(convention)}#article-{place}"

    return show(
        request,
        form,
        act,
        convention,
        heading=f"Modifier l’{read.article.name[0].lower()}{read.article.name[1:]}"
        if read.article.number
        else f"Modifier « {read.article.name} »",
        submit="Enregistrer l’article",
        done="L’article est modifié.",
        back=text_address(convention),
    )


def drop_article(request: Request, pk: int, place: int) -> HttpResponse:
    """`/conventions/<id>/texte/<n>/retirer/`."""
    actor = request.actor
    convention = mine(actor, pk)
    read = _article(convention, place)
    lost = [say_terms(one) for clause in read.clauses if (one := clause.read_terms())]

    def act(data: Any, keys: Any) -> str:
        actions.drop_article(
            actor=actor,
            convention=convention,
            place=place,
            reason=data["reason"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return text_address(convention)

    told = f" Ses clauses partent avec lui : {' ; '.join(lost)}." if lost else ""
    return show(
        request,
        StatusForm(request.POST or None, needs_reason=False, with_day=False),
        act,
        convention,
        heading=f"Retirer {read.article.name}",
        submit="Retirer l’article",
        done="L’article est retiré ; le journal garde son texte.",
        lead=f"{read.article.name} {read.article.title}.{told}",
        back=text_address(convention),
    )


def add_clause(request: Request, pk: int, place: int) -> HttpResponse:
    """`/conventions/<id>/texte/<n>/clause/?nature=`."""
    actor = request.actor
    convention = mine(actor, pk)
    read = _article(convention, place)
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


def edit_clause(request: Request, pk: int, place: int, number: int) -> HttpResponse:
    """`/conventions/<id>/texte/<n>/clause/<m>/`."""
    actor = request.actor
    convention = mine(actor, pk)
    read = _article(convention, place)
    if not 0 <= number < len(read.clauses):
        raise Http404
    clause = read.clauses[number]
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
    read = _article(convention, place)
    if not 0 <= number < len(read.clauses):
        raise Http404
    terms = read.clauses[number].read_terms()

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


def paste(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/texte/coller/`."""
    actor = request.actor
    convention = mine(actor, pk)
    form = PasteForm(request.POST or None, is_signed=is_corrected(convention))

    def act(data: Any, keys: Any) -> str:
        actions.paste_text(
            actor=actor,
            convention=convention,
            articles=split_articles(data["text"]),
            reason=data.get("correction", ""),
            read_at=keys.read_at,
            key=keys.key,
        )
        return text_address(convention)

    return show(
        request,
        form,
        act,
        convention,
        heading="Coller le texte",
        submit="Reprendre les articles",
        done="Les articles sont repris : relisez-les, puis ajoutez leurs clauses.",
        lead="Le texte prend la place de celui qui est là ; les clauses restent à leur article.",
        back=text_address(convention),
    )


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
                _shown(one, place, edits=False) for place, one in enumerate(articles_in_force(held))
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
