"""The agreement of a volunteer on paper, to be signed by both: what each commits to."""

from collections.abc import Iterator

from probant.engagement.models import VolunteerAgreement, Volunteering
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.papers import Paper, PaperOrder


def load(actor: Actor, pk: int) -> VolunteerAgreement | None:
    """An agreement that the actor may have; none of a person erased."""
    rows = VolunteerAgreement.objects.visible_to(actor).filter(person__erased_on__isnull=True)
    return rows.select_related("person", "house__organisation").filter(pk=pk).first()


def collect(order: PaperOrder, agreement: VolunteerAgreement) -> Content:
    """The paper."""
    house = agreement.house.organisation
    return Content(
        title="Convention de bénévolat",
        subtitle=f"{house.name} et {agreement.person}",
        author=house.name,
        cut=f"Établie le {write_date(agreement.drawn_on)}",
        proof="Fait en deux exemplaires, un pour chaque partie.",
        file_name=f"convention-benevolat-{agreement.pk}",
        blocks=tuple(_blocks(agreement)),
    )


def _blocks(agreement: VolunteerAgreement) -> Iterator[Block]:
    house, person = agreement.house.organisation, agreement.person
    until = f" jusqu’au {write_date(agreement.ends_on)}" if agreement.ends_on else ", sans terme"
    yield Terms(
        tuple(
            row
            for row in (
                ("La structure", house.name),
                ("Représentée par", _signatory(agreement)),
                ("Bénévole", str(person)),
                ("À partir du", f"{write_date(agreement.starts_on)}{until}"),
                ("Missions", " ; ".join(_missions(agreement))),
            )
            if row[1]
        )
    )
    yield Section(f"{house.name} s’engage à")
    yield from _lines(agreement.house_commits)
    yield Section(f"{person} s’engage à")
    yield from _lines(agreement.volunteer_commits)
    yield Section("Signatures")
    yield Text(
        "Le bénévolat est librement choisi et sans rémunération : cette convention n’est pas un "
        "contrat de travail. Chaque partie peut y mettre fin à tout moment, en prévenant l’autre."
    )
    place = f"Fait à {house.place_name}, le" if house.place_name else "Fait le"
    signed = write_date(agreement.signed_on) if agreement.signed_on else "……………………"
    yield Text(f"{place} {signed}")
    yield Table(
        "Précédées de la mention « lu et approuvé »",
        (Head(f"Pour {house.name}"), Head("Bénévole")),
        (Row((Cell(_signatory(agreement) or " "), Cell(str(person)))), Row((Cell(" "), Cell(" ")))),
    )


def _signatory(agreement: VolunteerAgreement) -> str:
    return ", ".join(part for part in (agreement.signed_by, agreement.capacity) if part)


def _missions(agreement: VolunteerAgreement) -> list[str]:
    rows = Volunteering.objects.filter(house=agreement.house_id, person=agreement.person_id)
    standing = [row for row in rows.order_by("starts_on", "task") if row.ends_on is None]
    return [
        f"{row.get_task_display()}{f' ({row.affinities})' if row.affinities else ''}"
        for row in standing
    ]


def _lines(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        if line.strip():
            yield Text(f"— {line.strip()}")


PAPER = Paper(
    slug="convention-benevolat",
    verb="reports.volunteer_agreement",
    load=load,
    collect=collect,
    house_of=lambda agreement: agreement.house_id,
)
