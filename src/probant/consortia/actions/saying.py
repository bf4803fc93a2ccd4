"""Partners who keep no books here, and what is said of a figure outside: claims, never added."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from probant.consortia.access import can_work_in
from probant.consortia.actions.founding import CONSORTIUM
from probant.consortia.models import Consortium, Partner, Said, SharedFigure
from probant.directory.models import Card, Organisation
from probant.indicators.models import HUNDREDTHS, Claim
from probant.indicators.registry import indicator as of_catalogue
from probant.ingestion.actions import close_claim
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

#: Beyond it a number was mistyped, and the column would not hold it.
MOST = 10**14


def refuse_beyond(value: int) -> None:
    """Refuse what no figure of a collective can be. Raises `Refused`."""
    if value < 0:
        raise Refused("Ce nombre est négatif : un chiffre du collectif ne l’est jamais.")
    if value > MOST:
        raise Refused("Ce nombre est trop grand : vérifiez ses chiffres.")


def add_partner(
    actor: Actor,
    *,
    consortium: Consortium,
    name: str = "",
    organisation: Organisation | None = None,
    key: uuid.UUID | None = None,
) -> Partner:
    """Note a partner who keeps no books here: a structure of the house's directory, or a name.

    Raises `Refused`. Effects: one entry.
    """
    require(can_work_in(actor, consortium))
    if organisation is not None:
        card = Card.objects.filter(house_id=actor.house, organisation=organisation).first()
        if card is None:
            raise Refused("Cette structure n’est pas dans votre annuaire.")
        name = card.name
    name = " ".join(name.split())
    if not name:
        raise Refused("Donnez le nom du partenaire.")
    with change(actor, verb="consortia.add_partner", houses=[actor.house], key=key) as entry:
        held = consortium.partners.filter(gone_on__isnull=True)
        if any(one.name.casefold() == name.casefold() for one in held):
            raise Refused("Ce partenaire est déjà noté.")
        if organisation is not None and _counts_here(consortium, organisation):
            raise Refused("Cette structure est une maison membre : ses chiffres se comptent ici.")
        partner = Partner.objects.create(
            consortium=consortium, organisation=organisation, name=name, added_on=entry.today
        )
        entry.mention(CONSORTIUM, consortium.pk)
    assert isinstance(partner, Partner)
    return partner


def _counts_here(consortium: Consortium, organisation: Organisation) -> bool:
    members = consortium.members.filter(accepted_on__isnull=False, left_on__isnull=True)
    return bool(members.filter(house_id=organisation.pk).exists())


def remove_partner(actor: Actor, *, partner: Partner, key: uuid.UUID | None = None) -> None:
    """Take a partner off; refused while something is said of them."""
    require(can_work_in(actor, partner.consortium))
    with change(actor, verb="consortia.remove_partner", houses=[actor.house], key=key) as entry:
        if partner.said.filter(withdrawn_on__isnull=True).exists():
            raise Refused("Retirez d’abord ce qui est dit pour ce partenaire.")
        listed = Partner.objects.filter(pk=partner.pk, gone_on__isnull=True)
        if not listed.update(gone_on=entry.today):
            raise Refused("Ce partenaire a déjà été retiré.")
        entry.mention(CONSORTIUM, partner.consortium_id)


@dataclass(frozen=True)
class Heard:
    """A figure as it was printed or said: `value` in the figure's own whole number."""

    year: int
    value: int
    source: str
    said_on: datetime.date | None = None
    page: int | None = None
    words: str = ""


def note_said(
    actor: Actor,
    *,
    figure: SharedFigure,
    partner: Partner | None = None,
    heard: Heard | None = None,
    claim: Claim | None = None,
    key: uuid.UUID | None = None,
) -> Said:
    """Keep what a document prints, or somebody said, of a partner or of the whole collective.

    `heard` makes a claim of the actor's house; `claim` is one that its documents already print.
    Either is set apart from the house's own figures: it speaks of the collective.
    Raises `Refused`. Effects: a claim, what it is said of; one entry.
    """
    consortium = figure.consortium
    require(can_work_in(actor, consortium))
    reason = f"dit du collectif « {consortium.name} » : tenu sur sa page"[:300]
    with change(actor, verb="consortia.say", houses=[actor.house], key=key) as entry:
        if claim is not None:
            found = _taken_up(actor, claim, reason)
        elif heard is not None:
            found = _heard(actor, figure, partner, heard, reason, entry.today)
        else:
            raise Refused("Dites ce qui a été dit, et où.")
        found.matched_by_id, found.matched_on = actor.user_id, entry.today
        found.save()
        said = Said.objects.create(
            consortium=consortium, figure=figure, partner=partner, claim=found
        )
        entry.mention(CONSORTIUM, consortium.pk)
        entry.mention("claim", found.pk)
    assert isinstance(said, Said)
    return said


def _taken_up(actor: Actor, claim: Claim, reason: str) -> Claim:
    """A claim that a document of the house prints."""
    found: Claim | None = Claim.objects.filter(pk=claim.pk, house_id=actor.house).first()
    if found is None or Said.objects.filter(claim=claim).exists():
        raise Refused("Ce chiffre lu est déjà tenu pour un collectif.")
    if found.year is None:
        raise Refused("Dites d’abord de quelle année est ce chiffre lu.")
    found.matching, found.matching_reason = Claim.Matching.APART, reason
    return found


def _heard(
    actor: Actor,
    figure: SharedFigure,
    partner: Partner | None,
    heard: Heard,
    reason: str,
    today: datetime.date,
) -> Claim:
    source = " ".join(heard.source.split())
    if not source:
        raise Refused("Dites où ce chiffre a été dit ou imprimé.")
    refuse_beyond(heard.value)
    if heard.said_on is not None and heard.said_on > today:
        raise Refused("Ce jour n’est pas encore venu.")
    indicator = of_catalogue(figure.code)
    if indicator is None:
        raise Refused("Ce chiffre n’est plus au catalogue.")
    units = {"euros": "€", "hundredths": f"{HUNDREDTHS} {indicator.unit}"}
    return Claim(
        house_id=actor.house,
        label=indicator.label[:300],
        value=heard.value,
        unit=units.get(indicator.written, indicator.unit)[:60],
        year=heard.year,
        said_by=partner.organisation if partner else None,
        said_on=heard.said_on,
        source=source[:200],
        page=heard.page,
        words=heard.words,
        matching=Claim.Matching.APART,
        matching_reason=reason,
    )


def withdraw_said(actor: Actor, *, said: Said, key: uuid.UUID | None = None) -> None:
    """Take back what was noted by one's house: it is shown no more, the journal keeps it.

    Raises `Refused`.
    """
    require(can_work_in(actor, said.consortium))
    if said.claim.house_id != actor.house_id:
        raise Refused("La maison qui l’a noté peut seule le retirer.")
    with change(actor, verb="consortia.unsay", houses=[actor.house], key=key) as entry:
        standing = Said.objects.filter(pk=said.pk, withdrawn_on__isnull=True)
        if not standing.update(withdrawn_on=entry.today):
            raise Refused("Cela a déjà été retiré.")
        entry.mention(CONSORTIUM, said.consortium_id)


def explain_said(
    actor: Actor, *, said: Said, cause: str, reason: str, key: uuid.UUID | None = None
) -> None:
    """Say why what was said of the whole is not what is counted here: cause and reason stay.

    Raises `Refused`. Effects: the claim is closed as on the board of contradictions; one entry.
    """
    require(can_work_in(actor, said.consortium))
    if said.claim.house_id != actor.house_id:
        raise Refused("La maison qui l’a noté peut seule l’expliquer.")
    close_claim(actor, said.claim, reason, cause=cause, key=key)
