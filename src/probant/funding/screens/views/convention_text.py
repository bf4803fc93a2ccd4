"""The text of a convention: its articles with what does not hold, written one by one or whole."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.funding import actions
from probant.funding.access import can_change
from probant.funding.actions.text_corrections import is_corrected
from probant.funding.models import Convention
from probant.funding.queries import file_of
from probant.funding.queries.standing import ArticleRead, articles_of
from probant.funding.rules import Kind
from probant.funding.rules.articles import split_articles
from probant.funding.rules.saying import say_terms
from probant.funding.screens.article_forms import ArticleForm, PasteForm
from probant.funding.screens.clause_forms import TERMS_FORMS
from probant.funding.screens.convention_forms import StatusForm
from probant.funding.screens.views.convention_edit import mine, show
from probant.funding.screens.views.conventions import load
from probant.funding.screens.words import findings
from probant.journal.reading import reading
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
            draw_article(one, place, edits=edits)
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


def draw_article(read: ArticleRead, place: int, *, edits: bool) -> dict[str, Any]:
    """An article as its template shows it: words, clauses in words, where it comes from."""
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


def article_at(convention: Convention, place: int) -> ArticleRead:
    """The article at a place of the text; 404 where there is none."""
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
    read = article_at(convention, place)
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
    read = article_at(convention, place)
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
