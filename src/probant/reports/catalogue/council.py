"""The report that a funder's officer takes to the council before it votes a year's grant.

From the convention: what is proposed for the year, what was awarded and paid the year before, what
came of it (the catalogue's figures in the scope of each action), what is still due and what is
still open; then the decisions, drafted.
"""

from collections.abc import Iterator
from dataclasses import replace

from probant.funding.models import AwardMade
from probant.funding.queries import ActionYear, ConventionFile, file_of
from probant.journal.models import JournalHead
from probant.journal.reading import reading
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.reports.blocks import (
    Block,
    Cell,
    Content,
    Findings,
    Head,
    Row,
    Section,
    Table,
    Terms,
    Text,
)
from probant.reports.composition.counted import figures_of
from probant.reports.convention.story import (
    cents_cell,
    convention_of,
    due_blocks,
    finding_row,
    identity_block,
    money_blocks,
    vote_blocks,
)
from probant.reports.definition import Report, ReportOrder

TO_WRITE = "…"


def collect(order: ReportOrder) -> Content:
    """The report for the vote of a year. Raises `NoReport` where no convention covers it."""
    with reading():
        convention = convention_of(order)
        before = replace(order, year=order.year - 1)
        file = file_of(convention, order.actor, year=order.year, today=order.as_of)
        past = file_of(convention, order.actor, year=before.year, today=order.as_of)
        head = JournalHead.objects.get(house_id=convention.house_id)
        return Content(
            title=f"Subvention {order.year} : {_beneficiaries(file)}",
            subtitle="Rapport au conseil",
            author=_funders(file),
            cut=f"Chiffres {order.cut.label}, établi le {write_date(order.today)}",
            proof=(
                f"Arrêté à l'écriture n° {head.seq} du journal de {convention.house}, empreinte "
                f"{head.hash}. Chaque nombre ouvre sur les faits qu'il compte."
            ),
            file_name=f"rapport-au-conseil-{convention.pk}-{order.year}",
            blocks=tuple(_blocks(order, before, file, past)),
        )


def _blocks(
    order: ReportOrder, before: ReportOrder, file: ConventionFile, past: ConventionFile
) -> Iterator[Block]:
    yield Section("La convention")
    yield Terms((("Objet", file.convention.title), *identity_block(file).rows))
    yield from _proposed(order, file)
    yield Section(f"L’année {before.year}")
    if _has_past(file, before.year):
        yield from money_blocks(before, past)
        yield from due_blocks(past)
        yield from _results(before, past)
    else:
        yield Text("La convention ne couvre pas cette année : aucun bilan n’est attendu.")
    yield from _open(file, past)
    yield from vote_blocks(order, file)
    yield from _draft(order, file)


def _has_past(file: ConventionFile, year: int) -> bool:
    starts = file.convention.starts_on
    return starts is None or starts.year <= year


def _proposed(order: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    """What the sheets state for the year, beside what was granted the year before."""
    yield Section(f"Ce qui est proposé pour {order.year}")
    rows, total, last = [], 0, 0
    for action in (*file.actions, file.whole):
        stated = _stated(action)
        granted = _granted(order, file, action, order.year - 1)
        if action.sheet is None and not stated and not granted:
            continue
        title = str(action.sheet) if action.sheet else "Convention entière"
        rows.append(Row((Cell(title), cents_cell(granted or None), cents_cell(stated))))
        total, last = total + (stated or 0), last + granted
    rows.append(Row((Cell("Total"), cents_cell(last), cents_cell(total or None)), "total"))
    heads = (
        Head("Action", share=5),
        Head(f"Attribué en {order.year - 1}", True, 2),
        Head(f"Proposé pour {order.year}", True, 2),
    )
    yield Table(f"Montants de l’exercice {order.year}", heads, tuple(rows))


def _stated(action: ActionYear) -> int | None:
    return action.planned.budget.stated_grant_cents if action.planned else None


def _granted(order: ReportOrder, file: ConventionFile, action: ActionYear, year: int) -> int:
    facts = AwardMade.objects.visible_to(order.actor).cut(order.cut)
    chosen = facts.filter(convention=file.convention, action=action.action, budget_year=year)
    return sum(chosen.values_list("amount_cents", flat=True))


def _results(before: ReportOrder, past: ConventionFile) -> Iterator[Block]:
    for action in past.actions:
        if action.action is None or action.sheet is None:
            continue
        yield Section(f"Résultats {before.year}, {action.sheet}", 2)
        if action.targets:
            yield Terms((("Critères", " ; ".join(one.label for one in action.targets)),))
        yield from figures_of(before, action)


def _open(file: ConventionFile, past: ConventionFile) -> Iterator[Block]:
    """The findings of both years, told once."""
    yield Section("Anomalies ouvertes")
    rows = [finding_row(told) for told in (*past.year_findings, *file.year_findings)]
    yield Findings(tuple(dict.fromkeys(rows)))


def _draft(order: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    """The decisions as one would put them to the vote; what is not known is left to write."""
    total = sum(_stated(action) or 0 for action in (*file.actions, file.whole))
    amount = write_euros(total) if total else TO_WRITE
    yield Section("Projet de délibération")
    yield Text(
        f"Si vous suivez cet avis, il vous est proposé, pour {order.year}, de bien vouloir :"
    )
    yield Terms(
        (
            (
                "1",
                f"approuver le versement d’une subvention de {amount} à {_beneficiaries(file)}, "
                f"en application de la convention « {file.convention.title} » ;",
            ),
            ("2", f"prélever les crédits nécessaires sur le budget {order.year} ;"),
            ("3", "autoriser la signature de tout acte nécessaire à son exécution."),
        )
    )


def _beneficiaries(file: ConventionFile) -> str:
    return _names(file, "beneficiary") or TO_WRITE


def _funders(file: ConventionFile) -> str:
    return _names(file, "funder") or TO_WRITE


def _names(file: ConventionFile, role: str) -> str:
    names = [party.organisation.name for party in file.parties if party.role == role]
    return ", ".join(dict.fromkeys(names))


REPORT = Report("council", "Rapport au conseil", collect)
