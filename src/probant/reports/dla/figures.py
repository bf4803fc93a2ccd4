"""Figures and stages of the year, jobs, who is supported, the engineering fund."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse

from probant.directory.models import Family, Theme
from probant.funding.queries.engineering import fund_of
from probant.indicators.engine import Figure, measure_all
from probant.indicators.queries import place_names
from probant.indicators.registry import catalogue as indicators
from probant.indicators.registry import indicator
from probant.kernel.period import Period
from probant.programmes.models import Phase
from probant.reports.blocks import (
    Block,
    Cell,
    FigureRow,
    Figures,
    Head,
    Row,
    Section,
    Table,
    Text,
)
from probant.reports.dla.year import DLA, SUPPORTED, Year, cents, count, hundredths
from probant.support.models import (
    JobFact,
    PhaseReached,
)
from probant.ui.write import write_count, write_rate


def figures(year: Year) -> Iterator[Block]:
    """The figures of the catalogue that are the DLA's own, each with its definition.

    The essential ones always; of the others, those that something was noted for.
    """
    own = [one for one in indicators() if one.programme == DLA]
    measured = _measure(year, year.period, own)
    past = {
        figure.indicator.code: figure.value
        for figure in _measure(year, year.period.previous_year(), own)
        if figure.records
    }
    rows = tuple(
        _figure(year, figure, past)
        for figure in measured
        if figure.indicator.essential or figure.records
    )
    yield Section("Les chiffres de l’année")
    yield Figures(rows, year.period.previous_year().label if past else "")


def _measure(year: Year, period: Period, own: list[Any]) -> list[Figure]:
    return measure_all(
        house_id=year.order.house_id,
        period=period,
        cut=year.order.cut,
        scope=year.reach.scope,
        indicators=own,
    )


def _figure(year: Year, figure: Figure, past: dict[str, Any]) -> FigureRow:
    found = figure.indicator
    query = f"?annee={year.order.year}"
    if year.reach.action is not None:
        query += f"&action={year.reach.action.pk}"
    if year.order.cut.known_on is not None:
        query += f"&connu_le={year.order.cut.known_on.isoformat()}"
    return FigureRow(
        value=figure.value,
        label=found.label,
        unit=found.unit,
        definition=found.definition,
        code=found.code,
        href=year.order.base_url + reverse("indicators:figure", args=[found.code]) + query,
        records=figure.records,
        before=past.get(found.code),
        written=found.written,
    )


def funnel(year: Year) -> Iterator[Block]:
    """Structures at each stage of the year, and their share of those supported."""
    supported = indicator(SUPPORTED)
    assert supported is not None
    whole = _measure(year, year.period, [supported])[0].value
    reached = dict(
        year.facts(PhaseReached)
        .order_by()
        .values_list("phase_id")
        .annotate(n=Count("organisation", distinct=True))
    )
    cases = dict(
        year.facts(PhaseReached)
        .order_by()
        .values_list("phase_id")
        .annotate(n=Count("case", distinct=True))
    )
    rows = tuple(
        Row(
            (
                Cell(phase.name),
                count(cases.get(phase.pk, 0)),
                count(reached.get(phase.pk, 0)),
                Cell(write_rate(reached.get(phase.pk, 0) / whole) if whole else "—"),
            )
        )
        for phase in Phase.objects.filter(programme=year.programme).order_by("position")
        if phase.is_open or phase.pk in reached
    )
    yield Section("Le parcours, étape par étape")
    yield Text(
        f"{write_count(whole, 'structure')} dans l’année, chacune comptée une fois. Une structure "
        "peut atteindre plusieurs étapes la même année : les lignes ne s’additionnent pas.",
        quiet=True,
    )
    yield Table(
        "Structures par étape",
        (
            Head("Étape", share=5),
            Head("Dossiers", True, 2),
            Head("Structures", True, 2),
            Head("Part", True, 2),
        ),
        rows,
    )


def jobs(year: Year) -> Iterator[Block]:
    """Jobs consolidated, each structure once; those still there at twelve months, apart."""
    yield Section("Les emplois")
    rows = []
    for kind, label in (
        (JobFact.Kind.CONSOLIDATED, "Emplois consolidés"),
        (JobFact.Kind.CREATED, "Emplois créés"),
        (JobFact.Kind.KEPT, "Emplois toujours là à 12 mois"),
    ):
        facts = list(year.facts(JobFact).filter(kind=kind))
        if facts:
            fte = sum(fact.fte_hundredths or 0 for fact in facts)
            rows.append(
                Row(
                    (
                        Cell(label),
                        count(len({fact.organisation_id for fact in facts})),
                        count(sum(fact.headcount for fact in facts)),
                        hundredths(fte or None),
                    )
                )
            )
    if not rows:
        yield Text("Aucun emploi n’est noté dans l’année.")
        return
    yield Text(
        "Les emplois consolidés sont tous ceux des structures accompagnées, une fois par structure "
        "et par année : ce n’est pas un effet net.",
        quiet=True,
    )
    yield Table(
        "Emplois",
        (
            Head("Nature", share=6),
            Head("Structures", True, 2),
            Head("Emplois", True, 2),
            Head("ETP", True, 2),
        ),
        tuple(rows),
    )


def who(year: Year) -> Iterator[Block]:
    """The structures supported by field, by legal family, by commune: as they were noted."""
    yield Section("Qui est accompagné")
    found = indicator(SUPPORTED)
    assert found is not None
    facts = found.population(
        house_id=year.order.house_id,
        period=year.period,
        cut=year.order.cut,
        scope=year.reach.scope,
    )
    yield _broken(facts, "theme", "Domaine", dict(Theme.choices))
    yield _broken(facts, "family", "Famille juridique", dict(Family.choices))
    codes = facts.order_by().values_list("place_code", flat=True).distinct()
    yield _broken(facts, "place_code", "Commune", place_names(codes))


def _broken(facts: Any, column: str, heading: str, names: dict[str, Any]) -> Table:
    counts = list(
        facts.order_by().values_list(column).annotate(n=Count("organisation", distinct=True))
    )
    rows = sorted(
        ((_begun(str(names.get(code) or code or "non précisé")), n) for code, n in counts),
        key=lambda row: (-row[1], row[0]),
    )
    return Table(
        f"Structures par {heading.lower()}",
        (Head(heading, share=6), Head("Structures", True, 2)),
        tuple(Row((Cell(label), count(number))) for label, number in rows),
    )


def _begun(label: str) -> str:
    """A label with a capital; the rest of a name stays as it is."""
    return label[:1].upper() + label[1:]


def fund(year: Year) -> Iterator[Block]:
    view = fund_of(year.programme, year.order.year, year.order.cut)
    if view is None:
        return
    envelope = view.envelope
    yield Section("L’enveloppe d’ingénierie")
    rows = [Row((Cell(part.label), cents(part.amount_cents))) for part in view.parts]
    rows += [
        Row((Cell("Enveloppe de l’année"), cents(envelope.amount_cents)), "heading"),
        Row((Cell("Engagé, missions en cours"), cents(envelope.committed_cents))),
        Row((Cell("Dépensé, missions terminées"), cents(envelope.spent_cents))),
        Row(
            (Cell("Reste"), cents(envelope.left_cents)),
            "wrong" if envelope.over_cents else "total",
        ),
    ]
    yield Table(
        f"Enveloppe d’ingénierie {envelope.year}",
        (Head("", share=6), Head("Montant", True, 3)),
        tuple(rows),
    )
