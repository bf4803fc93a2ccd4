"""The letter that orders a mission from its provider; held as long as a gap is neither mended nor
taken on (`support.queries.holding`).
"""

from collections.abc import Iterator

from django.utils import timezone

from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.kernel.roles import TEAM
from probant.programmes.rules import write_hundredths
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.papers import Paper, PaperOrder
from probant.support.models import Mission
from probant.support.queries.holding import held_findings


def load(actor: Actor, pk: int) -> Mission | None:
    """A mission of the team's house."""
    if not actor.has(*TEAM):
        return None
    return (
        Mission.objects.visible_to(actor)
        .select_related(
            "house__organisation", "provider", "programme", "case__organisation", "terms_document"
        )
        .filter(pk=pk)
        .first()
    )


def refuse(mission: Mission) -> str:
    """What holds the order, in one sentence; empty where it may go."""
    if mission.provider is None:
        return "Choisissez d’abord le prestataire : une lettre de commande a un destinataire."
    held = held_findings(mission)
    if not held:
        return ""
    told = " ".join(one.message for one in held)
    return f"{told} Corrigez cet écart, ou prenez-le en charge avec un motif."


def collect(order: PaperOrder, mission: Mission) -> Content:
    """The paper."""
    assert mission.provider is not None
    return Content(
        title="Lettre de commande",
        subtitle=mission.title,
        author=mission.house.organisation.name,
        cut=f"Le {write_date(timezone.localdate())}",
        proof="À retourner datée et signée, avec la mention « bon pour accord ».",
        file_name=f"commande-{mission.pk}",
        blocks=tuple(_blocks(mission)),
    )


def _blocks(mission: Mission) -> Iterator[Block]:
    provider = mission.provider
    assert provider is not None
    days = mission.days_hundredths
    rows = [
        ("Prestataire", provider.name),
        ("SIREN", provider.siren),
        ("Programme", mission.programme.name),
        ("Structure accompagnée", mission.case.title if mission.case else ""),
        ("Jours d’intervention", write_hundredths(days) if days else ""),
        ("Prix", write_euros(mission.cost_cents) if mission.cost_cents is not None else ""),
        ("Début", write_date(mission.starts_on) if mission.starts_on else ""),
        ("Fin prévue", write_date(mission.ends_on) if mission.ends_on else ""),
        ("Cahier des charges", mission.terms_document.name if mission.terms_document else ""),
    ]
    yield Terms(tuple(row for row in rows if row[1]))
    if mission.terms.strip():
        yield Section("Objet et attendus")
        for paragraph in mission.terms.split("\n"):
            if paragraph.strip():
                yield Text(paragraph.strip())
    deliverables = list(mission.deliverables.all())
    if deliverables:
        yield Table(
            "Livrables",
            (Head("Livrable", share=6), Head("Attendu le", share=3)),
            tuple(
                Row((Cell(one.title), Cell(write_date(one.due_on) if one.due_on else "")))
                for one in deliverables
            ),
        )
    yield Section("Signatures", 2)
    yield Text(f"Pour {mission.house.organisation.name} :")
    yield Text(f"Pour {provider.name} :")


def house_of(mission: Mission) -> int:
    """The house that orders the mission."""
    return mission.house_id


PAPER = Paper("commande", "reports.letter", load, collect, house_of, refuse)
