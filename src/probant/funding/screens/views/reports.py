"""Financial reports on a screen: prepared, handed in, examined, handed back, closed."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.funding.access import can_examine, can_record
from probant.funding.actions import reports as actions
from probant.funding.actions.committees import hold_committee
from probant.funding.models import ActionSheet, FinancialReport
from probant.funding.queries.reports import ReportState, ReportView, report_view, rule_of
from probant.funding.screens.report_forms import (
    CloseForm,
    CommitteeForm,
    ExamineForm,
    HandBackForm,
    ReportForm,
    RuleForm,
    StepForm,
)
from probant.funding.screens.report_tables import FUNDER, OWN, report_rows
from probant.funding.screens.views.conventions import asked_year, load
from probant.journal.errors import JournalError
from probant.journal.reading import reading
from probant.kernel.decision import Refused
from probant.kernel.money import write_euros
from probant.kernel.roles import FUNDERS
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def listing(request: Request) -> HttpResponse:
    """`/conventions/comptes-rendus/`: those of the house; for a funder, those handed in."""
    actor = request.actor
    table = FUNDER if actor.house_id is None else OWN
    with reading():
        page = keyset_page(report_rows(actor), table.sort(request.GET), request.GET)
        context = {
            "table": table.render(page.rows, query=request.GET, page=page),
            "for_funder": actor.house_id is None,
        }
        return render(request, "funding/financial_reports.html", context)


def _found(request: Request, pk: int) -> FinancialReport:
    rows = FinancialReport.objects.visible_to(request.actor).select_related(
        "convention__house", "sheet"
    )
    found: FinancialReport | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _trail(report: FinancialReport, *here: str) -> str:
    page = reverse("funding:convention", args=[report.convention_id])
    parts = ["Conventions", reverse("funding:conventions"), report.convention.title[:60]]
    parts.append(f"{page}?annee={report.year}")
    if here:
        parts += ["Compte rendu", reverse("funding:financial-report", args=[report.pk]), *here]
    else:
        parts.append(f"Compte rendu financier {report.year}")
    return crumbs(*parts)


def prepare(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/compte-rendu/`, POST: begin a report, or go to the one begun."""
    actor = request.actor
    convention = load(actor, pk)
    text = request.POST.get("annee", "")
    number = request.POST.get("fiche", "")
    sheet = None
    if number:
        sheet = ActionSheet.objects.filter(
            convention=convention, pk=int(number) if number.isdecimal() else 0
        ).first()
        if sheet is None:
            raise Http404
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Http404
    try:
        report = actions.prepare_report(
            actor=actor, convention=convention, year=int(text), sheet=sheet
        )
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
        return redirect("funding:convention", pk)
    return redirect("funding:financial-report", report.pk)


def report(request: Request, pk: int) -> HttpResponse:
    """`/comptes-rendus/<id>/`: the report; the house writes it while it is open."""
    actor = request.actor
    found = _found(request, pk)
    view = report_view(found)
    own = can_record(actor, found.house_id).allowed
    examines = can_examine(actor, found.convention).allowed
    if actor.house_id is None and actor.has(*FUNDERS) and view.state.is_open:
        view = _for_funder(view)
    writes = own and view.state.is_open
    form = ReportForm(request.POST or None, view=view)
    if request.method == "POST" and not writes:
        raise Http404
    here = reverse("funding:financial-report", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.write_report(
            actor=actor,
            report=found,
            comments=form.comments(),
            summary=data["summary"],
            allocation=data["allocation"],
            in_kind=data["in_kind"],
            signatory=data["signatory"],
            capacity=data["capacity"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return here

    return answer(
        request,
        form,
        act=act,
        template="funding/financial_report.html",
        subject=Subject(found.house_id, actions.REPORT, found.pk),
        back=here,
        done="Compte rendu enregistré.",
        context={
            "report": found,
            "view": view,
            "rows": form.rows(),
            "writes": writes,
            "own": own,
            "examines": examines and not view.state.is_open and view.state != ReportState.CLOSED,
            "closes": can_examine(actor, found.convention, closes=True).allowed
            and view.state in (ReportState.HANDED_IN, ReportState.EXAMINED),
            "sheet_actions": _actions_of(view),
            "double": actions.double_claim(view) if own and view.state.is_open else "",
            "trail": _trail(found),
            "told": [step for step in view.steps if not step.is_void],
        },
    )


def _for_funder(view: ReportView) -> ReportView:
    """What a funder reads of a report that was sent back: nothing of the draft in progress."""
    return replace(view, rows=(), elsewhere=(), shared_by=())


def _actions_of(view: ReportView) -> str:
    report = view.report
    if report.sheet is not None:
        return str(report.sheet.action_id)
    rows = ActionSheet.objects.filter(convention=report.convention_id)
    return ",".join(str(one) for one in rows.values_list("action", flat=True))


def hand_in(request: Request, pk: int) -> HttpResponse:
    """`/comptes-rendus/<id>/remettre/`: to the funder, on a day."""
    actor, found = request.actor, _found(request, pk)
    if not can_record(actor, found.house_id):
        raise Http404
    initial = {"occurred_on": timezone.localdate()}
    form = StepForm(request.POST or None, initial=initial)
    back = reverse("funding:financial-report", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.hand_in(
            actor=actor,
            report=found,
            on=data["occurred_on"],
            reference=data["reference"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    return _step(
        request,
        found,
        form,
        act,
        "Remettre le compte rendu",
        "Compte rendu remis.",
        "Ses montants sont écrits tels qu’ils sont aujourd’hui, et ne bougent plus.",
    )


def examine(request: Request, pk: int) -> HttpResponse:
    """`/comptes-rendus/<id>/examiner/`: line by line, what is admitted."""
    actor, found = request.actor, _found(request, pk)
    view = report_view(found)
    if not can_examine(actor, found.convention) or view.state not in (
        ReportState.HANDED_IN,
        ReportState.EXAMINED,
    ):
        raise Http404
    form = ExamineForm(
        request.POST or None, view=view, initial={"occurred_on": timezone.localdate()}
    )
    back = reverse("funding:financial-report", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.examine(
            actor=actor,
            report=found,
            on=data["occurred_on"],
            admitted=form.admitted(),
            remarks=form.remarks(),
            reference=data["reference"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template="funding/financial_report_examine.html",
        subject=Subject(found.house_id, actions.REPORT, found.pk),
        back=back,
        done="Examen enregistré.",
        context={
            "report": found,
            "view": view,
            "rows": form.rows(),
            "own": actor.house_id == found.house_id,
            "trail": _trail(found, "Examiner"),
        },
    )


def hand_back(request: Request, pk: int) -> HttpResponse:
    """`/comptes-rendus/<id>/renvoyer/`: to be mended, with the reason."""
    actor, found = request.actor, _found(request, pk)
    if not can_examine(actor, found.convention):
        raise Http404
    form = HandBackForm(request.POST or None, initial={"occurred_on": timezone.localdate()})
    back = reverse("funding:financial-report", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.hand_back(
            actor=actor,
            report=found,
            on=data["occurred_on"],
            reason=data["reason"],
            reference=data["reference"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    return _step(request, found, form, act, "Renvoyer le compte rendu", "Compte rendu renvoyé.")


def close(request: Request, pk: int) -> HttpResponse:
    """`/comptes-rendus/<id>/clore/`: what is left, what is given back."""
    actor, found = request.actor, _found(request, pk)
    if not can_examine(actor, found.convention, closes=True):
        raise Http404
    left = report_view(found).left
    form = CloseForm(request.POST or None, initial={"occurred_on": timezone.localdate()})
    back = reverse("funding:financial-report", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.close_report(
            actor=actor,
            report=found,
            on=data["occurred_on"],
            clawback_cents=data["clawback"],
            reason=data["reason"],
            reference=data["reference"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    lead = (
        f"{left.rule} : {write_euros(left.unspent_cents)} non dépensés, "
        f"{write_euros(left.kept_cents)} gardés, {write_euros(left.clawback_cents)} à reverser."
    )
    return _step(request, found, form, act, "Clore le compte rendu", "Compte rendu clos.", lead)


def _step(
    request: Request,
    report: FinancialReport,
    form: StepForm,
    act: Any,
    heading: str,
    done: str,
    lead: str = "",
) -> HttpResponse:
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(report.house_id, actions.REPORT, report.pk),
        back=reverse("funding:financial-report", args=[report.pk]),
        done=done,
        context={
            "heading": heading,
            "submit": heading,
            "trail": _trail(report, heading),
            "lead": lead or str(report),
        },
    )


def rule(request: Request) -> HttpResponse:
    """`/conventions/comptes-rendus/seuil/`: from which gap a line is commented."""
    actor = request.actor
    standing = rule_of(actor.house)
    initial = {"gap_hundredths": standing.gap_hundredths, "gap_cents": standing.gap_cents}
    form = RuleForm(request.POST or None, initial=initial)
    back = reverse("funding:financial-reports")

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.set_report_rule(
            actor=actor,
            house_id=actor.house,
            gap_hundredths=data["gap_hundredths"],
            gap_cents=data["gap_cents"],
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "house"),
        back=back,
        done="Seuil retenu.",
        context={
            "heading": "Écarts à commenter",
            "submit": "Retenir ce seuil",
            "trail": crumbs("Conventions", reverse("funding:conventions"), "Écarts à commenter"),
            "lead": "Un compte rendu ne se remet pas sans expliquer les écarts qui les dépassent.",
        },
    )


def committee(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/comite/`: the steering committee was held."""
    actor = request.actor
    convention = load(actor, pk)
    if not can_record(actor, convention.house_id):
        raise Http404
    year = asked_year(request) or timezone.localdate().year
    form = CommitteeForm(request.POST or None, convention=convention, initial={"year": year})
    back = f"{reverse('funding:convention', args=[pk])}?annee={year}"

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        hold_committee(
            actor=actor,
            convention=convention,
            year=data["year"],
            occurred_on=data["occurred_on"],
            sitting=data["sitting"],
            opinion=data["opinion"],
            remarks=data["remarks"],
            reference=data["reference"],
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(convention.house_id, "convention", convention.pk),
        back=back,
        done="Comité de pilotage noté.",
        context={
            "heading": "Comité de pilotage tenu",
            "submit": "Noter le comité",
            "trail": crumbs(
                "Conventions",
                reverse("funding:conventions"),
                convention.title[:60],
                reverse("funding:convention", args=[pk]),
                "Comité de pilotage",
            ),
            "lead": convention.title,
        },
    )
