"""The list behind a figure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from probant.accounts.queries import authors
from probant.directory.models import Family, Theme
from probant.directory.models.people import ERASED
from probant.engagement.rules import write_minutes
from probant.indicators.access import Reach
from probant.indicators.definition import Indicator
from probant.indicators.delays import DELAY, STARTED_ON
from probant.indicators.measures import AsOf
from probant.indicators.queries import place_names
from probant.programmes.rules import write_hundredths
from probant.ui.hrefs import href_pattern
from probant.ui.spreadsheets import BATCH
from probant.ui.tables import Column, Empty, Table
from probant.ui.tables.columns import Kind

RESERVED = "fiche réservée"
#: What a list without names still shows of the columns that an indicator adds.
OPEN_COLUMNS = frozenset({"headcount", "phase__name", STARTED_ON, DELAY})
SUBJECTS = {
    "structure": "Structure ou projet",
    "session": "Rencontre",
    "mission": "Mission",
    "person": "Personne",
}
EMPTY = Empty(
    "Aucun fait",
    "Les faits qui entrent dans ce chiffre paraîtront ici dès qu’ils seront notés.",
)


def table_of(indicator: Indicator, reach: Reach) -> Table:
    """The table of an indicator's records, with the columns its reader may see."""
    date = Column("occurred_on", "Date", kind="date", sortable=True)
    return Table(
        name="preuve",
        caption="Les faits comptés",
        columns=(
            *((_subject(indicator, reach), date) if reach.is_whole else (date,)),
            *(() if reach.is_whole or not _is_placed(indicator) else (_subject(indicator, reach),)),
            *_extra(indicator, reach),
            Column("place", "Commune ou territoire"),
            *_qualities(indicator),
            Column("known_on", "Connu le", kind="date", sortable=True, quiet="declared"),
            *((Column("by", "Noté par"),) if reach.is_whole else ()),
        ),
        empty=EMPTY,
        default_sort="occurred_on",
        noun="fait",
        cards=True,
    )


def _is_placed(indicator: Indicator) -> bool:
    """Whether its records are those of structures, which have a family and a theme."""
    return indicator.subject == "structure"


def _subject(indicator: Indicator, reach: Reach) -> Column:
    if not reach.is_whole:
        return Column("subject", "Structure", blank="projet non encore créé")
    return Column(
        "subject", SUBJECTS[indicator.subject], kind="link", href="subject_href",
        sortable=True, sort="subject_key", blank="sans titre",
    )  # fmt: skip


def _extra(indicator: Indicator, reach: Reach) -> tuple[Column, ...]:
    return tuple(
        Column(
            column,
            heading[0].upper() + heading[1:],
            kind=KINDS.get(column, "text"),
            sortable=column == DELAY,
        )
        for column, heading in indicator.listed
        if reach.is_whole or column in OPEN_COLUMNS
    )


KINDS: dict[str, Kind] = {
    "headcount": "number",
    "mark": "number",
    "months": "number",
    "cost_cents": "money",
    "days_hundredths": "text",
    STARTED_ON: "date",
    DELAY: "number",
    "value_cents": "money",
    "amount_cents": "money",
    "due_cents": "money",
    "lent_cents": "money",
    "late_cents": "money",
}


def _say(indicator: Indicator) -> dict[str, Callable[[Any], str]]:
    """How the values of a list's own columns are written, where a column has words or a scale."""
    said: dict[str, Callable[[Any], str]] = {}
    weighed = indicator.measure.column if isinstance(indicator.measure, AsOf) else ""
    for name, _ in indicator.columns:
        if name.endswith("_hundredths"):
            said[name] = write_hundredths
        elif name == "minutes":
            said[name] = write_minutes
        elif "__" not in name and name != weighed:
            column: Any = indicator.fact._meta.get_field(name)
            if column.flatchoices:
                said[name] = partial(_word, dict(column.flatchoices))
    return said


def _word(words: dict[Any, Any], value: Any) -> str:
    return str(words.get(value, value) or "")


def _qualities(indicator: Indicator) -> tuple[Column, ...]:
    if not _is_placed(indicator):
        return ()
    return (
        Column("family_label", "Famille juridique", sortable=True, sort="family"),
        Column("theme_label", "Domaine", sortable=True, sort="theme"),
    )


def dressed(
    rows: Sequence[dict[str, Any]], indicator: Indicator, reach: Reach
) -> list[dict[str, Any]]:
    """Rows with names of places, families, authors; names and links as rights allow.

    Three queries: places, entries, their authors; the first alone for those who see no names.
    """
    places = place_names(row["place_code"] for row in rows)
    seqs = {row["seq"] for row in rows} | {row["void_seq"] for row in rows if row["void_seq"]}
    wrote = authors(reach.house_id, seqs, system="Probant") if reach.is_whole else {}
    families, themes = dict(Family.choices), dict(Theme.choices)
    said = _say(indicator)
    return [
        {
            **row,
            **{name: say(row[name]) for name, say in said.items() if row[name] is not None},
            "subject": _name(row, indicator, reach),
            "subject_href": _address(row, indicator) if reach.is_whole else None,
            "place": places.get(row["place_code"], row["place_code"]),
            "family_label": families.get(row["family"], ""),
            "theme_label": themes.get(row["theme"], ""),
            "declared": "date déclarée" if row["is_declared"] else "",
            "by": wrote.get(row["seq"], ""),
            "voided_by": wrote.get(row["void_seq"] or 0, ""),
        }
        for row in rows
    ]


def _name(row: dict[str, Any], indicator: Indicator, reach: Reach) -> str:
    """What a record is about; a project's title and a name not agreed to are the house's own."""
    if indicator.subject == "person":
        names = f"{row['person__given_name']} {row['person__family_name']}".strip()
        return (names or ERASED) if reach.is_whole else ""
    if indicator.subject != "structure":
        return str(row[f"{indicator.subject}__title"]) if reach.is_whole else ""
    if row["organisation_id"] is not None:
        return str(row["organisation__name"]) if reach.names(row["organisation_id"]) else RESERVED
    return str(row.get("case__project_title") or "") if reach.is_whole else ""


def _address(row: dict[str, Any], indicator: Indicator) -> str | None:
    """Where a record was noted: its session, its mission, its case; else the structure's sheet."""
    if indicator.subject == "person" and row["person_id"] is not None:
        return href_pattern("directory:person") % row["person_id"]
    if indicator.subject == "session":
        return href_pattern("gatherings:session") % row["session_id"]
    if indicator.subject == "mission":
        return href_pattern("support:mission") % row["mission_id"]
    if row.get("convention_id") is not None:
        return f"{href_pattern('funding:convention') % row['convention_id']}{_year_of(row)}"
    if row.get("case_id") is not None:
        return href_pattern("support:case") % row["case_id"]
    if row["organisation_id"] is not None:
        return href_pattern("directory:sheet") % row["organisation_id"]
    return None


def _year_of(row: dict[str, Any]) -> str:
    """The year at which a convention opens: the one that money covers."""
    return f"?annee={row['budget_year']}" if row.get("budget_year") else ""


def exported(
    rows: Iterable[dict[str, Any]], indicator: Indicator, reach: Reach
) -> tuple[list[str], Iterator[list[Any]]]:
    """Headings and rows of the export: the columns of the screen, nothing more.

    Rows are dressed a batch after the other, and held no longer.
    """
    columns = table_of(indicator, reach).columns
    keys = [column.key for column in columns] + ["declared"]
    headings = [column.label for column in columns] + ["Date déclarée"]
    return headings, _lines(iter(rows), keys, indicator, reach)


def _lines(
    rows: Iterator[dict[str, Any]], keys: Sequence[str], indicator: Indicator, reach: Reach
) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        for row in dressed(batch, indicator, reach):
            yield [row[key] for key in keys]
