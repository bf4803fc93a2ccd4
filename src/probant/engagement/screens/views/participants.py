"""Participants of co-funded operations: who entered and left, what was asked, kept apart."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.accounts.queries import authors
from probant.engagement import actions
from probant.engagement.access import may_read_answers
from probant.engagement.models import (
    Answer,
    EntryStatus,
    ExitStatus,
    Participant,
    ParticipantAnswers,
    ParticipantEntered,
    ParticipantLeft,
)
from probant.engagement.queries.participants import answers_of, dressed, participant_rows
from probant.engagement.screens import participants_forms as forms
from probant.engagement.screens.volunteers_tables import PARTICIPANTS
from probant.journal.door import change
from probant.programmes.screens.facts import fact_line
from probant.programmes.screens.submit import Subject, answer
from probant.programmes.screens.void import VoidForm
from probant.ui.pieces import draw_facts
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"
HEADINGS = (
    "Numéro",
    "Opération",
    "Entrée",
    "Sortie",
    "Situation à l’entrée",
    "Situation à la sortie",
    "Année de naissance",
    "Sexe",
    "Niveau d’études",
    "Sans domicile ou mal logée",
    "Handicap",
    "Hors Union européenne",
    "Origine étrangère",
    "Minorité",
    "Accord du",
)


def listing(request: Request) -> HttpResponse:
    """`/participants/`: who entered which operation, and how she left."""
    actor = request.actor
    rows = participant_rows(actor)
    page = keyset_page(rows, PARTICIPANTS.sort(request.GET), request.GET)
    context = {
        "table": PARTICIPANTS.render(
            [dressed(row) for row in page.rows], query=request.GET, page=page
        ),
        "may_export": bool(may_read_answers(actor, actor.house)) and bool(page.rows),
    }
    return render(request, "engagement/participants.html", context)


def _participant(request: Request, pk: int) -> Participant:
    rows = Participant.objects.visible_to(request.actor).select_related("person", "action")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _respond(request: Request, form: Form, act: Any, *, heading: str, **said: Any) -> HttpResponse:
    back = reverse("engagement:participants")
    return answer(
        request,
        form,
        act=act,
        template=said.pop("template", FORM),
        subject=Subject(request.actor.house, "participant", said.pop("number", 0)),
        back=back,
        done=said.pop("done"),
        day_field=said.pop("day_field", "entered_on"),
        context={
            "heading": heading,
            "trail": crumbs("Participants", back, heading),
            "lead": "",
            "above": "",
            **said,
        },
    )


def enter(request: Request) -> HttpResponse:
    """A person enters an operation."""
    form = forms.EnterForm(request.POST or None, actor=request.actor)

    def act(data: Any, keys: Any) -> str:
        row = actions.enter_participant(request.actor, key=keys.key, **data)
        return reverse("engagement:participant", args=[row.pk])

    return _respond(
        request,
        form,
        act,
        heading="Noter une entrée",
        submit="Noter l’entrée",
        done="L’entrée est notée. Posez maintenant les questions.",
    )


def sheet(request: Request, pk: int) -> HttpResponse:
    """What is asked of a participant; who asked does not read it back, the direction does."""
    row = _participant(request, pk)
    reads = bool(may_read_answers(request.actor, row.house_id))
    held = ParticipantAnswers.objects.visible_to(request.actor).filter(participant=row).first()
    form = forms.AnswersForm(request.POST or None, initial=_initial(held))

    def act(data: Any, keys: Any) -> str:
        agreed = data.pop("consented")
        actions.note_answers(
            request.actor,
            participant=row,
            consented_on=timezone.localdate() if agreed else None,
            key=keys.key,
            **data,
        )
        return reverse("engagement:participants")

    return _respond(
        request,
        form,
        act,
        heading=str(row.person),
        submit="Garder les réponses",
        done="Les réponses sont gardées à part.",
        template="engagement/participant.html",
        number=row.pk,
        participant=row,
        facts=_facts(row),
        reads=reads,
        is_asked=ParticipantAnswers.objects.filter(participant=row).exists(),
        sensitive=[form[name] for name in forms.QUESTIONS],
    )


def _initial(held: ParticipantAnswers | None) -> dict[str, Any]:
    """What the direction reads again; blank for who may not."""
    if held is None:
        return {}
    said: dict[str, Any] = {name: getattr(held, name) or Answer.REFUSED for name in forms.QUESTIONS}
    plain = {name: getattr(held, name) for name in ("born_in", "gender", "schooling")}
    return said | plain | {"consented": held.consented_on is not None}


def leave(request: Request, pk: int) -> HttpResponse:
    """A person leaves an operation."""
    row = _participant(request, pk)
    form = forms.LeaveForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.leave_participant(request.actor, participant=row, key=keys.key, **data)
        return reverse("engagement:participants")

    return _respond(
        request,
        form,
        act,
        heading="Noter une sortie",
        lead=f"{row.person}, {row.action.name}",
        submit="Noter la sortie",
        done="La sortie est notée.",
        day_field="left_on",
        number=row.pk,
    )


#: Word of the address → kind of fact, and how it is called.
FACTS: dict[str, tuple[type[Any], str, Any]] = {
    "entree": (ParticipantEntered, "Entrée", EntryStatus),
    "sortie": (ParticipantLeft, "Sortie", ExitStatus),
}


def _facts(row: Participant) -> SafeString:
    """Her entry and exit with what was corrected, each with what mends it. Four queries."""
    found = [
        (word, fact)
        for word, (kind, _, _) in FACTS.items()
        for fact in kind.objects.filter(participant=row)
    ]
    found.sort(key=lambda pair: pair[1].seq, reverse=True)
    wrote = authors(row.house_id, [fact.seq for _, fact in found])
    lines = [
        fact_line(
            fact,
            f"{FACTS[word][1]} : {FACTS[word][2](fact.status).label}",
            by=wrote.get(fact.seq, ""),
            actions=(
                ("Remplacer", reverse("engagement:participant-replace", args=[word, fact.pk])),
                ("Annuler", reverse("engagement:participant-void", args=[word, fact.pk])),
            ),
        )
        for word, fact in found
    ]
    return draw_facts(lines, "Entrée et sortie")


def _fact(request: Request, kind: str, pk: int) -> Any:
    model = FACTS[kind][0] if kind in FACTS else None
    facts = model.objects.visible_to(request.actor).now() if model is not None else None
    fact = facts.filter(pk=pk).first() if facts is not None else None
    if fact is None:
        raise Http404
    fact.participant = _participant(request, fact.participant_id)
    return fact


def replace(request: Request, kind: str, pk: int) -> HttpResponse:
    """An entry or an exit that was noted wrong, with the one that stands in its place."""
    fact = _fact(request, kind, pk)
    form = forms.CorrectForm(request.POST or None, fact=fact)
    row = fact.participant

    def act(data: Any, keys: Any) -> str:
        actions.replace_participant_fact(request.actor, fact=fact, key=keys.key, **data)
        return reverse("engagement:participant", args=[row.pk])

    return _respond(
        request,
        form,
        act,
        heading=f"Corriger une {FACTS[kind][1].lower()}",
        lead=f"{row.person}, {row.action.name}",
        submit="Remplacer",
        done="C’est corrigé ; ce qui était noté reste lisible, barré, avec son motif.",
        day_field="occurred_on",
        number=row.pk,
    )


def void(request: Request, kind: str, pk: int) -> HttpResponse:
    """An entry or an exit that did not take place."""
    fact = _fact(request, kind, pk)
    row = fact.participant
    enters = isinstance(fact, ParticipantEntered)

    def act(data: Any, keys: Any) -> str:
        actions.void_participant_fact(request.actor, fact=fact, key=keys.key, **data)
        if enters:
            return reverse("engagement:participants")
        return reverse("engagement:participant", args=[row.pk])

    return _respond(
        request,
        VoidForm(request.POST or None),
        act,
        heading=f"Annuler une {FACTS[kind][1].lower()}",
        lead=f"{row.person}, {row.action.name}",
        submit="Annuler ce fait",
        done="Le fait est annulé, avec son motif.",
        number=row.pk,
        above=ENTRY_VOIDED if enters else "",
    )


ENTRY_VOIDED = format_html(
    "<p>{}</p>",
    "Sans entrée, la personne ne compte plus parmi les participants de cette opération ; "
    "ses réponses ne sont plus emportées.",
)


def export(request: Request) -> HttpResponse:
    """The answers by number, never by name (POST, direction); what it says is sealed."""
    ending = request.POST.get("format", "")
    if ending not in ("csv", "xlsx"):
        return redirect("engagement:participants")
    rows = answers_of(request.actor)
    if ending == "xlsx":
        content, kind = xlsx_bytes(HEADINGS, rows, title="Participants"), XLSX
    else:
        content, kind = csv_bytes(HEADINGS, rows), CSV
    with change(
        request.actor, verb="engagement.export_participants", houses=[request.actor.house]
    ) as entry:
        entry.seal("export")
    return attachment(content, f"participants.{ending}", kind)
