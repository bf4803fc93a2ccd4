"""The lines of a board that are no figures: a qualitative indicator, its degree year by year."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from probant.indicators.appraisals import Appraisal, appraisals_of, version_in_force
from probant.indicators.appraising import PREFIX
from probant.indicators.models import BoardFigure, QualitativeIndicator, QualitativeVersion
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut


@dataclass(frozen=True)
class Judged:
    """A question on a board: its words in force, what was judged of each year as known then."""

    question: QualitativeIndicator
    version: QualitativeVersion
    years: dict[int, Appraisal]
    cut: Cut


def is_question(row: BoardFigure) -> bool:
    """Whether a line of a board is a qualitative indicator."""
    return row.code.startswith(PREFIX)


def judged_of(
    rows: Iterable[BoardFigure], actor: Actor, years: Collection[int], cut: Cut
) -> dict[int, Judged]:
    """By line of a board, its question, for who may read what is judged: others read nothing of it.

    Eight queries where there is one; none where there is none.
    """
    codes = {row.code: row.pk for row in rows if is_question(row)}
    if not codes:
        return {}
    held = QualitativeIndicator.objects.visible_to(actor).filter(code__in=codes)
    questions = list(held.prefetch_related("versions__action", "versions__programme"))
    found = appraisals_of([one.pk for one in questions], cut, years)
    return {
        codes[one.code]: Judged(
            one,
            version_in_force(one.versions.all(), cut),
            {year: told for (pk, year), told in found.items() if pk == one.pk},
            cut,
        )
        for one in questions
    }
