"""The associative project: its page, which prints, and what is written of it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import House
from probant.funding import actions
from probant.funding.access import can_record
from probant.funding.actions.projects import PROJECT, ProjectDraft
from probant.funding.models import AssociativeProject, ProjectEvaluation, ProjectObjective
from probant.funding.screens.project_forms import (
    EXAMPLE,
    AxesForm,
    EvaluationForm,
    ProjectForm,
    written,
)
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.kernel.period import Period
from probant.programmes.models import Action
from probant.programmes.screens.submit import Subject, answer
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

LIST = "funding:projects"
Moment = ProjectEvaluation.Moment


@dataclass(frozen=True)
class ObjectiveYears:
    """An objective and the years that its figures tell: what the slot is given."""

    house_id: int
    objective: ProjectObjective
    period: Period

    @property
    def codes(self) -> list[str]:
        """The codes of its figures."""
        return [str(one) for one in self.objective.indicator_codes]


def listing(request: Request) -> HttpResponse:
    """`/projet-associatif/`: the projects of the house, the current one first."""
    actor = request.actor
    context = {
        "projects": list(
            AssociativeProject.objects.visible_to(actor).order_by("-first_year", "-pk")
        ),
        "writes": can_record(actor, actor.house).allowed,
    }
    return render(request, "funding/projects.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/projet-associatif/<id>/`: axes, objectives, actions, figures, evaluations."""
    actor, today = request.actor, timezone.localdate()
    project = _project(actor, pk)
    last = min(project.last_year, max(today.year, project.first_year))
    period = Period.between(Period.year(project.first_year).start, Period.year(last).end)
    axes = project.axes.prefetch_related("objectives__actions").order_by("position")
    held = {one.moment: one for one in project.evaluations.order_by("evaluated_on")}
    context = {
        "project": project,
        "axes": [
            (
                axis,
                [ObjectiveYears(project.house_id, one, period) for one in axis.objectives.all()],
            )
            for axis in axes
        ],
        "evaluations": [
            {
                "moment": moment,
                "it": held.get(moment.value),
                "year": project.middle_year if moment is Moment.MIDDLE else project.last_year,
                "is_late": moment.value not in held
                and today.year
                > (project.middle_year if moment is Moment.MIDDLE else project.last_year),
            }
            for moment in Moment
        ],
        "writes": can_record(actor, project.house_id).allowed,
    }
    return render(request, "funding/project.html", context)


def create(request: Request) -> HttpResponse:
    """`/projet-associatif/nouveau/`."""
    return _write(request, None)


def change(request: Request, pk: int) -> HttpResponse:
    """`/projet-associatif/<id>/modifier/`."""
    return _write(request, _project(request.actor, pk))


def _write(request: Request, project: AssociativeProject | None) -> HttpResponse:
    actor = request.actor
    house = House.objects.get(pk=actor.house)
    year = timezone.localdate().year
    initial: dict[str, Any] = {"first_year": year, "last_year": year + 4}
    if project is not None:
        names = ProjectDraft.__dataclass_fields__
        initial = {name: getattr(project, name) for name in names}

    def act(data: Any, keys: Any) -> str:
        made = actions.record_project(
            actor=actor,
            house=house,
            draft=ProjectDraft(**data),
            project=project,
            read_at=keys.read_at,
            key=keys.key,
        )
        return href_pattern("funding:project") % made.pk

    heading = "Modifier le projet" if project else "Écrire un projet associatif"
    return _answer(
        request,
        ProjectForm(request.POST or None, actor=actor, initial=initial),
        project,
        act=act,
        heading=heading,
        submit="Enregistrer",
        done="Le projet associatif est écrit.",
    )


def axes(request: Request, pk: int) -> HttpResponse:
    """`/projet-associatif/<id>/axes/`."""
    actor = request.actor
    project = _project(actor, pk)
    known = list(Action.objects.visible_to(actor).order_by("name"))
    form = AxesForm(
        request.POST or None, known=known, initial={"text": written(project) or EXAMPLE}
    )

    def act(data: Any, keys: Any) -> str:
        actions.set_axes(
            actor=actor, project=project, axes=form.axes, read_at=keys.read_at, key=keys.key
        )
        return href_pattern("funding:project") % project.pk

    names = " ; ".join(one.name for one in known)
    return _answer(
        request,
        form,
        project,
        act=act,
        heading="Axes et objectifs",
        submit="Enregistrer les axes",
        done="Les axes sont écrits.",
        above=f"Vos actions : {names}." if names else "",
    )


def evaluate(request: Request, pk: int, moment: str) -> HttpResponse:
    """`/projet-associatif/<id>/evaluation/<moment>/`."""
    actor = request.actor
    project = _project(actor, pk)
    if moment not in Moment.values:
        raise Http404
    held = project.evaluations.filter(moment=moment).first()
    initial = {
        "evaluated_on": held.evaluated_on if held else write_short_date(timezone.localdate()),
        "text": held.text if held else "",
    }

    def act(data: Any, keys: Any) -> str:
        actions.evaluate_project(
            actor=actor,
            project=project,
            moment=moment,
            read_at=keys.read_at,
            key=keys.key,
            **data,
        )
        return href_pattern("funding:project") % project.pk

    return _answer(
        request,
        EvaluationForm(request.POST or None, initial=initial),
        project,
        act=act,
        heading=f"Évaluation {Moment(moment).label}",
        submit="Enregistrer l’évaluation",
        done="L’évaluation est écrite.",
        day_field="evaluated_on",
    )


def _project(actor: Actor, pk: int) -> AssociativeProject:
    rows = AssociativeProject.objects.visible_to(actor).select_related(
        "house__organisation", "decision__deliberation__sitting__body"
    )
    found: AssociativeProject | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _answer(
    request: Request,
    form: Any,
    project: AssociativeProject | None,
    *,
    act: Any,
    heading: str,
    submit: str,
    done: str,
    above: str = "",
    day_field: str = "",
) -> HttpResponse:
    back = href_pattern("funding:project") % project.pk if project else reverse(LIST)
    trail = (
        crumbs("Projet associatif", reverse(LIST), project.title, back, heading)
        if project
        else crumbs("Projet associatif", reverse(LIST), heading)
    )
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(request.actor.house, PROJECT, project.pk if project else 0),
        back=back,
        done=done,
        day_field=day_field,
        context={
            "heading": heading,
            "submit": submit,
            "trail": trail,
            "lead": project.title if project else "",
            "above": above,
        },
    )
