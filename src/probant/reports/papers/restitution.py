"""The restitution to elected members on paper: as published, or as facts stand today."""

from probant.gatherings.models import Restitution
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date
from probant.kernel.roles import TEAM
from probant.reports.blocks import Content
from probant.reports.papers import Paper, PaperOrder
from probant.reports.restitution.story import content_of


def load(actor: Actor, pk: int) -> Restitution | None:
    """A restitution of the actor's house, for its team."""
    if not actor.has(*TEAM):
        return None
    rows = Restitution.objects.visible_to(actor)
    return rows.select_related("programme", "roadmap").filter(pk=pk).first()


def published(restitution: Restitution) -> Content:
    """What its public page and its paper say once it is published: facts as of its `seq`."""
    assert restitution.published_on is not None
    day = write_date(restitution.published_on)
    return content_of(restitution, cut=Cut.at(restitution.seq or 0), told=f"Publiée le {day}")


def collect(order: PaperOrder, restitution: Restitution) -> Content:
    """The paper."""
    if restitution.published_on is not None:
        return published(restitution)
    return content_of(restitution, cut=Cut.now(), told="Projet, faits connus à ce jour")


def house_of(restitution: Restitution) -> int:
    """The house that gives back."""
    return restitution.house_id


PAPER = Paper("restitution", "reports.restitution", load, collect, house_of)
