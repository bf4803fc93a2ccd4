"""A sheet's headings with what they gather, in the words of its page and of its document."""

from dataclasses import dataclass

from probant.funding.models import ActionSheet, HeadingKind, SheetHeading
from probant.funding.rules.sheet_text import MeansLine, PhaseLine, say_months, write_decimal
from probant.kernel.money import write_euros


@dataclass(frozen=True)
class ShownHeading:
    """A heading: its text in paragraphs, and the rows it gathers, each a line (family, words)."""

    heading: SheetHeading | None
    title: str
    kind: str
    text: str
    rows: tuple[tuple[str, str], ...]

    @property
    def is_section(self) -> bool:
        """Whether it is the title of a part."""
        return self.kind == HeadingKind.SECTION

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands under it."""
        return not self.text and not self.rows


def shown_headings(sheet: ActionSheet) -> list[ShownHeading]:
    """The headings of a sheet in order, then the parts that its layout does not name."""
    parts = _parts(sheet)
    found = []
    for heading in sheet.headings.order_by("position"):
        rows = parts.pop(heading.kind, ())
        found.append(ShownHeading(heading, heading.title, heading.kind, heading.text, rows))
    for kind, rows in parts.items():
        if rows:
            label = str(HeadingKind(kind).label)
            found.append(ShownHeading(None, label.capitalize(), kind, "", rows))
    return found


def _parts(sheet: ActionSheet) -> dict[str, tuple[tuple[str, str], ...]]:
    means: dict[str, list[tuple[str, str]]] = {"human": [], "material": [], "financial": []}
    for fte in sheet.promised.all():
        means["human"].append((str(fte.year), f"{write_decimal(fte.fte)}\u00a0ETP"))
    for one in sheet.means.select_related("lender"):
        lender = one.lender.name if one.lender else ""
        means[one.kind].append(("", say_means(MeansLine(one.label, lender, one.value_cents))))
    families: dict[str, list[str]] = {}
    for partner in sheet.partners.all():
        families.setdefault(partner.family, []).append(partner.name)
    targets: dict[str, list[str]] = {}
    for target in sheet.targets.all():
        values = targets.setdefault(target.label, [])
        if target.value is not None:
            year = f" en {target.year}" if target.year else ""
            values.append(f"{write_decimal(target.value)}{year}")
    return {
        **{kind: tuple(rows) for kind, rows in means.items()},
        "phases": tuple(
            (
                ", ".join(filter(None, (str(one.year), _months(one.first_month, one.last_month)))),
                one.label,
            )
            for one in sheet.phases.all()
        ),
        "partners": tuple((family, ", ".join(names)) for family, names in families.items()),
        "targets": tuple((label, " ; ".join(values)) for label, values in targets.items()),
    }


def _months(first: int | None, last: int | None) -> str:
    return say_months(PhaseLine(0, "", first, last))


def say_means(means: MeansLine) -> str:
    """A means in words, with who lends it and what the loan is worth."""
    if not means.lender:
        return means.label
    worth = (
        f", {write_euros(means.value_cents)} par an"
        if means.value_cents is not None
        else ", valeur non notée"
    )
    return f"{means.label} (prêté par {means.lender}{worth})"
