"""One figure of a collective: what makes it, what several count, the records; and its export."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.consortia.access import can_keep, can_work_in
from probant.consortia.likeness import alike_in, least
from probant.consortia.models import MemberHouse, SharedFigure
from probant.consortia.queries import Line, lines_of, members_of, reaches_of
from probant.consortia.screens.finding import asked_period, find_figure
from probant.consortia.screens.tables import (
    dressed_across,
    gap_words,
    partners_said,
    query_of,
    records_table,
    said_rows,
    twice_words,
)
from probant.consortia.screens.words import (
    UNKNOWN,
    equation,
    label_of,
    names_of_programmes,
    narrowing_of,
    rule_of,
    write,
)
from probant.directory.models import Organisation
from probant.gatherings.models import Session
from probant.indicators.access import Reach
from probant.indicators.across import Once, Whole, doubles, said_of_sessions
from probant.indicators.queries import rows_of
from probant.indicators.screens.tables import RESERVED
from probant.journal.door import change
from probant.journal.reading import reading
from probant.ui.pieces import FigureCard
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes
from probant.ui.tables import keyset_page
from probant.ui.write import write_count


def figure(request: Request, pk: int) -> HttpResponse:
    """A figure of a collective, counted once, with its members, its doubles and its records."""
    form, period, cut = asked_period(request)
    with reading():
        shown, mine = find_figure(request, pk)
        (line,) = lines_of(shown.consortium, [shown], period, cut)
        members = members_of(shown.consortium)
        names = {one.house_id: one.house.short_name for one in members}
        programmes = names_of_programmes({shown.programme_code})
        back = reverse("consortia:consortium", args=[shown.consortium_id])
        context: dict[str, Any] = {
            "consortium": shown.consortium,
            "figure": shown,
            "line": line,
            "label": label_of(shown),
            "narrowed": narrowing_of(shown, programmes),
            "form": form,
            "period": period,
            "cut": cut,
            "back": f"{back}{query_of(period, cut)}",
            "here": f"?annee={period.start.year}",
            "unknown": UNKNOWN if line.indicator is None else "",
            "sharing": line.members,
            "silent": _silent(line, members),
            "heard": _heard(request, line),
            "may_work": can_work_in(request.actor, shown.consortium),
            "may_keep": can_keep(request.actor, shown.consortium),
            "whole": line.whole,
        }
        if line.whole is not None:
            context |= _rolled(request, line, line.whole, mine, names)
        return render(request, "consortia/figure.html", context)


def _silent(line: Line, members: list[MemberHouse]) -> list[MemberHouse]:
    sharing = {one.house_id for one in line.members}
    return [one for one in members if one.is_member and one.house_id not in sharing]


def _heard(request: Request, line: Line) -> dict[str, Any]:
    house = request.actor.house_id
    return {
        "partners": said_rows(line, line.heard.of_partners, house),
        "whole": said_rows(line, line.heard.of_whole, house),
        "partners_said": partners_said(line) if line.heard.of_partners else "",
        "gaps": [gap_words(line, one) for one in line.heard.of_whole],
        "counted": write(line, line.whole.value if line.whole else 0),
    }


def _rolled(
    request: Request, line: Line, whole: Whole, mine: MemberHouse, names: dict[int, str]
) -> dict[str, Any]:
    indicator = whole.indicator
    alike = alike_in(line.figure.consortium, whole)
    lowest = least(whole, alike)
    reaches = reaches_of(request.actor, whole.own)
    table = records_table(indicator)
    rows = rows_of(_readable(whole, line, mine.house_id), indicator, also=("house_id",))
    page = keyset_page(rows, table.sort(request.GET), request.GET)
    drawn = dressed_across(page.rows, indicator, reaches, names)
    hidden = [one for one in line.members if not one.is_member]
    return {
        "card": FigureCard(
            value=whole.value,
            label=f"{indicator.unit} du collectif",
            href="#faits",
            unit=indicator.written,
            large=True,
        ),
        "equation": equation(whole, indicator.written),
        "rule": rule_of(indicator),
        "bound": write(line, lowest) if lowest != whole.value else "",
        "alike": len([one for one in alike if one.seen_by(mine.house_id)]),
        "alike_others": len(alike),
        "own": [(names[house], write(line, value), house) for house, value in whole.own.items()],
        "twice": _twice(whole, reaches, names, line),
        "twice_words": twice_words(whole.once),
        "table": table.render(drawn, query=request.GET, page=page),
        "hidden": hidden,
        "is_persons": whole.once is Once.PERSONS,
        "counted_facts": write_count(whole.records, "fait"),
    }


def _readable(whole: Whole, line: Line, own: int | None) -> Any:
    """The facts that may be read: of a member that left, or of a closed collective, no other's."""
    if line.figure.consortium.closed_on:
        return whole.facts.filter(house_id=own)
    gone = {one.house_id for one in line.members} - {
        one.house_id for one in line.members if one.is_member
    }
    return whole.facts.exclude(house_id__in=gone) if gone else whole.facts


def _twice(
    whole: Whole, reaches: dict[int, Reach], names: dict[int, str], line: Line
) -> list[dict[str, Any]]:
    """What several members count: by whom, under the reader's own name of it where there is one."""
    found = doubles(whole)
    ids = {one for group in found.values() for _, one in group}
    if not ids:
        return []
    sessions = whole.once is Once.SESSIONS
    said: dict[int, tuple[str, datetime.date | None]]
    worth: dict[int, int]
    if sessions:
        held = Session.objects.filter(pk__in=ids).values_list("pk", "title", "starts_on")
        said, worth = {pk: (title, day) for pk, title, day in held}, said_of_sessions(whole)
    else:
        rows = Organisation.objects.filter(pk__in=ids).values_list("pk", "name")
        said, worth = {pk: (name, None) for pk, name in rows}, {}
    own = [house for house, reach in reaches.items() if reach.is_whole]
    listed = []
    for group in found.values():
        shown = [
            one
            for house, one in group
            if house in own or (not sessions and reaches[house].names(one))
        ]
        values = {names[house]: worth[one] for house, one in group if one in worth}
        name, day = said[shown[0]] if shown else ("", None)
        differ = len(set(values.values())) > 1
        listed.append(
            {
                "name": name or RESERVED,
                "day": day or next((said[one][1] for _, one in group), None),
                "houses": ", ".join(dict.fromkeys(names[house] for house, _ in group)),
                "differ": " ; ".join(f"{n}\u00a0: {write(line, v)}" for n, v in values.items())
                if differ
                else "",
                "kept": "" if not differ else _kept(whole, group, names),
            }
        )
    return sorted(listed, key=lambda one: (str(one["day"] or ""), str(one["name"])))


def _kept(whole: Whole, group: list[tuple[int, int]], names: dict[int, str]) -> str:
    left = set(whole.left_out)
    return next((names[house] for house, one in group if one not in left), "")


def export(request: Request, pk: int) -> HttpResponse:
    """The records of a figure of a collective as CSV or XLSX: what the screen shows of each."""
    form, period, cut = asked_period(request)
    shown, _ = find_figure(request, pk)
    kind = request.POST.get("format")
    (line,) = lines_of(shown.consortium, [shown], period, cut)
    if not form.is_readable or kind not in ("csv", "xlsx") or line.whole is None:
        page = reverse("consortia:figure", args=[shown.pk])
        return redirect(f"{page}{query_of(period, cut)}")
    headings, lines = exported(request, shown, line, line.whole)
    with change(request.actor, verb="consortia.export", houses=[request.actor.house]) as entry:
        entry.seal("export")
    name = f"collectif-{shown.code.replace('.', '-')}-{period.label}"
    if kind == "xlsx":
        return attachment(xlsx_bytes(headings, lines, title=label_of(shown)), f"{name}.xlsx", XLSX)
    return attachment(csv_bytes(headings, lines), f"{name}.csv", CSV)


def exported(
    request: Request, shown: SharedFigure, line: Line, whole: Whole
) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows: the columns of the screen, nothing more."""
    names = {one.house_id: one.house.short_name for one in members_of(shown.consortium)}
    columns = records_table(whole.indicator).columns
    readable = _readable(whole, line, request.actor.house_id)
    rows = list(
        rows_of(readable, whole.indicator, also=("house_id",)).order_by("occurred_on", "id")
    )
    reaches = reaches_of(request.actor, whole.own)
    drawn = dressed_across(rows, whole.indicator, reaches, names)
    keys = [column.key for column in columns] + ["declared"]
    headings = [column.label for column in columns] + ["Date déclarée"]
    return headings, [[row[key] for key in keys] for row in drawn]
