"""A financial report as blocks, in the order of its form (Cerfa 15059)."""

import datetime
from collections.abc import Iterator

from django.urls import reverse

from probant.directory.models import Organisation
from probant.engagement.queries.in_kind import in_kind
from probant.funding.models import ActionSheet, FinancialReport, Party
from probant.funding.queries import ActionYear
from probant.funding.queries.reports import ReportState, ReportView, TellingRow, report_view
from probant.funding.rules.reports import write_rate
from probant.gatherings.models import Proposal
from probant.gatherings.queries.programme import lent_cents
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.kernel.period import Period
from probant.programmes.models import Action
from probant.reports.blocks import Block, Cell, Head, Row, Section, Table, Terms, Text
from probant.reports.composition.counted import figures_of
from probant.reports.definition import NoReport, ReportOrder
from probant.support.queries.testimonies import usable

MOST_WORDS = 3
FORM = (
    "Cerfa 15059, arrêté du 11 octobre 2006 ; à remettre dans les six mois de la fin de l’exercice "
    "(loi n° 2000-321, art. 10)."
)


def reports_to_write(request: ReportOrder, convention_id: int) -> list[FinancialReport]:
    """Those of the year, else one for each sheet that covers it, not kept. Raises `NoReport`."""
    found = list(
        FinancialReport.objects.visible_to(request.actor)
        .filter(convention=convention_id, year=request.year)
        .select_related("convention", "sheet__action")
        .order_by("sheet__number")
    )
    if found:
        return found
    if request.actor.house_id != request.house_id:
        raise NoReport(f"aucun compte rendu financier {request.year} ne vous a été remis.")
    sheets = ActionSheet.objects.filter(
        convention=convention_id, first_year__lte=request.year, last_year__gte=request.year
    ).select_related("convention", "action")
    drafts = [
        FinancialReport(
            house_id=request.house_id,
            convention=sheet.convention,
            sheet=sheet,
            year=request.year,
            prepared_on=request.today,
        )
        for sheet in sheets.order_by("number")
    ]
    if not drafts:
        raise NoReport(f"aucune fiche action de cette convention ne couvre {request.year}.")
    return drafts


def blocks_of(request: ReportOrder, report: FinancialReport) -> Iterator[Block]:
    """One report: identity, table, comments, indirect costs, in kind, results, what is left."""
    view = report_view(report)
    yield Section(str(report.sheet) if report.sheet else "Toute la convention")
    yield Terms(tuple(_identity(view)))
    if not view.has_accounts:
        yield Text(
            f"Les comptes de {report.year} ne sont pas importés : le réalisé n’est pas connu."
        )
    yield comparison(request, view, f"Budget et réalisé {report.year}")
    yield from _comments(view)
    yield from _indirect(view)
    yield from _in_kind(request, view)
    yield from _results(request, report)
    yield from _left(view)
    yield from _signature(view)


def _identity(view: ReportView) -> Iterator[tuple[str, str]]:
    report = view.report
    parties = list(report.convention.parties.select_related("organisation").order_by("position"))
    for party in parties:
        if party.role == Party.Role.BENEFICIARY:
            yield "Bénéficiaire", _named(party.organisation)
    yield "Financeur", view.funders or "—"
    yield "Exercice", str(report.year)
    awarded = view.awarded_cents
    yield "Subvention attribuée", write_euros(awarded) if awarded else "aucune enregistrée"
    yield "État", view.state.label
    steps = [one for one in view.steps if not one.is_void]
    if steps:
        yield (
            "Dernière étape",
            f"{steps[-1].get_step_display()} le {write_date(steps[-1].occurred_on)}",
        )


def _named(organisation: Organisation) -> str:
    siren = f", SIREN {organisation.siren}" if organisation.siren else ""
    return f"{organisation.name}{siren}"


def comparison(request: ReportOrder, view: ReportView, caption: str) -> Table:
    """What was planned beside what was spent, each amount onto its entries.

    Nothing planned, nothing is compared.
    """
    examined = any(one.admitted_cents is not None for one in view.rows)
    planned = any(one.row.planned_cents is not None for one in view.rows)
    heads = [Head("Compte"), Head("Intitulé", share=5)]
    if planned:
        heads.append(Head("Prévu", True, 2))
    heads.append(Head("Réalisé", True, 2))
    if planned:
        heads += [Head("Écart", True, 2), Head("%", True, 2)]
    if examined:
        heads.append(Head("Admis", True, 2))
    rows = (_row(request, view, one, planned=planned, examined=examined) for one in view.rows)
    return Table(caption, tuple(heads), tuple(rows))


def _row(
    request: ReportOrder, view: ReportView, telling: TellingRow, *, planned: bool, examined: bool
) -> Row:
    row = telling.row
    tone = {"total": "total", "heading": "heading"}.get(row.level, "")
    cells = [Cell(row.account), Cell(row.label)]
    if planned:
        cells.append(_cents(row.planned_cents))
    cells.append(_cents(row.actual_cents, _entries(request, view, telling)))
    if planned:
        cells += [_cents(row.gap_cents), Cell(write_rate(row.gap_rate))]
    if examined:
        cells.append(_cents(telling.kept_cents) if row.level == "heading" else Cell(""))
    return Row(tuple(cells), tone)  # type: ignore[arg-type]


def _entries(request: ReportOrder, view: ReportView, telling: TellingRow) -> str:
    report = view.report
    if not telling.row.accounts or report.sheet is None or telling.row.actual_cents is None:
        return ""
    address = reverse("funding:entries", args=[report.year])
    account = telling.row.account
    part = f"&part={telling.row.part}" if telling.row.part else ""
    return f"{request.base_url}{address}?action={report.sheet.action_id}&compte={account}{part}"


def _cents(cents: int | None, href: str = "") -> Cell:
    if cents is None:
        return Cell("")
    return Cell(write_euros(cents), cents, cents=True, href=href)


def _comments(view: ReportView) -> Iterator[Block]:
    told = [
        (f"{one.row.account} {one.row.label}".strip(), _said(one))
        for one in view.rows
        if one.comment or one.remark or one.needs_comment
    ]
    if told:
        yield Section("Commentaire des écarts", 2)
        yield Terms(tuple(told))


def _said(telling: TellingRow) -> str:
    parts = [telling.comment or "Écart à expliquer."]
    if telling.is_cut:
        parts.append(f"Admis : {write_euros(telling.kept_cents or 0)}.")
    if telling.remark:
        parts.append(f"Financeur : {telling.remark}")
    return " ".join(parts)


def _indirect(view: ReportView) -> Iterator[Block]:
    if not view.has_indirect:
        return
    yield Section("Répartition des charges indirectes", 2)
    text = view.report.allocation.strip()
    if text:
        yield Text(text)
    else:
        yield Terms(tuple(view.shared_by) or (("Règle", "à écrire"),))


def _in_kind(request: ReportOrder, view: ReportView) -> Iterator[Block]:
    """Volunteers' hours valued and rooms lent, from the facts; what the house says of them."""
    report = view.report
    rows: list[tuple[str, str]] = []
    if request.actor.house_id == report.house_id:
        given = in_kind(request.actor, Period.year(report.year), request.cut)
        wanted = report.sheet.action_id if report.sheet else None
        own = [one for one in given.rows if wanted is None or one.action_id == wanted]
        minutes, cents = sum(one.minutes for one in own), sum(one.value_cents for one in own)
        if minutes:
            hours = f"{minutes / 60:.1f}".replace(".", ",").removesuffix(",0")
            rows.append(("Bénévolat", f"{hours} heures, valorisées {write_euros(cents)}"))
        if wanted is None:
            for lender, sessions, value in lent_cents(report.house_id, report.year):
                worth = write_euros(value) if value else "non valorisées"
                rows.append((f"Salles prêtées par {lender}", f"{sessions} rencontres, {worth}"))
    if report.in_kind.strip():
        rows.append(("Précisions", report.in_kind))
    if rows:
        yield Section("Contributions volontaires en nature", 2)
        yield Terms(tuple(rows))


def _results(request: ReportOrder, report: FinancialReport) -> Iterator[Block]:
    """The qualitative part: what the house says, figures, proposals, testimonies."""
    yield Section("Bilan qualitatif", 2)
    yield Text(report.summary or "L’association n’a pas encore écrit son bilan.")
    if report.sheet is None:
        return
    action = report.sheet.action
    year = ActionYear(report.convention, action, report.sheet, report.year)
    yield from figures_of(request, year)
    if request.actor.house_id != report.house_id:
        return
    found = _proposals(action, report.year)
    if found:
        yield Terms(tuple(found))
    words = [
        (one.signed, f"« {one.text} »")
        for programme in action.programmes.all()
        for one in usable(
            request.actor,
            "financeur",
            on=min(request.as_of, datetime.date(report.year + 1, 12, 31)),
            programme_id=programme.pk,
        )[:MOST_WORDS]
    ]
    if words:
        yield Terms(tuple(words[:MOST_WORDS]))


def _proposals(action: Action, year: int) -> list[tuple[str, str]]:
    rows = Proposal.objects.filter(
        house_id=action.house_id,
        made_on__year=year,
        session__programme__in=action.programmes.all(),
        erased_on__isnull=True,
    ).exclude(state=Proposal.Status.VOIDED)
    return [
        (f"Proposition {one.get_state_display()}", one.title or one.text[:200])
        for one in rows.order_by("made_on", "pk")[:10]
    ]


def _left(view: ReportView) -> Iterator[Block]:
    if not view.awarded_cents or not view.has_accounts:
        return
    left = view.left
    yield Section("Fonds non dépensés", 2)
    closed = [one for one in view.steps if one.step == "closed" and not one.is_void]
    rows = [
        ("Coût admis" if not view.state.is_open else "Coût", write_euros(view.admitted_cents)),
        ("Produits", write_euros(view.income_cents)),
        ("Non dépensé", f"{write_euros(left.unspent_cents)} ({left.rule.lower()})"),
        ("À reverser", write_euros(left.clawback_cents)),
    ]
    if closed and closed[-1].clawback_cents is not None:
        rows[-1] = ("À reverser (clos)", write_euros(closed[-1].clawback_cents))
    if view.unspent_terms is None:
        rows.append(
            ("Clause", "La convention ne dit pas ce que deviennent les fonds non dépensés.")
        )
    yield Terms(tuple(rows))


def _signature(view: ReportView) -> Iterator[Block]:
    report = view.report
    told = next((one for one in view.steps if one.step == "handed_in"), None)
    yield Section("Signature", 2)
    yield Text(
        "Je soussigné·e certifie exactes les informations du présent compte rendu."
        if view.state is not ReportState.PREPARED
        else "Projet, non signé."
    )
    yield Terms(
        (
            ("Nom", report.signatory or "…"),
            ("Qualité", report.capacity or "…"),
            ("Date", write_date(told.occurred_on) if told else "…"),
            ("Signature", ""),
        )
    )
