"""Publishing: what is said on a day is frozen, with what proves it."""

import uuid

from django.db.models import Max

from probant.directory.models import House
from probant.indicators.engine import Figure
from probant.journal.door import change
from probant.journal.models import JournalHead
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.reports.access import can_publish
from probant.reports.actions.composing import PUBLICATION
from probant.reports.composition.freezing import freeze, scope_as_kept
from probant.reports.composition.reader import Reader
from probant.reports.composition.sealing import digest_of, sealed_of
from probant.reports.models import Edition, EditionFigure, Publication
from probant.reports.queries.publications import contradictions, reading_of


def publish(
    actor: Actor,
    *,
    publication: Publication,
    audience: str,
    reason: str = "",
    key: uuid.UUID | None = None,
) -> Edition:
    """Publish a composition as it stands: a new edition; the earlier ones stay as they are.

    With contradictions open, only with a written reason, shown in the edition.

    Raises `Refused`, `AlreadyDone`. Effects: an edition and its figures; one entry that seals what
    stands and holds the edition's digest.
    """
    require(can_publish(actor, publication.house_id))
    if audience not in Edition.Audience.values:
        raise Refused("Dites à qui cette édition est ouverte.")
    house_id = publication.house_id
    with change(actor, verb="reports.publish", houses=[house_id], key=key) as entry:
        found = Publication.objects.get(pk=publication.pk)
        if found.state == Publication.State.PUBLISHED:
            raise Refused("Cette publication est déjà parue telle quelle.")
        reading = reading_of(found, actor)
        if not reading.blocks:
            raise Refused("Cette publication est vide : ajoutez-y un bloc.")
        open_ones = [one.words for one in contradictions(reading.reader)]
        if open_ones and not reason.strip():
            raise Refused("Des contradictions restent ouvertes : écrivez pourquoi publier.")
        head = JournalHead.objects.get(house_id=house_id)
        author = House.objects.select_related("organisation").get(pk=house_id).organisation.name
        frozen = {"author": author, "blocks": freeze(reading.blocks)}
        figures = [
            _frozen(place, one, action_id, reading.reader)
            for place, ((_, _, action_id), one) in enumerate(reading.reader.used.items())
        ]
        last = found.editions.aggregate(last=Max("number"))["last"] or 0
        edition = Edition(
            publication=found,
            number=last + 1,
            published_on=entry.today,
            published_by_id=actor.user_id,
            title=found.title,
            year=found.year,
            known_on=reading.reader.order.cut.known_on,
            seq=head.seq,
            head=head.hash,
            content=frozen,
            reason=reason.strip() if open_ones else "",
            contradictions=open_ones,
            audience=audience,
        )
        edition.digest = digest_of(edition, figures)
        edition.save(force_insert=True)
        for one in figures:
            one.edition = edition
        EditionFigure.objects.bulk_create(figures)
        found.state = Publication.State.PUBLISHED
        found.save(update_fields=["state"])
        entry.mention(PUBLICATION, found.pk)
        entry.detail(
            category="reports",
            edition=edition.number,
            digest=edition.digest,
            sealed=sealed_of(edition, figures),
        )
        entry.seal("report")
    return edition


def _frozen(place: int, figure: Figure, action_id: int, reader: Reader) -> EditionFigure:
    kind = figure.indicator
    with reader.narrowed(action_id):
        definition = reader.definition(figure)
    facts = kind.population_of_one(
        house_id=figure.house_id, period=figure.period, cut=figure.cut, scope=figure.scope
    )
    return EditionFigure(
        position=place,
        code=kind.code,
        label=kind.label,
        unit=kind.unit,
        written=kind.written,
        definition=definition,
        year=figure.period.start.year,
        action=action_id,
        scope=scope_as_kept(figure.scope) if action_id else {},
        value=figure.said,
        records=figure.records,
        keys=sorted(one.hex for one in facts.order_by().values_list("key", flat=True)),
    )


def open_to(
    actor: Actor, *, edition: Edition, audience: str, key: uuid.UUID | None = None
) -> Edition:
    """Change who may read an edition; what it says does not move. Raises `Refused`."""
    publication = edition.publication
    require(can_publish(actor, publication.house_id))
    if audience not in Edition.Audience.values:
        raise Refused("Dites à qui cette édition est ouverte.")
    house_id = publication.house_id
    with change(actor, verb="reports.open_edition", houses=[house_id], key=key) as entry:
        edition.audience = audience
        edition.save(update_fields=["audience"])
        entry.mention(PUBLICATION, publication.pk)
    return edition
