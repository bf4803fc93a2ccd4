"""A certificate of volunteering, or the yearly letter: hours by mission as of its own position."""

from collections.abc import Iterator, Sequence

from probant.engagement.models import VolunteerPaper
from probant.engagement.queries.volunteers import MissionYear, paper_hours
from probant.engagement.rules import write_minutes
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.post.addresses import absolute
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.papers import Paper, PaperOrder


def load(actor: Actor, pk: int) -> VolunteerPaper | None:
    """A paper that the actor may have: the team's, or one's own; none of a person erased."""
    rows = VolunteerPaper.objects.visible_to(actor).filter(person__erased_on__isnull=True)
    return rows.select_related("person", "house__organisation").filter(pk=pk).first()


def collect(order: PaperOrder, paper: VolunteerPaper) -> Content:
    """The paper: the same each time, from the hours as they stood."""
    is_letter = paper.kind == VolunteerPaper.Kind.LETTER
    first, last = write_date(paper.starts_on), write_date(paper.ends_on)
    return Content(
        title=f"Merci, {paper.person}" if is_letter else "Attestation de bénévolat",
        subtitle=f"Du {first} au {last}",
        author=paper.house.organisation.name,
        cut=f"Établie le {write_date(paper.issued_on)}",
        proof=(
            f"Pièce n° {paper.code}, arrêtée à l’écriture n° {paper.seq} du journal. "
            "Qui la reçoit peut la vérifier avec ce numéro."
        ),
        file_name=f"{'lettre' if is_letter else 'attestation'}-benevolat-{paper.code.lower()}",
        blocks=tuple(_letter(paper) if is_letter else _certificate(paper)),
    )


def collect_year(year: int, letters: Sequence[VolunteerPaper]) -> Content:
    """The letters of a year in one file: who they are for, then one a page, in the same order."""
    house = letters[0].house.organisation.name
    rows, blocks = [], []
    for paper in letters:
        minutes = sum(row.minutes for row in paper_hours(paper))
        told = Cell(write_minutes(minutes), minutes)
        rows.append(Row((Cell(str(paper.person)), told, Cell(paper.code))))
        blocks += [Section(f"Merci, {paper.person}", on_new_page=True), *_letter(paper)]
        blocks.append(Text(f"Pièce n° {paper.code}, arrêtée à l’écriture n° {paper.seq}.", True))
    heads = (Head("Pour", share=3), Head("Durée", is_number=True), Head("Pièce n°"))
    return Content(
        title=f"Lettres aux bénévoles, {year}",
        subtitle=f"{len(letters)} lettres, une par page",
        author=house,
        cut="Cette première page reste à l’association",
        proof="",
        file_name=f"lettres-benevolat-{year}",
        blocks=(Table("Pour qui", heads, tuple(rows)), *blocks),
    )


def _certificate(paper: VolunteerPaper) -> Iterator[Block]:
    rows = paper_hours(paper)
    house = paper.house.organisation
    total = write_minutes(sum(row.minutes for row in rows))
    yield Text(
        f"{house.name} atteste que {paper.person} a donné {total} de bénévolat, "
        f"du {write_date(paper.starts_on)} au {write_date(paper.ends_on)}."
    )
    yield _table(rows)
    yield Text(
        "Ces heures ont été notées au jour où elles ont été données et validées par l’équipe. "
        "Elles l’ont été librement et sans rémunération."
    )
    yield Text("Pour faire valoir ce que de droit.")
    yield from _signature(paper)


def _letter(paper: VolunteerPaper) -> Iterator[Block]:
    rows = paper_hours(paper)
    house = paper.house.organisation
    total = write_minutes(sum(row.minutes for row in rows))
    yield Text("Bonjour,")
    yield Text(
        f"Entre le {write_date(paper.starts_on)} et le {write_date(paper.ends_on)}, vous avez "
        f"donné {total} à {house.name}. Voici à quoi elles ont servi."
    )
    yield _table(rows)
    yield Text(
        "Ces heures sont celles que vous avez notées et que l’équipe a validées. Elles figurent "
        "dans nos comptes, au pied du compte de résultat, parmi les contributions volontaires : "
        "ce que vous donnez se voit."
    )
    yield Text(
        "Merci. Votre convention, vos disponibilités et vos envies se redisent à tout moment."
    )
    yield from _signature(paper)


def _table(rows: list[MissionYear]) -> Table:
    several = len({row.year for row in rows}) > 1
    heads = (
        *((Head("Année"),) if several else ()),
        Head("Mission", share=3),
        Head("Durée", is_number=True),
    )
    lines = [
        Row(
            (
                *((Cell(str(row.year)),) if several else ()),
                Cell(row.label.capitalize()),
                Cell(write_minutes(row.minutes), row.minutes),
            )
        )
        for row in rows
    ]
    total = sum(row.minutes for row in rows)
    blank = (Cell(""),) if several else ()
    lines.append(Row((Cell("Total"), *blank, Cell(write_minutes(total), total)), tone="total"))
    return Table("Heures par mission", heads, tuple(lines))


def _signature(paper: VolunteerPaper) -> Iterator[Block]:
    house = paper.house.organisation
    address = f"{absolute('portal:verify')}?numero={paper.code}"
    yield Terms((("Vérifier cette pièce", address),))
    yield Section("Signature")
    place = f"{house.place_name}, le" if house.place_name else "Le"
    who = ", ".join(part for part in (paper.signed_by, paper.capacity) if part)
    yield Text(f"{place} {write_date(paper.issued_on)}, pour {house.name} : {who}")


PAPER = Paper(
    slug="benevolat",
    verb="reports.volunteer_paper",
    load=load,
    collect=collect,
    house_of=lambda paper: paper.house_id,
)
