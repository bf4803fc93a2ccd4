"""The long story of a territory: from the first meeting to the association born of it.

Every line is a fact of its cases or a session held there, over all the years; what is counted at
the head is counted from the lines below. Made by the team: the local authority and the structures
born of the project are named (a birth is published), those that were only supported are not.
"""

from collections.abc import Iterator

from django.urls import reverse

from probant.directory.models import House
from probant.journal.models import JournalHead
from probant.journal.reading import reading
from probant.kernel.dates import write_date
from probant.kernel.roles import TEAM
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.definition import NoReport, Report, ReportOrder
from probant.reports.territory.story import Story, story_of
from probant.ui.write import write_count

STEP_HEADS = (
    Head("Date", share=2),
    Head("Ce qui s’est passé", share=5),
    Head("Précision", share=4),
)


def collect(request: ReportOrder) -> Content:
    """Collect the report. Raises `NoReport` for a reader who is not of the team, or no case."""
    if not request.actor.has(*TEAM):
        raise NoReport("ce rapport se fait dans l’équipe de la structure.")
    with reading():
        story = story_of(request)
        house = House.objects.select_related("organisation").get(pk=request.house_id)
        head = JournalHead.objects.get(house_id=request.house_id)
        return Content(
            title=story.organisation.name,
            subtitle=f"Accompagnement du territoire, {story.years}",
            author=house.organisation.name,
            cut=f"Faits {request.cut.label}, établi le {write_date(request.today)}",
            proof=(
                f"Arrêté à l’écriture n° {head.seq} du journal, empreinte {head.hash}. Chaque "
                f"ligne est un fait enregistré : {request.base_url}"
            ),
            file_name=f"territoire-{story.organisation.pk}",
            blocks=tuple(_blocks(request, story)),
        )


def _blocks(request: ReportOrder, story: Story) -> Iterator[Block]:
    yield Terms(tuple(_terms(story)))
    yield Section("Le fil des années")
    for year, steps in story.steps_by_year():
        yield Table(
            str(year),
            (
                Head("Date", share=2),
                Head("Ce qui s’est passé", share=5),
                Head("Précision", share=4),
            ),
            tuple(
                Row(
                    (
                        Cell(write_date(step.on)),
                        Cell(step.what, href=_page(request, "support:case", step.case.pk)),
                        Cell(step.detail),
                    )
                )
                for step in steps
            ),
        )
    yield from _gatherings(request, story)
    yield from _births(request, story)


def _terms(story: Story) -> Iterator[tuple[str, str]]:
    for case in story.cases:
        phase = f", étape « {case.phase.name} »" if case.phase else ""
        yield case.programme.name, f"dossier ouvert le {write_date(case.opened_on)}{phase}"
    if story.gatherings:
        held = write_count(len(story.gatherings), "rencontre tenue", "rencontres tenues")
        yield "Rencontres", f"{held}, {_present(story)}"
    if story.births:
        yield "Né du projet", write_count(len(story.births), "structure")
    if story.jobs:
        yield "Emplois créés", write_count(story.jobs, "emploi")


def _present(story: Story) -> str:
    if not story.people:
        return "sans présences nominatives notées"
    return (
        f"{write_count(story.people, 'personne', 'personnes')} et "
        f"{write_count(story.organisations, 'organisation')} présentes au moins une fois"
    )


def _noted(number: int | None) -> Cell:
    return Cell("", None) if number is None else Cell(str(number), number)


def _gatherings(request: ReportOrder, story: Story) -> Iterator[Block]:
    if not story.gatherings:
        return
    yield Section("Les rencontres")
    yield Text(
        "Présences nominatives, équipe non comprise ; un effectif compté ou estimé est à part.",
        quiet=True,
    )
    yield Table(
        "Rencontres tenues sur le territoire",
        (
            Head("Date", share=3),
            Head("Rencontre", share=6),
            Head("Type", share=2),
            Head("Personnes", is_number=True, share=2),
            Head("Organisations", is_number=True, share=2),
            Head("Effectif", is_number=True, share=2),
        ),
        tuple(
            Row(
                (
                    Cell(write_date(one.on)),
                    Cell(one.title, href=_page(request, "gatherings:session", one.session_id)),
                    Cell(one.kind),
                    _noted(one.people),
                    _noted(one.organisations),
                    _noted(one.headcount),
                )
            )
            for one in story.gatherings
        ),
    )


def _births(request: ReportOrder, story: Story) -> Iterator[Block]:
    if not story.births:
        return
    yield Section("Ce qui en est né")
    yield Table(
        "Structures nées du projet",
        (Head("Structure", share=5), Head("Commune", share=3), Head("Née le", share=2)),
        tuple(
            Row(
                (
                    Cell(
                        birth.organisation.name,
                        href=_page(request, "directory:sheet", birth.organisation.pk),
                    ),
                    Cell(birth.organisation.place_name),
                    Cell(write_date(birth.occurred_on)),
                )
            )
            for birth in story.births
            if birth.organisation is not None
        ),
    )


def _page(request: ReportOrder, route: str, pk: int) -> str:
    return request.base_url + reverse(route, args=[pk])


REPORT = Report("territory", "Accompagnement d’un territoire", collect, about="organisation")
