"""The minutes of the yearly steering committee, drafted from what is known."""

from collections.abc import Iterator

from probant.funding.models import FinancialReport
from probant.funding.queries import ActionYear, ConventionFile, file_of
from probant.funding.queries.committees import committees_of, may_renew
from probant.funding.queries.reports import report_view, spent_of
from probant.funding.rules.reports import TOTALS, form_rows
from probant.journal.models import JournalHead
from probant.journal.reading import reading
from probant.kernel.dates import write_date, write_short_date
from probant.kernel.money import write_euros
from probant.reports.blocks import (
    Block,
    Cell,
    Content,
    FindingRow,
    Findings,
    Head,
    Row,
    Section,
    Table,
    Terms,
    Text,
)
from probant.reports.composition.counted import figures_of
from probant.reports.convention.story import convention_of
from probant.reports.definition import Report, ReportOrder

STATES = {"done": "fait", "due": "attendu", "late": "en retard", "open": "à venir"}


def collect(request: ReportOrder) -> Content:
    """Collect the draft. Raises `NoReport` where no convention, or several, cover the year."""
    with reading():
        convention = convention_of(request)
        file = file_of(convention, request.actor, year=request.year, today=request.as_of)
        head = JournalHead.objects.get(house_id=convention.house_id)
        return Content(
            title=f"Comité de pilotage {request.year}",
            subtitle=convention.title,
            author=convention.house.organisation.name,
            cut=f"Projet établi le {write_date(request.today)}",
            proof=f"Arrêté à l'écriture n° {head.seq} du journal, empreinte {head.hash}.",
            file_name=f"comite-de-pilotage-{convention.pk}-{request.year}",
            blocks=tuple(_blocks(request, file)),
        )


def _blocks(request: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    yield _heading(request, file)
    for action in file.actions:
        yield from _action(request, file, action)
    yield Section("Ce qui ne concorde pas")
    yield Findings(
        tuple(
            FindingRow(
                told.finding.severity.value,
                told.finding.severity.label.capitalize(),
                told.finding.code,
                told.finding.message,
                told.about,
            )
            for told in file.year_findings
        )
    )
    yield Section("Ce qui est attendu")
    due = [one for one in file.obligations if one.year in (None, file.year)]
    if due:
        yield Table(
            "De part et d’autre",
            (Head("Quoi", share=4), Head("Qui", share=2), Head("Pour le"), Head("État")),
            tuple(
                Row(
                    (
                        Cell(one.label),
                        Cell(one.by),
                        Cell(write_short_date(one.due_on) if one.due_on else "sans date"),
                        Cell(STATES[one.state.value]),
                    )
                )
                for one in due
            ),
        )
    else:
        yield Text("Rien n’est attendu.")
    yield from _decisions(request, file)


def _heading(request: ReportOrder, file: ConventionFile) -> Terms:
    held = [one for one in committees_of(file.convention) if one.met.budget_year == request.year]
    rows = [
        ("Exercice", str(request.year)),
        ("Parties", ", ".join(party.organisation.name for party in file.parties)),
        ("Tenu le", write_date(held[0].met.occurred_on) if held else "à compléter"),
        ("Lieu", held[0].sitting.place if held and held[0].sitting else "à compléter"),
        ("Présents", "à compléter"),
    ]
    return Terms(tuple(rows))


def _action(request: ReportOrder, file: ConventionFile, action: ActionYear) -> Iterator[Block]:
    if action.action is None or action.sheet is None:
        return
    yield Section(str(action.sheet))
    told = [
        ("Attribué", write_euros(action.awarded_cents)),
        ("Versé", write_euros(action.paid_cents)),
    ]
    report = (
        FinancialReport.objects.visible_to(request.actor)
        .filter(sheet=action.sheet, year=request.year)
        .first()
    )
    if report is not None:
        view = report_view(report)
        told.append(("Compte rendu financier", view.state.label))
        told.append(("Coût", write_euros(view.admitted_cents)))
    yield Terms(tuple(told))
    planned = action.planned.table if action.planned else None
    if planned is not None or action.spent:
        spent = spent_of(action.spent) if action.spent else None
        rows = [row for row in form_rows(planned, spent, request.year) if row.level != "line"]
        yield Table(
            f"Budget et réalisé {request.year}",
            (
                Head("Intitulé", share=4),
                Head("Prévu", True, 2),
                Head("Réalisé", True, 2),
                Head("Écart", True, 2),
            ),
            tuple(
                Row(
                    (
                        Cell(f"{row.account} {row.label}".strip()),
                        _cents(row.planned_cents),
                        _cents(row.actual_cents),
                        _cents(row.gap_cents),
                    ),
                    "total" if row.code in TOTALS.values() else "",
                )
                for row in rows
            ),
        )
    yield from figures_of(request, action)


def _cents(cents: int | None) -> Cell:
    return Cell("") if cents is None else Cell(write_euros(cents), cents, cents=True)


def _decisions(request: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    held = [one for one in committees_of(file.convention) if one.met.budget_year == request.year]
    yield Section("Relevé de décisions")
    yield Text(held[0].remarks if held and held[0].remarks else "À compléter en séance.")
    renews = may_renew(file.convention, request.year)
    opinion = str(held[0].get_opinion_display()) if held else "à rendre"
    yield Terms(
        (
            ("Avis sur la reconduction", opinion),
            ("Reconduction", "possible" if renews.allowed else renews.reason),
            ("Pour l’association", "…"),
            ("Pour le financeur", "…"),
        )
    )


REPORT = Report("committee", "Comité de pilotage", collect)
