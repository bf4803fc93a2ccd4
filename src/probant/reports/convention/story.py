"""A convention and a year in blocks: what its report, its publication and the council say alike.

Who it binds, what was awarded and paid, what each sheet promised, its budget with what was spent,
the votes that granted the money, what is due, the findings that are still open.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from probant.funding.models import AwardMade, Convention, FinancialReport, PaymentMade
from probant.funding.queries import ActionYear, BudgetView, ConventionFile, Told
from probant.funding.queries.reports import report_view
from probant.funding.rules import Group, Obligation
from probant.funding.rules import Row as BudgetRow
from probant.governance.models import Deliberation
from probant.governance.queries import Register, register_of
from probant.kernel.dates import write_date, write_short_date
from probant.kernel.money import write_euros
from probant.kernel.period import Period
from probant.reports.blocks import (
    Block,
    Cell,
    FindingRow,
    Findings,
    Head,
    Row,
    Section,
    Table,
    Terms,
    Text,
)
from probant.reports.definition import NoReport, ReportOrder
from probant.reports.financial.story import comparison

STATES = {"done": "fait", "due": "attendu", "late": "en retard", "open": "à venir"}


def convention_of(request: ReportOrder) -> Convention:
    """The convention asked for, else the only one that covers the year. Raises `NoReport`."""
    seen = Convention.objects.visible_to(request.actor).select_related("house__organisation")
    if request.convention_id is not None:
        found = seen.filter(pk=request.convention_id).first()
        if found is None:
            raise NoReport(f"aucune convention n° {request.convention_id}.")
        return found
    year = Period.year(request.year)
    covering = list(
        seen.filter(house_id=request.house_id, amends__isnull=True)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=year.end))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=year.start))
        .order_by("pk")
    )
    if not covering:
        raise NoReport(f"aucune convention ne couvre {request.year}.")
    if len(covering) > 1:
        listed = ", ".join(f"{one.pk} = {one.title}" for one in covering)
        raise NoReport(f"plusieurs conventions couvrent {request.year} : --convention {listed}")
    return covering[0]


def identity_block(file: ConventionFile) -> Terms:
    """Who the convention binds, and for how long."""
    convention = file.convention
    rows = [("Nature", str(convention.get_kind_display()))]
    rows += [
        (
            str(party.get_role_display()).capitalize(),
            " ; ".join(
                part
                for part in (
                    party.organisation.name,
                    ", ".join(filter(None, (party.signatory, party.capacity))),
                )
                if part
            ),
        )
        for party in file.parties
    ]
    if convention.period is not None:
        rows.append(("Période", convention.period.label))
    return Terms(tuple(rows))


def money_blocks(request: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    """What each action was promised, awarded and paid for the year, at the request’s cut."""
    rows, totals = [], [0, 0]
    for action in (*file.actions, file.whole):
        awarded, paid = _awarded(request, file, action), _paid(request, file, action)
        if action.action is None and not awarded and not paid:
            continue
        title = str(action.sheet) if action.sheet else "Convention entière"
        promised = action.planned.budget.stated_grant_cents if action.planned else None
        rows.append(
            Row((Cell(title), cents_cell(promised), _money_cell(awarded), _money_cell(paid)))
        )
        totals = [totals[0] + awarded, totals[1] + paid]
    sums = (_money_cell(totals[0]), _money_cell(totals[1]))
    rows.append(Row((Cell("Total"), Cell(""), *sums), "total"))
    yield Section("Ce qui a été attribué et versé")
    yield Table(
        f"Subventions de l’exercice {request.year}",
        (
            Head("Action", share=4),
            Head("Prévu à la fiche", True, 2),
            Head("Attribué", True, 2),
            Head("Versé", True, 2),
        ),
        tuple(rows),
    )


def _awarded(request: ReportOrder, file: ConventionFile, action: ActionYear) -> int:
    facts = AwardMade.objects.visible_to(request.actor).cut(request.cut)
    chosen = facts.filter(
        convention=file.convention, action=action.action, budget_year=request.year
    )
    return sum(chosen.values_list("amount_cents", flat=True))


def _paid(request: ReportOrder, file: ConventionFile, action: ActionYear) -> int:
    facts = PaymentMade.objects.visible_to(request.actor).cut(request.cut)
    chosen = facts.filter(
        convention=file.convention, action=action.action, budget_year=request.year
    )
    return sum(payment.signed_cents for payment in chosen)


def sheet_block(action: ActionYear) -> Iterator[Block]:
    """What an action’s sheet promised: its headings, the time given to it, how it is judged."""
    terms = [(heading.title, heading.text) for heading in action.headings if heading.text]
    if action.promised is not None:
        terms.append(("Temps promis", f"{_decimal(action.promised.fte)} ETP"))
    if action.targets:
        terms.append(("Critères d’évaluation", " ; ".join(one.label for one in action.targets)))
    if terms:
        yield Terms(tuple(terms))
    else:
        yield Text("La fiche ne détaille ni objectifs ni critères.", quiet=True)


def budget_blocks(request: ReportOrder, action: ActionYear) -> Iterator[Block]:
    """The budget of an action as its sheet gives it; beside it, what was spent, entry by entry.

    What was spent is the house's to show: others read it in what is handed in.
    """
    if action.sheet is None:
        return
    number, planned = action.sheet.number, action.planned
    if planned is not None and (action.actual is None or planned.placed):
        yield _budget(f"Budget prévisionnel {request.year}, action {number}", planned)
    if action.actual is not None:
        told = FinancialReport(
            house_id=action.convention.house_id,
            convention=action.convention,
            sheet=action.sheet,
            year=request.year,
            prepared_on=request.today,
        )
        caption = f"Budget et réalisé {request.year}, action {number}"
        yield comparison(request, report_view(told), caption)


def payment_blocks(request: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    """What was paid for the year, a payment a line, as known at the request's cut."""
    facts = PaymentMade.objects.visible_to(request.actor).cut(request.cut)
    paid = facts.filter(convention=file.convention, budget_year=request.year)
    found = list(paid.select_related("funder", "action").order_by("occurred_on", "pk"))
    if not found:
        return
    yield Table(
        f"Versements au titre de {request.year}",
        (
            Head("Versé le", share=2),
            Head("Par", share=4),
            Head("Pour", share=4),
            Head("Montant", True, 2),
        ),
        tuple(
            Row(
                (
                    Cell(write_short_date(one.occurred_on)),
                    Cell(one.funder.name),
                    Cell(one.action.name if one.action else "la convention entière"),
                    cents_cell(one.signed_cents),
                )
            )
            for one in found
        ),
    )


def finding_blocks(file: ConventionFile) -> Iterator[Block]:
    """The findings of the year and of the convention that nobody has closed."""
    yield Section("Anomalies ouvertes")
    yield Text(
        "Ce qui se contredit dans les pièces est enregistré tel quel et reste ouvert jusqu’à ce "
        "qu’une personne le close.",
        quiet=True,
    )
    yield Findings(tuple(finding_row(told) for told in file.year_findings))


def _budget(caption: str, view: BudgetView) -> Table:
    rows: list[Row] = []
    wrong = {placed.row for placed in view.placed if placed.row is not None}
    for side, groups, totals in (
        ("Charges", view.expense, view.expense_totals),
        ("Produits", view.income, view.income_totals),
    ):
        for group in groups:
            rows.append(_group(group, wrong))
            rows += [_budget_line(line, wrong) for line in group.lines if _is_shown(line, group)]
        printed = view.table.printed("expense" if side == "Charges" else "income")
        rows.append(
            Row(
                (
                    Cell(""),
                    Cell(f"Total des {side.lower()}"),
                    cents_cell(totals.main_cents),
                    cents_cell(printed),
                ),
                "total",
            )
        )
    return Table(
        caption,
        (
            Head("Compte"),
            Head("Intitulé", share=5),
            Head("Calculé", True, 2),
            Head("Imprimé", True, 2),
        ),
        tuple(rows),
    )


def _is_shown(line: BudgetRow, group: Group) -> bool:
    return not (len(group.lines) == 1 and line.label == group.label)


def _group(group: Group, wrong: set[int]) -> Row:
    computed = group.total_cents if group.is_known else None
    return Row(
        (
            Cell(group.account),
            Cell(group.label),
            cents_cell(computed),
            cents_cell(group.printed_cents),
        ),
        "wrong" if group.key in wrong else "heading",
    )


def _budget_line(line: BudgetRow, wrong: set[int]) -> Row:
    return Row(
        (Cell(line.account), Cell(line.label), cents_cell(line.amount_cents), Cell("")),
        "wrong" if line.key in wrong else "",
    )


def vote_blocks(request: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    """The votes on which the convention and its money rest."""
    yield Section("Les votes qui fondent la convention et son financement")
    shown = [one for one in file.deliberations if one.sitting.held_on <= request.as_of]
    if not shown:
        yield Text("Aucune délibération n’est enregistrée à cette date.")
    for deliberation in shown:
        yield from _vote(request, deliberation, deliberation.pk in file.readable)


def _vote(request: ReportOrder, deliberation: Deliberation, readable: bool) -> Iterator[Block]:
    register = register_of(deliberation)
    body = register.body
    yield Section(
        f"{body.name}, {body.organisation.name}, {write_date(register.sitting.held_on)}", 2
    )
    rows = [("Objet", deliberation.subject)]
    if deliberation.cited_only:
        rows.append(("Source", "connue par la délibération qui la cite"))
    else:
        rows.append(("Présence", _presence(register)))
        rows.append(("Scrutin", _ballot(register)))
    rows += [(f"Décision {decision.number}", decision.text) for decision in register.decisions]
    if register.granted_cents:
        rows.append(("Montant accordé", _granted(register)))
    if readable and request.base_url:
        address = reverse("governance:deliberation", args=[deliberation.pk])
        rows.append(("Page", request.base_url + address))
    yield Terms(tuple(rows))


def _granted(register: Register) -> str:
    years = sorted({one.budget_year for one in register.amounts if one.budget_year is not None})
    told = " et ".join(str(year) for year in years)
    amount = write_euros(register.granted_cents)
    return f"{amount}, au titre de {told}" if told else amount


def _presence(register: Register) -> str:
    presence = register.presence
    parts = [f"{len(presence.present)} présents"]
    if presence.proxies:
        parts.append(f"{len(presence.proxies)} pouvoirs")
    if presence.in_office is not None:
        parts.append(f"{presence.in_office} membres en exercice")
    return ", ".join(parts)


def _ballot(register: Register) -> str:
    ballot = register.ballot
    if ballot is None:
        return "non donné"
    if ballot.votes_for is None:
        return str(ballot.get_declared_display())
    return (
        f"{ballot.votes_for} pour, {ballot.votes_against or 0} contre, "
        f"{ballot.abstentions or 0} abstentions"
    )


def due_blocks(file: ConventionFile) -> Iterator[Block]:
    """What is due for the year, and its state."""
    due = [one for one in file.obligations if one.year in (None, file.year)]
    yield Section("Ce qui est dû")
    if not due:
        yield Text("Rien n’est attendu pour cet exercice.")
        return
    yield Table(
        "Échéances",
        (
            Head("Échéance", share=2),
            Head("Quoi", share=5),
            Head("Par qui", share=3),
            Head("État", share=2),
        ),
        tuple(_obligation(one) for one in due),
    )


def _obligation(one: Obligation) -> Row:
    day = write_short_date(one.due_on) if one.due_on else "sans date"
    label = f"{one.label}, {write_euros(one.amount_cents)}" if one.amount_cents else one.label
    return Row(
        (Cell(day), Cell(label), Cell(one.by), Cell(STATES.get(one.state.value, one.state.value))),
        "wrong" if one.state.value == "late" else "",
    )


def finding_row(told: Told) -> FindingRow:
    """A finding as a row of a report."""
    finding = told.finding
    return FindingRow(
        finding.severity.value,
        finding.severity.label.capitalize(),
        finding.code,
        finding.message,
        told.about,
    )


def cents_cell(cents: int | None) -> Cell:
    """An amount in a table; empty where it is not known."""
    return Cell("") if cents is None else Cell(write_euros(cents), cents, cents=True)


def _money_cell(cents: int) -> Cell:
    return cents_cell(cents) if cents else Cell("rien d’enregistré", 0, cents=True)


def _decimal(value: object) -> str:
    return str(value).rstrip("0").rstrip(".").replace(".", ",")
