"""The file of a board, on one page: money to come, what is due, what was decided, what is open.

Everything is derived as it stands on the day it is made; nothing is written for it. Whoever reads
it (team, board) sees of each part what they may see elsewhere.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse

from probant.directory.models import House
from probant.funding.queries.cash import CashPlan, cash_plan
from probant.funding.queries.dues import WAITING, Dued, dues
from probant.governance.models import FollowUp
from probant.governance.queries.life import follow_ups, statutes_findings, statutes_of
from probant.indicators.engine import measure_all
from probant.indicators.models import KeptFinding
from probant.journal.models import JournalHead
from probant.journal.reading import reading
from probant.kernel.dates import write_date, write_short_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.reports.access import HOUSE_MAKERS
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
    Text,
)
from probant.reports.definition import NoReport, Report, ReportOrder
from probant.ui.pieces.figure import write_value

SOON = timedelta(days=60)
#: A board reads its file on a phone too.
SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin",
         "juil.", "août", "sept.", "oct.", "nov.", "déc.")  # fmt: skip
MONTHS_SHOWN, DUES_SHOWN, DECISIONS_SHOWN, FINDINGS_SHOWN, FIGURES_SHOWN = 6, 6, 5, 5, 6


def collect(order: ReportOrder) -> Content:
    """The file. Raises `NoReport` for who is neither of the team nor of the board."""
    if not order.actor.has(*HOUSE_MAKERS) or order.actor.house_id != order.house_id:
        raise NoReport("ce dossier se fait dans l’équipe ou le conseil de la structure.")
    with reading():
        house = House.objects.select_related("organisation").get(pk=order.house_id)
        head = JournalHead.objects.get(house_id=order.house_id)
        return Content(
            title="Dossier du conseil",
            subtitle=house.organisation.name,
            author=house.short_name or house.organisation.name,
            cut=f"Établi le {write_date(order.today)}",
            proof=f"Arrêté à l’écriture n° {head.seq} du journal, empreinte {head.hash}.",
            file_name=f"dossier-du-conseil-{order.today.isoformat()}",
            blocks=tuple(_blocks(order)),
            is_tight=True,
        )


def _blocks(order: ReportOrder) -> Iterator[Block]:
    yield from _cash(cash_plan(order.actor, order.today), order.actor.has(Role.DIRECTION))
    yield from _due(order, dues(order.actor, order.today))
    yield from _decisions(order, follow_ups(order.actor)[0])
    yield from _findings(order)
    yield from _figures(order)


def _cash(plan: CashPlan, with_costs: bool) -> Iterator[Block]:
    """The months that come. What posts cost is for the direction, who may hand the file on."""
    yield Section("Trésorerie")
    if not plan.income_cents and not plan.staff_cents:
        yield Text("Aucun versement n’est attendu dans les douze mois.")
        return
    rows, total = [], 0
    for one in plan.months[:MONTHS_SHOWN]:
        total += one.net_cents if with_costs else one.income_cents
        name = f"{SHORT[one.start.month - 1]} {one.start.year}"
        costs = (_cents(one.staff_cents),) if with_costs else ()
        rows.append(Row((Cell(name), _cents(one.income_cents), *costs, _cents(total))))
    heads: tuple[str, ...] = ("Attendu", "Cumul")
    told = "versements attendus"
    if with_costs:
        heads = ("Attendu", "Équipe", "Solde")
        told = "versements attendus, coût connu de l’équipe, solde cumulé"
    yield Table(
        f"Les {MONTHS_SHOWN} mois qui viennent : {told}",
        (Head("Mois", share=3), *(Head(text, True, 3) for text in heads)),
        tuple(rows),
    )
    late = sum(one.it.left_cents or 0 for one in plan.late)
    undated = sum(one.it.left_cents or 0 for one in plan.undated)
    said = [f"Sur douze mois, {write_euros(plan.income_cents)} sont attendus."]
    if with_costs:
        said.append(f"L’équipe coûte {write_euros(plan.staff_cents)}, pour ce qui est connu.")
    if late:
        said.append(f"{write_euros(late)} sont en retard.")
    if undated:
        said.append(f"{write_euros(undated)} n’ont pas encore de date.")
    if with_costs and plan.unknown:
        said.append(f"Coût inconnu : {', '.join(plan.unknown)}.")
    yield Text(" ".join(said), quiet=True)


def _due(order: ReportOrder, found: Sequence[Dued]) -> Iterator[Block]:
    last = order.today + SOON
    near = [
        one
        for one in found
        if one.it.state in WAITING and one.it.due_on is not None and one.it.due_on <= last
    ]
    yield Section("Ce qui est dû d’ici soixante jours")
    if not near:
        yield Text("Rien n’est dû d’ici là.")
        return
    yield _table(
        "Échéances des conventions",
        ("Avant le", "Quoi", "Par"),
        [
            (one.it.due_on, f"{one.it.label}, {one.title}", one.it.by, one.convention_id)
            for one in near[:DUES_SHOWN]
        ],
        order,
    )
    yield from _more(len(near) - DUES_SHOWN, "page « Ce qui est dû »")


def _table(
    caption: str,
    heads: tuple[str, str, str],
    rows: Sequence[tuple[date | None, str, str, int | None]],
    order: ReportOrder,
) -> Table:
    """Day, what, who; what is past is said late. The last value leads to a convention."""
    made = []
    for day, what, who, convention in rows:
        late = day is not None and day < order.today
        written = write_short_date(day) if day is not None else "sans échéance"
        address = reverse("funding:convention", args=[convention]) if convention else ""
        href = f"{order.base_url}{address}" if address else ""
        cells = (Cell(f"{written}, en retard" if late else written), Cell(what, href=href))
        made.append(Row((*cells, Cell(who)), "wrong" if late else ""))
    shares = (3, 8, 4)
    columns = tuple(Head(text, share=share) for text, share in zip(heads, shares, strict=True))
    return Table(caption, columns, tuple(made))


def _more(count: int, where: str) -> Iterator[Block]:
    if count > 0:
        yield Text(f"Et {count} de plus : {where}.", quiet=True)


def _decisions(order: ReportOrder, waiting: Sequence[FollowUp]) -> Iterator[Block]:
    yield Section("Suites des décisions")
    if not waiting:
        yield Text("Aucune suite n’attend.")
        return
    rows = [(one.due_on, one.what, one.who, None) for one in waiting[:DECISIONS_SHOWN]]
    yield _table("À faire", ("Avant le", "Quoi", "Par"), rows, order)
    yield from _more(len(waiting) - DECISIONS_SHOWN, "page « Vie associative »")


def _findings(order: ReportOrder) -> Iterator[Block]:
    kept = KeptFinding.objects.visible_to(order.actor).still_open()
    rows = kept.order_by("-found_on", "-pk").values_list("code", "severity", "message")
    found = [Finding(code, Severity(severity), message) for code, severity, message in rows]
    found = [*statutes_findings(statutes_of(order.actor), order.today), *found]
    found.sort(key=lambda one: one.severity.rank)
    yield Section("Constats ouverts")
    yield Findings(
        tuple(
            FindingRow(one.severity.value, one.severity.label, one.code, one.message)
            for one in found[:FINDINGS_SHOWN]
        )
    )
    yield from _more(len(found) - FINDINGS_SHOWN, "page « Anomalies »")


def _figures(order: ReportOrder) -> Iterator[Block]:
    period = Period.year(order.year)
    figures = [
        one
        for one in measure_all(house_id=order.house_id, period=period, cut=order.cut)
        if one.records
    ][:FIGURES_SHOWN]
    yield Section(f"Chiffres de {order.year}")
    if not figures:
        yield Text(f"Aucun fait n’est encore compté en {order.year}.")
        return
    rows = []
    for one in figures:
        page = reverse("indicators:figure", args=[one.indicator.code])
        value = write_value(one.value, one.indicator.written)
        href = f"{order.base_url}{page}?annee={order.year}"
        rows.append(Row((Cell(value, one.value, href=href), Cell(one.indicator.label))))
    heads = (Head("Valeur", True, 2), Head("Ce qui est compté", share=9))
    yield Table("Chaque nombre ouvre sur les faits qu’il compte", heads, tuple(rows))


def _cents(cents: int) -> Cell:
    return Cell(write_euros(cents), cents, cents=True)


REPORT = Report("board", "Dossier du conseil", collect, publishes=False)
