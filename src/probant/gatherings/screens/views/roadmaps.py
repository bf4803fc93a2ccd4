"""Roadmaps: the list, one with its axes and measures, putting it in order, progress."""

import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Measure, MeasureStepped, Proposal, Roadmap, RoadmapAxis
from probant.gatherings.queries.roadmap import MeasureLine, roadmap_rows, steps_of, view_of
from probant.gatherings.screens import roadmap_forms as forms
from probant.gatherings.screens.outcome_tables import ROADMAPS
from probant.gatherings.screens.outcome_words import MEASURE_TAGS
from probant.gatherings.screens.views.asking import ask
from probant.gatherings.screens.views.moves import moved
from probant.programmes.screens.facts import fact_line
from probant.programmes.screens.submit import Subject
from probant.programmes.screens.void import VoidForm
from probant.ui.pieces import FactLine, draw_facts
from probant.ui.request import Request
from probant.ui.tables import Tag, keyset_page


def load(request: Request, pk: int, *, write: bool = False) -> Roadmap:
    """The roadmap; 404 where the actor may not see it (or write on it)."""
    rows = Roadmap.objects.visible_to(request.actor).select_related("programme")
    found = rows.filter(pk=pk).first()
    if found is None or (write and not may_write_sessions(request.actor, found.house_id)):
        raise Http404
    return found


def open_link(request: Request, pk: int) -> HttpResponse:
    """Give a roadmap a public page (POST)."""
    row = load(request, pk, write=True)
    return moved(
        request,
        lambda _, key: actions.open_roadmap_link(request.actor, roadmap=row, key=key),
        reverse("gatherings:roadmap", args=[pk]),
        "La page publique est ouverte : son lien est ci-dessous.",
    )


def close_link(request: Request, pk: int) -> HttpResponse:
    """Close the public page of a roadmap (POST)."""
    row = load(request, pk, write=True)
    return moved(
        request,
        lambda _, key: actions.close_roadmap_link(request.actor, roadmap=row, key=key),
        reverse("gatherings:roadmap", args=[pk]),
        "La page publique est fermée : son lien ne sert plus.",
    )


def load_axis(request: Request, pk: int) -> RoadmapAxis:
    """An axis to write on."""
    axis = RoadmapAxis.objects.filter(pk=pk).first()
    if axis is None:
        raise Http404
    axis.roadmap = load(request, axis.roadmap_id, write=True)
    return axis


def load_measure(request: Request, pk: int, *, write: bool = False) -> Measure:
    """A measure that stands, of a roadmap that the actor may see (or write on)."""
    rows = Measure.objects.filter(pk=pk, withdrawn_on__isnull=True).select_related("axis")
    measure = rows.first()
    if measure is None:
        raise Http404
    measure.axis.roadmap = load(request, measure.axis.roadmap_id, write=write)
    return measure


def listing(request: Request) -> HttpResponse:
    """`/rencontres/feuilles-de-route/`."""
    actor = request.actor
    page = keyset_page(roadmap_rows(actor), ROADMAPS.sort(request.GET), request.GET)
    context = {
        "table": ROADMAPS.render(page.rows, query=request.GET, page=page),
        "may_write": may_write_sessions(actor, actor.house).allowed,
    }
    return render(request, "gatherings/roadmaps.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/feuilles-de-route/<id>/`: axes, measures, how far they are; it prints."""
    roadmap = load(request, pk)
    today = timezone.localdate()
    view = view_of(roadmap)
    context = {
        "roadmap": roadmap,
        "view": view,
        "axes": [(axis, _told(axis.lines, today)) for axis in view.axes],
        "done": view.count("done"),
        "under_way": view.count("under_way"),
        "partners": list(roadmap.partners.order_by("name_key")),
        "writes": may_write_sessions(request.actor, roadmap.house_id).allowed,
    }
    return render(request, "gatherings/roadmap.html", context)


def _told(lines: list[MeasureLine], today: datetime.date) -> list[tuple[MeasureLine, Tag, bool]]:
    return [(line, MEASURE_TAGS[Measure.State(line.state)], line.is_late(today)) for line in lines]


def create(request: Request) -> HttpResponse:
    """Begin a roadmap."""
    actor = request.actor
    form = forms.RoadmapForm(request.POST or None, actor=actor)

    def act(_: Any, keys: Any) -> str:
        made = actions.create_roadmap(actor, house_id=actor.house, key=keys.key, **form.plan)
        return reverse("gatherings:roadmap", args=[made.pk])

    back = reverse("gatherings:roadmaps")
    return ask(
        request,
        form,
        act,
        subject=Subject(actor.house, "roadmap"),
        path=("Feuilles de route", back),
        back=back,
        heading="Ouvrir une feuille de route",
        submit="Ouvrir la feuille de route",
        done="La feuille de route est ouverte : ajoutez ses axes.",
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """Change what a roadmap is."""
    roadmap = load(request, pk, write=True)
    initial = forms.RoadmapForm.initial_of(roadmap)
    form = forms.RoadmapForm(request.POST or None, actor=request.actor, initial=initial)

    def act(_: Any, keys: Any) -> str:
        actions.edit_roadmap(
            request.actor, roadmap=roadmap, read_at=keys.read_at, key=keys.key, **form.plan
        )
        return reverse("gatherings:roadmap", args=[pk])

    return _ask(
        request,
        roadmap,
        form,
        act,
        heading="Modifier la feuille de route",
        submit="Enregistrer",
        done="La feuille de route est modifiée.",
    )


def add_axis(request: Request, pk: int) -> HttpResponse:
    """An axis at the end."""
    return _name_axis(request, load(request, pk, write=True), None)


def rename_axis(request: Request, pk: int) -> HttpResponse:
    """Another title for an axis."""
    axis = load_axis(request, pk)
    return _name_axis(request, axis.roadmap, axis)


def _name_axis(request: Request, roadmap: Roadmap, axis: RoadmapAxis | None) -> HttpResponse:
    form = forms.AxisForm(request.POST or None, initial={"title": axis.title if axis else ""})

    def act(data: Any, keys: Any) -> str:
        actions.name_axis(request.actor, roadmap=roadmap, axis=axis, key=keys.key, **data)
        return reverse("gatherings:roadmap", args=[roadmap.pk])

    return _ask(
        request,
        roadmap,
        form,
        act,
        heading="Renommer l’axe" if axis else "Ajouter un axe",
        submit="Enregistrer",
        done="L’axe est enregistré.",
    )


def move_axis(request: Request, pk: int) -> HttpResponse:
    """An axis one place higher or lower (POST)."""
    axis = load_axis(request, pk)
    return moved(
        request,
        lambda up, key: actions.move_axis(request.actor, axis=axis, up=up, key=key),
        reverse("gatherings:roadmap", args=[axis.roadmap_id]) + f"#axe-{pk}",
    )


def remove_axis(request: Request, pk: int) -> HttpResponse:
    """Take away an axis without measures (POST)."""
    axis = load_axis(request, pk)
    return moved(
        request,
        lambda _, key: actions.remove_axis(request.actor, axis=axis, key=key),
        reverse("gatherings:roadmap", args=[axis.roadmap_id]),
    )


def add_measure(request: Request, pk: int) -> HttpResponse:
    """A measure under an axis; `?proposition=` names one that it comes from."""
    axis = load_axis(request, pk)
    form = forms.MeasureForm(
        request.POST or None, actor=request.actor, roadmap=axis.roadmap, initial=_from(request)
    )

    def act(data: Any, keys: Any) -> str:
        actions.add_measure(request.actor, axis=axis, key=keys.key, **data)
        return reverse("gatherings:roadmap", args=[axis.roadmap_id]) + f"#axe-{pk}"

    return _ask(
        request,
        axis.roadmap,
        form,
        act,
        heading="Ajouter une mesure",
        submit="Ajouter la mesure",
        done="La mesure est ajoutée.",
        lead=axis.title,
    )


def _from(request: Request) -> dict[str, Any]:
    number = request.GET.get("proposition", "")
    if not (number.isascii() and number.isdigit()):
        return {}
    found = Proposal.objects.visible_to(request.actor).filter(pk=int(number[:18])).first()
    return {"title": found.title, "proposals": [found.pk]} if found else {}


def measure(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/mesures/<id>/`: a measure, its steps, what it comes from."""
    row = load_measure(request, pk)
    writes = may_write_sessions(request.actor, row.axis.roadmap.house_id).allowed
    steps = steps_of(row)
    context = {
        "measure": row,
        "roadmap": row.axis.roadmap,
        "state": MEASURE_TAGS[Measure.State(row.state)],
        "holders": list(row.holders.order_by("name_key")),
        "proposals": list(row.proposals.exclude(state=Proposal.Status.VOIDED).order_by("made_on")),
        "facts": draw_facts([_line(*step, writes=writes) for step in reversed(steps)], "Avancement")
        if steps
        else "",
        "writes": writes,
    }
    return render(request, "gatherings/measure.html", context)


def _line(fact: MeasureStepped, note: str, *, writes: bool) -> FactLine:
    offers = (("Annuler", reverse("gatherings:measure-void", args=[fact.pk])),)
    what = f"{str(Measure.State(fact.state).label).capitalize()}, {fact.percent} %"
    return fact_line(fact, what, detail=note, actions=offers if writes else ())


def edit_measure(request: Request, pk: int) -> HttpResponse:
    """Change a measure, or put it under another axis."""
    row = load_measure(request, pk, write=True)
    roadmap = row.axis.roadmap
    form = forms.MeasureForm(
        request.POST or None,
        actor=request.actor,
        roadmap=roadmap,
        measure=row,
        initial=forms.MeasureForm.initial_of(row),
    )

    def act(data: Any, keys: Any) -> str:
        actions.edit_measure(request.actor, measure=row, read_at=keys.read_at, key=keys.key, **data)
        return reverse("gatherings:measure", args=[pk])

    return _ask(
        request,
        roadmap,
        form,
        act,
        heading="Modifier la mesure",
        submit="Enregistrer",
        done="La mesure est modifiée.",
        lead=str(row),
    )


def progress(request: Request, pk: int) -> HttpResponse:
    """How far a measure is."""
    row = load_measure(request, pk, write=True)
    form = forms.ProgressForm(
        request.POST or None,
        initial={
            "occurred_on": timezone.localdate(),
            "state": row.state or Measure.State.UNDER_WAY,
            "percent": row.percent,
        },
    )

    def act(data: Any, keys: Any) -> str:
        actions.step_measure(request.actor, measure=row, read_at=keys.read_at, key=keys.key, **data)
        return reverse("gatherings:roadmap", args=[row.axis.roadmap_id]) + f"#mesure-{pk}"

    return _ask(
        request,
        row.axis.roadmap,
        form,
        act,
        heading="Noter l’avancement",
        submit="Noter",
        done="L’avancement est noté.",
        lead=str(row),
    )


def move_measure(request: Request, pk: int) -> HttpResponse:
    """A measure one place higher or lower (POST)."""
    row = load_measure(request, pk, write=True)
    return moved(
        request,
        lambda up, key: actions.move_measure(request.actor, measure=row, up=up, key=key),
        reverse("gatherings:roadmap", args=[row.axis.roadmap_id]) + f"#mesure-{pk}",
    )


def withdraw_measure(request: Request, pk: int) -> HttpResponse:
    """Take off a measure that nobody began (POST)."""
    row = load_measure(request, pk, write=True)
    return moved(
        request,
        lambda _, key: actions.withdraw_measure(request.actor, measure=row, key=key),
        reverse("gatherings:roadmap", args=[row.axis.roadmap_id]),
    )


def void(request: Request, pk: int) -> HttpResponse:
    """Void a step that was wrong."""
    fact = MeasureStepped.objects.visible_to(request.actor).now().filter(pk=pk).first()
    if fact is None:
        raise Http404
    row = load_measure(request, fact.measure_id, write=True)
    fact.roadmap = row.axis.roadmap
    form = VoidForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.void_step(request.actor, fact=fact, key=keys.key, **data)
        return reverse("gatherings:measure", args=[row.pk])

    return _ask(
        request,
        fact.roadmap,
        form,
        act,
        heading="Annuler un fait",
        submit="Annuler ce fait",
        done="Le fait est annulé ; il reste lisible, barré, avec son motif.",
        above=format_html("<p>{}, {} %.</p>", row, fact.percent),
    )


def _ask(request: Request, roadmap: Roadmap, form: Any, act: Any, **told: Any) -> HttpResponse:
    here = reverse("gatherings:roadmap", args=[roadmap.pk])
    return ask(
        request,
        form,
        act,
        subject=Subject(roadmap.house_id, "roadmap", roadmap.pk),
        path=("Feuilles de route", reverse("gatherings:roadmaps"), roadmap.title, here),
        back=here,
        **{"lead": roadmap.title, **told},
    )
