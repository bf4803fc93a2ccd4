"""Boards of chosen figures: the list of them, one board, one figure over the years."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from probant.accounts.queries import names_of
from probant.indicators import actions
from probant.indicators.access import Reach, can_keep_boards, reach_of
from probant.indicators.appraisals import scope_words, version_in_force
from probant.indicators.board import Line, line_of, lines_of
from probant.indicators.board_questions import is_question, judged_of
from probant.indicators.breakdown import dimension_of, dimensions_of
from probant.indicators.crossed import cross
from probant.indicators.cumulative import month_by_month
from probant.indicators.funnel import PATH
from probant.indicators.models import Board, BoardFigure, Claim, QualitativeIndicator
from probant.indicators.own import PREFIX, own_indicators
from probant.indicators.queries import latest_year
from probant.indicators.screens.appraisal_table import degree_of, year_href
from probant.indicators.screens.board_forms import AimForm, BoardForm, FigureForm
from probant.indicators.screens.board_table import (
    claim_value,
    draw_years,
    said_of,
    table_of,
    why_blank,
)
from probant.indicators.screens.cards import asked_cut, proof_href
from probant.indicators.screens.crossed_table import crossed_table, rules_of_sums
from probant.indicators.screens.cumulative_table import cumulative_table, draw_cumulative
from probant.indicators.screens.forms import PeriodForm
from probant.indicators.screens.path import path_tables
from probant.journal.errors import AlreadyDone, JournalError
from probant.journal.reading import reading
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

#: How many years stand side by side on a board; the page of a figure shows more.
SPANS = ((3, "trois ans"), (5, "cinq ans"), (1, "l’année seule"))
LONGEST = 10
#: How many of them are broken down side by side.
MOST_CROSSED = 5
FORM = "indicators/board_form.html"
PATH_LABEL = "étapes des parcours"


def boards(request: Request) -> HttpResponse:
    """The boards of the house, and a form that opens another."""
    form = BoardForm(request.POST or None)

    def act(given: dict[str, Any], keys: Any) -> str:
        house_id = request.actor.house
        board = actions.open_board(request.actor, house_id=house_id, key=keys.key, **given)
        return reverse("indicators:board", args=[board.pk])

    return answer(
        request,
        form,
        act=act,
        template="indicators/boards.html",
        subject=Subject(request.actor.house, "board"),
        back=reverse("indicators:boards"),
        done="Le tableau est ouvert : ajoutez-y les chiffres que vous suivez.",
        context={
            "boards": Board.objects.visible_to(request.actor),
            "may": can_keep_boards(request.actor, request.actor.house),
        },
    )


def board(request: Request, pk: int) -> HttpResponse:
    """A board: its figures year by year, as known today or on a day."""
    form = PeriodForm(request.GET)
    with reading():
        found = _board(request, pk)
        reach = _reach(request)
        last = form.period(latest_year(reach.house_id, timezone.localdate())).start.year
        span = next((n for n, _ in SPANS if str(n) == request.GET.get("ans")), SPANS[0][0])
        years = range(last - span + 1, last + 1)
        held = lines_of(found, reach, years, form.cut())
        judged = judged_of([line.row for line in held], request.actor, years, form.cut())
        lines = [
            line
            for line in held
            if line.row.code != PATH and (line.row.pk in judged or not is_question(line.row))
        ]
        asked = _asked(last, form.cut())
        context = {
            "board": found,
            "form": form,
            "period": form.period(last),
            "cut": form.cut(),
            "span": span,
            "spans": SPANS,
            "table": table_of(found, lines, years, asked, judged) if lines or not held else "",
            "paths": [
                (line, said_of(line), path_tables(line.reach, years, form.cut()))
                for line in held
                if line.row.code == PATH
            ],
            "has_claims": any(cell.claims for line in lines for cell in line.cells),
            "asked": asked,
            "back": f"?annee={last}&ans={span}",
            "may": can_keep_boards(request.actor, reach.house_id),
        }
        return render(request, "indicators/board.html", context)


def board_add(request: Request, pk: int) -> HttpResponse:
    """Choose a figure for a board, and what it is narrowed to."""
    found = _board(request, pk)
    house_id = found.house_id
    form = FigureForm(
        request.POST or None,
        house_id=house_id,
        own=own_indicators(house_id).values(),
        questions=_questions(request),
    )
    back = reverse("indicators:board", args=[found.pk])

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.add_figure(request.actor, board=found, key=keys.key, **given)
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(house_id, "board", found.pk),
        back=back,
        done="Le chiffre est au tableau.",
        context={"heading": "Ajouter un chiffre", "board": found, "submit": "Ajouter"},
    )


def _questions(request: Request) -> dict[str, str]:
    """The qualitative indicators that stand, by code. Two queries."""
    held = QualitativeIndicator.objects.visible_to(request.actor).filter(closed_on__isnull=True)
    return {
        one.code: version_in_force(one.versions.all(), Cut.now()).label
        for one in held.prefetch_related("versions")
    }


def board_figure(request: Request, pk: int) -> HttpResponse:
    """A figure of a board over the years: targets, what was printed, what people note.

    The years end with the one that the board was read at, else with the house's latest.
    """
    row = _figure(request, pk)
    reach = _reach(request)
    form = PeriodForm(request.GET)
    last = form.period(latest_year(reach.house_id, timezone.localdate())).start.year
    with reading():
        line = line_of(row, reach, range(last - LONGEST + 1, last + 1), form.cut())
        judged = _judged(request, row, last, form.cut())
    written = line.indicator.written if line.indicator else ""
    aimed = () if row.code == PATH or judged else range(last - 2, last + 4)
    aims = AimForm(request.POST or None, row=row, written=written, years=aimed)
    asked = _asked(last, form.cut())
    here = reverse("indicators:board-figure", args=[row.pk]) + asked

    def act(given: dict[str, Any], keys: Any) -> str:
        actions.aim(
            request.actor, figure=row, targets=aims.targets, note=given["note"], key=keys.key
        )
        return here

    return answer(
        request,
        aims,
        act=act,
        template="indicators/board_figure.html",
        subject=Subject(reach.house_id, "board", row.board_id),
        back=here,
        done="C’est gardé.",
        context=_shown(request, row, line)
        | {"cut": form.cut(), "asked": asked, "today": _asked(last, Cut.now())}
        | {"kept": _kept(last, form.cut())}
        | judged
        | _broken_down(request, line)
        | _added_up(request, line, form.cut())
        | _followed(line, range(last - MOST_CROSSED + 1, last + 1), form.cut()),
    )


def _judged(request: Request, row: BoardFigure, last: int, cut: Cut) -> dict[str, Any]:
    """The years of a question, where the line is one; else 404 for who may not read them."""
    if not is_question(row):
        return {}
    found = judged_of([row], request.actor, range(last - LONGEST + 1, last + 1), cut).get(row.pk)
    if found is None:
        raise Http404
    years = sorted(found.years.items(), reverse=True)
    return {
        "label": found.version.label,
        "judged": found,
        "scope": scope_words(found.version).removeprefix("pour "),
        "degrees": [
            (year, degree_of(one, year_href(found.question.pk, year, cut))) for year, one in years
        ],
    }


def _kept(last: int, cut: Cut) -> dict[str, str]:
    return {"annee": str(last), **asked_cut(cut)}


def _asked(last: int, cut: Cut) -> str:
    """What an address says of the last year shown and of the day it is known on."""
    return "?" + urlencode(_kept(last, cut))


def _followed(line: Line, years: range, cut: Cut) -> dict[str, Any]:
    """The paths of programmes, where the line is one."""
    if line.row.code != PATH:
        return {}
    with reading():
        return {"paths": path_tables(line.reach, years, cut), "label": PATH_LABEL}


def _added_up(request: Request, line: Line, cut: Cut) -> dict[str, Any]:
    """The figure since January, month after month, where the address asks."""
    figures = [cell.figure for cell in line.cells if cell.figure][-SPANS[0][0] :]
    if not figures or not request.GET.get("cumul"):
        return {"may_add_up": bool(figures)}
    with reading():
        months = month_by_month(figures, until=cut.known_on or timezone.localdate())
    return {
        "may_add_up": True,
        "cumulative": cumulative_table(months, figures, line.reach),
        "cumulative_chart": draw_cumulative(months, figures),
    }


def _broken_down(request: Request, line: Line) -> dict[str, Any]:
    """The figure year by year in parts, where the address asks; what it may be broken down by."""
    if line.indicator is None:
        return {}
    figures = [cell.figure for cell in line.cells if cell.figure][-MOST_CROSSED:]
    dimension = dimension_of(line.indicator, request.GET.get("par", ""))
    shown: dict[str, Any] = {"dimensions": dimensions_of(line.indicator) if figures else ()}
    if dimension is not None and figures:
        with reading():
            crossed = cross(figures, dimension)
        shown |= {
            "by": dimension.key,
            "crossed": crossed_table(crossed, line.reach),
            "rule": rules_of_sums(crossed),
        }
    return shown


def _shown(request: Request, row: BoardFigure, line: Line) -> dict[str, Any]:
    claims = [one for cell in line.cells for one in cell.claims]
    people = {row.noted_by_id, *(_attested_by(one) for one in claims)}
    names = names_of(people)
    is_own = line.indicator is None and row.code.startswith(PREFIX)
    return {
        "row": row,
        "line": line,
        "label": line.indicator.label if line.indicator else row.code,
        "blank": "" if line.indicator else why_blank(row),
        "own_href": reverse("indicators:figure", args=[row.code]) if is_own else "",
        "scope": said_of(line).removesuffix(row.note).rstrip(" ·"),
        "chart": draw_years(line),
        "values": [
            (cell, proof_href(cell.figure, line.reach)) for cell in line.cells if cell.figure
        ],
        "claims": [
            (
                one,
                claim_value(one, line.indicator.written if line.indicator else ""),
                getattr(one, "attestation", None),
                names.get(_attested_by(one) or 0, ""),
            )
            for one in claims
        ],
        "noted_by": names.get(row.noted_by_id or 0, ""),
        "may": can_keep_boards(request.actor, row.board.house_id),
    }


def _attested_by(claim: Claim) -> int | None:
    attestation = getattr(claim, "attestation", None)
    return attestation.attested_by_id if attestation else None


def board_gesture(request: Request, pk: int) -> HttpResponse:
    """Move a figure up or down its board, take it off, attest what was printed of it."""
    row = _figure(request, pk)
    key = read_keys(request.POST).key
    gesture = request.POST.get("geste")
    back = reverse("indicators:board-figure", args=[row.pk])
    try:
        if gesture in ("monter", "descendre"):
            by = -1 if gesture == "monter" else 1
            actions.move_figure(request.actor, figure=row, by=by, key=key)
        elif gesture == "retirer":
            actions.remove_figure(request.actor, figure=row, key=key)
            back = reverse("indicators:board", args=[row.board_id])
        elif gesture in ("attester", "reprendre"):
            _attest(request, row, given=gesture == "attester", key=key)
        else:
            raise Http404
    except (AlreadyDone, Refused, JournalError) as refusal:
        messages.info(request, str(refusal))
    return redirect(back)


def _attest(request: Request, row: BoardFigure, *, given: bool, key: Any) -> None:
    number = request.POST.get("dit", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise Http404
    claim = Claim.objects.visible_to(request.actor).filter(pk=int(number), code=row.code).first()
    line = line_of(row, _reach(request), [timezone.localdate().year], PeriodForm({}).cut())
    if claim is None or line.indicator is None:
        raise Http404
    if given:
        actions.attest(request.actor, claim=claim, definition=line.indicator.definition, key=key)
    else:
        actions.unattest(request.actor, claim=claim, key=key)


def _board(request: Request, pk: int) -> Board:
    found = Board.objects.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    assert isinstance(found, Board)
    return found


def _figure(request: Request, pk: int) -> BoardFigure:
    rows = BoardFigure.objects.visible_to(request.actor).filter(pk=pk)
    found = rows.select_related("board", "action", "programme", "funder").first()
    if found is None:
        raise Http404
    assert isinstance(found, BoardFigure)
    return found


def _reach(request: Request) -> Reach:
    """The whole of the house: boards are its own people's."""
    reach = reach_of(request.actor)
    if reach is None:
        raise Http404
    return reach
