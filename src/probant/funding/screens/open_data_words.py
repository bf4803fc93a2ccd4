"""Words of the journal for open data, where its pages are reached from, what is kept how long."""

import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.funding.access import READERS
from probant.funding.models import GrantCorrection
from probant.kernel import verbs
from probant.kernel.erasure import RETAINED, Retained
from probant.kernel.roles import TEAM
from probant.search import kinds
from probant.ui import panels
from probant.ui.request import Request

VERBS = {
    "funding.publish_open_data": "Données ouvertes publiées",
    "funding.withdraw_open_data": "Données ouvertes retirées",
    "funding.correct_beneficiary": "Bénéficiaire corrigé, part de l’ESS",
    "funding.forget_correction": "Correction d’un bénéficiaire retirée",
}


def register() -> None:
    """Words, links, search offers and retention."""
    verbs.register(VERBS)
    panels.register("conventions.more", "open_data", order=40, can=reads, render=links)
    kinds.offer(
        "ess_share",
        "Part de l’ESS",
        "funding:ess",
        roles=READERS,
        words="économie sociale et solidaire subventions collectivité CRESS SCDL politique",
        order=64,
    )
    kinds.offer(
        "open_data",
        "Données ouvertes",
        "funding:open-data",
        roles=TEAM,
        words="SCDL open data publication données essentielles délibérations valider CSV",
        order=65,
    )
    RETAINED.register(
        "funding.grant_corrections",
        Retained("Motifs des corrections de bénéficiaires", "retention.accounting", expire_reasons),
    )


def reads(actor: object, subject: object) -> bool:
    """Whoever reads conventions."""
    return True


def links(request: Request, subject: object) -> SafeString:
    """Where the list leads: the share of the ESS, open data. No query."""
    shown = [("Part de l’ESS", "funding:ess")]
    if request.actor.house_id is not None and request.actor.has(*TEAM):
        shown.append(("Données ouvertes", "funding:open-data"))
    parts = [format_html('<a href="{}">{}</a>', reverse(route), label) for label, route in shown]
    return format_html('<p class="small">{}</p>', SafeString(" · ".join(parts)))


def expire_reasons(house_id: int, before: datetime.date) -> int:
    """Forget the reasons of corrections taken back before a day: they may name somebody."""
    rows = GrantCorrection.objects.filter(house_id=house_id, withdrawn_on__lt=before)
    return rows.exclude(reason="—").update(reason="—")
