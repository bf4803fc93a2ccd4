"""What the door declares when the room starts, and what it shows on other pages."""

from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from probant.directory.moving import following
from probant.journal.prepared import PreparedModels
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.merging import MERGING
from probant.kernel.roles import TEAM
from probant.search import kinds
from probant.support.access import may_write_case
from probant.support.door_erasure import expire_calls, expire_requests, forget_caller
from probant.support.models import Call, CallTaken, Case, IntroductionMade, Referral
from probant.support.queries.calls import awaiting_requests
from probant.support.queries.door_words import tell_door, tell_introduction, tell_referral
from probant.support.screens.door_words import DOOR_VERBS
from probant.ui import panels
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request


def offer_door() -> None:
    """Register words, texts kept, things to do and panels."""
    verbs.register(DOOR_VERBS)
    tell_door()
    RETAINED.register(
        "support.call", Retained("Paroles des appels", "retention.prospects", expire_calls)
    )
    RETAINED.register(
        "support.request", Retained("Demandes en ligne", "retention.prospects", expire_requests)
    )
    ERASERS.register("support.door", forget_caller)
    MERGING.register(
        "support.call",
        following("appels", lambda house: Call.objects.filter(house_id=house), mention="call"),
        order=60,
    )
    kinds.offer(
        "calls",
        "Voir les appels et visites",
        "support:calls",
        roles=TEAM,
        words="registre accueil appels visites demandes orientation appui ponctuel",
        order=15,
    )
    panels.register("desk.due", "requests", order=5, can=can_take, render=requests_panel)
    panels.register("case.side", "door", order=60, can=can_take, render=case_panel)


def can_take(actor: Actor, subject: Any) -> bool:
    """Those who answer at the door."""
    return actor.house_id is not None and actor.has(*TEAM)


def requests_panel(request: Request, _: Any) -> SafeString:
    """The public requests to take. One query."""
    found = awaiting_requests(request.actor, limit=8)
    if not found:
        return mark_safe("")
    return render_to_string("support/_requests_panel.html", {"requests": found})


def case_panel(request: Request, case: Case) -> SafeString:
    """How a case came to the door, whom it was sent to or put in touch with. Three queries."""
    handed = [
        (tell_referral(fact), fact.occurred_on, href_pattern("support:referral-sequel") % fact.pk)
        for fact in _SENT.all(case=case.pk)
    ] + [
        (tell_introduction(fact), fact.occurred_on, href_pattern("support:intro-sequel") % fact.pk)
        for fact in _MET.all(case=case.pk)
    ]
    context = {
        "case": case,
        "calls": _CALLS.all(case=case.pk),
        "handed": handed,
        "writes": may_write_case(request.actor, case).allowed,
    }
    return render_to_string("support/_door_panel.html", context)


def _calls(case: int) -> QuerySet[Call]:
    standing = CallTaken.objects.now().filter(call__case=case)
    calls = Call.objects.filter(pk__in=standing.values("call_id"))
    return calls.order_by("taken_on", "id")


def _sent(case: int) -> QuerySet[Referral]:
    sent = Referral.objects.now().filter(case_id=case).select_related("body")
    return sent.order_by("occurred_on", "id")


def _met(case: int) -> QuerySet[IntroductionMade]:
    met = IntroductionMade.objects.now().filter(case_id=case)
    met = met.select_related("introduced_to", "introduced_person")
    return met.order_by("occurred_on", "id")


_CALLS: PreparedModels[Call] = PreparedModels(_calls, "case")
_SENT: PreparedModels[Referral] = PreparedModels(_sent, "case")
_MET: PreparedModels[IntroductionMade] = PreparedModels(_met, "case")
