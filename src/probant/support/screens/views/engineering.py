"""What one notes on a mission: terms, consultation, choice, contract, course, evaluation."""

from typing import Any

from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse

from probant.documents.models import Document
from probant.documents.store import TooLarge
from probant.kernel.decision import Refused
from probant.programmes.models import Programme
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.access import may_open_cases
from probant.support.models import (
    Case,
    Mission,
    MissionAttended,
    MissionDeliverable,
    MissionSession,
    OfferReceived,
)
from probant.support.queries.holding import held_findings
from probant.support.screens import engineering_forms as forms
from probant.support.screens.dla_forms import keep_file
from probant.support.screens.views.acts import FORM, respond, writable
from probant.support.screens.views.diagnoses import send_document
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def load_mission(request: Request, pk: int) -> Mission:
    """The mission, which the actor may write on; 404 otherwise."""
    found = (
        Mission.objects.visible_to(request.actor)
        .select_related("programme", "provider", "case__organisation", "case__programme")
        .filter(pk=pk)
        .first()
    )
    if found is None or not may_open_cases(request.actor, found.house_id):
        raise Http404
    return found


def reply(
    request: Request, mission: Mission, form: BaseForm, act: Any, **told: Any
) -> HttpResponse:
    """Show a form of a mission or act on it, then come back to the mission."""
    back = reverse("support:mission", args=[mission.pk])

    def go(data: Any, keys: Any) -> str:
        act(data, keys)
        return back

    heading = told["heading"]
    return answer(
        request,
        form,
        act=go,
        template=FORM,
        subject=Subject(mission.house_id, "mission", mission.pk),
        back=back,
        done=told.pop("done"),
        day_field=told.pop("day_field", ""),
        context={
            "trail": crumbs("Missions", reverse("support:missions"), mission.title, back, heading),
            "lead": mission.title,
            "above": "",
            **told,
        },
    )


def _kept(request: Request, house_id: int, data: Any) -> Document | None:
    """The file of a form, stored; what it refuses is said beside the form."""
    try:
        return keep_file(request.actor, house_id, data.pop("file", None))
    except TooLarge as large:
        raise Refused(str(large)) from large


def _terms(request: Request, house_id: int, data: Any) -> dict[str, Any]:
    document = _kept(request, house_id, data)
    return data if document is None else data | {"terms_document": document}


def prepare(request: Request) -> HttpResponse:
    """`/missions/preparer/`: the terms of reference of a collective mission."""
    actor = request.actor
    programmes = list(Programme.objects.visible_to(actor).filter(is_open=True).order_by("name"))
    programmes.sort(key=lambda row: row.official_code != "dla")
    form = forms.TermsForm(
        request.POST or None, request.FILES or None, collective=True, programmes=programmes
    )
    back = reverse("support:missions")

    def act(data: Any, keys: Any) -> str:
        chosen = data.pop("programme")
        mission = actions.prepare_mission(
            actor,
            programme=next(row for row in programmes if row.pk == chosen),
            kind=Mission.Kind.COLLECTIVE,
            key=keys.key,
            **_terms(request, actor.house, dict(data)),
        )
        return reverse("support:mission", args=[mission.pk])

    heading = "Préparer une mission collective"
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "mission"),
        back=back,
        done="La mission est préparée : consultez des prestataires.",
        day_field="starts_on",
        context={
            "heading": heading,
            "submit": "Préparer la mission",
            "trail": crumbs("Missions", back, heading),
            "lead": "",
            "above": "",
        },
    )


def prepare_for_case(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/mission/preparer/`: the terms of reference of an individual mission."""
    case = writable(request, pk)
    if not may_open_cases(request.actor, case.house_id):
        raise Http404
    form = forms.TermsForm(request.POST or None, request.FILES or None)

    def act(data: Any, keys: Any) -> str:
        mission = actions.prepare_mission(
            request.actor,
            programme=case.programme,
            kind=Mission.Kind.INDIVIDUAL,
            case=case,
            key=keys.key,
            **_terms(request, case.house_id, dict(data)),
        )
        return reverse("support:mission", args=[mission.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Préparer une mission individuelle",
        submit="Préparer la mission",
        done="La mission est préparée : consultez des prestataires.",
        day_field="starts_on",
    )


def terms(request: Request, pk: int) -> HttpResponse:
    """Write the terms of reference again."""
    mission = load_mission(request, pk)
    form = forms.TermsForm(
        request.POST or None,
        request.FILES or None,
        mission=mission,
        collective=mission.kind == Mission.Kind.COLLECTIVE,
    )

    def act(data: Any, keys: Any) -> None:
        given = _terms(request, mission.house_id, dict(data))
        actions.edit_terms(
            request.actor, mission=mission, read_at=keys.read_at, key=keys.key, **given
        )

    return reply(
        request,
        mission,
        form,
        act,
        heading="Cahier des charges",
        submit="Enregistrer",
        done="Le cahier des charges est enregistré.",
    )


def consult(request: Request, pk: int) -> HttpResponse:
    """A provider asked for an offer."""
    mission = load_mission(request, pk)
    form = forms.ConsultForm(request.POST or None, house_id=mission.house_id)

    def act(data: Any, keys: Any) -> None:
        actions.consult_provider(request.actor, mission=mission, key=keys.key, **data)

    return reply(
        request,
        mission,
        form,
        act,
        heading="Consulter un prestataire",
        submit="Noter la consultation",
        done="Le prestataire est consulté.",
        day_field="asked_on",
    )


def offer(request: Request, pk: int) -> HttpResponse:
    """The answer of a provider."""
    mission = load_mission(request, pk)
    form = forms.OfferForm(request.POST or None, request.FILES or None, house_id=mission.house_id)

    def act(data: Any, keys: Any) -> None:
        given = dict(data)
        document = _kept(request, mission.house_id, given)
        actions.record_offer(
            request.actor, mission=mission, document=document, key=keys.key, **given
        )

    return reply(
        request,
        mission,
        form,
        act,
        heading="Réponse d’un prestataire",
        submit="Noter la réponse",
        done="La réponse est notée.",
        day_field="received_on",
    )


def choose(request: Request, pk: int) -> HttpResponse:
    """The provider that is chosen, and why."""
    mission = load_mission(request, pk)
    initial = {"provider": mission.provider, "reasons": mission.choice_reasons}
    form = forms.ChoiceForm(request.POST or None, house_id=mission.house_id, initial=initial)

    def act(data: Any, keys: Any) -> None:
        actions.choose_provider(
            request.actor, mission=mission, read_at=keys.read_at, key=keys.key, **data
        )

    return reply(
        request,
        mission,
        form,
        act,
        heading="Choisir le prestataire",
        submit="Noter le choix",
        done="Le choix est noté, avec ses raisons.",
        day_field="chosen_on",
    )


def contract(request: Request, pk: int) -> HttpResponse:
    """The contract of a mission that was prepared."""
    mission = load_mission(request, pk)
    form = forms.ContractForm(request.POST or None, mission=mission)

    def act(data: Any, keys: Any) -> None:
        actions.contract_mission(
            request.actor,
            programme=mission.programme,
            title=mission.title,
            kind=mission.kind,
            case=mission.case,
            mission=mission,
            key=keys.key,
            **data,
        )

    return reply(
        request,
        mission,
        form,
        act,
        heading="Contrat signé",
        submit="Noter le contrat",
        done="Le contrat est noté.",
        day_field="contracted_on",
    )


def session(request: Request, pk: int) -> HttpResponse:
    """A session to be held."""
    mission = load_mission(request, pk)
    form = forms.SessionForm(request.POST or None)

    def act(data: Any, keys: Any) -> None:
        actions.plan_mission_session(request.actor, mission=mission, key=keys.key, **data)

    return reply(
        request,
        mission,
        form,
        act,
        heading="Prévoir une séance",
        submit="Prévoir la séance",
        done="La séance est prévue.",
        day_field="planned_on",
    )


def _session(request: Request, pk: int) -> MissionSession:
    found = MissionSession.objects.filter(
        pk=pk, mission__in=Mission.objects.visible_to(request.actor)
    ).first()
    if found is None:
        raise Http404
    found.mission = load_mission(request, found.mission_id)
    return found


def attendance(request: Request, pk: int) -> HttpResponse:
    """Who came to a session."""
    found = _session(request, pk)
    noted = set(
        MissionAttended.objects.now().filter(session=found).values_list("case_id", flat=True)
    )
    form = forms.MissionAttendanceForm(request.POST or None, session=found, noted=noted)

    def act(data: Any, keys: Any) -> None:
        actions.take_mission_attendance(request.actor, session=found, key=keys.key, **data)

    return reply(
        request,
        found.mission,
        form,
        act,
        heading="Séance tenue",
        submit="Noter les présences",
        done="Les présences sont notées.",
        day_field="held_on",
    )


def cancel_session(request: Request, pk: int) -> HttpResponse:
    """Cancel a session."""
    found = _session(request, pk)

    def act(data: Any, keys: Any) -> None:
        actions.cancel_mission_session(request.actor, session=found, key=keys.key)

    return reply(
        request,
        found.mission,
        forms.forms.Form(request.POST or None),
        act,
        heading="Annuler une séance",
        submit="Annuler la séance",
        done="La séance est annulée.",
        above=f"Séance du {found.planned_on:%d/%m/%Y}.",
    )


def deliverable(request: Request, pk: int) -> HttpResponse:
    """What the provider owes."""
    mission = load_mission(request, pk)
    form = forms.DeliverableForm(request.POST or None)

    def act(data: Any, keys: Any) -> None:
        actions.expect_deliverable(request.actor, mission=mission, key=keys.key, **data)

    return reply(
        request,
        mission,
        form,
        act,
        heading="Livrable attendu",
        submit="Ajouter le livrable",
        done="Le livrable est attendu.",
        day_field="due_on",
    )


def received(request: Request, pk: int) -> HttpResponse:
    """A deliverable that came."""
    found = MissionDeliverable.objects.filter(
        pk=pk, mission__in=Mission.objects.visible_to(request.actor)
    ).first()
    if found is None:
        raise Http404
    mission = found.mission = load_mission(request, found.mission_id)
    form = forms.ReceivedForm(request.POST or None, request.FILES or None)

    def act(data: Any, keys: Any) -> None:
        given = dict(data)
        document = _kept(request, mission.house_id, given)
        actions.receive_deliverable(
            request.actor, deliverable=found, document=document, key=keys.key, **given
        )

    return reply(
        request,
        mission,
        form,
        act,
        heading=f"Livrable reçu : {found.title}",
        submit="Noter la réception",
        done="Le livrable est reçu.",
        day_field="received_on",
    )


def end(request: Request, pk: int) -> HttpResponse:
    """The end of a mission."""
    mission = load_mission(request, pk)
    form = forms.EndForm(request.POST or None, mission=mission)

    def act(data: Any, keys: Any) -> None:
        actions.end_mission(request.actor, mission=mission, key=keys.key, **data)

    return reply(
        request,
        mission,
        form,
        act,
        heading="Fin de mission",
        submit="Noter la fin",
        done="La fin de la mission est notée ; elle peut être évaluée.",
        day_field="ended_on",
    )


def evaluate(request: Request, pk: int) -> HttpResponse:
    """A mark, by the officer or a structure."""
    mission = load_mission(request, pk)
    form = forms.EvaluationForm(request.POST or None, mission=mission)

    def act(data: Any, keys: Any) -> None:
        case = Case.objects.filter(pk=form.case_id or 0, house_id=mission.house_id).first()
        actions.evaluate_mission(
            request.actor,
            mission=mission,
            by=form.author,
            case=case,
            mark=data["mark"],
            evaluated_on=data["evaluated_on"],
            words=data["words"],
            key=keys.key,
        )

    return reply(
        request,
        mission,
        form,
        act,
        heading="Évaluer la mission",
        submit="Noter l’évaluation",
        done="L’évaluation est notée.",
        day_field="evaluated_on",
    )


def take_on(request: Request, pk: int) -> HttpResponse:
    """Let the order go although a finding holds it, with a reason."""
    mission = load_mission(request, pk)
    held = held_findings(mission)
    form = forms.TakeOnForm(request.POST or None, held=held)

    def act(data: Any, keys: Any) -> None:
        gap = next(one.gap_cents for one in held if one.code == data["code"])
        actions.take_finding_on(request.actor, mission=mission, gap_cents=gap, key=keys.key, **data)

    return reply(
        request,
        mission,
        form,
        act,
        heading="Prendre un écart en charge",
        submit="Laisser partir la commande",
        done="L’écart est pris en charge ; la commande peut partir.",
        above="" if held else "Rien ne retient la commande de cette mission.",
    )


def file(request: Request, pk: int) -> FileResponse:
    """`/missions/fichiers/<id>/`: terms of reference, an offer or a deliverable."""
    missions = Mission.objects.visible_to(request.actor)
    known = (
        missions.filter(terms_document=pk).exists()
        or MissionDeliverable.objects.filter(document=pk, mission__in=missions).exists()
        or OfferReceived.objects.now().filter(document=pk, mission__in=missions).exists()
    )
    if not known:
        raise Http404
    return send_document(Document.objects.filter(pk=pk).first())
