"""The list of sessions, one session, planning, changing and holding."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.accounts.queries import authors, names_of
from probant.directory.access import can_see_people
from probant.directory.neighbourhoods import words_of_neighbourhood
from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.agenda import OFF
from probant.gatherings.models import (
    HeadcountTaken,
    Session,
    SessionCalledOff,
    SessionHeld,
    SessionPlanned,
)
from probant.gatherings.queries.sessions import (
    SessionFilter,
    present_at,
    session_rows,
    why_called_off,
)
from probant.gatherings.screens import forms
from probant.gatherings.screens.session_forms import SessionForm, as_typed
from probant.gatherings.screens.tables import SESSIONS
from probant.journal.fresh import SLIP
from probant.kernel.dates import write_date
from probant.programmes.models import Programme, SessionKind
from probant.programmes.screens.facts import fact_line
from probant.programmes.screens.submit import Act, Subject, answer
from probant.ui.pieces import draw_facts
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs
from probant.ui.write import write_count

FORM = "programmes/form.html"
STATES = (
    ("toutes", "toutes"),
    ("prevues", "prévues"),
    ("tenues", "tenues"),
    ("reportees", "reportées"),
    ("annulees", "annulées"),
)


def load_session(request: Request, pk: int, *, write: bool = False) -> Session:
    """The session; 404 where the actor may not see it (or write on it)."""
    actor = request.actor
    sessions = Session.objects.visible_to(actor).select_related(
        "programme", "kind", "event", "organiser", "lender"
    )
    session = sessions.filter(pk=pk).first()
    if session is None or (write and not may_write_sessions(actor, session.house_id)):
        raise Http404
    return session


def listing(request: Request) -> HttpResponse:
    """`/rencontres/`: filters are words in the address."""
    actor = request.actor
    chosen = SessionFilter.read(request.GET)
    page = keyset_page(session_rows(actor, chosen), SESSIONS.sort(request.GET), request.GET)
    kinds = SessionKind.objects.visible_to(actor).exclude(official_code="").order_by("name")
    programmes = Programme.objects.visible_to(actor).exclude(official_code="").order_by("name")
    context = {
        "table": SESSIONS.render(page.rows, query=request.GET, page=page),
        "chosen": chosen,
        "states": STATES,
        "kinds": list(kinds.values_list("official_code", "name")),
        "programmes": list(programmes.values_list("official_code", "name")),
        "may_write": may_write_sessions(actor, actor.house).allowed,
    }
    return render(request, "gatherings/sessions.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/<id>/`: what it is, who came."""
    actor = request.actor
    session = load_session(request, pk)
    writes = may_write_sessions(actor, session.house_id).allowed
    present = present_at(session)
    context = {
        "session": session,
        "present": present,
        "reads_names": can_see_people(actor).allowed,
        "guests": sum(1 for one in present if not one.own_staff),
        "facts": _facts(session, writes=writes),
        "co_organisers": list(session.co_organisers.order_by("name_key")),
        "is_planned": session.state == Session.State.PLANNED,
        "is_cancelled": session.state == Session.State.CANCELLED,
        "is_postponed": session.state == Session.State.POSTPONED,
        "is_off": session.state in OFF,
        "why_off": why_called_off(session),
        "neighbourhood": (words_of_neighbourhood(session.qpv_code) if session.qpv_code else ""),
        "writes": writes,
    }
    return render(request, "gatherings/session.html", context)


def _facts(session: Session, *, writes: bool) -> SafeString:
    """What was promised, called off, held and counted, voided ones struck through.

    Six queries, one more where somebody is said to have counted.
    """
    found = [
        (word, fact)
        for word, model in forms.FACTS.items()
        for fact in model.objects.filter(session=session).exclude(void_code=SLIP)
    ]
    found.sort(key=lambda pair: pair[1].seq, reverse=True)
    wrote = authors(session.house_id, [fact.seq for _, fact in found])
    counters = names_of(getattr(fact, "counted_by_id", None) for _, fact in found)
    lines = [
        fact_line(
            fact,
            _tell(fact, counters),
            by=wrote.get(fact.seq, ""),
            actions=_offers(word, fact) if writes else (),
        )
        for word, fact in found
    ]
    return draw_facts(lines, "Ce qui est noté")


def _tell(fact: Any, names: dict[int, str]) -> str:
    if isinstance(fact, SessionHeld):
        return "Rencontre tenue"
    if isinstance(fact, SessionPlanned):
        return f"Rencontre prévue pour le {write_date(fact.planned_on)}"
    if isinstance(fact, SessionCalledOff):
        what = SessionCalledOff.Nature(fact.nature).label
        return f"Rencontre {what}, qui était prévue pour le {write_date(fact.planned_on)}"
    method = HeadcountTaken.Method(fact.method).label
    by = names.get(fact.counted_by_id or 0, "")
    how = f"{method} par {by}" if by else method
    return f"{write_count(fact.headcount, 'personne présente', 'personnes présentes')} ({how})"


def _offers(word: str, fact: Any) -> tuple[tuple[str, str], ...]:
    where = [word, fact.pk]
    return (
        ("Remplacer", reverse("gatherings:replace", args=where)),
        ("Annuler", reverse("gatherings:void", args=where)),
    )


def respond(request: Request, session: Session, form: Any, act: Act, **told: Any) -> HttpResponse:
    """Show a form of a session or act on it, then come back to the session."""
    back = reverse("gatherings:session", args=[session.pk])
    heading = told["heading"]
    done = told.pop("done")
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(session.house_id, "session", session.pk),
        back=back,
        done=done,
        context={
            "trail": crumbs(
                "Rencontres", reverse("gatherings:sessions"), session.title, back, heading
            ),
            "lead": session.title,
            "above": "",
            **told,
        },
    )


def create(request: Request) -> HttpResponse:
    """Plan a session."""
    actor = request.actor
    event = request.GET.get("evenement", "")
    form = SessionForm(request.POST or None, actor=actor, initial={"event": event})
    back = reverse("gatherings:sessions")

    def act(_: Any, keys: Any) -> str:
        session = actions.plan_session(actor, key=keys.key, **form.plan)
        return reverse("gatherings:session", args=[session.pk])

    return answer(
        request,
        form,
        act=act,
        template="gatherings/session_form.html",
        subject=Subject(actor.house, "session"),
        back=back,
        done="La rencontre est prévue.",
        context={
            "heading": "Prévoir une rencontre",
            "submit": "Enregistrer la rencontre",
            "trail": crumbs("Rencontres", back, "Prévoir une rencontre"),
            "lead": "",
        },
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """Change a session that is still planned."""
    session = load_session(request, pk, write=True)
    form = SessionForm(request.POST or None, actor=request.actor, initial=as_typed(session))
    back = reverse("gatherings:session", args=[pk])

    def act(_: Any, keys: Any) -> str:
        actions.edit_session(
            request.actor,
            session=session,
            read_at=keys.read_at,
            key=keys.key,
            **form.plan,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template="gatherings/session_form.html",
        subject=Subject(session.house_id, "session", session.pk),
        back=back,
        done="La rencontre est modifiée.",
        context={
            "heading": "Modifier la rencontre",
            "submit": "Enregistrer",
            "trail": crumbs(
                "Rencontres", reverse("gatherings:sessions"), session.title, back, "Modifier"
            ),
            "lead": "",
        },
    )


def hold(request: Request, pk: int) -> HttpResponse:
    """A session took place, without a list of names."""
    session = load_session(request, pk, write=True)
    form = forms.HoldForm(request.POST or None, initial=forms.hold_initial(session.starts_on))

    def act(data: Any, keys: Any) -> str:
        actions.hold_session(request.actor, session=session, key=keys.key, **data)
        return reverse("gatherings:session", args=[pk])

    return respond(
        request,
        session,
        form,
        act,
        heading="La rencontre a eu lieu",
        submit="Noter qu’elle a eu lieu",
        done="La rencontre est notée comme tenue.",
    )
