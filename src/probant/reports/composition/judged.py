"""Blocks of what was judged: a qualitative indicator, its year, what it rests on."""

from collections.abc import Iterator

from django.db.models import QuerySet

from probant.indicators.access import Narrowing, Reach, scope_of
from probant.indicators.appraisals import (
    PROOF,
    appraisals_of,
    opinions_of,
    scope_words,
    version_in_force,
)
from probant.indicators.appraisals import (
    Appraisal as Judged,
)
from probant.indicators.engine import measure
from probant.indicators.models import (
    Appraised,
    ProofGiven,
    QualitativeIndicator,
    QualitativeVersion,
)
from probant.indicators.own import find_indicator
from probant.indicators.screens.cards import proof_href
from probant.kernel.dates import write_date
from probant.kernel.period import Period
from probant.reports.blocks import Appraisal, Block, Support
from probant.reports.composition.draft import BlockDraft
from probant.reports.composition.reader import Reader
from probant.reports.composition.told import quote_of
from probant.ui.pieces.figure import write_value
from probant.ui.write import write_count

Kind = ProofGiven.Kind


def appraisals(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """What was judged of the year: one question, or each that has an answer in the scope read."""
    asked = int(draft.content.get("question") or 0)
    held = _questions(reader, asked)
    if asked and not held:
        reader.missing.append(f"l’indicateur qualitatif n° {asked} n’existe pas ou plus")
        return
    year = reader.order.year
    found = appraisals_of([one.pk for one in held], reader.order.cut, [year - 1, year])
    for one in held:
        told = found.get((one.pk, year))
        if asked:
            _say_lacking(one, told, reader)
        if told is not None:
            version = {each.pk: each for each in one.versions.all()}[told.row.version_id]
            yield from _set(draft, told, version, found.get((one.pk, year - 1)), reader)


def _questions(reader: Reader, asked: int) -> list[QualitativeIndicator]:
    """The one that is asked, or those that stand in the scope being read; who may not read them
    finds none. Three queries."""
    actor = reader.order.actor
    rows: QuerySet[QualitativeIndicator] = QualitativeIndicator.objects.all()
    if not actor.is_system:
        rows = QualitativeIndicator.objects.visible_to(actor)
    rows = rows.filter(house_id=reader.order.house_id)
    if asked:
        rows = rows.filter(pk=asked)
    held = rows.prefetch_related("versions__action", "versions__programme")
    return [one for one in held if asked or _is_of(one, reader)]


def _is_of(indicator: QualitativeIndicator, reader: Reader) -> bool:
    """Whether a question stands and is of the action being read, or of one of its programmes."""
    closed = indicator.closed_on
    if closed is not None and closed <= reader.order.as_of:
        return False
    version = version_in_force(indicator.versions.all(), reader.order.cut)
    scope = reader.scope(reader.action_id)
    if scope is None or reader.action_id in (0, version.action_id):
        return scope is not None
    return version.programme_id is not None and version.programme_id in scope.programme_ids


def _say_lacking(indicator: QualitativeIndicator, told: Judged | None, reader: Reader) -> None:
    """Keep what a question that was chosen lacks: an answer, a support, its words."""
    version = version_in_force(indicator.versions.all(), reader.order.cut)
    year, closed = reader.order.year, indicator.closed_on
    if closed is not None and closed <= reader.order.as_of:
        reader.missing.append(
            f"l’indicateur « {version.label} » a été retiré le {write_date(closed)} : ce qui en a "
            "été apprécié se lit encore"
        )
    if told is None:
        reader.missing.append(f"« {version.label} » n’est pas apprécié en {year}")


def _set(
    draft: BlockDraft,
    told: Judged,
    version: QualitativeVersion,
    before: Judged | None,
    reader: Reader,
) -> Iterator[Block]:
    """An appraisal as it is set, then the testimonies that it rests on, in their own words."""
    row, shows = told.row, draft.content
    if not told.is_supported:
        reader.missing.append(f"« {version.label} » {row.year} n’est étayé par rien")
    evidence = _evidence(row) if shows.get("evidence", True) else []
    with_text = bool(shows.get("text", True))
    opinions = opinions_of({one.session_id for one in evidence if one.kind == Kind.OPINIONS})
    quotes = [quote_of(one.testimony_id, reader) for one in evidence if one.testimony_id]
    allowed = {one.testimony_id for one in quotes if one is not None}
    yield Appraisal(
        label=version.label,
        question=version.question,
        scope=scope_words(version),
        year=row.year,
        word=told.word,
        scale=tuple(version.scale),
        text=told.text if with_text else "",
        evidence=tuple(_support(one, version, reader, opinions, allowed) for one in evidence),
        is_supported=told.is_supported,
        said_on=write_date(row.known_on),
        key=row.key.hex,
        digest=row.digest,
        text_digest=row.written.digest if with_text else "",
        before=before.word if before is not None and shows.get("compare", True) else "",
        gone=erased(row) if with_text else "",
    )
    yield from (one for one in quotes if one is not None)


def erased(row: Appraised) -> str:
    """That the sentences were erased, and when; empty while they stand."""
    on = row.written.erased_on
    return f"Le texte a été effacé le {write_date(on)}." if on is not None else ""


def _evidence(row: Appraised) -> list[ProofGiven]:
    given = ProofGiven.objects.filter(appraisal=row).select_related(*PROOF)
    return list(given.prefetch_related("testimony__answers").order_by("pk"))


def _support(
    row: ProofGiven,
    version: QualitativeVersion,
    reader: Reader,
    opinions: dict[int, int],
    allowed: set[int | None],
) -> Support:
    """One thing given, in words that may leave the house: a case is never named."""
    nature = str(Kind(row.kind).label).capitalize()
    if row.kind == Kind.CASE:
        return Support(nature, "suivi par la maison")
    if row.kind == Kind.TESTIMONY:
        is_said = row.testimony_id in allowed
        words = "cité plus bas" if is_said else "que son auteur ne permet plus de citer"
        return Support(nature, words)
    if row.kind == Kind.DOCUMENT:
        return Support(nature, str(row.document))
    if row.kind == Kind.FIGURE:
        return _figure(row, version, reader, nature)
    number = opinions.get(row.session_id or 0, 0)
    detail = write_count(number, "avis", "avis") if row.kind == Kind.OPINIONS else ""
    return Support(nature, str(row.session), detail)


def _figure(row: ProofGiven, version: QualitativeVersion, reader: Reader, nature: str) -> Support:
    """A figure in the scope of its question where it fits there; it is one of the publication's.

    One of a programme is not: an edition keeps the figures of the house and of its actions.
    """
    year = row.year or reader.order.year
    if version.programme is not None:
        found = _of_programme(row, version, reader, year)
        if found is not None:
            return found
    for action_id in dict.fromkeys((version.action_id or 0, 0)):
        with reader.narrowed(action_id):
            figure = reader.figure(row.code, year)
            if figure is not None:
                label, said = figure.indicator.label, figure.indicator.written
                href = reader.href(row.code, year)
                return Support(nature, f"{label}, {year}", write_value(figure.said, said), href)
    reader.lacks(row.code)
    return Support(nature, f"{row.code}, {year}", "n’existe plus")


def _of_programme(
    row: ProofGiven, version: QualitativeVersion, reader: Reader, year: int
) -> Support | None:
    house_id, cut = reader.order.house_id, reader.order.cut
    narrowing = Narrowing(programme=version.programme)
    reach = Reach(house_id, scope_of(house_id, narrowing), narrowing=narrowing)
    kind = find_indicator(house_id, row.code, cut)
    if kind is None or not kind.fits(reach.scope):
        return None
    figure = measure(kind, house_id=house_id, period=Period.year(year), cut=cut, scope=reach.scope)
    words = f"{kind.label}, {year}, programme {version.programme}"
    href = reader.order.base_url + proof_href(figure, reach)
    return Support("Chiffre", words, write_value(figure.said, kind.written), href)
