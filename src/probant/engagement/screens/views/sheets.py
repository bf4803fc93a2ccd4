"""Monthly sheets: the list of a year's, one of them, and its signatures."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import Person
from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.documents.writing import keep
from probant.engagement import actions
from probant.engagement.access import may_employ, may_read_sheet, may_sign, may_write_time
from probant.engagement.models import MissionLetter
from probant.engagement.queries.posts import employees, letters_of
from probant.engagement.queries.sheets import PARTS, Sheet, directs, months_of, sheet_of
from probant.engagement.rules.days import is_worked, month_of
from probant.engagement.rules.durations import write_minutes
from probant.engagement.rules.full_time import write_fte
from probant.engagement.rules.shares import write_share
from probant.engagement.screens.staff_forms import LetterForm
from probant.engagement.screens.staff_tables import MONTHS
from probant.engagement.screens.views.weeks import address
from probant.journal.errors import AlreadyDone
from probant.kernel.decision import Refused
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.programmes.screens.submit import Subject, answer
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

NAMES = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
SIGNED: dict[str, str] = {
    PARTS.EMPLOYEE: "Vous avez signé votre feuille.",
    PARTS.MANAGER: "La feuille est signée.",
}


def months(request: Request) -> HttpResponse:
    """`/temps/mois/?annee=2023`: the sheets of a year and where each stands."""
    actor = request.actor
    year = _year(request)
    if actor.has(Role.DIRECTION, Role.ASSISTANT):
        people = employees(actor, Period.year(year))
    else:
        people = list(Person.objects.visible_to(actor).filter(pk=actor.person_id or 0))
    found = months_of(actor, year, people)
    pattern = href_pattern("engagement:sheet", 3)
    rows = [
        {
            "month": f"{NAMES[one.month - 1].capitalize()} {one.year}",
            "href": pattern % (one.person.pk, one.year, one.month),
            "name": str(one.person),
            "time": write_minutes(one.minutes) if one.minutes else "—",
            "state": str(one.state),
        }
        for one in sorted(found, key=lambda one: (-one.month, one.person.name_key))
    ]
    waiting = sum(str(one.state) in ("employee", "manager", "again") for one in found)
    context = {
        "year": year,
        "years": [year - 1, year, year + 1]
        if year < timezone.localdate().year
        else [year - 1, year],
        "table": MONTHS.render(rows, query=request.GET),
        "waiting": waiting,
        "may_employ": bool(may_employ(actor, actor.house)),
    }
    return render(request, "engagement/months.html", context)


def sheet(request: Request, pk: int, year: int, month: int) -> HttpResponse:
    """`/temps/mois/<personne>/<année>/<mois>/`: days × actions; POST signs, or notes a letter."""
    person = find(request, pk, year, month)
    if request.method == "POST":
        return _act(request, person, year, month)
    return render(request, "engagement/sheet.html", _context(request, person, year, month))


def find(request: Request, pk: int, year: int, month: int) -> Person:
    """The person of a sheet that the actor may read; else 404."""
    person = Person.objects.visible_to(request.actor).filter(pk=pk).first()
    if person is None or not 2000 <= year <= 2199 or not 1 <= month <= 12:
        raise Http404
    if not may_read_sheet(request.actor, person, by_board=directs(person)):
        raise Http404
    return person


def _act(request: Request, person: Person, year: int, month: int) -> HttpResponse:
    here = redirect("engagement:sheet", person.pk, year, month)
    key = read_keys(request.POST).key
    try:
        if letter := request.POST.get("lettre", ""):
            return _note_letter(request, person, letter, (year, month), here)
        actions.sign_sheet(
            request.actor,
            person=person,
            year=year,
            month=month,
            part=request.POST.get("signature", ""),
            content=request.POST.get("contenu", ""),
            key=key,
        )
        messages.success(request, SIGNED.get(str(request.POST.get("signature", "")), ""))
    except AlreadyDone as already:
        messages.info(request, str(already))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return here


def _note_letter(
    request: Request, person: Person, number: str, when: tuple[int, int], here: HttpResponse
) -> HttpResponse:
    rows = MissionLetter.objects.visible_to(request.actor).filter(person=person)
    letter = rows.filter(pk=int(number[:18]) if number.isdecimal() else 0).first()
    if letter is None:
        raise Http404
    actions.log_letter_month(
        request.actor,
        letter=letter,
        year=when[0],
        month=when[1],
        reason=request.POST.get("motif", ""),
        key=read_keys(request.POST).key,
    )
    messages.success(request, "La part du mois est notée.")
    return here


def _context(request: Request, person: Person, year: int, month: int) -> dict[str, Any]:
    actor = request.actor
    found = sheet_of(person, year, month)
    by_board = directs(person)
    parts = [
        {
            "part": str(part),
            "label": part.label,
            "signed": found.signed(part),
            "may": _may_sign_now(
                found, part, bool(may_sign(actor, person, part, by_board=by_board))
            ),
        }
        for part in PARTS
    ]
    period = month_of(year, month)
    letters = [
        one
        for one in letters_of(person.house_id, person.pk)
        if one.starts_on <= period.end and one.ends_on >= period.start
    ]
    before, after = _neighbours(year, month)
    return {
        "sheet": found,
        "person": person,
        "title": f"{NAMES[month - 1].capitalize()} {year}",
        "grid": grid(found),
        "totals": [write_minutes(line.total) for line in found.lines],
        "total": write_minutes(found.total) if found.total else "—",
        "owed": write_minutes(found.contract_minutes) if found.contract_minutes else "—",
        "fte": write_fte(found.fte),
        "parts": parts,
        "letters": [{"it": one, "share": write_share(one.share_hundredths)} for one in letters],
        "may_write": bool(may_write_time(actor, person.house_id, person.pk)) and not _signed(found),
        "is_signed": bool(found.signatures),
        "week": address(person, period.start)
        if bool(may_write_time(actor, person.house_id, person.pk))
        else "",
        "before": reverse("engagement:sheet", args=[person.pk, *before]),
        "after": reverse("engagement:sheet", args=[person.pk, *after]),
    }


def _signed(found: Sheet) -> bool:
    return str(found.state) == "signed"


def _may_sign_now(found: Sheet, part: Any, allowed: bool) -> bool:
    """Whether the button is shown: what `sign_sheet` would not refuse."""
    mine = found.signed(part)
    if not allowed or not found.lines or (mine is not None and mine.holds):
        return False
    if found.period.end > timezone.localdate():
        return False
    employee = found.signed(PARTS.EMPLOYEE)
    return part == PARTS.EMPLOYEE or (employee is not None and employee.holds)


def _neighbours(year: int, month: int) -> tuple[tuple[int, int], tuple[int, int]]:
    first = datetime.date(year, month, 1)
    last = month_of(year, month).end
    before = first - datetime.timedelta(days=1)
    after = last + datetime.timedelta(days=1)
    return (before.year, before.month), (after.year, after.month)


def grid(found: Sheet) -> list[dict[str, Any]]:
    """The days of a sheet, each with its minutes by line, for the page."""
    rows = []
    for day in found.days:
        halves = found.away.get(day, set())
        rows.append(
            {
                "day": day,
                "worked": is_worked(day),
                "cells": [_time(line.by_day.get(day, 0)) for line in found.lines],
                "total": _time(found.on(day)),
                "away": "absent" if len(halves) == 2 else "½ j absent" if halves else "",
            }
        )
    return rows


def _time(minutes: int) -> str:
    return write_minutes(minutes) if minutes else ""


def letter_create(request: Request) -> HttpResponse:
    """`/temps/lettres/nouvelle/`: a fixed percentage by letter of mission."""
    actor = request.actor
    form = LetterForm(request.POST or None, request.FILES or None, actor=actor)
    back = reverse("engagement:months")

    def act(data: Any, keys: Any) -> str:
        file = data.pop("copy")
        try:
            kept = keep(file.name or "lettre", file.chunks()) if file else None
        except TooLarge as large:
            raise Refused(str(large)) from large
        actions.write_mission_letter(actor, copy=kept, key=keys.key, **data)
        return back

    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, "person"),
        back=back,
        done="La lettre de mission est notée.",
        day_field="starts_on",
        context={
            "heading": "Noter une lettre de mission",
            "submit": "Noter la lettre",
            "trail": crumbs("Feuilles de temps", back, "Lettre de mission"),
            "lead": "Une part fixe du temps sur une action, là où le financeur n’exige pas de "
            "relevé : chaque mois, sa part des jours travaillés se note en un clic.",
            "above": "",
        },
    )


def letter_copy(request: Request, pk: int) -> HttpResponseBase:
    """The signed letter of mission."""
    row = MissionLetter.objects.visible_to(request.actor).filter(pk=pk).first()
    if row is None or row.document is None:
        raise Http404
    return serve(row.document)


def _year(request: Request) -> int:
    text = request.GET.get("annee", "")
    this = timezone.localdate().year
    if text.isascii() and text.isdigit() and 2000 <= int(text[:6]) <= this:
        return int(text)
    return this
