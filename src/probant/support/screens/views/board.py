"""The board of a programme: its open cases in columns, by the phase that each is in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Programme
from probant.support.access import may_open_cases
from probant.support.queries.board import Column, columns_of
from probant.support.queries.cases import (
    MINE,
    NOBODY,
    people_of,
    programmes_with_phases,
    word_in,
    word_of,
)
from probant.support.screens.views.acts import BOARD
from probant.ui.request import Request


def board(request: Request) -> HttpResponse:
    """`/dossiers/par-etape/`: `?programme=`, `?referent=`; on a phone `?etape=`, one at a time."""
    actor = request.actor
    programmes = programmes_with_phases(actor)
    programme = _chosen(programmes, word_in(request.GET, "programme"))
    found = columns_of(actor, programme, request.GET, timezone.localdate()) if programme else []
    context = {
        "programme": programme,
        "word": word_of(programme) if programme else "",
        "programmes": [(word_of(row), row.name) for row in programmes],
        "columns": found,
        "open": _open(found, word_in(request.GET, "etape")),
        "count": sum(len(column.cards) for column in found),
        "referent": word_in(request.GET, "referent"),
        "referents": [(str(user.pk), str(user)) for user in people_of(actor.house)],
        "mine": MINE,
        "nobody": NOBODY,
        "writes": actor.has(*TEAM, Role.VOLUNTEER),
        "from": BOARD,
        "may_open": may_open_cases(actor, actor.house).allowed,
    }
    return render(request, "support/board.html", context)


def _chosen(programmes: list[Programme], word: str) -> Programme | None:
    """The programme of that word, else the first."""
    named = {word_of(row): row for row in programmes}
    return named.get(word) or next(iter(programmes), None)


def _open(columns: list[Column], word: str) -> str:
    """The column that a phone shows: the one asked for, else the first where a case is."""
    words = [column.word for column in columns]
    if word in words:
        return word
    return next((column.word for column in columns if column.cards), words[0] if words else "")
