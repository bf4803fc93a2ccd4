"""The register of providers: an organisation marked by the house, with what it knows."""

import uuid
from collections.abc import Iterable

from probant.directory.models import Organisation, Territory
from probant.directory.writing import ORGANISATION, write_card
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.support.access import may_open_cases
from probant.support.models import Provider, ProviderPlace, ProviderSkill, Skill


def register_provider(
    actor: Actor,
    *,
    house_id: int,
    organisation: Organisation,
    skills: Iterable[str] = (),
    places: Iterable[Territory] = (),
    day_rate_cents: int | None = None,
    presentation: str = "",
    is_listed: bool = True,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Provider:
    """Put an organisation in the register of providers, or write its entry again.

    Raises `Refused`, `Stale`, `AlreadyDone`. Effects: the provider, its skills and territories,
    its card; one entry that mentions the organisation.
    """
    require(may_open_cases(actor, house_id))
    known = sorted(set(skills))
    if any(skill not in Skill.values for skill in known):
        raise Refused("Choisissez des compétences de la liste.")
    if day_rate_cents is not None and day_rate_cents < 0:
        raise Refused("Un tarif n’est pas négatif.")
    with change(actor, verb="support.register_provider", houses=[house_id], key=key) as entry:
        entry.guard(ORGANISATION, organisation.pk, read_at=read_at)
        write_card(entry, organisation)
        provider, _ = Provider.objects.update_or_create(
            house_id=house_id,
            organisation=organisation,
            defaults={
                "day_rate_cents": day_rate_cents,
                "presentation": presentation.strip(),
                "is_listed": is_listed,
            },
        )
        provider.skills.all().delete()
        ProviderSkill.objects.bulk_create(
            ProviderSkill(provider=provider, skill=skill) for skill in known
        )
        provider.places.all().delete()
        ProviderPlace.objects.bulk_create(
            ProviderPlace(provider=provider, place_code=code, place_name=name)
            for code, name in {place.code: place.name for place in places}.items()
        )
        entry.mention(ORGANISATION, organisation.pk)
    return provider
