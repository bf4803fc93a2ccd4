"""The monthly time sheet: days × actions, totals, FTE, and who signed when."""

from collections.abc import Iterator

from django.utils import timezone

from probant.directory.models import House
from probant.engagement.models import SheetSigned
from probant.engagement.queries.sheets import Sheet
from probant.engagement.rules.days import is_worked
from probant.engagement.rules.durations import write_minutes
from probant.engagement.rules.full_time import write_fte
from probant.kernel.actor import Actor
from probant.kernel.dates import MONTHS, write_date, write_short_date
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.papers import Paper, PaperOrder
from probant.ui.templatetags.ui import instant
from probant.ui.write import write_number

DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
SIMPLE = (
    "Signature simple : acte du compte connecté, inscrit au journal avec son jour et son heure. "
    "Une heure appartient à une seule action et ne compte qu’une fois."
)
TO_SIGN = "nom …………………………………………, le ………………………… Signature :"
WIDTH = 6  # actions side by side on a page; more are set under one another


def load(actor: Actor, pk: int) -> None:
    """A sheet is a person's month, not an object of one number: it has an address of its own."""
    return


def collect(order: PaperOrder, sheet: Sheet) -> Content:
    """The paper."""
    house = House.objects.select_related("organisation").get(pk=sheet.person.house_id)
    period = sheet.period
    return Content(
        title="Feuille de temps",
        subtitle=f"{sheet.person}, {MONTHS[period.start.month - 1]} {period.start.year}",
        author=house.organisation.name,
        cut=f"Établie le {write_date(timezone.localdate())}",
        proof=f"{SIMPLE} Empreinte des temps de cette feuille : {sheet.content[:16]}.",
        file_name=f"feuille-de-temps-{period.start:%Y-%m}-{sheet.person.pk}",
        blocks=tuple(_blocks(sheet)),
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    base = write_number(sheet.base_hours)
    yield Terms(
        (
            ("Période", f"{write_date(sheet.period.start)} au {write_date(sheet.period.end)}"),
            ("Temps noté", write_minutes(sheet.total)),
            ("Temps du contrat", write_minutes(sheet.contract_minutes)),
            ("ETP de l’année", f"{write_fte(sheet.fte)} ({base} heures pour un ETP)"),
            ("Base", sheet.base_source),
        )
    )
    if len(sheet.lines) > WIDTH:  # one table of days tells the totals itself
        yield Table(
            "Par action",
            (Head("Action", share=6), Head("Temps", is_number=True, share=2)),
            (
                *(Row((Cell(line.label), Cell(write_minutes(line.total)))) for line in sheet.lines),
                Row((Cell("Total"), Cell(write_minutes(sheet.total))), "total"),
            ),
        )
    for start in range(0, len(sheet.lines), WIDTH):
        yield _days(sheet, start)
    yield Section("Signatures")
    for part in SheetSigned.Part:
        signed = sheet.signed(part)
        label = str(part.label).capitalize()
        if signed is None:
            yield Text(f"{label} : {TO_SIGN}")
        elif signed.holds:
            yield Text(f"{label} : signé par {signed.by}, {instant(signed.at)}.")
        else:
            yield Text(
                f"{label} : signé par {signed.by}, {instant(signed.at)}, avant une correction. "
                "À signer de nouveau."
            )


def _days(sheet: Sheet, start: int) -> Table:
    lines = sheet.lines[start : start + WIDTH]
    heads = (
        Head("Jour", share=3),
        *(Head(line.label, is_number=True, share=3) for line in lines),
        Head("Jour entier", is_number=True, share=2),
    )
    rows = []
    for day in sheet.days:
        if not sheet.on(day) and not is_worked(day):
            continue
        away = len(sheet.away.get(day, ()))
        said = f"{DAYS[day.weekday()]} {write_short_date(day)}"
        said += ", absent" if away == 2 else ", ½ j absent" if away else ""
        cells = (Cell(_time(line.by_day.get(day, 0))) for line in lines)
        rows.append(Row((Cell(said), *cells, Cell(_time(sheet.on(day))))))
    totals = (Cell(write_minutes(line.total)) for line in lines)
    rows.append(Row((Cell("Total"), *totals, Cell(write_minutes(sheet.total))), "total"))
    return Table("Jour par jour", heads, tuple(rows))


def _time(minutes: int) -> str:
    return write_minutes(minutes) if minutes else ""


def house_of(sheet: Sheet) -> int:
    """The employer."""
    return sheet.person.house_id


def refuse(sheet: Sheet) -> str:
    """A sheet without time is no proof of anything."""
    return "" if sheet.lines else "Aucun temps n’est noté ce mois-ci."


PAPER = Paper("feuille-de-temps", "reports.time_sheet", load, collect, house_of, refuse)
