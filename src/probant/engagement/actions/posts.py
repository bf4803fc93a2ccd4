"""Posts, contracts, the employer's base, costs and mission letters: the direction's acts.

All raise `Refused` and `AlreadyDone`; each is one journal entry that keeps what was written.
"""

import datetime
import uuid

from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.documents.writing import Kept, write_document
from probant.engagement.access import may_employ
from probant.engagement.models import Contract, FullTime, MissionLetter, Post, PostCost
from probant.engagement.queries.posts import contracts_of, letters_of, shares_of
from probant.engagement.rules.shares import (
    WHOLE,
    Share,
    excess,
    name_others,
    say_days,
    write_share,
)
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action

POST = "post"


def open_post(
    actor: Actor,
    *,
    house_id: int,
    title: str,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Post:
    """Open a post of a house. Mentions ("post", id)."""
    require(may_employ(actor, house_id))
    told = " ".join(title.split())
    if not told:
        raise Refused("Un poste a un intitulé.")
    with change(
        actor, verb="engagement.open_post", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        if Post.objects.filter(house_id=house_id, title=told).exists():
            raise Refused("Un poste porte déjà cet intitulé.")
        post = Post.objects.create(house_id=house_id, title=told)
        entry.mention(POST, post.pk)
    return post


def edit_post(
    actor: Actor,
    *,
    post: Post,
    title: str,
    is_open: bool = True,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """Rename, close or open a post again. A post that is closed has no contract still running."""
    require(may_employ(actor, post.house_id))
    told = " ".join(title.split())
    if not told:
        raise Refused("Un poste a un intitulé.")
    with change(actor, verb="engagement.edit_post", houses=[post.house_id], key=key) as entry:
        entry.guard(POST, post.pk, read_at=read_at)
        others = Post.objects.filter(house_id=post.house_id, title=told).exclude(pk=post.pk)
        if others.exists():
            raise Refused("Un poste porte déjà cet intitulé.")
        running = post.contracts.filter(ends_on__isnull=True).exists()
        if not is_open and running:
            raise Refused("Quelqu’un occupe encore ce poste : mettez d’abord fin à son contrat.")
        post.title, post.is_open = told, is_open
        post.save(update_fields=["title", "is_open"])
        entry.mention(POST, post.pk)


def sign_contract(
    actor: Actor,
    *,
    post: Post,
    person: Person,
    starts_on: datetime.date,
    share_hundredths: int,
    ends_on: datetime.date | None = None,
    replaces: Contract | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Contract:
    """A person holds a post; refused where their shares would pass full time on any day.

    A post held by two people at once is one of them replacing the other, and says so.
    """
    require(may_employ(actor, post.house_id))
    _check_contract(post, person, starts_on, ends_on, share_hundredths, replaces)
    with change(
        actor,
        verb="engagement.sign_contract",
        houses=[post.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        standing = contracts_of(post.house_id, person.pk)
        _fits(person, Share(starts_on, ends_on, share_hundredths), shares_of(standing))
        contract = Contract.objects.create(
            house_id=post.house_id,
            post=post,
            person=person,
            starts_on=starts_on,
            ends_on=ends_on,
            share_hundredths=share_hundredths,
            replaces=replaces,
        )
        entry.mention(POST, post.pk)
        entry.mention(PERSON, person.pk)
    return contract


def end_contract(
    actor: Actor,
    *,
    contract: Contract,
    ends_on: datetime.date,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """A contract ends, or its end moves; a later end is held to full time as a new share is."""
    house_id = contract.house_id
    require(may_employ(actor, house_id))
    if ends_on < contract.starts_on:
        raise Refused("La fin précède le début.")
    with change(
        actor,
        verb="engagement.end_contract",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(POST, contract.post_id, read_at=read_at)
        others = [one for one in contracts_of(house_id, contract.person_id) if one != contract]
        wanted = Share(contract.starts_on, ends_on, contract.share_hundredths)
        _fits(contract.person, wanted, shares_of(others))
        contract.ends_on = ends_on
        contract.save(update_fields=["ends_on"])
        entry.mention(POST, contract.post_id)
        entry.mention(PERSON, contract.person_id)


def set_full_time(
    actor: Actor,
    *,
    house_id: int,
    starts_on: datetime.date,
    yearly_hours: int,
    weekly_minutes: int,
    source: str,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> FullTime:
    """Say what full time is from a day, and by which text; time noted before keeps its base."""
    require(may_employ(actor, house_id))
    told = " ".join(source.split())
    if not told:
        raise Refused("Dites d’où vient cette base : accord d’entreprise, convention collective…")
    if not 1000 <= yearly_hours <= 2500 or not 1200 <= weekly_minutes <= 2880:
        raise Refused(
            "Une année à temps plein compte de 1 000 à 2 500 heures, une semaine de 20 à 48 heures."
        )
    with change(
        actor, verb="engagement.set_full_time", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        base, _ = FullTime.objects.update_or_create(
            house_id=house_id,
            starts_on=starts_on,
            defaults={
                "yearly_hours": yearly_hours,
                "weekly_minutes": weekly_minutes,
                "source": told,
            },
        )
        entry.detail(
            category="engagement", from_day=starts_on.isoformat(), yearly_hours=yearly_hours
        )
        entry.mention("house", house_id)
    return base


def set_post_cost(
    actor: Actor,
    *,
    post: Post,
    starts_on: datetime.date,
    yearly_cents: int,
    source: str,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> PostCost:
    """Say what a full-time year of a post costs from a day; the same day is written again."""
    require(may_employ(actor, post.house_id))
    told = " ".join(source.split())
    if yearly_cents <= 0 or not told:
        raise Refused("Un coût est supérieur à 0 € et dit d’où il vient (budget, comptes).")
    with change(
        actor,
        verb="engagement.set_post_cost",
        houses=[post.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        cost, _ = PostCost.objects.update_or_create(
            house_id=post.house_id,
            post=post,
            starts_on=starts_on,
            defaults={"yearly_cents": yearly_cents, "source": told},
        )
        entry.mention(POST, post.pk)
    return cost


def write_mission_letter(
    actor: Actor,
    *,
    person: Person,
    action: Action,
    share_hundredths: int,
    starts_on: datetime.date,
    ends_on: datetime.date,
    reference: str = "",
    copy: Kept | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MissionLetter:
    """A fixed percentage of a person's time on an action; letters of a person stay under 100 %.

    `copy`: the letter itself, signed, whose bytes are kept already (`documents.writing.keep`).
    """
    house_id = person.house_id
    require(may_employ(actor, house_id))
    if action.house_id != house_id:
        raise Refused("L’action est celle de votre structure.")
    if ends_on < starts_on:
        raise Refused("La fin précède le début.")
    _check_share(share_hundredths)
    with change(
        actor,
        verb="engagement.write_letter",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        standing = [
            Share(one.starts_on, one.ends_on, one.share_hundredths, one.action)
            for one in letters_of(house_id, person.pk)
        ]
        found = excess(Share(starts_on, ends_on, share_hundredths), standing)
        if found is not None:
            raise Refused(
                f"Les lettres de mission de {person} feraient {write_share(found.total)} de son "
                f"temps le {write_date(found.on)} : {name_others(found.others)}."
            )
        letter = MissionLetter.objects.create(
            house_id=house_id,
            person=person,
            action=action,
            share_hundredths=share_hundredths,
            starts_on=starts_on,
            ends_on=ends_on,
            reference=" ".join(reference.split()),
            document=write_document(entry, copy) if copy is not None else None,
        )
        entry.mention(PERSON, person.pk)
        entry.mention("action", action.pk)
    return letter


def _check_share(hundredths: int) -> None:
    if not 0 < hundredths <= WHOLE:
        raise Refused("Une part va de plus de 0 % à 100 %.")


def _check_contract(
    post: Post,
    person: Person,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    share_hundredths: int,
    replaces: Contract | None,
) -> None:
    if person.house_id != post.house_id or person.erased_on is not None:
        raise Refused("Choisissez une personne de votre annuaire.")
    if ends_on is not None and ends_on < starts_on:
        raise Refused("La fin précède le début.")
    _check_share(share_hundredths)
    if replaces is not None and (replaces.post_id != post.pk or replaces.person_id == person.pk):
        raise Refused("Un remplacement est celui de quelqu’un d’autre, sur le même poste.")


def _fits(person: Person, wanted: Share, standing: list[Share]) -> None:
    """Refuse a share that would make a person pass full time, saying where the others are."""
    found = excess(wanted, standing)
    if found is None:
        return
    raise Refused(
        f"{person} passerait le temps plein : {write_share(found.total)} le "
        f"{write_date(found.on)}. Déjà : {name_others(found.others)}. Réduisez cette part, ou "
        f"mettez fin à l’autre contrat avant le {write_date(wanted.start)}."
    )


def say_contract(contract: Contract) -> str:
    """A contract in one line, without the person: its share and days."""
    share = write_share(contract.share_hundredths)
    return f"{share}, {say_days(contract.starts_on, contract.ends_on)}"
