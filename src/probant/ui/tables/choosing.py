"""Rows that one ticks, to do one thing to all of them.

acts = (("confier", "Confier à quelqu’un"), ("tache", "Ajouter une tâche"))
choosing = Choosing(reverse("support:together"), get_token(request), acts)
context["table"] = TABLE.render(page.rows, query=request.GET, page=page, choosing=choosing)

The form posts `acte` and `choix` to its address, where the page says what will happen to which rows
before anything is written: `read_choice(request.POST, acts)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from probant.ui.tables.cells import escaped

ACT, CHOSEN, BACK = "acte", "choix", "retour"
MOST = 200  # rows at a time


@dataclass(frozen=True)
class Choosing:
    """Where ticked rows are sent, the token of the form, and what may be done: (word, label).

    `key` is the row's key that holds the number sent; `back` the address of the list as it is seen.
    """

    href: str
    token: str
    acts: tuple[tuple[str, str], ...]
    key: str = "id"
    back: str = ""

    def around(self, table: str) -> str:
        """The table within its form, and the bar that names the acts."""
        return (
            f'<form class="chosen" method="post" action="{escape(self.href)}" data-counted>'
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(self.token)}">'
            f"{self.hidden}{table}{self.bar}</form>"
        )

    def apart(self, name: str) -> SafeString:
        """The form and its bar beside a list that is no table; boxes name it: `form="name"`."""
        return mark_safe(
            f'<form id="{escape(name)}" method="post" action="{escape(self.href)}">'
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(self.token)}">'
            f"{self.hidden}{self.bar}</form>"
        )

    @property
    def hidden(self) -> str:
        """Where the list is, so that one comes back to it."""
        if not self.back:
            return ""
        return f'<input type="hidden" name="{BACK}" value="{escape(self.back)}">'

    @property
    def bar(self) -> str:
        """How many are ticked, and what to do with them."""
        options = "".join(
            f'<option value="{escape(word)}">{escape(label)}</option>' for word, label in self.acts
        )
        return (
            '<p class="chosen__bar no-print"><span>Pour les lignes cochées'
            '<span class="chosen__count"> (<output data-count aria-live="polite">0</output>)</span>'
            "&nbsp;:</span> "
            '<label class="visually-hidden" for="acte">Que faire</label>'
            f'<select id="acte" name="{ACT}">{options}</select> '
            '<button class="button is-quiet">Continuer</button></p>'
        )

    @property
    def heading(self) -> str:
        """The head of the column of boxes: one box ticks all of them, where there is a script."""
        return (
            '<th scope="col" class="is-choice"><span class="visually-hidden">Choisir</span>'
            '<input type="checkbox" aria-label="Tout cocher" data-ticks-all hidden></th>'
        )

    def boxes(self, take: Callable[[str], Sequence[Any]], named_by: str) -> list[str]:
        """A box a row, told by the row's name."""
        names = escaped([str(value) for value in take(named_by)])
        return [
            f'<td class="is-choice"><input type="checkbox" name="{CHOSEN}" value="{number:d}" '
            f'aria-label="Cocher {name}"></td>'
            for number, name in zip(take(self.key), names, strict=True)
        ]


@dataclass(frozen=True)
class Choice:
    """What was asked: an act, "" where it is none of those offered, and the numbers of the rows.

    `left_out` says how many were ticked beyond what is done at a time.
    """

    act: str
    rows: tuple[int, ...]
    left_out: int = 0


def read_choice(posted: QueryDict, acts: Sequence[tuple[str, str]]) -> Choice:
    """Read what a form of ticked rows sent; what is no number is left out."""
    act = posted.get(ACT, "")
    sent = [text for text in posted.getlist(CHOSEN) if text.isascii() and text.isdigit()]
    rows = tuple(dict.fromkeys(int(text) for text in sent if len(text) < 16))
    known = act if act in dict(acts) else ""
    return Choice(known, rows[:MOST], max(0, len(rows) - MOST))
