"""Questions and their years as a table: a line a question, a column a year, each onto its page."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.indicators.appraisals import Appraisal, version_in_force
from probant.indicators.models import QualitativeIndicator
from probant.kernel.cut import Cut
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import KNOWN_ON
from probant.ui.tables import Column, Empty, Table

EMPTY = Empty(
    "Aucun indicateur qualitatif",
    "Une question que la maison se pose d’année en année : on y répond par un mot et un texte, "
    "avec ce qui l’étaye.",
)


def table_of(
    rows: Iterable[QualitativeIndicator],
    years: Iterable[int],
    found: dict[tuple[int, int], Appraisal],
    cut: Cut,
) -> SafeString:
    """The qualitative indicators of a house, some years side by side."""
    table = Table(
        name="appreciations",
        caption="Indicateurs qualitatifs",
        columns=(
            Column("label", "Indicateur", kind="link", href="href", quiet="said"),
            *(Column(f"y{year}", str(year), kind="html") for year in years),
        ),
        empty=EMPTY,
        noun="indicateur",
        cards=True,
    )
    drawn = []
    for row in rows:
        version = version_in_force(row.versions.all(), cut)
        href = f"{href_pattern('indicators:question') % row.pk}{asked_cut(cut)}"
        said = version.question + (" · retiré" if row.closed_on else "")
        cells = {year: found.get((row.pk, year)) for year in years}
        drawn.append(
            {
                "id": row.pk,
                "label": version.label,
                "href": href,
                "said": said,
                **{
                    f"y{year}": degree_of(one, year_href(row.pk, year, cut)) if one else "—"
                    for year, one in cells.items()
                },
            }
        )
    return table.render(drawn, query={})


def degree_of(one: Appraisal, href: str) -> SafeString:
    """The word of a year, onto its page; what nothing supports says so."""
    mark = "" if one.is_supported else UNSUPPORTED
    return format_html('<a href="{}">{}</a>{}', href, one.said, mark)


UNSUPPORTED = format_html('<br><span class="tag is-due">{}</span>', "non étayée")


def year_href(pk: int, year: int, cut: Cut) -> str:
    """The page of a year judged, as known on the same day."""
    return href_pattern("indicators:appraisal", 2) % (pk, year) + asked_cut(cut)


def asked_cut(cut: Cut) -> str:
    """What an address says of the day it is known on."""
    return f"?{KNOWN_ON}={cut.known_on.isoformat()}" if cut.known_on else ""


def is_known(row: QualitativeIndicator, cut: Cut) -> bool:
    """Whether a question was asked by a day."""
    return cut.known_on is None or any(one.since <= cut.known_on for one in row.versions.all())
