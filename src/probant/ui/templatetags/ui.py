"""Tags and filters of every template; loaded as built-ins, so `{% load ui %}` is not needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from probant.kernel.dates import write_date, write_short_date
from probant.kernel.money import write_euros
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.kernel.text import typeset
from probant.ui import icons, panels, rail
from probant.ui.bundle import bundle
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import draw_keys
from probant.ui.pieces import (
    FactLine,
    FigureCard,
    FindingCard,
    Station,
    draw_facts,
    draw_figure,
    draw_finding,
    draw_known_on,
    draw_known_on_field,
    draw_thread,
)
from probant.ui.pieces.field import draw_field
from probant.ui.request import Request
from probant.ui.tables import KeysetPage, draw_pager
from probant.ui.tables.cells import tag_html
from probant.ui.write import write_number, write_rate

register = template.Library()

try:
    VERSION = version("probant")
except PackageNotFoundError:  # a tree that nothing has installed
    VERSION = ""


# --- Words and numbers ---------------------------------------------------------------------------
@register.filter
def euros(cents: int | None) -> str:
    """Integer cents as euros; "—" where there is none."""
    return "—" if cents is None else write_euros(cents)


@register.filter(name="typeset")
def set_type(words: str) -> str:
    """Words with the no-break spaces that French type asks for."""
    return typeset(words)


@register.filter
def number(value: Any) -> str:
    """A number with French grouping."""
    return "—" if value is None else write_number(value)


@register.filter(is_safe=False)
def pluralize(value: Any, endings: str = "s") -> str:
    """The ending of a word after a count, as French has it: the plural from 2, none after 0.

    In the place of Django's own, which is English: « 0 rencontre », « 1,5 heure », « 2 heures ».
    `endings` is the plural's, or both: "al,aux".
    """
    singular, _, plural = endings.rpartition(",")
    try:
        count = abs(float(value))
    except (TypeError, ValueError):
        count = len(value) if hasattr(value, "__len__") else 0
    return plural if count >= 2 else singular


@register.filter
def rate(value: Any) -> str:
    """A rate 0–1 as a percentage."""
    return "—" if value is None else write_rate(value)


def _civil(value: date | datetime) -> date:
    return localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None) -> SafeString:
    """A day in words: 14 décembre 2023. An instant is read in Paris."""
    return _time(value, write_date)


@register.filter
def short_day(value: date | datetime | None) -> SafeString:
    """A day for a table: 14/12/2023."""
    return _time(value, write_short_date)


def _time(value: date | datetime | None, write: Any) -> SafeString:
    if value is None or value == "":
        return mark_safe("—")
    civil = _civil(value)
    return mark_safe(f'<time datetime="{civil.isoformat()}">{write(civil)}</time>')


@register.filter
def instant(value: datetime | None) -> str:
    """An instant in Paris: 14/12/2023 à 9 h 05."""
    if value is None:
        return "—"
    local = localtime(value)
    return f"{write_short_date(local.date())} à {local.hour}\u00a0h\u00a0{local.minute:02d}"


@register.filter
def hour(value: time | None) -> str:
    """An hour of the day: 9 h, 9 h 05."""
    if value is None or value == "":
        return "—"
    minutes = f"\u00a0{value.minute:02d}" if value.minute else ""
    return f"{value.hour}\u00a0h{minutes}"


@register.filter
def period_label(period: Period) -> str:
    """« 2023 », or « du 1er mars 2023 au … »."""
    return period.label


@register.filter
def role_label(role: str) -> str:
    """The French name of a role."""
    return Role(role).label


@register.simple_tag
def tag(label: str, tone: str = "plain") -> SafeString:
    """A small word with a tone: plain, quiet, held, due, late, proof."""
    return mark_safe(tag_html(label, tone))


# --- The frame of the page -----------------------------------------------------------------------
@register.simple_tag
def bundled(name: str) -> str:
    """The address of app.css, app.js or icon.svg, with its digest."""
    return href_pattern("ui:file", 2) % (bundle(name).digest, name)


@register.simple_tag
def app_version() -> str:
    """The version, as in the changelog."""
    return VERSION


@register.simple_tag(takes_context=True)
def theme(context: Context) -> SafeString:
    """The attribute of a chosen theme; nothing where the system decides."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if request is not None else None
    return mark_safe(f' data-theme="{chosen}"' if chosen in ("light", "dark") else "")


@register.simple_tag(name="rail", takes_context=True)
def rail_tag(context: Context) -> SafeString:
    """The rail and the bottom bar of this request's actor."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    if request is None or actor is None:
        return mark_safe("")
    return rail.render(actor.roles, request.path)


@register.simple_tag
def place(name: str) -> str:
    """The address of a fixed place (search, help, account, sign_in, sign_out), "" if none."""
    return rail.href(name)


@register.simple_tag(takes_context=True)
def signed_in(context: Context) -> bool:
    """Whether a person is signed in."""
    actor = getattr(context.get("request"), "actor", None)
    return actor is not None and actor.kind == "user"


@register.simple_tag(takes_context=True)
def signed_as(context: Context) -> str:
    """Who is signed in and for which house, as the accounts room says (`request.actor_label`)."""
    return str(getattr(context.get("request"), "actor_label", ""))


@register.simple_tag(takes_context=True)
def keep_list(context: Context) -> SafeString:
    """Under a list: the link that keeps it under a name, with its filters and its order."""
    request, where = context.get("request"), rail.href("lists")
    actor = getattr(request, "actor", None)
    if request is None or not where or actor is None or actor.house_id is None:
        return mark_safe("")
    return format_html(
        '<a href="{}?{}">Garder cette liste</a>',
        where,
        urlencode({"adresse": request.get_full_path()}),
    )


@register.simple_tag
def paste_rows(kind: str) -> SafeString:
    """Under a list: the link to where rows copied from a spreadsheet are pasted, by kind."""
    where = rail.href("imports")
    if not where:
        return mark_safe("")
    return format_html(
        '<a href="{}?{}#coller">Coller des lignes</a>', where, urlencode({"genre": kind})
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon, always beside a word."""
    return icons.icon(name)


@register.simple_tag
def crumbs(*parts: Any) -> SafeString:
    """Breadcrumb: label, address, label, address…, and last the label of this page."""
    links = [
        f'<li><a href="{escape(parts[i + 1])}">{escape(parts[i])}</a></li>'
        for i in range(0, len(parts) - 1, 2)
    ]
    here = f'<li aria-current="page">{escape(parts[-1])}</li>' if len(parts) % 2 else ""
    return mark_safe(
        f'<nav class="crumbs" aria-label="Fil d’Ariane"><ol>{"".join(links)}{here}</ol></nav>'
    )


@register.simple_tag(takes_context=True)
def pager(context: Context, page: KeysetPage, label: str) -> SafeString:
    """Links to the pages before and after, for a list that is not a table."""
    return draw_pager(page, context["request"].GET, label)


@register.simple_tag(name="panels", takes_context=True)
def panels_tag(context: Context, slot: str, subject: Any) -> SafeString:
    """What other rooms show on this page."""
    return panels.render(slot, context["request"], subject)


# --- The pieces ----------------------------------------------------------------------------------
@register.simple_tag
def figure(card: FigureCard | None = None, **given: Any) -> SafeString:
    """A figure: a `FigureCard`, or its fields by name."""
    return draw_figure(card or FigureCard(**given))


@register.simple_tag
def thread(stations: Sequence[Station], label: str = "Fil de la convention") -> SafeString:
    """A thread of stations."""
    return draw_thread(stations, label)


@register.simple_tag
def finding(card: FindingCard) -> SafeString:
    """A finding, side by side."""
    return draw_finding(card)


@register.simple_tag
def facts(lines: Sequence[FactLine], label: str = "Faits") -> SafeString:
    """Fact rows."""
    return draw_facts(lines, label)


@register.simple_tag
def known_on(day: date | None, period: str = "", back: str = "?") -> SafeString:
    """The line across a page that is read as known on another day."""
    return draw_known_on(day, period, back)


@register.simple_tag(takes_context=True)
def known_on_field(context: Context, words: str = "tels que connus le") -> SafeString:
    """The date control of a page's sentence of filters."""
    return draw_known_on_field(context["request"].GET, words)


# --- Forms ---------------------------------------------------------------------------------------
@register.simple_tag
def field(bound: BoundField, hint: str = "") -> SafeString:
    """A form field: label, help, control, and what is wrong with what to do."""
    return draw_field(bound, hint)


@register.inclusion_tag("ui/_form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """The summary at the head of a refused form: each fault leads to its field."""
    faults = [(form[name], errors) for name, errors in form.errors.items() if name in form.fields]
    return {"general": form.non_field_errors(), "faults": faults, "any": bool(form.errors)}


@register.simple_tag(takes_context=True)
def form_keys(context: Context, read_at: int | None = None) -> SafeString:
    """Hidden fields: the key against double submission, the journal's position when read."""
    request: Request | None = context.get("request")
    posted = request.POST if request is not None else QueryDict()
    return draw_keys(posted, read_at)
