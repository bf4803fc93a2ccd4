"""What one notes on a case: phases, follow-ups, missions, jobs, births, notes, its end."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.programmes.screens.submit import Act, Subject, answer
from probant.support import actions
from probant.support.access import may_erase_note, may_open_cases, may_write_case
from probant.support.models import Case, Mission, Note
from probant.support.queries.cases import people_of, word_of
from probant.support.screens import forms
from probant.support.screens.views.cases import load_case
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"
BOARD = "par-etape"  # word of the address: one comes from the board, and goes back to it


def writable(request: Request, pk: int) -> Case:
    """The case; 404 where the actor may not write on it."""
    case = load_case(request, pk)
    if not may_write_case(request.actor, case):
        raise Http404
    return case


def trail_of(case: Case, here: str) -> SafeString:
    """The breadcrumb of a page under a case."""
    return crumbs("Dossiers", reverse("support:cases"), case.title, _page(case), here)


def _page(case: Case) -> str:
    return reverse("support:case", args=[case.pk])


def respond(
    request: Request,
    case: Case,
    form: Form,
    act: Act,
    *,
    heading: str,
    submit: str,
    done: str,
    day_field: str = "occurred_on",
    **context: Any,
) -> HttpResponse:
    """Show a form of a case or act on it, then come back to the case."""
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(case.house_id, "case", case.pk),
        back=_page(case),
        done=done,
        day_field=day_field,
        context={
            "heading": heading,
            "submit": submit,
            "trail": trail_of(case, heading),
            "lead": f"{case.title}, {case.programme.name}",
            "above": "",
            **context,
        },
    )


def reach(request: Request, pk: int) -> HttpResponse:
    """A phase reached."""
    case = writable(request, pk)
    asked = request.GET.get("etape", "")
    initial = {"phase": asked} if asked else {}
    form = forms.PhaseForm(request.POST or None, case=case, initial=initial)

    def act(data: Any, keys: Any) -> str:
        actions.reach_phase(request.actor, case=case, read_at=keys.read_at, key=keys.key, **data)
        if request.GET.get("depuis") == BOARD:
            return f"{reverse('support:board')}?programme={word_of(case.programme)}"
        return _page(case)

    return respond(
        request,
        case,
        form,
        act,
        heading="Étape atteinte",
        submit="Noter l’étape",
        done="L’étape est notée.",
    )


def jobs(request: Request, pk: int) -> HttpResponse:
    """Jobs consolidated, created, or still there."""
    case = writable(request, pk)
    form = forms.JobsForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.record_jobs(request.actor, case=case, read_at=keys.read_at, key=keys.key, **data)
        return _page(case)

    return respond(
        request,
        case,
        form,
        act,
        heading="Emplois",
        submit="Noter les emplois",
        done="Les emplois sont notés.",
    )


def birth(request: Request, pk: int) -> HttpResponse:
    """The project becomes a structure."""
    case = writable(request, pk)
    initial = {"name": case.project_title}
    form = forms.BirthForm(request.POST or None, initial=initial)

    def act(data: Any, keys: Any) -> str:
        place = data["place"]
        identity: Any = {"name": data["name"], "family": data["family"]}
        if place is not None:
            identity |= {"place_code": place.code, "place_name": place.name}
        actions.record_birth(
            request.actor,
            case=case,
            born_on=data["born_on"],
            identity=identity,
            positions=data["positions"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return _page(case)

    return respond(
        request,
        case,
        form,
        act,
        heading="Création de la structure",
        submit="Noter la création",
        done="La structure est créée ; l’histoire du projet reste dans son dossier.",
        day_field="born_on",
    )


def note(request: Request, pk: int) -> HttpResponse:
    """A note."""
    case = writable(request, pk)
    form = forms.NoteForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.add_note(request.actor, case=case, key=keys.key, **data)
        return _page(case)

    return respond(
        request,
        case,
        form,
        act,
        heading="Note",
        submit="Enregistrer la note",
        done="La note est gardée.",
    )


def erase_note(request: Request, pk: int) -> HttpResponse:
    """Erase a note for good: what it says first, then a button."""
    notes = Note.objects.visible_to(request.actor)
    found = notes.select_related("case").filter(pk=pk, erased_on__isnull=True).first()
    if found is None or not may_erase_note(request.actor, found):
        raise Http404
    case = load_case(request, found.case_id)

    def act(data: Any, keys: Any) -> str:
        actions.erase_note(request.actor, note=found, key=keys.key)
        return _page(case)

    return respond(
        request,
        case,
        Form(request.POST or None),
        act,
        heading="Effacer une note",
        submit="Effacer pour de bon",
        done="La note est effacée ; le journal garde la trace qu’elle a existé.",
        above=f"Note du {found.written_on:%d/%m/%Y} : « {found.text[:300]} »",
    )


def close(request: Request, pk: int) -> HttpResponse:
    """The end of a case."""
    case = writable(request, pk)
    form = forms.CloseForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.close_case(request.actor, case=case, read_at=keys.read_at, key=keys.key, **data)
        return _page(case)

    return respond(
        request,
        case,
        form,
        act,
        heading="Clôture",
        submit="Clore le dossier",
        done="Le dossier est clos.",
        day_field="closed_on",
    )


def join(request: Request, pk: int) -> HttpResponse:
    """Join a collective mission."""
    case = writable(request, pk)
    form = forms.JoinForm(request.POST or None, case=case)
    exist = Mission.objects.filter(
        house_id=case.house_id, programme_id=case.programme_id, kind=Mission.Kind.COLLECTIVE
    ).exists()

    def act(data: Any, keys: Any) -> str:
        actions.join_mission(request.actor, case=case, read_at=keys.read_at, key=keys.key, **data)
        return _page(case)

    return respond(
        request,
        case,
        form,
        act,
        heading="Rejoindre une mission collective",
        submit="Noter la participation",
        done="La participation est notée.",
        day_field="joined_on",
        above="" if exist else "Ce programme n’a pas encore de mission collective.",
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """The project's name, the territory, the referent."""
    case = load_case(request, pk)
    if not may_open_cases(request.actor, case.house_id):
        raise Http404
    place = f"{case.place_name} ({case.place_code})" if case.place_code else ""
    form = forms.EditForm(
        request.POST or None,
        people=people_of(case.house_id),
        case=case,
        initial={
            "project_title": case.project_title,
            "place": place,
            "qpv_code": case.qpv_code,
            "branch": case.branch,
            "referent": case.referent_id,
        },
    )

    def act(data: Any, keys: Any) -> str:
        territory = data["place"]
        actions.edit_case(
            request.actor,
            case=case,
            project_title=data["project_title"],
            referent=data["referent"],
            place_code=territory.code if territory else "",
            place_vintage=territory.vintage if territory else None,
            place_name=territory.name if territory else "",
            qpv_code=data["qpv_code"],
            branch=data["branch"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return _page(case)

    return respond(
        request,
        case,
        form,
        act,
        heading="Modifier le dossier",
        submit="Enregistrer",
        done="Le dossier est modifié.",
    )


def entrust(request: Request, pk: int) -> HttpResponse:
    """Entrust a case to somebody beside its referent."""
    case = load_case(request, pk)
    if not may_open_cases(request.actor, case.house_id):
        raise Http404
    form = forms.EntrustForm(request.POST or None, people=people_of(case.house_id, team_only=False))

    def act(data: Any, keys: Any) -> str:
        actions.entrust_case(
            request.actor,
            case=case,
            starts_on=timezone.localdate(),
            key=keys.key,
            **data,
        )
        return _page(case)

    return respond(
        request,
        case,
        form,
        act,
        heading="Confier le dossier",
        submit="Confier",
        done="Le dossier est confié.",
    )
