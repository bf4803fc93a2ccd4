"""The restitution to elected members on paper: as published, or as facts stand today."""

from collections.abc import Callable

from probant.gatherings.models import Restitution, RestitutionEdition
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date
from probant.kernel.roles import TEAM
from probant.reports.blocks import Content
from probant.reports.papers import Paper, PaperOrder
from probant.reports.restitution.story import Told, content_of


def load(actor: Actor, pk: int) -> Restitution | None:
    """A restitution of the actor's house, for its team."""
    if not actor.has(*TEAM):
        return None
    rows = Restitution.objects.visible_to(actor)
    return rows.select_related("programme", "roadmap").filter(pk=pk).first()


def edition_of(restitution: Restitution, number: int | None = None) -> RestitutionEdition | None:
    """An edition by its number, the last one by default; None where there is none."""
    rows = restitution.editions.order_by("-number")
    return (rows if number is None else rows.filter(number=number)).first()


def published(
    restitution: Restitution,
    edition: RestitutionEdition | None,
    paper_href: Callable[[int], str] | None = None,
) -> Content:
    """What its public page and its paper say once it is published: facts and words of that day.

    Without an edition (published before editions were kept): the facts of that day, today's words.
    """
    if edition is None:
        assert restitution.published_on is not None
        day = write_date(restitution.published_on)
        told = Told(restitution, Cut.at(restitution.seq or 0), paper_href=paper_href)
        return content_of(told, said=f"Publiée le {day}")
    told = Told(restitution, Cut.at(edition.seq), edition.words, paper_href)
    said = f"Publiée le {write_date(edition.published_on)}"
    if edition.number > 1:
        said += f", édition {edition.number}"
    return content_of(told, said=said)


def collect(order: PaperOrder, restitution: Restitution) -> Content:
    """The paper."""
    if restitution.published_on is not None:
        return published(restitution, edition_of(restitution))
    return content_of(Told(restitution, Cut.now()), said="Projet, faits connus à ce jour")


def house_of(restitution: Restitution) -> int:
    """The house that gives back."""
    return restitution.house_id


PAPER = Paper("restitution", "reports.restitution", load, collect, house_of)
