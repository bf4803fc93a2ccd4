"""The keeper lists the figures of a collective; each member says which of them it shares."""

import uuid
from collections.abc import Collection

from probant.consortia.access import can_answer_for, can_keep
from probant.consortia.actions.founding import CONSORTIUM
from probant.consortia.models import Consortium, MemberHouse, SharedFigure, Sharing
from probant.indicators.across import has_column, may_be_shared
from probant.indicators.registry import indicator as of_catalogue
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

MOST_FIGURES = 30


def ask_figure(
    actor: Actor,
    *,
    consortium: Consortium,
    code: str,
    programme_code: str = "",
    theme: str = "",
    key: uuid.UUID | None = None,
) -> SharedFigure:
    """Put a figure of the catalogue on the list: nobody shares it until they say so.

    What narrows it narrows what leaves a house, so its facts must say it. Raises `Refused`.
    Effects: one entry in the keeper's house.
    """
    require(can_keep(actor, consortium))
    indicator = of_catalogue(code)
    if indicator is None or not may_be_shared(indicator):
        raise Refused("Ce chiffre ne s’additionne pas d’une maison à l’autre.")
    if programme_code and not has_column(indicator, "programme_code"):
        raise Refused("Les faits de ce chiffre ne disent pas leur dispositif.")
    if programme_code and indicator.programmes and programme_code not in indicator.programmes:
        raise Refused("Ce chiffre ne compte rien de ce dispositif.")
    with change(actor, verb="consortia.ask_figure", houses=[actor.house], key=key) as entry:
        held = list(consortium.figures.filter(dropped_on__isnull=True))
        if len(held) >= MOST_FIGURES:
            raise Refused(f"Un collectif tient {MOST_FIGURES} chiffres au plus.")
        asked = (code, programme_code, theme)
        if asked in {(one.code, one.programme_code, one.theme) for one in held}:
            raise Refused("Ce chiffre est déjà demandé, dans le même périmètre.")
        figure = SharedFigure.objects.create(
            consortium=consortium,
            code=code,
            programme_code=programme_code,
            theme=theme,
            position=max((one.position for one in held), default=0) + 1,
            added_on=entry.today,
        )
        entry.mention(CONSORTIUM, consortium.pk)
    assert isinstance(figure, SharedFigure)
    return figure


def drop_figure(actor: Actor, *, figure: SharedFigure, key: uuid.UUID | None = None) -> None:
    """Take a figure off the list: nobody shares it any more. Raises `Refused`."""
    require(can_keep(actor, figure.consortium))
    with change(actor, verb="consortia.drop_figure", houses=[actor.house], key=key) as entry:
        listed = SharedFigure.objects.filter(pk=figure.pk, dropped_on__isnull=True)
        if not listed.update(dropped_on=entry.today):
            raise Refused("Ce chiffre a déjà été retiré.")
        Sharing.objects.filter(figure=figure, withdrawn_on__isnull=True).update(
            withdrawn_on=entry.today
        )
        entry.mention(CONSORTIUM, figure.consortium_id)


def share_figures(
    actor: Actor,
    *,
    member: MemberHouse,
    figures: Collection[SharedFigure],
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> tuple[int, int]:
    """Share exactly these figures with the collective; others that were shared are taken back.

    How many were given, and how many taken back. Raises `Refused`, `Stale` where the house did
    something else in the collective since `read_at`: an older page ticks no figure again.
    Effects: one entry in the house, one in the keeper's, none where nothing changed.
    """
    require(can_answer_for(actor, member))
    keeper = member.consortium.keeper_id
    with change(actor, verb="consortia.share", houses=[actor.house, keeper], key=key) as entry:
        entry.guard(CONSORTIUM, member.consortium_id, read_at=read_at)
        if not MemberHouse.objects.standing().filter(pk=member.pk).exists():
            raise Refused("Votre maison n’est pas membre de ce collectif.")
        listed = member.consortium.figures.filter(dropped_on__isnull=True)
        wanted = {one.pk for one in figures} & set(listed.values_list("pk", flat=True))
        standing = Sharing.objects.filter(member=member, withdrawn_on__isnull=True)
        held = set(standing.values_list("figure_id", flat=True))
        standing.filter(figure_id__in=held - wanted).update(withdrawn_on=entry.today)
        Sharing.objects.bulk_create(
            Sharing(member=member, figure_id=one, agreed_on=entry.today, agreed_by_id=actor.user_id)
            for one in sorted(wanted - held)
        )
        if wanted != held:
            for one in entry.siblings.values():
                one.mention(CONSORTIUM, member.consortium_id)
    return len(wanted - held), len(held - wanted)
