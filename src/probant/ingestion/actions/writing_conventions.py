"""Conventions out of a document: parties, clauses, articles, and the votes recorded with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from probant.funding.actions import ApprovalDraft, ClauseDraft, PartyDraft, record_convention
from probant.funding.rules import BadTerms, read_terms
from probant.funding.rules.articles import key_of, split_articles
from probant.kernel.decision import Refused
from probant.kernel.text import fold

if TYPE_CHECKING:
    from probant.ingestion.actions.accepting import Acceptance

_TRIGGERS = (
    ("evidence", ("justificati", "piece", "compte rendu", "bilan", "solde", "presentation")),
    ("notification", ("notification",)),
    ("signature", ("signature", "signee")),
)
_RENEWALS = {"tacite": "tacit", "expresse": "express", "tacit": "tacit", "express": "express"}


def write(work: Acceptance) -> None:
    """Record the convention, or take the one that is already there."""
    plan = work.plan.convention
    if plan is None:
        return
    if plan.existing is not None:
        work.convention = plan.existing
    else:
        printed = work.record["parties"]
        work.convention = record_convention(
            actor=work.actor,
            house=work.house,
            kind=plan.kind,
            title=plan.title[:300],
            status=plan.status,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            signed_on=plan.signed_on,
            parties=[
                PartyDraft(
                    organisation=work.structure(party.organisation),
                    role=party.role,
                    **_printed(printed, party.place),
                )
                for party in plan.parties
            ],
            clauses=_clauses(work),
            approvals=_approvals(work),
            document_reference=work.reading.name[:200],
        )
    known = " (déjà dans les livres)" if plan.existing is not None else ""
    work.note("convention", work.convention.pk, f"{work.convention.title}{known}")
    work.concerned["convention"] = ("convention", work.convention.pk)


def _printed(parties: Sequence[Mapping[str, Any]], place: int) -> dict[str, Any]:
    if place >= len(parties):
        return {}
    party = parties[place]
    return {
        "printed_name": (party["name"] or "")[:200],
        "signatory": (party["represented_by"] or "")[:120],
        "capacity": (party["capacity"] or "")[:160],
    }


def _approvals(work: Acceptance) -> list[ApprovalDraft]:
    """The decisions of the same document that approve the convention or allow its signature."""
    natures = {"convention": "approves", "signature": "signature"}
    return [
        ApprovalDraft(decision, natures[decision.enables])
        for decision in work.decisions
        if decision.enables in natures
    ]


def _clauses(work: Acceptance) -> list[ClauseDraft]:
    """Each article whole, its words first, then the clauses read in it: as a person enters them."""
    articles = _article_lines(work)
    words = _texts(work)
    drafts: list[tuple[tuple[int, int, int], ClauseDraft]] = []
    for spot, number, title in articles:
        head = ClauseDraft("text", number, title, words.get(key_of(number), ""))
        drafts.append(((*spot, 0), head))
    for clause in work.record["clauses"]:
        where = clause.get("where") or {}
        place = (where.get("page") or 0, where.get("line") or 0)
        number, title = _article_at(articles, place)
        draft = _clause(clause, number, title)
        if draft.terms is not None and words.get(key_of(number)):
            draft = replace(draft, text="")
        elif draft.terms is None and number:
            continue  # its words are in the article already
        drafts.append(((*place, 1), draft))
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


def _texts(work: Acceptance) -> dict[str, str]:
    """The words of each article, by its number; the first of several numberings."""
    found: dict[str, str] = {}
    for article in split_articles(work.reading.text):
        found.setdefault(key_of(article.number), article.text)
    return found


def _article_lines(work: Acceptance) -> list[tuple[tuple[int, int], str, str]]:
    """(page, line), number and title of each article, in the order of the document."""
    lines = {value.path: value.places[0] for value in work.values if value.nature and value.places}
    found = []
    for place, article in enumerate(work.reading.record["articles"]):
        where = lines.get(f"articles.{place}.title", {})
        if any(one["number"] == article["number"] for one in work.record["articles"]):
            titles = [
                one["title"] or ""
                for one in work.record["articles"]
                if one["number"] == article["number"]
            ]
            spot = (where.get("page") or 0, where.get("line") or place)
            found.append((spot, article["number"], titles[0][:200]))
    return sorted(found)


def _article_at(
    articles: Sequence[tuple[tuple[int, int], str, str]], place: tuple[int, int]
) -> tuple[str, str]:
    before = [(number, title) for spot, number, title in articles if spot <= place]
    return before[-1] if before else ("", "")


def _clause(clause: Mapping[str, Any], number: str, title: str) -> ClauseDraft:
    kind = clause["kind"]
    words = str((clause.get("where") or {}).get("text", ""))
    terms = {
        name: value
        for name, value in clause.items()
        if name not in ("kind", "where") and value is not None
    }
    if kind == "payment":
        terms["trigger"] = _trigger(str(terms.get("trigger") or words))
    if kind == "duration":
        terms["renewal"] = _RENEWALS.get(fold(str(terms.get("renewal") or "")), "")
    try:
        read = read_terms(kind, terms)
    except BadTerms as error:
        # A clause whose terms are not whole is kept by its words, for a person to complete.
        if kind not in ("payment", "notice", "duration", "committee", "evidence"):
            raise Refused(str(error)) from error
        return ClauseDraft("text", number, title, words)
    return ClauseDraft(kind, number, title, words, terms=read)


def _trigger(words: str) -> str:
    folded = fold(words)
    for trigger, marks in _TRIGGERS:
        if any(mark in folded for mark in marks):
            return trigger
    return "date"
