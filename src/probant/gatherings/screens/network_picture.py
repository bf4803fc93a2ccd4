"""The picture of a network, drawn from what happened: a star of its members, by family.

Each member is a line from the house: its length is always the same, what is drawn on it is what it
did. A dot grows with the meetings it came to; a ring was invited and never came; a square organised
with the house; nothing but the line: neither. SVG with classes only: it prints and turns dark.
"""

from math import cos, pi, radians, sin

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from probant.gatherings.queries.network import Activity, Line
from probant.ui.write import write_count

STEP = 15  # room of a name on the circle, in units of the picture
ROOM = 190  # beside the circle, for names
SMALLEST = 150
GAP = 2  # names' room left between two families
LONGEST = 28  # letters of a name in the picture; the table has it whole


def draw_network(activity: Activity) -> SafeString:
    """The star, its caption and the key of its families; empty where nobody is a member."""
    groups = activity.by_family()
    if not groups:
        return mark_safe("")
    places = sum(len(lines) for _, lines in groups) + GAP * len(groups)
    radius = max(SMALLEST, round(places * STEP / (2 * pi)))
    most = max(line.present for _, lines in groups for line in lines)
    parts, headings, at = [], [], 0.0
    for number, (name, lines) in enumerate(groups, 1):
        middle = (at + (len(lines) - 1) / 2) * 360 / places
        headings.append(_heading(number, name, middle, radius))
        for line in lines:
            parts.append(_member(line, at * 360 / places, radius, most))
            at += 1
        at += GAP
    parts += [*headings, '<circle class="star__house" cx="0" cy="0" r="9"/>']
    side = radius + ROOM
    said = (
        f"{write_count(len(activity.lines), 'membre')}, dont {activity.came} venus au moins une "
        f"fois, par famille. Les mêmes nombres sont dans le tableau."
    )
    box = f"{-side} {-side} {2 * side} {2 * side}"
    return mark_safe(  # noqa: S308  every name in it is escaped
        f'<figure class="star"><div class="star__frame" tabindex="0"><svg viewBox="{box}" '
        f'role="img" aria-labelledby="star-title star-said"><title id="star-title">Le réseau en '
        f'{escape(activity.period.label)}</title><desc id="star-said">{escape(said)}</desc>'
        f"{''.join(parts)}</svg></div>{_key(groups)}</figure>"
    )


def _heading(number: int, name: str, angle: float, radius: int) -> str:
    x, y = _at(angle, radius * 0.45)
    return (
        f'<g><title>{escape(name)}</title><circle class="star__family" cx="{x}" cy="{y}" r="11"/>'
        f'<text class="star__number" x="{x}" y="{y + 4}">{number}</text></g>'
    )


def _member(line: Line, angle: float, radius: int, most: int) -> str:
    x, y = _at(angle, radius)
    state = "came" if line.present else "invited" if line.invited else "quiet"
    size = 4 + 4 * (line.present / most if most else 0)
    mark = f'<circle class="star__dot is-{state}" cx="{x}" cy="{y}" r="{size:.1f}"/>'
    if line.organised:
        mark += f'<rect class="star__square" x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"/>'
    return (
        f'<g><title>{escape(_said(line))}</title><line class="star__line is-{state}" x1="0" y1="0" '
        f'x2="{x}" y2="{y}"/>{mark}{_label(line, angle, radius)}</g>'
    )


def _label(line: Line, angle: float, radius: int) -> str:
    """The name, along its line, never upside down."""
    turned = angle - 90
    far, anchor = radius + 14, "start"
    if 180 < angle % 360 < 360:
        turned, far, anchor = turned + 180, -far, "end"
    name = line.organisation.name
    short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    return (
        f'<text class="star__name" transform="rotate({turned:.1f})" x="{far}" y="4" '
        f'text-anchor="{anchor}">{escape(short)}</text>'
    )


def _at(angle: float, radius: float) -> tuple[float, float]:
    """A point of the circle, from the top, clockwise."""
    turned = radians(angle - 90)
    return round(radius * cos(turned), 1), round(radius * sin(turned), 1)


def _said(line: Line) -> str:
    done = [
        write_count(line.present, "présence"),
        write_count(line.invited, "invitation"),
    ]
    if line.organised:
        done.append(write_count(line.organised, "co-organisation"))
    return f"{line.organisation.name} : {', '.join(done)}"


def _key(groups: list[tuple[str, list[Line]]]) -> str:
    rows = "".join(_key_of(name, lines) for name, lines in groups)
    return (
        '<figcaption class="star__key"><p class="small quiet">Point plein : venue au moins une '
        "fois, plus gros à chaque présence. Cercle vide : invitée, jamais venue. Carré : a "
        'co-organisé. Trait seul : ni l’un ni l’autre.</p><ol class="star__families">'
        f"{rows}</ol></figcaption>"
    )


def _key_of(name: str, lines: list[Line]) -> str:
    came = sum(1 for line in lines if line.present)
    said = f"{came}\u00a0venu{'s' if came > 1 else ''} sur\u00a0{len(lines)}"
    return f'<li>{escape(name)} <span class="quiet">{said}</span></li>'
