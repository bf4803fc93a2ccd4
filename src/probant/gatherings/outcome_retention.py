"""How long the words of proposals, answers and notes are kept: then emptied; facts stand."""

import datetime

from django.utils import timezone

from probant.gatherings.editions import forget_proposal
from probant.gatherings.models import MeasureNote, Proposal, ProposalAnswer, ProposalNote
from probant.search import index as names


def expire_outcomes(house_id: int, before: datetime.date) -> int:
    """Empty the words of proposals made before a day, and of roadmaps over by then; how many.

    That a proposal was made, what became of it and that it was answered stand and count.
    """
    old = Proposal.objects.filter(house_id=house_id, made_on__lt=before, erased_on__isnull=True)
    ended = 0
    for proposal in old.order_by("pk"):
        proposal.title, proposal.text, proposal.group = "", "", ""
        proposal.erased_on = timezone.localdate()
        proposal.save(update_fields=["title", "text", "group", "erased_on"])
        ProposalNote.objects.filter(proposal=proposal).update(text="")
        ProposalAnswer.objects.filter(proposal=proposal).update(text="")
        names.remove(house_id, "proposal", proposal.pk)
        forget_proposal(proposal)
        ended += 1
    notes = MeasureNote.objects.filter(
        measure__axis__roadmap__house_id=house_id, measure__axis__roadmap__ends_on__lt=before
    )
    return ended + notes.exclude(text="").update(text="")
