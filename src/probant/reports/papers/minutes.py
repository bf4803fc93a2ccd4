"""The minutes of a support committee: who was there, the opinion on each case."""

from collections.abc import Iterator

from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.roles import TEAM
from probant.reports.blocks import Block, Content, Section, Terms, Text
from probant.reports.papers import Paper, PaperOrder
from probant.support.models import CommitteeMeeting, CommitteeOpinion
from probant.ui.write import write_count


def load(actor: Actor, pk: int) -> CommitteeMeeting | None:
    """A committee of the actor's house; its words are the team's to give out."""
    if not actor.has(*TEAM):
        return None
    return (
        CommitteeMeeting.objects.visible_to(actor)
        .select_related("body", "sitting", "house__organisation")
        .filter(pk=pk)
        .first()
    )


def refuse(meeting: CommitteeMeeting) -> str:
    """Minutes are of a committee that sat."""
    return "" if meeting.sitting else "Ce comité ne s’est pas encore tenu : notez qui était là."


def collect(order: PaperOrder, meeting: CommitteeMeeting) -> Content:
    """The paper."""
    assert meeting.sitting is not None
    day = write_date(meeting.sitting.held_on)
    return Content(
        title=f"{meeting.body.name} du {day}",
        subtitle="Compte rendu",
        author=meeting.house.organisation.name,
        cut=f"Séance du {day}" + (f", {meeting.place}" if meeting.place else ""),
        proof="Les avis du comité sont techniques et consultatifs.",
        file_name=f"comite-{meeting.sitting.held_on.isoformat()}",
        blocks=tuple(_blocks(meeting)),
    )


def _blocks(meeting: CommitteeMeeting) -> Iterator[Block]:
    assert meeting.sitting is not None
    seats = list(meeting.sitting.seats.order_by("position"))
    there = [seat.name for seat in seats if seat.presence == "present"]
    away = [seat.name for seat in seats if seat.presence != "present"]
    items = list(meeting.items.select_related("case__organisation").order_by("position"))
    opinions = {
        fact.case_id: fact
        for fact in CommitteeOpinion.objects.now().filter(sitting=meeting.sitting)
    }
    rows = [
        ("Animé par", meeting.sitting.president),
        ("Présents", " ; ".join(there)),
        ("Excusés", " ; ".join(away)),
        ("Ordre du jour", write_count(len(items), "dossier")),
    ]
    yield Terms(tuple(row for row in rows if row[1]))
    for item in items:
        yield Section(item.case.title)
        opinion = opinions.get(item.case_id)
        said = str(opinion.get_opinion_display()) if opinion else "non rendu"
        yield Terms((("Avis", said),))
        for paragraph in item.words.split("\n"):
            if paragraph.strip():
                yield Text(paragraph.strip())


def house_of(meeting: CommitteeMeeting) -> int:
    """The house that keeps the committee."""
    return meeting.house_id


PAPER = Paper("comite", "reports.minutes", load, collect, house_of, refuse)
