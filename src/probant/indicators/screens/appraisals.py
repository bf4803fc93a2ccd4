"""Qualitative indicators: the list of them, one year by year, a year with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.accounts.queries import names_of
from probant.documents.serving import serve
from probant.indicators import appraising
from probant.indicators.access import can_keep_boards
from probant.indicators.appraisals import (
    Proof,
    appraisals_of,
    earlier,
    proofs_of,
    scope_words,
    version_in_force,
)
from probant.indicators.models import (
    Appraised,
    ProofGiven,
    QualitativeIndicator,
    QualitativeVersion,
)
from probant.indicators.screens.appraisal_forms import AppraisalForm, QuestionForm, WithdrawForm
from probant.indicators.screens.appraisal_table import is_known, table_of, year_href
from probant.indicators.screens.cards import proof_href
from probant.journal.errors import AlreadyDone, JournalError
from probant.journal.reading import reading
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import read_keys
from probant.ui.pieces import read_known_on
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request

FORM = "indicators/appraisal_form.html"
#: How many years stand side by side on the list, until the last one judged.
YEARS = 3
ROUTES = {
    "testimony": ("support:testimony", "testimony_id"),
    "session": ("gatherings:session", "session_id"),
    "case": ("support:case", "case_id"),
    "document": ("indicators:appraisal-document", "pk"),
}


def questions(request: Request) -> HttpResponse:
    """The qualitative indicators of the house, their last years, and a form that opens another."""
    house_id = request.actor.house
    form = QuestionForm(request.POST or None, house_id=house_id)
    cut = _cut(request)

    def act(given: dict[str, Any], keys: Any) -> str:
        made = appraising.ask_question(
            request.actor, house_id=house_id, question=form.asked, key=keys.key
        )
        return reverse("indicators:question", args=[made.indicator_id])

    with reading():
        held = QualitativeIndicator.objects.visible_to(request.actor)
        rows = list(held.prefetch_related("versions__action", "versions__programme"))
        found = appraisals_of([one.pk for one in rows], cut)
    this_year = (cut.known_on or timezone.localdate()).year
    last = max((year for _, year in found), default=this_year)
    years = range(last - YEARS + 1, last + 1)
    known = [one for one in rows if is_known(one, cut)]
    return answer(
        request,
        form,
        act=act,
        template="indicators/appraisals.html",
        subject=Subject(house_id, appraising.SUBJECT),
        back=reverse("indicators:questions"),
        done="L’indicateur est ouvert : appréciez une année, avec ce qui l’étaye.",
        context={
            "table": table_of(known, years, found, cut),
            "cut": cut,
            "known": known,
            "may": can_keep_boards(request.actor, house_id),
        },
    )


def question(request: Request, pk: int) -> HttpResponse:
    """A qualitative indicator: its words, each year judged, and the words it had before."""
    cut = _cut(request)
    with reading():
        found = _question(request, pk)
        versions = list(found.versions.select_related("action", "programme"))
        version = version_in_force(versions, cut)
        years = [one for _, one in sorted(appraisals_of([pk], cut).items(), reverse=True)]
        names = names_of({one.written_by_id for one in versions})
        others = [one for one in reversed(versions) if one.pk != version.pk]
        context = {
            "question": found,
            "version": version,
            "scope": scope_words(version),
            "years": [(one, year_href(one.row.indicator_id, one.row.year, cut)) for one in years],
            "this_year": timezone.localdate().year,
            "others": [
                (one, scope_words(one), names.get(one.written_by_id or 0, ""))
                for one in others
                if cut.known_on is None or one.since <= cut.known_on
            ],
            "cut": cut,
            "may": can_keep_boards(request.actor, found.house_id),
        }
        return render(request, "indicators/appraisal_question.html", context)


def redefine(request: Request, pk: int) -> HttpResponse:
    """Give a qualitative indicator other words from today on, or withdraw it."""
    found = _question(request, pk)
    version = _last(found)
    form = QuestionForm(request.POST or None, house_id=found.house_id, version=version)
    back = reverse("indicators:question", args=[pk])

    def act(given: dict[str, Any], keys: Any) -> str:
        appraising.ask_otherwise(
            request.actor,
            indicator=found,
            question=form.asked,
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(found.house_id, appraising.SUBJECT, pk),
        back=back,
        done="Ces mots valent de ce jour ; les précédents restent, datés.",
        context={
            "heading": "Redéfinir l’indicateur",
            "label": version.label,
            "submit": "Redéfinir à partir d’aujourd’hui",
            "question": found,
        },
    )


def stand(request: Request, pk: int) -> HttpResponse:
    """Withdraw a qualitative indicator, or take it back."""
    found = _question(request, pk)
    again = request.POST.get("geste") == "reprendre"
    act = appraising.restore_question if again else appraising.withdraw_question
    try:
        act(request.actor, indicator=found, key=read_keys(request.POST).key)
    except (AlreadyDone, Refused, JournalError) as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(
            request,
            "L’indicateur est repris."
            if again
            else "L’indicateur est retiré : ce qui a été apprécié reste lisible.",
        )
    return redirect("indicators:question", pk)


def note(request: Request, pk: int) -> HttpResponse:
    """Judge a year, or correct what was said of it."""
    found = _question(request, pk)
    version = _last(found)
    this_year = timezone.localdate().year
    asked = request.GET.get("annee", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else this_year
    before = found.appraisals.now().filter(year=year).select_related("version", "written").first()
    held = list(_held(before)) if before else []
    form = AppraisalForm(
        request.POST or None,
        actor=request.actor,
        version=version,
        year=year,
        held=held,
        grade=_same_grade(before, version),
        text=before.written.text if before else "",
    )

    def act(given: dict[str, Any], keys: Any) -> str:
        made = appraising.appraise(
            request.actor, indicator=found, read_at=keys.read_at, key=keys.key, **form.given
        )
        return reverse("indicators:appraisal", args=[pk, made.year])

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(found.house_id, appraising.SUBJECT, pk),
        back=reverse("indicators:question", args=[pk]),
        done="C’est gardé.",
        context={
            "heading": f"Corriger l’appréciation de {year}" if before else "Apprécier une année",
            "label": version.label,
            "asks": version,
            "submit": "Enregistrer",
        },
    )


def year(request: Request, pk: int, year: int) -> HttpResponse:
    """A year judged: the word, the text, what it rests on, and what was said of it before."""
    cut = _cut(request)
    with reading():
        found = _question(request, pk)
        told = appraisals_of([pk], cut, [year]).get((pk, year))
        before = earlier(found, year, cut)
        if told is None and not before:
            raise Http404
        version = told.row.version if told else before[0].row.version
        proofs = proofs_of(told.row, request.actor, cut) if told else []
        context = {
            "question": found,
            "version": version,
            "scope": scope_words(version),
            "year": year,
            "told": told,
            "before": before,
            "proofs": [(proof, *_opened(proof)) for proof in proofs],
            "cut": cut,
            "may": can_keep_boards(request.actor, found.house_id),
        }
        return render(request, "indicators/appraisal_year.html", context)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back what was said of a year, with the reason."""
    found = _appraised(request, pk)
    back = reverse("indicators:appraisal", args=[found.indicator_id, found.year])

    def act(given: dict[str, Any], keys: Any) -> str:
        appraising.withdraw_appraisal(
            request.actor, appraisal=found, reason=given["reason"], key=keys.key
        )
        return back

    return answer(
        request,
        WithdrawForm(request.POST or None),
        act=act,
        template=FORM,
        subject=Subject(found.house_id, appraising.SUBJECT, found.indicator_id),
        back=back,
        done="L’appréciation est retirée ; elle reste lisible ici, avec le motif.",
        context={
            "heading": f"Retirer l’appréciation de {found.year}",
            "label": found.version.label,
            "withdrawn": {"year": found.year, "said": _said(found)},
            "submit": "Retirer",
        },
    )


def erase(request: Request, pk: int) -> HttpResponse:
    """Empty the text of an appraisal."""
    found = _appraised(request, pk)
    try:
        appraising.erase_text(request.actor, appraisal=found, key=read_keys(request.POST).key)
    except (AlreadyDone, Refused, JournalError) as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, "Le texte est effacé ; le degré et les preuves restent.")
    return redirect("indicators:appraisal", found.indicator_id, found.year)


def document(request: Request, pk: int) -> FileResponse:
    """The file that an appraisal rests on."""
    rows = ProofGiven.objects.visible_to(request.actor).filter(document__isnull=False)
    found = rows.select_related("document").filter(pk=pk).first()
    if found is None:
        raise Http404
    return serve(found.document)


def _opened(proof: Proof) -> tuple[str, str]:
    """The address that a proof opens onto, and its value where it is a figure."""
    if proof.figure is not None and proof.reach is not None:
        value = write_value(proof.figure.said, proof.figure.indicator.written)
        return proof_href(proof.figure, proof.reach), value
    route = ROUTES.get(proof.opens)
    return (reverse(route[0], args=[getattr(proof.row, route[1])]) if route else ""), ""


def _cut(request: Request) -> Cut:
    day, _ = read_known_on(request.GET)
    return Cut.known(day) if day is not None else Cut.now()


def _same_grade(before: Appraised | None, version: QualitativeVersion) -> int | None:
    """The degree given before, where the scale is still the same."""
    if before is None or before.version.scale != version.scale:
        return None
    return before.grade


def _held(before: Appraised) -> Iterable[ProofGiven]:
    rows = before.evidence.now().select_related("document", "session", "case__organisation")
    return rows.order_by("pk")


def _last(indicator: QualitativeIndicator) -> QualitativeVersion:
    rows = indicator.versions.select_related("indicator", "action", "programme")
    last = rows.order_by("number").last()
    assert last is not None  # the first is written with the indicator
    return last


def _said(row: Appraised) -> str:
    """The word that was given, or that a text stands where there is no scale."""
    return row.version.scale[row.grade - 1] if row.grade else "appréciée"


def _question(request: Request, pk: int) -> QualitativeIndicator:
    found = QualitativeIndicator.objects.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    assert isinstance(found, QualitativeIndicator)
    return found


def _appraised(request: Request, pk: int) -> Appraised:
    rows = Appraised.objects.visible_to(request.actor).filter(pk=pk)
    found = rows.select_related("version", "indicator").first()
    if found is None:
        raise Http404
    assert isinstance(found, Appraised)
    return found
