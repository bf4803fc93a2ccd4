"""Blocks of words and pictures: texts, testimonies, photographs, partners."""

from collections.abc import Iterator

from probant.documents.models import Document
from probant.funding.models import Convention, Party
from probant.reports.blocks import Block, Logos, Photo, Quote
from probant.reports.composition.draft import BlockDraft
from probant.reports.composition.pictures import drawn_photo
from probant.reports.composition.reader import Reader
from probant.reports.logos import logos_to_show
from probant.reports.rules.prose import read_prose
from probant.support.models import Testimony
from probant.support.queries.testimonies import signature, text_of

REPORT_USE = "rapport"  # of testimonies: the yearly report


def text(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """A Markdown text with its live figures; what nothing supports is kept apart too."""
    found = read_prose(str(draft.content.get("text", "")), reader.say)
    if not found.paragraphs:
        return
    reader.unsupported += [
        f"« {run.text} » dans « {paragraph.text[:80]} »"
        for paragraph in found.paragraphs
        for run in paragraph.runs
        if run.mark == "unsupported"
    ]
    yield found


def focus(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """A text, then what a person said, where she still allows it."""
    yield from text(draft, reader)
    if draft.testimony_id is None:
        return
    said = quote_of(draft.testimony_id, reader)
    if said is None:
        reader.missing.append("le témoignage n’est plus à montrer : l’accord a été retiré")
        return
    yield said


def quote_of(testimony_id: int, reader: Reader) -> Quote | None:
    """The words of a testimony and its signature, where its consent for reports stands."""
    allowed = Testimony.objects.filter(house_id=reader.order.house_id, pk=testimony_id)
    found = (
        allowed.usable_for(REPORT_USE, on=reader.order.today)
        .select_related("person", "case__organisation", "programme")
        .first()
    )
    if found is None:
        return None
    signed = signature(found, found.scope)  # type: ignore[attr-defined]  # annotated by usable_for
    return Quote(text_of(found), signed, testimony_id)


def photo(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """A photograph with what it shows and by whose leave."""
    kept = Document.objects.filter(house_id=reader.order.house_id, pk=draft.document_id or 0)
    found = kept.first()
    drawn = photo_of(found, str(draft.content.get("alt", ""))) if found else None
    if drawn is None:
        reader.missing.append("une photo ne s’ouvre plus")
        return
    caption = str(draft.content.get("caption", ""))
    yield Photo(drawn.jpeg, drawn.width, drawn.height, drawn.alt, caption, draft.document_id)


def photo_of(document: Document, alt: str) -> Photo | None:
    """A stored picture as it is set; None where its file is gone or broken."""
    drawn = drawn_photo(document.sha256)
    return Photo(drawn.jpeg, drawn.width, drawn.height, alt) if drawn else None


def partners(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """The funders of the conventions of the year, then the names that the house adds."""
    names = [one.strip() for one in str(draft.content.get("names", "")).splitlines()]
    period = reader.period
    parties = Party.objects.filter(
        convention__in=Convention.objects.filter(
            house_id=reader.order.house_id, starts_on__lte=period.end, ends_on__gte=period.start
        ),
        role__in=(Party.Role.FUNDER, Party.Role.PARTNER),
    ).select_related("organisation")
    funders = {one.organisation_id: one.organisation.name for one in parties}
    logos = logos_to_show(reader.order.house_id, list(funders), None)
    shown = {logo.alt for logo in logos}
    told = [name for name in [*funders.values(), *names] if name and name not in shown]
    if logos or told:
        yield Logos(logos, tuple(dict.fromkeys(told)))
