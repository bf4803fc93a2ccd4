"""A collective as a table: its figures; and the list behind one, each house's rows as agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from probant.consortia.models import Said
from probant.consortia.queries import Line
from probant.consortia.screens.words import UNKNOWN, label_of, narrowing_of, write
from probant.indicators.access import Reach
from probant.indicators.across import Once
from probant.indicators.definition import EVERYTHING, Indicator
from probant.indicators.screens.tables import OPEN_COLUMNS, RESERVED, dressed, table_of
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date
from probant.kernel.period import Period
from probant.ui.hrefs import href_pattern
from probant.ui.tables import Column, Empty, Table

FIGURES = Table(
    name="collectif",
    caption="Chiffres du collectif",
    noun="chiffre",
    columns=(
        Column("label", "Chiffre", kind="link", href="href", quiet="narrowed"),
        Column("total", "Ensemble, compté une fois", kind="html", align="end"),
        Column("own", "Chaque membre", kind="html"),
        Column("overlap", "Compté par plusieurs", kind="html", align="end"),
        Column("partners", "Dit par les partenaires", kind="html", align="end"),
        Column("said", "Dit pour l’ensemble", kind="html", align="end"),
    ),
    empty=Empty(
        "Aucun chiffre n’est encore demandé",
        "La maison qui tient le collectif dit quels chiffres s’additionnent ; chaque membre "
        "choisit ensuite ceux qu’il partage.",
    ),
    cards=True,
)
DASH = SafeString("—")


def query_of(period: Period, cut: Cut) -> str:
    """What an address says of a year and a day of knowledge."""
    known = f"&connu_le={cut.known_on.isoformat()}" if cut.known_on else ""
    return f"?annee={period.start.year}{known}"


def figures_table(
    lines: Sequence[Line], *, names: Mapping[int, str], programmes: dict[str, str], query: str
) -> SafeString:
    """Its figures drawn; `names` are those of the houses."""
    return FIGURES.render([_row(line, names, programmes, query) for line in lines], query={})


def _row(
    line: Line, names: Mapping[int, str], programmes: dict[str, str], query: str
) -> dict[str, Any]:
    href = f"{href_pattern('consortia:figure') % line.figure.pk}{query}"
    narrowed = narrowing_of(line.figure, programmes) if line.indicator else UNKNOWN
    total, own, overlap = DASH, SafeString("aucun membre ne le partage encore"), DASH
    if line.whole is not None:
        total = _link(href, write(line, line.whole.value))
        own = format_html_join(
            SafeString("<br>"),
            "{}\u00a0: {}",
            ((names[house], write(line, value)) for house, value in line.whole.own.items()),
        )
        if line.whole.overlap:
            overlap = _link(f"{href}#plusieurs", write(line, line.whole.overlap))
    return {
        "id": line.figure.pk,
        "label": label_of(line.figure),
        "href": href,
        "narrowed": narrowed,
        "total": total,
        "own": own,
        "overlap": overlap,
        "partners": _partners(line),
        "said": _whole(line),
    }


def _link(href: str, words: str) -> SafeString:
    return format_html('<a class="figure-link" href="{}">{}</a>', href, words)


def _partners(line: Line) -> SafeString:
    if not line.heard.of_partners:
        return DASH
    return format_html(
        '○\u00a0{}<br><span class="quiet small">non ajouté</span>', partners_said(line)
    )


def partners_said(line: Line) -> str:
    """« 32 », or « de 32 à 34 » where a partner said two numbers."""
    least, most = line.heard.partners_said
    if least == most:
        return write(line, least)
    return f"de {write(line, least)} à {write(line, most)}"


def _whole(line: Line) -> SafeString:
    if not line.heard.of_whole:
        return DASH
    return format_html_join(
        SafeString("<br>"),
        '○\u00a0{}<br><span class="quiet small">{}</span>',
        ((write(line, one.claim.value), gap_words(line, one)) for one in line.heard.of_whole),
    )


def gap_words(line: Line, said: Said) -> str:
    """« 64 de plus qu’ici », and why where somebody said."""
    counted = line.whole.value if line.whole else 0
    gap = said.claim.value - counted
    if not gap:
        return "comme ici"
    words = f"{write(line, abs(gap))} de {'plus' if gap > 0 else 'moins'} qu’ici"
    if said.claim.closed_on:
        return f"{words} ; {said.claim.closing_words}"
    return words


def said_rows(line: Line, sayings: Sequence[Said], house_id: int | None) -> list[dict[str, Any]]:
    """What was said, each with who, where, when; what the reader's house noted may be explained."""
    return [
        {
            "said": one,
            "value": write(line, one.claim.value),
            "who": str(one.partner) if one.partner else "tout le collectif",
            "where": origin_of(one),
            "gap": "" if one.partner_id else gap_words(line, one),
            "mine": one.claim.house_id == house_id,
        }
        for one in sayings
    ]


def origin_of(said: Said) -> str:
    """« Rapport d’activité 2023, page 8, le 28 mai 2024 »."""
    claim = said.claim
    page = f", page {claim.page}" if claim.page else ""
    day = f", le {write_date(claim.said_on)}" if claim.said_on else ""
    return f"{claim.origin}{page}{day}"


def records_table(indicator: Indicator) -> Table:
    """The list behind a figure of several houses: whose, when, what its reader may know."""
    seen = table_of(indicator, Reach(0, EVERYTHING, named=frozenset()))
    shown = [one for one in seen.columns if one.key not in ("subject", "occurred_on", "place")]
    place = next(one for one in seen.columns if one.key == "place")
    return Table(
        name="faits-du-collectif",
        caption="Les faits comptés",
        columns=(
            Column("occurred_on", "Date", kind="date", sortable=True),
            Column("house", "Membre", sortable=True, sort="house_id"),
            Column("subject", "De quoi", kind="link", href="subject_href", blank="—"),
            place,
            *shown,
        ),
        empty=Empty(
            "Aucun fait",
            "Les faits des chiffres que les membres partagent paraîtront ici dès qu’ils seront "
            "notés.",
        ),
        default_sort="occurred_on",
        noun="fait",
        cards=True,
    )


def dressed_across(
    rows: Sequence[dict[str, Any]],
    indicator: Indicator,
    reaches: Mapping[int, Reach],
    names: Mapping[int, str],
) -> list[dict[str, Any]]:
    """Rows of several houses, each as its reader may see it; three queries a house at most."""
    by_house: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_house.setdefault(row["house_id"], []).append(row)
    found: dict[int, dict[str, Any]] = {}
    for house, held in by_house.items():
        reach = reaches[house]
        for row in dressed(held, indicator, reach):
            closed = not reach.is_whole
            hidden = dict.fromkeys(_closed(indicator), "") if closed else {}
            subject = row["subject"] or (RESERVED if closed else "")
            found[row["id"]] = {**row, **hidden, "house": names[house], "subject": subject}
    return [found[row["id"]] for row in rows]


def _closed(indicator: Indicator) -> list[str]:
    """Columns that an indicator adds and that a reader of another house does not see."""
    return [column for column, _ in indicator.listed if column not in OPEN_COLUMNS]


def twice_words(once: Once) -> str:
    """What is counted by several: « structures »."""
    return {Once.STRUCTURES: "structures", Once.SESSIONS: "rencontres"}.get(once, "")
