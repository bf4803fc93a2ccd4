"""Figures and rates of the network's year, its meetings, its members by family and one by one."""

from collections.abc import Iterator
from fractions import Fraction

from django.urls import reverse

from probant.gatherings.models import Event, Session
from probant.indicators.engine import Figure, Quotient, divide, measure_all
from probant.indicators.registry import catalogue as indicators
from probant.indicators.registry import ratios
from probant.kernel.dates import write_date
from probant.reports.blocks import (
    Block,
    Cell,
    FigureRow,
    Figures,
    FindingRow,
    Head,
    Row,
    Section,
    Table,
    Text,
)
from probant.reports.network.year import Meeting, Year
from probant.ui.write import write_count, write_number, write_rate

#: First part of the code of what tells of a network: its own, its meetings, what came out of them.
TELLS = ("network", "gatherings", "outcomes", "roadmap")
STATES = {value: str(label) for value, label in Session.State.choices}


def _tells(code: str) -> bool:
    return code.partition(".")[0] in TELLS


def figures(year: Year) -> Iterator[Block]:
    """The figures of its programme: essential ones always, others where something was noted."""
    chosen = [one for one in indicators() if _tells(one.code)]
    measured = measure_all(
        house_id=year.order.house_id,
        period=year.period,
        cut=year.order.cut,
        scope=year.scope,
        indicators=chosen,
    )
    kept = [one for one in measured if one.records or one.indicator.essential]
    yield Section("Les chiffres de l’année")
    yield Figures(tuple(_figure(year, one) for one in kept))


def _figure(year: Year, figure: Figure) -> FigureRow:
    found = figure.indicator
    query = f"?annee={year.order.year}"
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
        written=found.written,
    )


def rates(year: Year) -> Iterator[Block]:
    """Every rate with its two figures and their unit; over nothing, it is said, never guessed."""
    found = [
        divide(
            one,
            house_id=year.order.house_id,
            period=year.period,
            cut=year.order.cut,
            scope=year.scope,
        )
        for one in ratios()
        if _tells(one.code)
    ]
    rows = [_held_rate(year), *(_rate(one) for one in found)]
    yield Section("Les taux, avec ce qu’ils divisent")
    yield Text(
        "L’équipe de la maison n’est comptée dans aucun taux. Une structure vient une fois par "
        "rencontre, quel que soit le nombre de personnes qu’elle envoie.",
        quiet=True,
    )
    yield Table(
        "Réunions effectuées et participation",
        (
            Head("Taux", share=6),
            Head("Numérateur", True, 3),
            Head("Dénominateur", True, 3),
            Head("Unité", share=3),
            Head("Valeur", True, 2),
        ),
        tuple(rows),
    )


def _held_rate(year: Year) -> Row:
    planned, held = len(year.meetings), len(year.held)
    value = write_rate(Fraction(held, planned)) if planned else "—"
    return Row(
        (
            Cell("Rencontres tenues sur toutes celles de l’année"),
            Cell(str(held), held),
            Cell(str(planned), planned),
            Cell("rencontres"),
            Cell(value),
        )
    )


def _rate(quotient: Quotient) -> Row:
    over, under = quotient.numerator, quotient.denominator
    value = quotient.value
    if value is None:
        written = "—"
    elif quotient.ratio.written == "rate":
        written = write_rate(value)
    else:
        written = write_number(value, 2)
    units = dict.fromkeys((over.indicator.unit, under.indicator.unit))
    return Row(
        (
            Cell(quotient.ratio.label.capitalize()),
            Cell(str(over.value), over.value),
            Cell(str(under.value), under.value),
            Cell(" / ".join(units)),
            Cell(written),
        )
    )


def meetings(year: Year) -> Iterator[Block]:
    """What was planned, what was held, who came."""
    yield Section("Les rencontres du réseau")
    yield from _table_of(year, year.meetings, "Rencontres prévues et tenues")


def _table_of(year: Year, held: tuple[Meeting, ...], caption: str) -> Iterator[Block]:
    if not held:
        yield Text("Aucune rencontre n’est notée dans l’année.", quiet=True)
        return
    yield Table(
        caption,
        (
            Head("Jour", share=4),
            Head("Rencontre", share=7),
            Head("État", share=2),
            Head("Structures invitées", True, 3),
            Head("Structures présentes", True, 3),
            Head("Personnes", True, 3),
            Head("Compté", True, 2),
        ),
        tuple(
            Row(
                (
                    Cell(write_date(one.session.starts_on)),
                    Cell(
                        one.session.title,
                        href=year.page("gatherings:session", one.session.pk),
                    ),
                    Cell(STATES[one.session.state]),
                    _count(one.invited),
                    _count(one.organisations),
                    _count(one.people),
                    Cell("") if one.headcount is None else _count(one.headcount),
                )
            )
            for one in held
        ),
    )


def _count(number: int) -> Cell:
    return Cell(str(number), number)


def families(year: Year) -> Iterator[Block]:
    """Members by family of partners: how many, how many came, how often."""
    yield Section("Les familles de partenaires")
    yield Table(
        "Membres et présences par famille",
        (
            Head("Famille", share=6),
            Head("Membres", True, 2),
            Head("Venus", True, 2),
            Head("Part", True, 2),
            Head("Présences", True, 2),
        ),
        tuple(
            Row(
                (
                    Cell(name),
                    _count(len(lines)),
                    _count(came := sum(1 for line in lines if line.present)),
                    Cell(write_rate(Fraction(came, len(lines)))),
                    _count(sum(line.present for line in lines)),
                )
            )
            for name, lines in year.activity.by_family()
        ),
    )


def members(year: Year) -> Iterator[Block]:
    """Each member of the year and what it did."""
    names = dict(year.activity.families)
    query = f"?annee={year.order.year}"
    yield Section("Les membres et ce qu’ils ont fait")
    yield Text(
        "En rencontres. Les membres de l’année l’ont été un jour au moins.",
        quiet=True,
    )
    yield Table(
        "Activité des membres",
        (
            Head("Structure", share=7),
            Head("Famille", share=6),
            Head("Invitée", True, 2),
            Head("Présente", True, 2),
            Head("Co-organise", True, 2),
        ),
        tuple(
            Row(
                (
                    Cell(
                        line.organisation.name,
                        href=year.page("gatherings:network-member", line.member_id, query=query),
                    ),
                    Cell(names.get(line.family, "")),
                    _count(line.invited),
                    _count(line.present),
                    _count(line.organised),
                )
            )
            for line in year.activity.lines
        ),
    )


def club(year: Year) -> Iterator[Block]:
    """The Club's evenings, where there is one."""
    if year.club is None:
        return
    yield Section(year.club.name)
    yield from _table_of(year, year.club_meetings, "Rendez-vous du Club")


def season(year: Year) -> Iterator[Block]:
    """The events of the year that several meetings belong to: the Mois de l'ESS."""
    events = Event.objects.filter(
        house_id=year.order.house_id,
        starts_on__lte=year.period.end,
        ends_on__gte=year.period.start,
    ).prefetch_related("sessions__kind")
    rows = [
        Row(
            (
                Cell(write_date(one.starts_on)),
                Cell(one.title, href=year.page("gatherings:session", one.pk)),
                Cell(one.kind.name),
                Cell(event.title),
            )
        )
        for event in events.order_by("starts_on", "pk")
        for one in sorted(event.sessions.all(), key=lambda one: (one.starts_on, one.pk))
    ]
    if not rows:
        return
    yield Section("Les temps forts")
    yield Table(
        "Rendez-vous des temps forts de l’année",
        (
            Head("Jour", share=3),
            Head("Rendez-vous", share=7),
            Head("Type", share=3),
            Head("Temps fort", share=3),
        ),
        tuple(rows),
    )


def findings(year: Year) -> Iterator[FindingRow]:
    """What the criteria of the action sheet ask for and nobody noted."""
    for one in year.held:
        if not one.organisations and not one.people:
            yield _gap("presences", "Aucune présence n’est notée.", one.session.title)
        elif not one.invited:
            yield _gap(
                "invitations",
                "Aucune invitation n’est notée : le taux par invitation ne la compte pas.",
                one.session.title,
            )
        if 0 < one.organisations < 2:
            yield _gap(
                "organisations",
                "Moins de deux structures présentes : ce n’est pas une réunion du réseau.",
                one.session.title,
            )
    late = [one for one in year.meetings if one.session.state == Session.State.PLANNED]
    for one in late:
        if one.session.starts_on < year.order.as_of:
            yield _gap("planned", "Prévue et passée : dites si elle a eu lieu.", one.session.title)
    unsaid = sum(1 for line in year.activity.lines if not line.family)
    if unsaid:
        told = write_count(unsaid, "membre n’a pas de famille", "membres n’ont pas de famille")
        yield _gap("family", f"{told} de partenaires.", year.network.name)
    if not year.activity.lines:
        yield _gap("members", "Aucun membre : aucun taux ne se calcule.", year.network.name)


def _gap(code: str, message: str, place: str) -> FindingRow:
    return FindingRow("gap", "manque", f"network.{code}", message, place)
