"""What mails declare when the room starts: their words, their end, their field on a case's page."""

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.journal.prepared import SeenModels
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.support.access import may_write_case
from probant.support.mail_retention import expire_mails, forget_mails_of
from probant.support.models import Audience, Case, CaseMail
from probant.support.queries.mails import tell_mails
from probant.ui import panels
from probant.ui.request import Request

SHOWN = 5
VERBS = {
    "support.file_mail": "Courriel rangé",
    "support.erase_mail": "Courriel retiré",
}


def can_see_mails(actor: Actor, case: Case) -> bool:
    """Those who write on the case."""
    return may_write_case(actor, case).allowed


def mails_panel(request: Request, case: Case) -> SafeString:
    """The last mails of a case, and where to drop another. One query."""
    context = {
        "case": case,
        "mails": _MAILS.all(request.actor, case=case.pk),
        "audiences": Audience.choices,
    }
    return render_to_string("support/_mails_panel.html", context, request=request)


def _mails(actor: Actor, case: int) -> QuerySet[CaseMail]:
    mails = CaseMail.objects.visible_to(actor).filter(case_id=case, erased_on__isnull=True)
    return mails.order_by("-dated_on", "-id")[:SHOWN]


_MAILS: SeenModels[CaseMail] = SeenModels(_mails, "case")


def offer_mails() -> None:
    """Register words, end of texts, timeline, panel."""
    verbs.register(VERBS)
    tell_mails()
    ERASERS.register("support.mail", forget_mails_of)
    RETAINED.register(
        "support.mail",
        Retained("Courriels des dossiers", "retention.supported_persons", expire_mails),
    )
    panels.register("case.main", "mails", order=60, can=can_see_mails, render=mails_panel)
