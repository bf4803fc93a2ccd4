"""Appraisals read: what was judged of each year, as known on a day, and what each rests on."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from probant.accounts.queries import names_of
from probant.gatherings.models import Opinion
from probant.indicators.access import Reach, narrowed, reach_of
from probant.indicators.appraising import TESTIMONY_USE
from probant.indicators.definition import EVERYTHING
from probant.indicators.engine import Figure, measure
from probant.indicators.models import (
    Appraised,
    ProofGiven,
    QualitativeIndicator,
    QualitativeVersion,
)
from probant.indicators.own import find_indicator
from probant.journal.models import JournalDetail
from probant.journal.reasons import WITHDRAWN
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.support.models import Case, Testimony
from probant.support.queries.testimonies import signature, text_of

Kind = ProofGiven.Kind
PROOF = (
    "document",
    "session",
    "testimony__person",
    "testimony__programme",
    "testimony__case__organisation",
    "case__organisation",
)


@dataclass(frozen=True)
class Appraisal:
    """What was judged of a year; `word` is of the scale in force on that day, empty without one.

    `evidence` counts all that was given, `holding` what may still be read of it.
    """

    row: Appraised
    word: str
    text: str
    erased_on: datetime.date | None
    by: str
    evidence: int
    holding: int
    reason: str = ""

    @property
    def is_supported(self) -> bool:
        """Whether one thing at least still supports it."""
        return self.holding > 0

    @property
    def said(self) -> str:
        """The word, or that a text stands where there is no scale."""
        return self.word or "appréciée"


@dataclass(frozen=True)
class Proof:
    """One thing that an appraisal rests on, in words; `opens` says what page, if any."""

    kind: str
    words: str
    detail: str
    row: ProofGiven
    holds: bool
    opens: str = ""
    figure: Figure | None = None
    reach: Reach | None = None


def version_in_force(versions: Iterable[QualitativeVersion], cut: Cut) -> QualitativeVersion:
    """The words in force at a cut; the first ones for what was before them."""
    held = sorted(versions, key=_by_number)
    known = [one for one in held if cut.known_on is None or one.since <= cut.known_on]
    return known[-1] if known else held[0]


def _by_number(version: QualitativeVersion) -> int:
    return version.number


def appraisals_of(
    indicators: Collection[int], cut: Cut, years: Collection[int] | None = None
) -> dict[tuple[int, int], Appraisal]:
    """By indicator and year, what stands at a cut. Four queries, whatever the number."""
    rows = Appraised.objects.filter(indicator__in=indicators).cut(cut)
    if years is not None:
        rows = rows.filter(year__in=years)
    found = {(one.row.indicator_id, one.row.year): one for one in told(rows)}
    return dict(sorted(found.items()))


def told(rows: QuerySet[Appraised]) -> list[Appraisal]:
    """Appraisals with their texts, authors and how much supports them. Three queries."""
    held = list(rows.select_related("version", "written"))
    given = _given({one.pk for one in held})
    names = names_of({one.written_by_id for one in held})
    return [
        Appraisal(
            row=one,
            word=one.version.scale[one.grade - 1] if one.grade else "",
            text=one.written.text,
            erased_on=one.written.erased_on,
            by=names.get(one.written_by_id or 0, ""),
            evidence=given.get(one.pk, (0, 0))[0],
            holding=given.get(one.pk, (0, 0))[1],
        )
        for one in held
    ]


def _given(appraisals: Collection[int]) -> dict[int, tuple[int, int]]:
    """By appraisal, how many things were given, and how many still hold. One query.

    A testimony that its person no longer allows supports nothing, for any day.
    """
    allowed = Testimony.objects.usable_for(TESTIMONY_USE, on=timezone.localdate())
    holds = Q(testimony__isnull=True) | Q(testimony__in=allowed.values("pk"))
    rows = ProofGiven.objects.filter(appraisal__in=appraisals).order_by().values("appraisal")
    counted = rows.annotate(all=Count("pk"), holding=Count("pk", filter=holds))
    return {row["appraisal"]: (row["all"], row["holding"]) for row in counted}


def earlier(indicator: QualitativeIndicator, year: int, cut: Cut) -> list[Appraisal]:
    """What was said of a year before, and was corrected or withdrawn by a cut; the last first."""
    rows = Appraised.objects.filter(indicator=indicator, year=year)
    if cut.known_on is not None:
        rows = rows.filter(void_on__lte=cut.known_on)
    found = told(rows.filter(void_seq__isnull=False).order_by("-seq"))
    seqs = [one.row.void_seq or 0 for one in found if one.row.void_code == WITHDRAWN]
    details = JournalDetail.objects.filter(house_id=indicator.house_id, seq__in=seqs)
    bodies = details.exclude(body="").values_list("body", flat=True) if seqs else ()
    said: dict[str, str] = {}
    for body in bodies:
        said |= json.loads(body).get("reasons", {})
    return [replace(one, reason=said.get(one.row.key.hex, "")) for one in found]


def proofs_of(appraisal: Appraised, actor: Actor, cut: Cut) -> list[Proof]:
    """What an appraisal rests on, each in words, as the actor may read it."""
    rows = list(
        ProofGiven.objects.filter(appraisal=appraisal)
        .select_related(*PROOF)
        .prefetch_related("testimony__answers")
        .order_by("pk")
    )
    today = timezone.localdate()
    held = {row.testimony_id for row in rows if row.testimony_id}
    usable = Testimony.objects.filter(pk__in=held).usable_for(TESTIMONY_USE, on=today)
    scopes = {one.pk: one.scope for one in usable} if held else {}  # type: ignore[attr-defined]  # annotated
    mine = _ids(Testimony.objects.visible_to(actor).filter(pk__in=held)) if held else set()
    cases = {row.case_id for row in rows if row.case_id}
    open_cases = _ids(Case.objects.visible_to(actor).filter(pk__in=cases)) if cases else set()
    opinions = opinions_of({row.session_id for row in rows if row.kind == Kind.OPINIONS})
    reach = scope_reach(appraisal.version, actor)
    found = []
    for row in rows:
        if row.kind == Kind.DOCUMENT:
            found.append(Proof(row.kind, str(row.document), "", row, holds=True, opens="document"))
        elif row.kind == Kind.TESTIMONY:
            found.append(_testimony(row, scopes, mine))
        elif row.kind == Kind.CASE:
            whose = str(row.case) if row.case_id in open_cases else "Un dossier de la maison"
            opens = "case" if row.case_id in open_cases else ""
            found.append(Proof(row.kind, whose, "", row, holds=True, opens=opens))
        elif row.kind == Kind.FIGURE:
            found.append(_figure(row, reach, cut))
        else:
            number = opinions.get(row.session_id or 0, 0)
            said = f"{number} avis" if row.kind == Kind.OPINIONS else ""
            found.append(Proof(row.kind, str(row.session), said, row, holds=True, opens="session"))
    return found


def _testimony(row: ProofGiven, scopes: Mapping[int, str], mine: set[int]) -> Proof:
    one = row.testimony
    assert one is not None
    if one.pk not in scopes:
        return Proof(row.kind, "Témoignage que son auteur ne permet plus de citer", "", row, False)
    opens = "testimony" if one.pk in mine else ""
    return Proof(row.kind, signature(one, scopes[one.pk]), text_of(one), row, True, opens)


def _figure(row: ProofGiven, reach: Reach | None, cut: Cut) -> Proof:
    """A figure in the scope of the question where it fits there, of the whole house otherwise."""
    indicator = find_indicator(row.house_id, row.code, cut)
    if indicator is None or reach is None:
        return Proof(row.kind, f"{row.code} {row.year}", "n’existe plus", row, False)
    if not indicator.fits(reach.scope):
        reach = Reach(reach.house_id, EVERYTHING, named=reach.named)
    figure = measure(
        indicator,
        house_id=row.house_id,
        period=Period.year(row.year or 0),
        cut=cut,
        scope=reach.scope,
    )
    return Proof(
        row.kind, indicator.label, str(row.year), row, True, "figure", figure=figure, reach=reach
    )


def scope_reach(version: QualitativeVersion, actor: Actor) -> Reach | None:
    """What the actor reads in the scope of a question."""
    reach = reach_of(actor, action_id=version.action_id)
    if reach is None or version.programme_id is None:
        return reach
    return narrowed(reach, actor, programme_id=version.programme_id)


def scope_words(version: QualitativeVersion) -> str:
    """« pour l’action X », « pour le programme DLA »; the whole house otherwise."""
    if version.action is not None:
        return f"pour l’action « {version.action.name} »"
    if version.programme is not None:
        return f"pour le programme {version.programme.name}"
    return "pour toute la maison"


def opinions_of(sessions: Collection[int | None]) -> dict[int, int]:
    """By meeting, how many opinions its participants gave. One query."""
    if not sessions:
        return {}
    rows = Opinion.objects.filter(session__in=sessions).order_by().values("session")
    return {row["session"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def _ids(rows: QuerySet[Any]) -> set[int]:
    return set(rows.values_list("pk", flat=True))
