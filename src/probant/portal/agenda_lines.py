"""The lines of the public agenda, drawn in Python: its months are read far more than written."""

from collections.abc import Iterable

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from probant.gatherings.agenda import OFF
from probant.portal.agenda import Line
from probant.portal.agenda_feeds import hour_of, status_of
from probant.ui.hrefs import href_pattern
from probant.ui.tables.cells import tag_html


def draw_lines(lines: Iterable[Line], slug: str, *, framed: bool = False) -> SafeString:
    """The lines as a list; `framed`: another site shows them, and each opens apart."""
    address = href_pattern("portal:agenda-session", 2)
    apart = ' target="_blank" rel="noopener"' if framed else ""
    drawn = "".join(_line(one, address % (slug, one.pk), apart) for one in lines)
    return mark_safe(  # noqa: S308  every value is escaped
        f'<ol class="plain-list agenda">{drawn}</ol>'
    )


def _line(line: Line, href: str, apart: str) -> str:
    status = status_of(line.state)
    marked = f" {tag_html(status, 'late')}" if status else ""
    hour = hour_of(line.starts_time) if line.starts_time else ""
    about = ", ".join(escape(one) for one in (line.kind, hour, line.where, line.by) if one)
    return (
        f'<li class="agenda__line{" is-off" if line.state in OFF else ""}">'
        f'<time class="agenda__day" datetime="{line.starts_on.isoformat()}">'
        f'<span class="agenda__weekday">{WEEKDAYS_ABBR[line.starts_on.weekday()]}</span> '
        f'<span class="agenda__number">{line.starts_on.day}</span></time>\n'
        f'<div><p class="agenda__title"><a href="{href}"{apart}>{escape(line.title)}</a>{marked}'
        f'</p>\n<p class="agenda__about small">{about}</p></div></li>'
    )
