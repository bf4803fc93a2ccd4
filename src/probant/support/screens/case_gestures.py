"""What one does on several cases at once: each through the action that does it on one."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from probant.accounts.models import User
from probant.directory.screens.places_forms import ChosenBranchForm
from probant.directory.screens.taking_away import take_away
from probant.directory.screens.together import Gesture, Together
from probant.journal.together import SAME
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.actions.tasks import add_task, erase_task
from probant.support.models import Case, CaseClosed, Supporter, Task
from probant.support.queries.cases import people_of
from probant.support.screens import gesture_forms as asked
from probant.ui.request import Request, say_as_posted

Key = uuid.UUID | None
CHANGED = "« {} » a changé depuis."
HEADINGS = (
    "Structure ou projet",
    "Territoire",
    "Programme",
    "Étape",
    "Depuis le",
    "Référent",
    "Ouvert le",
    "Dernières nouvelles",
    "État",
)


def load(actor: Actor, numbers: Sequence[int]) -> list[Case]:
    """The cases of these numbers that an actor may see. One query."""
    found = Case.objects.visible_to(actor).filter(pk__in=numbers)
    named = found.select_related("organisation", "programme", "phase", "referent", "version")
    return sorted(named, key=lambda case: list(numbers).index(case.pk))


def _one(actor: Actor, number: int) -> Case:
    found = load(actor, [number])
    if not found:
        raise Refused("Ce dossier ne vous est plus ouvert.")
    return found[0]


def _edit(actor: Actor, case: Case, key: Key, **changes: Any) -> Case:
    """One thing changed, all else as it stands: the house's journal is held meanwhile."""
    case.refresh_from_db()
    kept = {
        "project_title": case.project_title,
        "referent": case.referent,
        "place_code": case.place_code,
        "place_vintage": case.place_vintage,
        "place_name": case.place_name,
    }
    return actions.edit_case(actor, case=case, key=key, **(kept | changes))


def _refer(actor: Actor, case: Case, typed: dict[str, Any], key: Key) -> Any:
    user, before = typed["user"], case.referent_id
    after = user.pk if user else None
    if before == after:
        return SAME
    _edit(actor, case, key, referent=user)
    return [before, after]


def _refer_back(actor: Actor, number: int, kept: Any, key: Key) -> None:
    case, (before, after) = _one(actor, number), kept
    if case.referent_id != after:
        raise Refused(CHANGED.format(case.title))
    _edit(actor, case, key, referent=User.objects.filter(pk=before).first())


def _branch(actor: Actor, case: Case, typed: dict[str, Any], key: Key) -> Any:
    before, after = case.branch, typed["branch"]
    if before == after:
        return SAME
    _edit(actor, case, key, branch=after)
    return [before, after]


def _branch_back(actor: Actor, number: int, kept: Any, key: Key) -> None:
    case, (before, after) = _one(actor, number), kept
    if case.branch != after:
        raise Refused(CHANGED.format(case.title))
    _edit(actor, case, key, branch=before)


def _add_task(actor: Actor, case: Case, typed: dict[str, Any], key: Key) -> Any:
    assigned = typed["assigned"] or case.referent
    what, due_on = typed["what"], typed["due_on"]
    return add_task(actor, what=what, case=case, due_on=due_on, assigned=assigned, key=key).pk


def _drop_task(actor: Actor, number: int, kept: Any, key: Key) -> None:
    task = Task.objects.visible_to(actor).filter(pk=kept, erased_on__isnull=True).first()
    if task is None or task.is_done:
        raise Refused("La tâche est faite ou effacée depuis.")
    erase_task(actor, task=task, key=key)


def _entrust(actor: Actor, case: Case, typed: dict[str, Any], key: Key) -> Any:
    standing = Supporter.objects.standing().filter(case=case, user=typed["user"])
    if standing.exists():
        return SAME
    return actions.entrust_case(
        actor, case=case, starts_on=timezone.localdate(), key=key, **typed
    ).pk


def _take_back(actor: Actor, number: int, kept: Any, key: Key) -> None:
    supporter = Supporter.objects.standing().filter(pk=kept, case=_one(actor, number)).first()
    if supporter is None:
        raise Refused("Le dossier a été repris depuis.")
    actions.take_case_back(actor, supporter=supporter, ends_on=timezone.localdate(), key=key)


def _close(actor: Actor, case: Case, typed: dict[str, Any], key: Key) -> Any:
    return actions.close_case(actor, case=case, key=key, **typed).pk


def _reopen(actor: Actor, number: int, kept: Any, key: Key) -> None:
    case = _one(actor, number)
    fact = CaseClosed.objects.now().filter(pk=kept, case=case).first()
    if fact is None:
        raise Refused(CHANGED.format(case.title))
    actions.void_fact(actor, fact=fact, code="error", reason="Geste groupé défait.", key=key)


def _export(request: Request, cases: Sequence[Case]) -> HttpResponse:
    say_as_posted(request, format=request.POST.get("acte", "").removeprefix("exporter-"))
    return export_cases(request, cases)


def export_cases(request: Request, cases: Sequence[Case]) -> HttpResponse:
    """Cases as a file of the form's `format`; what they say is sealed."""
    rows = [
        (
            case.title,
            case.place_name or (case.organisation.place_name if case.organisation else ""),
            case.programme.name,
            case.phase.name if case.phase else "",
            case.phase_since_on,
            str(case.referent or ""),
            case.opened_on,
            case.touched_on,
            case.get_state_display(),
        )
        for case in cases
    ]
    return take_away(
        request,
        HEADINGS,
        rows,
        name="dossiers",
        verb="support.export_cases",
        back="support:cases",
    )


def _team(request: Request) -> list[User]:
    return people_of(request.actor.house)


def _house(request: Request) -> list[User]:
    return people_of(request.actor.house, team_only=False)


CASES_TOGETHER = Together(
    noun="dossier",
    trail="Dossiers",
    here="support:cases-together",
    undo="support:cases-undo",
    back="support:cases",
    load=load,
    name=lambda case: f"{case.title}, {case.programme.name}",
    gestures=(
        Gesture(
            "referent",
            "Changer qui les suit",
            "Confier ces dossiers",
            _refer,
            _refer_back,
            lambda request, posted: asked.PersonForm(posted, people=_team(request)),
        ),
        Gesture(
            "accompagner",
            "Faire co-accompagner",
            "Confier aussi ces dossiers",
            _entrust,
            _take_back,
            lambda request, posted: asked.EntrustForm(posted, people=_house(request)),
        ),
        Gesture(
            "tache",
            "Ajouter une tâche",
            "Ajouter la tâche à chaque dossier",
            _add_task,
            _drop_task,
            lambda request, posted: asked.TaskForm(posted, people=_house(request)),
        ),
        Gesture(
            "filiere",
            "Ranger dans une filière",
            "Ranger dans cette filière",
            _branch,
            _branch_back,
            lambda request, posted: ChosenBranchForm(posted, house_id=request.actor.house),
        ),
        Gesture(
            "clore",
            "Clôturer",
            "Clôturer ces dossiers",
            _close,
            _reopen,
            lambda request, posted: asked.CloseForm(posted),
        ),
        Gesture("exporter-xlsx", "Exporter pour un tableur", direct=_export),
        Gesture("exporter-csv", "Exporter en CSV", direct=_export),
    ),
)
