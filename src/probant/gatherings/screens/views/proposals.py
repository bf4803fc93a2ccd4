"""Proposals: the list, one with its thread, its steps, what the authority answered."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from probant.directory.models import Theme
from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.actions.proposals import ADVANCES
from probant.gatherings.models import (
    Proposal,
    ProposalAnswered,
    ProposalReached,
    Session,
)
from probant.gatherings.queries.outcomes import (
    STATUS_WORDS,
    ProposalEvent,
    ProposalFilter,
    events_of,
    groups_of,
    proposal_rows,
)
from probant.gatherings.rules import outcomes as rules
from probant.gatherings.screens import outcome_forms as forms
from probant.gatherings.screens.outcome_tables import PROPOSALS
from probant.gatherings.screens.outcome_words import STATUS_TAGS
from probant.gatherings.screens.views.asking import ask
from probant.gatherings.screens.views.sessions import load_session
from probant.programmes.screens.facts import fact_line
from probant.programmes.screens.submit import Subject
from probant.programmes.screens.void import VoidForm
from probant.ui.pieces import Station, draw_facts, draw_thread
from probant.ui.request import Request
from probant.ui.tables import keyset_page

FORM = "gatherings/proposal_form.html"
STATES = [(word, f"{STATUS_TAGS[status].label}s") for word, status in STATUS_WORDS.items()]
#: Status → (word of the address, what the button says, what is said once done).
STEPS = {
    rules.EXAMINED: ("examinee", "Examinée", "La proposition est notée examinée."),
    rules.RETAINED: ("retenue", "Retenue", "La proposition est notée retenue."),
    rules.SET_ASIDE: ("ecartee", "Écartée", "La proposition est notée écartée."),
    rules.CARRIED_OUT: ("mise-en-oeuvre", "Mise en œuvre", "La mise en œuvre est notée."),
}
FACTS: dict[str, type[Any]] = {"etape": ProposalReached, "reponse": ProposalAnswered}


def load(request: Request, pk: int, *, write: bool = False) -> Proposal:
    """The proposal; 404 where the actor may not see it (or write on it)."""
    found = (
        Proposal.objects.visible_to(request.actor)
        .select_related("session", "programme", "organisation")
        .filter(pk=pk)
        .first()
    )
    if found is None or (write and not may_write_sessions(request.actor, found.house_id)):
        raise Http404
    return found


def listing(request: Request) -> HttpResponse:
    """`/rencontres/propositions/`: by state, theme, group and year."""
    actor = request.actor
    chosen = ProposalFilter.read(request.GET)
    page = keyset_page(proposal_rows(actor, chosen), PROPOSALS.sort(request.GET), request.GET)
    context = {
        "table": PROPOSALS.render(page.rows, query=request.GET, page=page),
        "chosen": chosen,
        "states": STATES,
        "themes": Theme.choices,
        "groups": groups_of(actor),
        "may_write": may_write_sessions(actor, actor.house).allowed,
    }
    return render(request, "gatherings/proposals.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/propositions/<id>/`: what it says, its thread, what came of it."""
    proposal = load(request, pk)
    writes = may_write_sessions(request.actor, proposal.house_id).allowed
    events = events_of(proposal)
    following = sorted(rules.FOLLOWS[proposal.state], key=list(rules.FOLLOWS).index)
    context = {
        "proposal": proposal,
        "state": STATUS_TAGS[Proposal.Status(proposal.state)],
        "thread": _thread(proposal, events),
        "facts": _facts(events, writes=writes),
        "measures": list(
            proposal.measures.filter(withdrawn_on__isnull=True).select_related("axis__roadmap")
        ),
        "steps": [(STEPS[status][0], STEPS[status][1]) for status in following if status in STEPS],
        "writes": writes and proposal.erased_on is None,
        "is_void": proposal.state == Proposal.Status.VOIDED,
    }
    return render(request, "gatherings/proposal.html", context)


def _thread(proposal: Proposal, events: list[ProposalEvent]) -> SafeString:
    """What stands, in the order of the days; then what is awaited."""
    stations = [
        Station(
            kind=_what(event),
            title=event.fact.organisation.name if event.is_answer else "",
            state="done",
            on=event.fact.occurred_on,
            body=_body(event.words),
        )
        for event in events
        if not event.fact.is_void
    ]
    awaited = {rules.MADE: "Examen", rules.EXAMINED: "Décision", rules.RETAINED: "Mise en œuvre"}
    if proposal.state in awaited:
        stations.append(Station(kind=awaited[proposal.state], title="", state="open"))
    return draw_thread(stations, "Fil de la proposition")


def _body(words: str) -> SafeString | None:
    return format_html('<p class="thread__detail">{}</p>', words) if words else None


def _what(event: ProposalEvent) -> str:
    if event.is_answer:
        return "Réponse"
    return str(Proposal.Status(event.fact.status).label).capitalize()


def _facts(events: list[ProposalEvent], *, writes: bool) -> SafeString:
    if not events:
        return mark_safe("")
    lines = [
        fact_line(
            event.fact,
            _what(event),
            by=event.by,
            detail=event.fact.organisation.name if event.is_answer else "",
            actions=_offers(event) if writes else (),
        )
        for event in reversed(events)
    ]
    return draw_facts(lines, "Ce qui est noté")


def _offers(event: ProposalEvent) -> tuple[tuple[str, str], ...]:
    word = "reponse" if event.is_answer else "etape"
    return (("Annuler", reverse("gatherings:proposal-void", args=[word, event.fact.pk])),)


def create(request: Request, pk: int | None = None) -> HttpResponse:
    """A proposal, from a session's page (`pk`) or by itself."""
    actor = request.actor
    session = load_session(request, pk, write=True) if pk is not None else None
    today = timezone.localdate()
    form = forms.ProposalForm(
        request.POST or None,
        actor=actor,
        groups=groups_of(actor),
        session=session,
        initial={"made_on": min(session.starts_on, today) if session else today},
    )

    def act(data: Any, keys: Any) -> str:
        wording = {"session": session, **data}
        made = actions.make_proposal(actor, house_id=actor.house, key=keys.key, **wording)
        if session is not None:
            return reverse("gatherings:session", args=[session.pk]) + "#issues"
        return reverse("gatherings:proposal", args=[made.pk])

    return ask(
        request,
        form,
        act,
        subject=Subject(actor.house, "proposal"),
        path=_path(session),
        back=_back(session),
        heading="Noter une proposition",
        submit="Enregistrer la proposition",
        done="La proposition est notée.",
        day_field="made_on",
        template=FORM,
        lead=session.title if session else "",
    )


def _path(session: Session | None) -> tuple[str, str]:
    label = session.title if session else "Propositions"
    return (label, _back(session))


def _back(session: Session | None) -> str:
    if session is None:
        return reverse("gatherings:proposals")
    return reverse("gatherings:session", args=[session.pk])


def edit(request: Request, pk: int) -> HttpResponse:
    """Say a proposal better."""
    proposal = load(request, pk, write=True)
    words = ("title", "text", "group", "theme", "organisation")
    form = forms.ProposalForm(
        request.POST or None,
        actor=request.actor,
        groups=groups_of(request.actor),
        session=proposal.session,
        is_new=False,
        initial={name: getattr(proposal, name) for name in words},
    )

    def act(data: Any, keys: Any) -> str:
        actions.edit_proposal(
            request.actor, proposal=proposal, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("gatherings:proposal", args=[pk])

    return _ask(
        request,
        proposal,
        form,
        act,
        heading="Modifier la proposition",
        submit="Enregistrer",
        done="La proposition est modifiée.",
        template=FORM,
    )


def step(request: Request, pk: int, word: str) -> HttpResponse:
    """A proposal reached a step."""
    proposal = load(request, pk, write=True)
    status = next((key for key, told in STEPS.items() if told[0] == word), None)
    if status is None:
        raise Http404
    form = forms.StepForm(request.POST or None, initial={"occurred_on": timezone.localdate()})

    def act(data: Any, keys: Any) -> str:
        ADVANCES[status](
            request.actor, proposal=proposal, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("gatherings:proposal", args=[pk])

    return _ask(
        request,
        proposal,
        form,
        act,
        heading=f"Proposition {STEPS[status][1].lower()}",
        submit="Noter",
        done=STEPS[status][2],
    )


def respond(request: Request, pk: int) -> HttpResponse:
    """What the authority answered."""
    proposal = load(request, pk, write=True)
    form = forms.AnswerForm(
        request.POST or None,
        house_id=proposal.house_id,
        initial={"occurred_on": timezone.localdate()},
    )

    def act(data: Any, keys: Any) -> str:
        actions.answer_proposal(
            request.actor, proposal=proposal, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("gatherings:proposal", args=[pk])

    return _ask(
        request,
        proposal,
        form,
        act,
        heading="Réponse de la collectivité",
        submit="Noter la réponse",
        done="La réponse est notée.",
    )


def erase(request: Request, pk: int) -> HttpResponse:
    """Empty the words of a proposal for good."""
    proposal = load(request, pk, write=True)
    form = forms.forms.Form(request.POST or None)

    def act(_: Any, keys: Any) -> str:
        actions.erase_proposal(request.actor, proposal=proposal, key=keys.key)
        return reverse("gatherings:proposals")

    return _ask(
        request,
        proposal,
        form,
        act,
        heading="Effacer le texte",
        submit="Effacer pour de bon",
        done="Le texte est effacé ; les faits restent comptés.",
        above=format_html(
            "<p>Le titre, le texte, le groupe, les notes et les réponses de « {} » seront "
            "effacés. Qu’elle a été émise, et ce qu’elle est devenue, reste compté.</p>",
            proposal,
        ),
    )


def void(request: Request, kind: str, pk: int) -> HttpResponse:
    """Void a step or an answer that was wrong."""
    model = FACTS.get(kind)
    if model is None:
        raise Http404
    fact = model.objects.visible_to(request.actor).now().filter(pk=pk).first()
    if fact is None:
        raise Http404
    proposal = load(request, fact.proposal_id, write=True)
    form = VoidForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.void_proposal_fact(request.actor, fact=fact, key=keys.key, **data)
        return reverse("gatherings:proposal", args=[proposal.pk])

    return _ask(
        request,
        proposal,
        form,
        act,
        heading="Annuler un fait",
        submit="Annuler ce fait",
        done="Le fait est annulé ; il reste lisible, barré, avec son motif.",
    )


def _ask(request: Request, proposal: Proposal, form: Any, act: Any, **told: Any) -> HttpResponse:
    here = reverse("gatherings:proposal", args=[proposal.pk])
    return ask(
        request,
        form,
        act,
        subject=Subject(proposal.house_id, "proposal", proposal.pk),
        path=("Propositions", reverse("gatherings:proposals"), str(proposal), here),
        back=here,
        **{"lead": str(proposal), **told},
    )
