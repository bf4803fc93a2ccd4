"""Mails of cases: which cases a mail speaks of, and how the timeline tells them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from probant.directory.models import Card, Organisation, Person, Position
from probant.kernel.actor import Actor
from probant.support.models import Case, CaseMail
from probant.support.queries.happenings import Kind, register
from probant.ui.hrefs import href_pattern
from probant.ui.write import write_count

MOST = 8


def cases_for(actor: Actor, addresses: Iterable[str], *, limit: int = MOST) -> list[Case]:
    """The cases of the people and structures that have these e-mails, open ones first.

    Only those that the actor may see. Four queries, one where no address is given.
    """
    wanted = {address.strip().lower() for address in addresses if "@" in address}
    if not wanted or actor.house_id is None:
        return []
    people = list(
        Person.objects.filter(house_id=actor.house_id, erased_on__isnull=True)
        .exclude(email="")
        .annotate(mail_key=Lower("email"))
        .filter(mail_key__in=wanted)
        .values_list("pk", flat=True)
    )
    known = Card.objects.filter(house_id=actor.house_id).values("organisation_id")
    organisations = set(
        Organisation.objects.filter(pk__in=known)
        .annotate(mail_key=Lower("email"))
        .filter(mail_key__in=wanted)
        .values_list("pk", flat=True)
    )
    organisations |= set(
        Position.objects.filter(person_id__in=people).values_list("organisation_id", flat=True)
    )
    about = Q(organisation_id__in=organisations) | Q(members__person_id__in=people)
    cases = Case.objects.visible_to(actor).filter(about).distinct()
    with_names = cases.select_related("organisation", "programme", "referent")
    # "open" comes after "closed" in the alphabet
    return list(with_names.order_by("-state", "-touched_on", "-id")[:limit])


def tell_mails() -> None:
    """Let the timeline of a case tell its mails."""
    register(
        Kind(
            "courriel",
            "courriels",
            CaseMail,
            tell=_tell,
            detail=_detail,
            href=_page,
            rows=_rows,
            on="dated_on",
            by="filed_by_id",
            voidable=False,
            order=48,
        )
    )


def _rows(actor: Actor, case: Case) -> QuerySet[Any]:
    return CaseMail.objects.visible_to(actor).filter(case=case, erased_on__isnull=True)


def _tell(mail: Any) -> str:
    return f"Courriel : {mail}"


def _detail(mail: Any) -> str:
    joined = write_count(len(mail.attachments), "pièce jointe") if mail.attachments else ""
    sender = f"de {mail.sender}" if mail.sender else ""
    return ", ".join(part for part in (sender, joined) if part)


def _page(mail: Any) -> str:
    return href_pattern("support:mail") % mail.pk
