"""Orientations and introductions: from a call or a case, what came of them, their lists."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.programmes.screens.facts import fact_line
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.access import may_open_cases
from probant.support.models import Call, Case, IntroductionMade, Referral, Sequel
from probant.support.queries.calls import introduction_rows, referral_rows, tell_handed, whose
from probant.support.queries.choices import DoorLists, door_lists
from probant.support.queries.door_words import tell_introduction, tell_referral
from probant.support.screens.door_forms import IntroduceForm, ReferForm, SequelForm
from probant.support.screens.door_tables import INTRODUCTIONS, REFERRALS
from probant.support.screens.views.acts import FORM, trail_of, writable
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import FactLine, draw_facts
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

SIZE = 200  # rows of a list: orientations are some dozens a year
#: Kind of fact → words of its addresses.
WORDS = {Referral: "orientation", IntroductionMade: "mise-en-relation"}


def _call(request: Request, pk: int) -> Call:
    calls = Call.objects.visible_to(request.actor).select_related("organisation", "person", "case")
    call = calls.filter(pk=pk).first()
    if call is None:
        raise Http404
    return call


def refer_call(request: Request, pk: int) -> HttpResponse:
    """An orientation that a call ended in, noted afterwards."""
    call = _call(request, pk)
    return _refer(request, case=call.case, call=call)


def refer_case(request: Request, pk: int) -> HttpResponse:
    """An orientation from a case."""
    return _refer(request, case=writable(request, pk), call=None)


def introduce_call(request: Request, pk: int) -> HttpResponse:
    """An introduction from a call."""
    call = _call(request, pk)
    return _introduce(request, case=call.case, call=call)


def introduce_case(request: Request, pk: int) -> HttpResponse:
    """An introduction from a case."""
    return _introduce(request, case=writable(request, pk), call=None)


def _refer(request: Request, *, case: Case | None, call: Call | None) -> HttpResponse:
    house_id = request.actor.house
    form = ReferForm(request.POST or None, house_id=house_id, lists=door_lists(house_id))
    back, trail = _whence(case, call, "Orienter")

    def act(data: Any, keys: Any) -> str:
        actions.refer(request.actor, case=case, call=call, key=keys.key, **data)
        return back

    return _respond(
        request,
        form,
        act,
        back=back,
        trail=trail,
        heading="Orienter",
        submit="Noter l’orientation",
        done="L’orientation est notée.",
    )


def _introduce(request: Request, *, case: Case | None, call: Call | None) -> HttpResponse:
    house_id = request.actor.house
    form = IntroduceForm(request.POST or None, house_id=house_id, lists=door_lists(house_id))
    back, trail = _whence(case, call, "Mettre en relation")

    def act(data: Any, keys: Any) -> str:
        data = dict(data)
        data["introduced_to"] = data.pop("body")
        actions.introduce(request.actor, case=case, call=call, key=keys.key, **data)
        return back

    return _respond(
        request,
        form,
        act,
        back=back,
        trail=trail,
        heading="Mettre en relation",
        submit="Noter la mise en relation",
        done="La mise en relation est notée.",
    )


def referral_sequel(request: Request, pk: int) -> HttpResponse:
    """What came of an orientation."""
    return _sequel(request, Referral, pk)


def introduction_sequel(request: Request, pk: int) -> HttpResponse:
    """What came of an introduction."""
    return _sequel(request, IntroductionMade, pk)


def _sequel(request: Request, kind: Any, pk: int) -> HttpResponse:
    facts = kind.objects.visible_to(request.actor).now()
    of = facts.select_related("case", "call", "call__organisation", "organisation").filter(pk=pk)
    fact = of.first()
    if fact is None:
        raise Http404
    if fact.case_id is not None:
        fact.case = writable(request, fact.case_id)
    elif not may_open_cases(request.actor, fact.house_id):
        raise Http404
    noted = set(fact.sequels.filter(void_seq__isnull=True).values_list("outcome", flat=True))
    form = SequelForm(request.POST or None, noted=noted)
    back, trail = _whence(fact.case, fact.call, "Ce qu’il en est sorti")

    def act(data: Any, keys: Any) -> str:
        actions.note_sequel(request.actor, of=fact, key=keys.key, **data)
        return back

    return _respond(
        request,
        form,
        act,
        back=back,
        trail=trail,
        heading="Ce qu’il en est sorti",
        submit="Noter la suite",
        done="La suite est notée.",
        lead=f"{whose(fact)} : {tell_of(fact)}",
    )


def tell_of(fact: Any) -> str:
    """An orientation or an introduction in a few words."""
    return tell_referral(fact) if isinstance(fact, Referral) else tell_introduction(fact)


def _whence(case: Case | None, call: Call | None, here: str) -> tuple[str, Any]:
    """Where the form goes back to, and its breadcrumb."""
    if call is not None:
        page = reverse("support:call", args=[call.pk])
        return page, crumbs("Appels et visites", reverse("support:calls"), call.title, page, here)
    if case is None:
        raise Http404
    return reverse("support:case", args=[case.pk]), trail_of(case, here)


def _respond(
    request: Request, form: Any, act: Any, *, back: str, done: str, **told: Any
) -> HttpResponse:
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(request.actor.house, "referral"),
        back=back,
        done=done,
        context={"lead": "", "above": "", **told},
    )


def referrals(request: Request) -> HttpResponse:
    """`/accueils/orientations/`."""
    way = request.GET.get("sens", "")
    facts = list(referral_rows(request.actor, way).order_by("-occurred_on", "-id")[:SIZE])
    rows = _rows(facts, door_lists(request.actor.house))
    context = {
        "table": REFERRALS.render(rows, query=request.GET),
        "way": way,
        "ways": Referral.Direction.choices,
    }
    return render(request, "support/referrals.html", context)


def introductions(request: Request) -> HttpResponse:
    """`/accueils/mises-en-relation/`."""
    facts = list(introduction_rows(request.actor).order_by("-occurred_on", "-id")[:SIZE])
    rows = _rows(facts, door_lists(request.actor.house))
    table = INTRODUCTIONS.render(rows, query=request.GET)
    return render(request, "support/introductions.html", {"table": table})


def _rows(facts: list[Any], lists: DoorLists) -> list[dict[str, Any]]:
    """What the tables show: where a row leads, and its sequel or the link to note it."""
    case, call = href_pattern("support:case"), href_pattern("support:call")
    rows = tell_handed(facts, lists)
    for row, fact in zip(rows, facts, strict=True):
        number = row["href_call"] or row["href_case"]
        row["href"] = (call if row["href_call"] else case) % number
        row["next"] = row["sequel"] or "à noter"
        row["sequel_href"] = sequel_page(fact)
    return rows


def sequel_page(fact: Any) -> str:
    """Where what came of it is noted."""
    route = "support:referral-sequel" if isinstance(fact, Referral) else "support:intro-sequel"
    return href_pattern(route) % fact.pk


def lines_of(story: Any, lists: DoorLists) -> Any:
    """The orientations and introductions of a call, as fact rows with their sequels."""
    lines = []
    for of, facts in (("referral", story.referrals), ("introduction", story.introductions)):
        for fact in facts:
            lines.append(_fact_line(fact, tell_of(fact), lists.say("reason", fact.reason_code)))
            for then in story.sequels.get((of, fact.pk), []):
                word = "suite-orientation" if of == "referral" else "suite-relation"
                lines.append(_then_line(then, word))
    return draw_facts(lines, "Orientations et mises en relation")


def _fact_line(fact: Any, what: str, detail: str) -> FactLine:
    return fact_line(
        fact,
        what,
        detail=detail,
        actions=(
            ("Noter la suite", sequel_page(fact)),
            ("Annuler", reverse("support:void", args=[WORDS[type(fact)], fact.pk])),
        ),
    )


def _then_line(fact: Any, word: str) -> FactLine:
    return fact_line(
        fact,
        str(Sequel(fact.outcome).label).capitalize(),
        detail="suite",
        actions=(("Annuler", reverse("support:void", args=[word, fact.pk])),),
    )
