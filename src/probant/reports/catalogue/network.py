"""The year of the network of actors: meetings held, participation, members, what came out of it.

The criteria are those of the action sheet: « réunions effectuées et taux de participation »,
« documents et propositions issus des réunions ». Every rate is given with its numerator, its
denominator and their unit. Made by the team; it names structures, never people.
"""

from collections.abc import Iterator

from probant.directory.models import House
from probant.journal.models import JournalHead
from probant.journal.reading import reading
from probant.kernel.dates import write_date
from probant.reports.blocks import Block, Content, Findings, Section, Terms, Text
from probant.reports.definition import Report, ReportOrder
from probant.reports.network.parts import (
    club,
    families,
    figures,
    findings,
    meetings,
    members,
    rates,
    season,
)
from probant.reports.network.year import Year, year_of
from probant.ui.write import write_count


def collect(request: ReportOrder) -> Content:
    """Collect the report. Raises `NoReport` where there is no network, or for who is not of it."""
    with reading():
        year = year_of(request)
        house = House.objects.select_related("organisation").get(pk=request.house_id)
        head = JournalHead.objects.get(house_id=request.house_id)
        return Content(
            title=year.network.name,
            subtitle=f"Rapport de l’année {request.year}",
            author=house.organisation.name,
            cut=f"Chiffres {request.cut.label}, établi le {write_date(request.today)}",
            proof=(
                f"Arrêté à l’écriture n° {head.seq} du journal, empreinte {head.hash}. Chaque "
                f"nombre ouvre sur les faits qu’il compte : {request.base_url}"
            ),
            file_name=f"reseau-{request.year}",
            blocks=tuple(_blocks(year)),
        )


def _blocks(year: Year) -> Iterator[Block]:
    yield Terms(tuple(_terms(year)))
    yield from figures(year)
    yield from rates(year)
    yield from meetings(year)
    yield from families(year)
    yield from members(year)
    yield from club(year)
    yield from season(year)
    yield Section("Ce qui manque")
    yield Text(
        "Ce que les critères d’évaluation demandent et que personne n’a noté.",
        quiet=True,
    )
    yield Findings(tuple(findings(year)), "Rien ne manque de ce que les critères demandent.")


def _terms(year: Year) -> Iterator[tuple[str, str]]:
    if year.network.programme is not None:
        yield "Programme", year.network.programme.name
    yield "Période", year.period.label
    yield "Membres de l’année", write_count(len(year.activity.lines), "structure")
    yield (
        "Critères",
        "réunions effectuées et taux de participation ; documents et propositions issus des "
        "réunions",
    )


REPORT = Report("network", "Rapport du réseau d’acteurs", collect)
