"""Blocks of where and of what became: a figure on the map of its communes, a programme's path."""

from collections.abc import Iterator, Sequence

from probant.directory.models import DepartmentOutline
from probant.directory.outlines import points_of
from probant.indicators.breakdown import Part, break_down, dimension_of
from probant.indicators.funnel import CODE, Funnel, Stage, funnels
from probant.programmes.models import Programme
from probant.reports.blocks import Block, Cell, Chart, ChartPoint, Head, Line, Row, Table, Text
from probant.reports.composition.counted import begun, facts_of
from probant.reports.composition.draft import BlockDraft
from probant.reports.composition.reader import Reader
from probant.ui.pieces.figure import write_value
from probant.ui.write import write_count, write_number, write_rate

COMMUNE = "commune"
MOST_PLACES = 300
MOST_NAMED = 6


def on_map(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """Where the records of a figure fall, commune by commune; what has no place is said."""
    code = str(draft.content.get("code", ""))
    figure = reader.figure(code)
    if figure is None:
        reader.lacks(code)
        return
    kind = figure.indicator
    way = dimension_of(kind, COMMUNE)
    if way is None:
        reader.missing.append(f"« {kind.label} » ne se dit pas par commune")
        return
    if not figure.records:
        yield Text(f"{begun(kind.label)} : rien n’est noté en {reader.order.year}.")
        return
    found = break_down(figure, facts_of(figure), way)
    centres = points_of([part.key for part in found.parts])
    placed = [part for part in found.parts if part.key in centres][:MOST_PLACES]
    away = [part for part in found.parts if part.key and part.key not in centres]
    unsaid = next((part for part in found.parts if not part.key), None)
    if not placed:
        yield Text(
            f"{begun(kind.label)} : aucune commune n’a de coordonnées ici, la carte reste à faire."
        )
        return
    scale = 100 if kind.written else 1
    points = tuple(
        ChartPoint(
            label=part.label,
            value=part.value / scale,
            text=write_value(part.value, kind.written),
            at=(centres[part.key].latitude, centres[part.key].longitude),
        )
        for part in placed
    )
    here = departments_of([part.key for part in placed])
    yield Chart(
        title=f"{begun(kind.label)} par commune, {reader.order.year}",
        description=_described(placed, kind.unit, points),
        form="map",
        points=points,
        heads=("Commune", begun(kind.unit)),
        note=_noted(unsaid, away, found.overlap, kind.unit),
        departments=here,
        lines=lines_of(here),
    )


def _described(placed: Sequence[Part], unit: str, points: Sequence[ChartPoint]) -> str:
    first = ", ".join(f"{one.label} {one.text}" for one in points[:3])
    communes = write_count(len(placed), "commune")
    return f"Carte de {communes}, un disque pour chacune, d’autant plus grand : {first} {unit}."


def _noted(unsaid: Part | None, away: Sequence[Part], overlap: int, unit: str) -> str:
    notes = []
    if unsaid is not None:
        notes.append(f"Sans commune notée : {write_number(unsaid.value)} {unit}.")
    if away:
        named = ", ".join(
            f"{part.label} ({write_number(part.value)})" for part in away[:MOST_NAMED]
        )
        more = "…" if len(away) > MOST_NAMED else ""
        notes.append(f"Hors de la carte, faute de coordonnées : {named}{more}.")
    if overlap:
        notes.append("Ce qui compte dans plusieurs communes y est à chacune.")
    return " ".join(notes)


def departments_of(codes: Sequence[str]) -> tuple[str, ...]:
    """The départements of some communes."""
    return tuple(sorted({code[:3] if code.startswith("97") else code[:2] for code in codes}))


def lines_of(departments: Sequence[str]) -> tuple[Line, ...]:
    """The outlines of some départements, where they are loaded. One query."""
    rows = DepartmentOutline.objects.filter(department_code__in=departments)
    return tuple(
        tuple((float(at[0]), float(at[1])) for at in line)
        for row in rows.order_by("department_code")
        for name in ("border", "group")
        for line in row.lines.get(name, ())
    )


def path(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """The path of a programme, or of each: cases at each stage, and what became of those welcomed.

    The figure that it opens on is one of the publication's, where its scope reaches it.
    """
    scope = reader.scope(reader.action_id)
    if scope is None:
        return
    reader.figure(CODE)
    asked = str(draft.content.get("programme", ""))
    every = funnels(
        house_id=reader.order.house_id, period=reader.period, cut=reader.order.cut, scope=scope
    )
    found = [one for one in every if asked in ("", one.official, str(one.programme))]
    if not found and asked and not _is_known(asked, reader):
        reader.missing.append("le programme d’un parcours n’existe plus : choisissez-en un autre")
        return
    if not found:
        yield Text(f"Aucune étape n’est notée en {reader.order.year}.")
        return
    for one in found:
        yield from _path(one, reader.order.year)


def _is_known(asked: str, reader: Reader) -> bool:
    """Whether a programme is one of the house: by its number, or by its code in a model."""
    if not asked.isdecimal():
        return True  # a model asks for one that the house may not run: it has nothing to show
    return Programme.objects.filter(house_id=reader.order.house_id, pk=int(asked)).exists()


def _path(funnel: Funnel, year: int) -> Iterator[Block]:
    welcomed = funnel.stages[0].followed or 0
    counted = [stage for stage in funnel.stages if stage.cases is not None]
    yield Table(
        f"{funnel.name} : dossiers passés par chaque étape en {year}",
        (Head("Étape", share=5), Head("Dossiers", True, 2), Head("Structures", True, 2)),
        tuple(
            Row((Cell(begun(stage.name)), _whole(stage.cases), _whole(stage.structures)))
            for stage in counted
        ),
    )
    if not welcomed:
        return
    said = [stage for stage in funnel.stages if stage.followed is not None]
    last = said[-1]
    yield Chart(
        title=f"{funnel.name} : ce que sont devenus les dossiers accueillis en {year}",
        description=(
            f"{write_count(welcomed, 'dossier')} accueillis ; {begun(last.name).lower()} : "
            f"{write_number(last.followed or 0)}, {_share(last)}."
        ),
        form="bars",
        points=tuple(
            ChartPoint(
                begun(stage.name),
                stage.followed or 0,
                f"{write_number(stage.followed or 0)} ({_share(stage)})",
            )
            for stage in said
        ),
        heads=("Étape", "Dossiers"),
        note="Chaque dossier est suivi lui-même, jusqu’au jour de connaissance.",
    )


def _share(stage: Stage) -> str:
    return write_rate(stage.share) if stage.share is not None else "—"


def _whole(value: int | None) -> Cell:
    return Cell("") if value is None else Cell(write_number(value), value)
