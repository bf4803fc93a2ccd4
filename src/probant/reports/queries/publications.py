"""A publication read as it stands: its blocks, what supports them, what contradicts them."""

from dataclasses import dataclass

from django.utils import timezone

from probant.indicators.engine import Figure
from probant.indicators.models import Claim
from probant.journal.models import JournalMention
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.reports.composition.compose import Reading, read_blocks
from probant.reports.composition.draft import BlockDraft, Outline
from probant.reports.composition.reader import Reader, source_of
from probant.reports.composition.shipped import outlines
from probant.reports.definition import ReportOrder
from probant.reports.models import Publication, PublicationBlock
from probant.ui.pieces.figure import write_value


@dataclass(frozen=True)
class Contradiction:
    """What a document says otherwise, where nobody has closed it; `claim_id` None: our own text."""

    words: str
    claim_id: int | None = None


def drafts_of(publication: Publication) -> list[BlockDraft]:
    """The blocks of a composition in their order. One query."""
    return [draft_of(row) for row in PublicationBlock.objects.filter(publication=publication)]


def draft_of(row: PublicationBlock) -> BlockDraft:
    """A row as what reads blocks knows it."""
    return BlockDraft(
        kind=row.kind,
        title=row.title,
        content=row.content,
        level=row.level,
        pk=row.pk,
        testimony_id=row.testimony_id,
        document_id=row.document_id,
    )


def order_of(publication: Publication, actor: Actor, base_url: str = "") -> ReportOrder:
    """What a publication asks of the year: whose, which, as known when."""
    known = publication.known_on
    today = timezone.localdate()
    return ReportOrder(
        actor=actor,
        house_id=publication.house_id,
        year=publication.year,
        cut=Cut.known(known) if known is not None and known < today else Cut.now(),
        base_url=base_url,
        today=today,
        convention_id=publication.convention_id,
    )


def begun_with(model: Outline, publication: Publication, actor: Actor) -> tuple[BlockDraft, ...]:
    """The blocks that a publication begins with, by its model."""
    if not model.needs_convention:
        return model.blocks_for(None)
    return model.blocks_for(Reader(order_of(publication, actor)).file(None))


def reading_of(publication: Publication, actor: Actor, base_url: str = "") -> Reading:
    """The publication as it stands; the caller holds the snapshot."""
    model = outlines().get(publication.outline)
    return read_blocks(
        drafts_of(publication),
        order_of(publication, actor, base_url),
        has_annex=model is None or model.has_annex,
    )


def contradictions(reader: Reader) -> list[Contradiction]:
    """Claims still open that say otherwise than the figures read, then our own texts. One query.

    A claim of an action is held against the figure of that action; one of the whole house, against
    the figure of the house, and that of an action whose scope leaves nothing of it out. Those that
    a person set apart as counted otherwise are left out.
    """
    wanted = {code for code, _, _ in reader.used}
    rows = (
        Claim.objects.filter(house_id=reader.order.house_id, code__in=wanted)
        .filter(programme__isnull=True, place_code="")
        .compared()
        .still_open()
    )
    found = []
    for claim in rows.select_related("document", "said_by").order_by("code", "pk"):
        figure = _told_by(reader, claim)
        if figure is None:
            continue
        if claim.value_in(figure.indicator.written) != figure.value:
            ours = write_value(figure.said, figure.indicator.written)
            words = (
                f"{figure.indicator.label} {claim.year} : {ours} ici ; ailleurs {source_of(claim)}"
            )
            found.append(Contradiction(words, claim.pk))
    return found + [Contradiction(words) for words in reader.wrong]


def _told_by(reader: Reader, claim: Claim) -> Figure | None:
    """The figure read that says what a claim says, of the same year and reach."""
    year = claim.year or 0
    if claim.action_id is not None:
        return reader.used.get((claim.code, year, claim.action_id))
    whole = reader.used.get((claim.code, year, 0))
    if whole is not None:
        return whole
    same = (
        figure
        for (code, said, _), figure in reader.used.items()
        if (code, said) == (claim.code, year) and figure.indicator.is_whole_in(figure.scope)
    )
    return next(same, None)


def last_change(house_id: int, kind: str, object_id: int) -> int:
    """The journal's position of the last change of an object: what its form was read at."""
    rows = JournalMention.objects.filter(house_id=house_id, kind=kind, object_id=object_id)
    return rows.order_by("-seq").values_list("seq", flat=True).first() or 0
