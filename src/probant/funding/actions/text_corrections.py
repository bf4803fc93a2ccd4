"""What is changed in a signed text: only in the open, with a reason, the words before kept."""

import datetime
from collections.abc import Sequence

from probant.funding.models import Clause, Convention, TextCorrection
from probant.funding.queries.standing import articles_of
from probant.funding.rules import Status
from probant.funding.rules.corrections import Altered, altered
from probant.journal.door import Entry
from probant.journal.models import JournalEntry, JournalMention
from probant.kernel.decision import Refused

SHORTEST_REASON = 10
SIGNED = (Status.SIGNED, Status.DENOUNCED)


def is_corrected(convention: Convention) -> bool:
    """Whether a change of its words is the correction of a signed text."""
    return convention.status in SIGNED


def corrections_of(
    convention: Convention, before: Sequence[Clause], after: Sequence[Clause], reason: str
) -> list[Altered]:
    """What a writing corrects in a signed text; nothing before the signature.

    A convention recorded as signed is transcribed article by article: what is added to it corrects
    nothing, unless it was written here before it was signed. Raises `Refused` without a reason.
    """
    if not is_corrected(convention):
        return []
    was, now = ([one.article for one in articles_of(list(rows))] for rows in (before, after))
    found = altered(was, now)
    if all(one.before is None for one in found) and (not was or not _was_signed_here(convention)):
        return []
    if found and len(reason.strip()) < SHORTEST_REASON:
        names = ", ".join(one.name for one in found)
        raise Refused(
            f"Ce texte est signé : {names} ne change que par un avenant. S’il s’agit d’une erreur "
            "de transcription, écrivez le motif de la correction : il reste affiché avec le texte "
            "d’avant."
        )
    return found


def _was_signed_here(convention: Convention) -> bool:
    """Whether the signature came after the convention was entered."""
    mentioned = JournalMention.objects.filter(
        house_id=convention.house_id, kind="convention", object_id=convention.pk
    )
    signed = JournalEntry.objects.filter(
        house_id=convention.house_id,
        verb="funding.signed",
        seq__in=mentioned.values("seq"),
    )
    return signed.exists()


def keep(entry: Entry, convention: Convention, found: Sequence[Altered], reason: str) -> None:
    """Keep what a correction changed."""
    if not found:
        return
    TextCorrection.objects.create(
        convention=convention,
        corrected_on=entry.today,
        reason=" ".join(reason.split()),
        articles=[_row(one) for one in found],
    )


def _row(one: Altered) -> dict[str, str]:
    before, after = one.before, one.after
    return {
        "article": one.name,
        "title_before": before.title if before else "",
        "title_after": after.title if after else "",
        "before": before.text if before else "",
        "after": after.text if after else "",
    }


def expire_corrections(house_id: int, before: datetime.date) -> int:
    """Empty the reasons written before a day: what was corrected stays, its words go."""
    rows = TextCorrection.objects.filter(
        convention__house_id=house_id, corrected_on__lt=before
    ).exclude(reason="")
    return int(rows.update(reason=""))
