"""Merge two sheets of one structure, and part them again."""

import uuid
from typing import Any

from probant.directory.access import can_merge
from probant.directory.merges import houses_knowing
from probant.directory.models import Card, MergeMove, Organisation, OrganisationMerged
from probant.directory.writing import CARD_FIELDS, ORGANISATION, index_card, write_card
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.merging import MERGING
from probant.search import index as names

CARD, IDENTITY, CHAIN = "card", "identity", "chain"  # kinds of `MergeMove` that this file writes
#: What the kept sheet takes over where it says nothing.
TAKEN_OVER = (
    "siren",
    "siret",
    "rna",
    "legal_category",
    "naf",
    "branch",
    "address",
    "postcode",
    "place_code",
    "place_vintage",
    "place_name",
    "qpv_code",
    "email",
    "telephone",
    "website",
)
UNIQUE = ("siret", "rna")


def merge_organisation(
    actor: Actor,
    *,
    kept: Organisation,
    merged: Organisation,
    reason: str,
    key: uuid.UUID | None = None,
) -> OrganisationMerged:
    """Say that two sheets are those of one structure; `merged` leaves lists, `kept` stands.

    Facts keep their id: figures count the two as one from this position of the journal on, and not
    before. What rooms registered in `kernel.merging` moves to the kept sheet, which takes over what
    it did not say itself (identifiers, address). The old address leads to the kept sheet.

    Raises `Refused`, `AlreadyDone`. Effects: one fact and one entry in each house that knows the
    merged structure.
    """
    require(can_merge(actor, kept, merged))
    _require_reason(reason)
    houses = houses_knowing(merged.pk)
    with change(
        actor, verb="directory.merge_organisation", houses=_ordered(actor, houses), key=key
    ) as first:
        kept, merged = _read_again(kept), _read_again(merged)
        if merged.merged_into_id is not None or kept.merged_into_id is not None:
            raise Refused("L’une de ces fiches est déjà fusionnée dans une autre.")
        _take_over(first, kept, merged)
        pointing = Organisation.objects.filter(merged_into=merged)
        _remember(first, merged, CHAIN, list(pointing.values_list("pk", flat=True)))
        pointing.update(merged_into=kept)
        merged.merged_into = kept
        merged.save(update_fields=["merged_into"])
        facts = {
            house_id: _merge_in(first.other(house_id), kept, merged, reason.strip())
            for house_id in first.siblings
        }
    return facts[first.house_id]


def unmerge_organisation(
    actor: Actor, *, merged: Organisation, reason: str, key: uuid.UUID | None = None
) -> None:
    """Part again a sheet that was merged by mistake: what moved with it goes back.

    What was written under the kept sheet since stays there. Raises `Refused`, `AlreadyDone`.
    Effects: the facts of the merge voided, rows given back; one entry in each house.
    """
    merged = _read_again(merged)
    kept = merged.merged_into
    if kept is None:
        raise Refused("Cette fiche n’est fusionnée dans aucune autre.")
    require(can_merge(actor, kept, merged))
    _require_reason(reason)
    standing = OrganisationMerged.objects.now().filter(merged=merged)
    houses = list(standing.order_by("house_id").values_list("house_id", flat=True))
    with change(
        actor, verb="directory.unmerge_organisation", houses=_ordered(actor, houses), key=key
    ) as first:
        merged = _read_again(merged)
        merged.merged_into = None
        merged.save(update_fields=["merged_into"])
        for house_id in first.siblings:
            _part_in(first.other(house_id), kept, merged, reason.strip())


def _ordered(actor: Actor, houses: list[int]) -> list[int]:
    """The actor's own house first: its entry bears the key."""
    own = [house for house in houses if house == actor.house_id]
    found = own + [house for house in houses if house != actor.house_id]
    if not found and actor.house_id is not None:
        found = [actor.house_id]
    if not found:
        raise Refused("Aucune structure de Probant ne connaît cette fiche.")
    return found


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Dites pourquoi.")


def _read_again(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_related("merged_into").get(pk=organisation.pk)


def _merge_in(
    entry: Entry, kept: Organisation, merged: Organisation, reason: str
) -> OrganisationMerged:
    """What a merge is in one house: its facts, its rows, its card."""
    for earlier in OrganisationMerged.objects.now().filter(house_id=entry.house_id, kept=merged):
        entry.replace(earlier, _fact(entry, earlier.merged, kept), code="other", reason=reason)
    fact = entry.record(_fact(entry, merged, kept))
    for key, merger in MERGING.items():
        moved = merger.move(entry.house_id, merged.pk, kept.pk)
        _remember(entry, merged, key, moved)
        if merger.mention:
            for number in moved:
                entry.mention(merger.mention, number)
    card = Card.objects.filter(house_id=entry.house_id, organisation=merged).first()
    if card is not None:
        write_card(entry, kept, is_member=card.is_member)
        shown = {name: getattr(card, name) for name in (*CARD_FIELDS, "name_key", "is_member")}
        _remember(entry, merged, CARD, shown | {"created_on": card.created_on.isoformat()})
        card.delete()
        names.remove(entry.house_id, ORGANISATION, merged.pk)
    _say(entry, kept, merged, reason)
    return fact


def _part_in(entry: Entry, kept: Organisation, merged: Organisation, reason: str) -> None:
    standing = OrganisationMerged.objects.now().filter(house_id=entry.house_id)
    fact = standing.get(merged=merged)
    entry.void(fact, code="error", reason=reason)
    for later in standing.filter(kept=kept, replaces__kept=merged):
        entry.replace(later, _fact(entry, later.merged, merged), code="error", reason=reason)
    rows = MergeMove.objects.filter(house_id=entry.house_id, merged=merged).order_by("-seq", "pk")
    for row in rows:
        _give_back(entry, kept, merged, row)
    rows.delete()
    _say(entry, kept, merged, reason)


def _give_back(entry: Entry, kept: Organisation, merged: Organisation, row: MergeMove) -> None:
    if row.kind == CARD:
        given = dict(row.moved)
        card, _ = Card.objects.get_or_create(
            house_id=entry.house_id, organisation=merged, defaults=given
        )
        index_card(card, merged)
    elif row.kind == IDENTITY:
        _give_identity_back(kept, merged, row.moved)
    elif row.kind == CHAIN:
        back = Organisation.objects.filter(pk__in=row.moved, merged_into=kept)
        back.update(merged_into=merged)
    elif row.kind in MERGING:
        MERGING[row.kind].give_back(entry.house_id, row.moved, merged.pk, kept.pk)


def _fact(entry: Entry, merged: Organisation, kept: Organisation) -> OrganisationMerged:
    return OrganisationMerged(merged=merged, kept=kept, occurred_on=entry.known_on)


def _remember(entry: Entry, merged: Organisation, kind: str, moved: Any) -> None:
    if moved:
        MergeMove.objects.create(
            house_id=entry.house_id, seq=entry.seq, merged=merged, kind=kind, moved=moved
        )


def _take_over(entry: Entry, kept: Organisation, merged: Organisation) -> None:
    """Fill what the kept sheet leaves blank; an identifier that is unique leaves the other."""
    taken = {
        name: getattr(merged, name)
        for name in TAKEN_OVER
        if getattr(merged, name) and not getattr(kept, name)
    }
    if "place_code" not in taken:  # a place is taken whole or not at all
        taken = {k: v for k, v in taken.items() if not k.startswith("place_")}
    if not taken:
        return
    for name in UNIQUE:
        if name in taken:
            setattr(merged, name, "")
    merged.save(update_fields=list(UNIQUE))
    for name, value in taken.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(taken))
    _remember(entry, merged, IDENTITY, taken)


def _give_identity_back(kept: Organisation, merged: Organisation, taken: dict[str, Any]) -> None:
    kept = _read_again(kept)
    still = {name: value for name, value in taken.items() if getattr(kept, name) == value}
    for name in still:
        setattr(kept, name, None if name == "place_vintage" else "")
    kept.save(update_fields=list(still))
    for name in UNIQUE:
        if name in still:
            setattr(merged, name, still[name])
    merged.save(update_fields=list(UNIQUE))


def _say(entry: Entry, kept: Organisation, merged: Organisation, reason: str) -> None:
    entry.mention(ORGANISATION, kept.pk)
    entry.mention(ORGANISATION, merged.pk)
    entry.detail(category="directory", label=f"{merged.name} → {kept.name}", reason=reason)
