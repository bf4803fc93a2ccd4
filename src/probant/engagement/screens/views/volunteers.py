"""Volunteers: the list, the page of one, what she can, her agreement, the papers."""

import datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import Person, Theme
from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.engagement import actions
from probant.engagement.access import may_describe, may_run_volunteers
from probant.engagement.models import Task, VolunteerAgreement, VolunteerTrait
from probant.engagement.queries.skills import open_skills, skills_of
from probant.engagement.queries.volunteers import (
    VolunteerFilter,
    beside,
    find_volunteer,
    listed,
    sheet_of,
)
from probant.engagement.rules import write_minutes
from probant.engagement.rules.availability import HALF_DAYS, say_half_days
from probant.engagement.screens import volunteers_forms as forms
from probant.engagement.screens.volunteers_tables import VOLUNTEERS
from probant.kernel.dates import read_date
from probant.kernel.decision import Refused
from probant.kernel.roles import TEAM
from probant.programmes.screens.submit import Subject, answer
from probant.support.queries.choices import names_of_choices
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def listing(request: Request) -> HttpResponse:
    """`/benevoles/`: who volunteers, narrowed by mission, skill, half-day and day."""
    actor, today = request.actor, timezone.localdate()
    chosen = _filter(request)
    page = keyset_page(listed(actor, chosen, today), VOLUNTEERS.sort(request.GET), request.GET)
    day = chosen.on or today
    told = beside(actor.house, [row["id"] for row in page.rows], day.year, day)
    hours = reverse("engagement:time", args=["benevoles"])
    for row in page.rows:
        said = told[row["id"]]
        row["name"] = f"{row['given_name']} {row['family_name']}".strip()
        row["tasks"] = ", ".join(said.tasks)
        row["skills"] = ", ".join(said.skills)
        row["free"] = say_half_days(said.half_days)
        row["cases"] = said.cases
        row["time"] = write_minutes(said.minutes)
        row["time_href"] = f"{hours}?personne={row['id']}&du=01/01/{day.year}&au=31/12/{day.year}"
    context = {
        "table": VOLUNTEERS.render(page.rows, query=request.GET, page=page),
        "chosen": chosen,
        "tasks": Task.choices,
        "skills": open_skills(actor.house),
        "half_days": HALF_DAYS,
        "year": day.year,
    }
    return render(request, "engagement/volunteers.html", context)


def _filter(request: Request) -> VolunteerFilter:
    """`?mission=`, `?competence=`, `?dispo=`, `?le=`; nonsense narrows nothing."""
    task = request.GET.get("mission", "")
    bit = request.GET.get("dispo", "")
    try:
        day: datetime.date | None = read_date(request.GET.get("le", ""))
    except ValueError:
        day = None
    return VolunteerFilter(
        task if task in Task.values else "",
        request.GET.get("competence", "")[:32],
        int(bit) if bit.isascii() and bit.isdigit() and len(bit) < 6 else 0,
        day,
    )


def volunteer_or_404(request: Request, pk: int, *, to_run: bool = False) -> Person:
    """A volunteer that the actor may read about; with `to_run`, whom she may act upon."""
    person = find_volunteer(request.actor, pk)
    if person is None or (to_run and not may_run_volunteers(request.actor, person.house_id)):
        raise Http404
    return person


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/benevoles/<person>/`: what she does, can, gave; agreements, papers."""
    actor = request.actor
    person = volunteer_or_404(request, pk)
    found = sheet_of(actor, person)
    hours = reverse("engagement:time", args=["benevoles"])
    given = [
        {
            "year": one.year,
            "label": one.label,
            "length": write_minutes(one.minutes),
            "value_cents": one.value_cents or None,
            "href": f"{hours}?personne={pk}&du=01/01/{one.year}&au=31/12/{one.year}"
            f"&mission={one.task or 'aucune'}",
        }
        for one in found.given
    ]
    profile = found.profile
    context = {
        "sheet": found,
        "person": person,
        "given": given,
        "total": write_minutes(sum(one.minutes for one in found.given)),
        "free": say_half_days(profile.half_days) if profile else "",
        "skills": found.traits[VolunteerTrait.Kind.SKILL],
        "wishes": found.traits[VolunteerTrait.Kind.THEME]
        + found.traits[VolunteerTrait.Kind.BRANCH],
        "places": found.traits[VolunteerTrait.Kind.PLACE],
        "waiting": [{"row": row, "length": write_minutes(row.minutes)} for row in found.waiting],
        "runs": actor.has(*TEAM),
        "is_self": actor.person_id == person.pk,
        "today": timezone.localdate(),
    }
    return render(request, "engagement/volunteer.html", context)


def _respond(
    request: Request, person: Person, form: Form, act: Any, *, heading: str, **said: Any
) -> HttpResponse:
    back = reverse("engagement:volunteer", args=[person.pk])
    home = reverse("engagement:volunteers" if request.actor.has(*TEAM) else "engagement:hours")
    first = "Bénévoles" if request.actor.has(*TEAM) else "Vos heures"
    return answer(
        request,
        form,
        act=act,
        template=said.pop("template", FORM),
        subject=Subject(person.house_id, "person", person.pk),
        back=back,
        done=said.pop("done"),
        day_field=said.pop("day_field", "starts_on"),
        context={
            "heading": heading,
            "trail": crumbs(first, home, str(person), back, heading),
            "lead": said.pop("lead", str(person)),
            "above": "",
            "person": person,
            **said,
        },
    )


def profile(request: Request, pk: int) -> HttpResponse:
    """What she can, wants, and when: by the team, or by herself."""
    person = volunteer_or_404(request, pk)
    if not may_describe(request.actor, person.house_id, person.pk):
        raise Http404
    held = getattr(person, "volunteer_profile", None)
    form = forms.ProfileForm(request.POST or None, house_id=person.house_id, profile=held)

    def act(data: Any, keys: Any) -> str:
        actions.describe_volunteer(request.actor, person=person, key=keys.key, **form.said())
        return reverse("engagement:volunteer", args=[person.pk])

    return _respond(
        request,
        person,
        form,
        act,
        heading="Compétences et disponibilités",
        submit="Enregistrer",
        done="C’est noté.",
        template="engagement/profile.html",
    )


def mission(request: Request, pk: int) -> HttpResponse:
    """One more mission."""
    person = volunteer_or_404(request, pk, to_run=True)
    form = forms.MissionForm(request.POST or None, initial={"starts_on": timezone.localdate()})

    def act(data: Any, keys: Any) -> str:
        actions.enrol_volunteer(request.actor, person=person, key=keys.key, **data)
        return reverse("engagement:volunteer", args=[person.pk])

    return _respond(
        request,
        person,
        form,
        act,
        heading="Une mission de plus",
        submit="Confier cette mission",
        done="La mission est notée.",
    )


def end(request: Request, pk: int) -> HttpResponse:
    """The end of missions."""
    person = volunteer_or_404(request, pk, to_run=True)
    standing = person.volunteerings.filter(ends_on__isnull=True).values_list("task", flat=True)
    form = forms.EndForm(request.POST or None, tasks=list(standing))

    def act(data: Any, keys: Any) -> str:
        actions.end_volunteering(request.actor, person=person, key=keys.key, **data)
        return reverse("engagement:volunteer", args=[person.pk])

    return _respond(
        request,
        person,
        form,
        act,
        heading="Fin de bénévolat",
        submit="Noter la fin",
        done="La fin est notée. Les heures restent.",
        day_field="ends_on",
    )


# --- agreements


def agreement(request: Request, pk: int) -> HttpResponse:
    """Draw an agreement."""
    person = volunteer_or_404(request, pk, to_run=True)
    form = forms.AgreementForm(request.POST or None, initial={"starts_on": timezone.localdate()})

    def act(data: Any, keys: Any) -> str:
        actions.draw_agreement(request.actor, person=person, key=keys.key, **data)
        return f"{reverse('engagement:volunteer', args=[person.pk])}#conventions"

    return _respond(
        request,
        person,
        form,
        act,
        heading="Convention de bénévolat",
        submit="Établir la convention",
        done="La convention est établie : imprimez-la, faites-la signer, déposez la copie.",
    )


def _agreement(request: Request, pk: int) -> VolunteerAgreement:
    rows = VolunteerAgreement.objects.visible_to(request.actor)
    row = rows.select_related("person", "document").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def sign(request: Request, pk: int) -> HttpResponse:
    """An agreement that came back signed, with its copy."""
    row = _agreement(request, pk)
    form = forms.SignForm(
        request.POST or None, request.FILES or None, initial={"signed_on": timezone.localdate()}
    )

    def act(data: Any, keys: Any) -> str:
        copy = data.pop("copy")
        sent = {"name": copy.name or "convention", "chunks": copy.chunks()} if copy else {}
        try:
            actions.sign_agreement(request.actor, agreement=row, key=keys.key, **data, **sent)
        except TooLarge as large:
            raise Refused(str(large)) from large
        return f"{reverse('engagement:volunteer', args=[row.person_id])}#conventions"

    return _respond(
        request,
        row.person,
        form,
        act,
        heading="Convention signée",
        submit="Noter la signature",
        done="La signature est notée.",
        day_field="signed_on",
    )


def agreement_end(request: Request, pk: int) -> HttpResponse:
    """The end of an agreement."""
    row = _agreement(request, pk)
    form = forms.AgreementEndForm(request.POST or None, agreement=row)

    def act(data: Any, keys: Any) -> str:
        actions.end_agreement(request.actor, agreement=row, key=keys.key, **data)
        return f"{reverse('engagement:volunteer', args=[row.person_id])}#conventions"

    return _respond(
        request,
        row.person,
        form,
        act,
        heading="Fin de la convention",
        submit="Noter la fin",
        done="La fin est notée.",
        day_field="ends_on",
    )


def agreement_copy(request: Request, pk: int) -> HttpResponseBase:
    """The signed copy of an agreement."""
    row = _agreement(request, pk)
    if row.document is None:
        raise Http404
    return serve(row.document)


def paper(request: Request, pk: int) -> HttpResponse:
    """A certificate or the yearly letter, from the hours as they stand."""
    person = volunteer_or_404(request, pk, to_run=True)
    asked = request.GET.get("annee", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    today = timezone.localdate()
    form = forms.PaperForm(request.POST or None, year=year if 1900 < year < 2200 else today.year)

    def act(data: Any, keys: Any) -> str:
        actions.issue_paper(request.actor, person=person, key=keys.key, **data)
        return f"{reverse('engagement:volunteer', args=[person.pk])}#attestations"

    return _respond(
        request,
        person,
        form,
        act,
        heading="Attestation ou lettre",
        submit="Établir",
        done="La pièce est établie : téléchargez-la ci-dessous.",
    )


# --- the list of skills


def skills(request: Request) -> HttpResponse:
    """The skills that the house offers to choose from, and one more."""
    actor = request.actor
    form = forms.SkillForm(request.POST or None, house_id=actor.house)
    here = reverse("engagement:skills")

    def act(data: Any, keys: Any) -> str:
        actions.word_skill(actor, house_id=actor.house, key=keys.key, **data)
        return here

    needs = names_of_choices(actor.house, "need")
    themes = dict(Theme.choices)
    rows = [
        {
            "name": one.name,
            "need": needs.get(one.need_code, ""),
            "theme": themes.get(one.theme, ""),
            "code": one.code,
            "is_open": one.is_open,
        }
        for one in skills_of(actor.house).values()
    ]
    return answer(
        request,
        form,
        act=act,
        template="engagement/skills.html",
        subject=Subject(actor.house, "skill"),
        back=here,
        done="La compétence est dans la liste.",
        context={"rows": rows},
    )


def skill(request: Request, code: str) -> HttpResponse:
    """Offer a skill of the list again, or no longer (POST)."""
    actor = request.actor
    known = skills_of(actor.house).get(code)
    if known is None:
        raise Http404
    actions.word_skill(
        actor,
        house_id=actor.house,
        name=known.name,
        code=known.code,
        need_code=known.need_code,
        theme=known.theme,
        is_open=not known.is_open,
    )
    return redirect("engagement:skills")
