"""Taking up again: a session, an event, a programme's year, re-read row by row before it is."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from probant.gatherings import actions
from probant.gatherings.actions import EventCopy, SessionCopy
from probant.gatherings.models import Event, Session
from probant.gatherings.queries.programme import next_days, of_year, proposals, sessions_of_event
from probant.gatherings.rules.programme import Step
from probant.gatherings.screens.programme_forms import CopyForm
from probant.gatherings.screens.views.events import event_trail, load_event
from probant.gatherings.screens.views.sessions import load_session
from probant.programmes.models import Programme
from probant.programmes.screens.submit import Subject, answer
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs
from probant.ui.write import write_count

HEADING = "Reprendre"
STEPS = (
    (Step.WEEK, "la semaine suivante"),
    (Step.MONTH, "le mois suivant"),
    (Step.YEAR, "l’année suivante"),
)


def session(request: Request, pk: int) -> HttpResponse:
    """One session again: the next week, month or year."""
    found = load_session(request, pk, write=True)
    word = request.GET.get("pas", Step.YEAR)
    step = Step(word) if word in list(Step) else Step.YEAR
    back = reverse("gatherings:session", args=[pk])
    return _answer(
        request,
        CopyForm(request.POST or None, rows=proposals(Session.objects.filter(pk=pk), step)),
        back=back,
        context={
            "lead": found.title,
            "steps": STEPS,
            "step": step,
            "trail": crumbs(
                "Rencontres", reverse("gatherings:sessions"), found.title, back, HEADING
            ),
        },
    )


def event(request: Request, pk: int) -> HttpResponse:
    """An event again, the year after, with its sessions."""
    found = load_event(request, pk, write=True)
    starts_on, ends_on = next_days(found)
    form = CopyForm(
        request.POST or None,
        rows=proposals(sessions_of_event(found), Step.YEAR),
        event=(_later_title(found, starts_on.year), starts_on, ends_on),
    )
    return _answer(
        request,
        form,
        back=reverse("gatherings:event", args=[pk]),
        event=found,
        context={"lead": found.title, "trail": event_trail(found, HEADING)},
    )


def _later_title(found: Event, year: int) -> str:
    """The title with its year moved on, where it says one: « Mois de l’ESS 2023 »."""
    return found.title.replace(str(found.starts_on.year), str(year))


def year(request: Request) -> HttpResponse:
    """`/rencontres/reprendre/?programme=…&annee=…`: a whole programme's year, the year after."""
    actor = request.actor
    programmes = list(Programme.objects.visible_to(actor).order_by("name"))
    typed = request.GET.get("annee", "")
    usable = typed.isascii() and typed.isdigit() and len(typed) == 4 and typed > "1900"
    source = int(typed) if usable else timezone.localdate().year
    wanted = request.GET.get("programme", "")
    programme = next((one for one in programmes if str(one.pk) == wanted), None)
    rows = proposals(of_year(actor, programme, source), Step.YEAR)[: actions.MOST]
    sessions_href = reverse("gatherings:sessions")
    return _answer(
        request,
        CopyForm(request.POST or None, rows=rows),
        back=sessions_href,
        context={
            "lead": f"Les rencontres de {source}, proposées pour {source + 1}.",
            "programmes": programmes,
            "programme": programme,
            "year": source,
            "trail": crumbs("Rencontres", sessions_href, HEADING),
        },
    )


def _answer(
    request: Request,
    form: CopyForm,
    *,
    back: str,
    context: dict[str, Any],
    event: Event | None = None,
) -> HttpResponse:
    def act(data: Any, keys: Any) -> str:
        chosen = [row for row in form.proposals if data[f"garder_{row.session.pk}"]]
        made, made_event = actions.take_up_again(
            request.actor,
            house_id=request.actor.house,
            sessions=[_copy(data, row.session) for row in chosen],
            event=_event_copy(data, event) if event is not None else None,
            key=keys.key,
        )
        if made_event is not None:
            return reverse("gatherings:event", args=[made_event.pk])
        if len(made) == 1:
            return reverse("gatherings:session", args=[made[0].pk])
        return f"{reverse('gatherings:sessions')}?etat=prevues"

    count = len(form.proposals)
    return answer(
        request,
        form,
        act=act,
        template="gatherings/copy.html",
        subject=Subject(request.actor.house, "session"),
        back=back,
        done="C’est repris, en brouillon : rien n’est encore annoncé.",
        context={
            "heading": HEADING,
            "count": write_count(count, "rencontre"),
            "has_event": event is not None,
            **context,
        },
        day_field="",
    )


def _copy(data: dict[str, Any], found: Session) -> SessionCopy:
    pk = found.pk
    return SessionCopy(found, data[f"titre_{pk}"], data[f"jour_{pk}"], data[f"heure_{pk}"])


def _event_copy(data: dict[str, Any], found: Event) -> EventCopy:
    return EventCopy(found, data["event_title"], data["event_starts_on"], data["event_ends_on"])
