"""What people do with qualitative indicators: ask, redefine, judge a year, correct, withdraw."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import slugify

from probant.documents.models import Document
from probant.gatherings.models import Opinion, Session
from probant.indicators.access import can_keep_boards
from probant.indicators.models import (
    AppraisalText,
    Appraised,
    ProofGiven,
    QualitativeIndicator,
    QualitativeVersion,
)
from probant.indicators.models.appraisals import FEWEST_WORDS, LONGEST_WORD, MOST_WORDS
from probant.indicators.own import find_indicator
from probant.journal.door import Entry, change
from probant.journal.reasons import CORRECTED, WITHDRAWN
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action, Programme
from probant.support.models import Case, Testimony

PREFIX = "appreciation."
SUBJECT = "qualitative_indicator"
#: The use that a person must have allowed for her testimony to support an appraisal.
TESTIMONY_USE = "rapport"
FIRST_YEAR = 1990
MOST_EVIDENCE = 30
#: What an appraisal may rest on, and the column that holds it.
COLUMNS = {
    "document": "document",
    "testimony": "testimony",
    "opinions": "session",
    "session": "session",
    "case": "case",
}
UNREADABLE = {
    "document": "Un document donné en preuve n’existe pas, ou ne vous est pas ouvert.",
    "testimony": "Un témoignage donné en preuve n’est pas retenu, ou son auteur ne permet pas de "
    "le citer dans un rapport.",
    "session": "Une rencontre donnée en preuve n’existe pas, ou ne vous est pas ouverte.",
    "opinions": "Une rencontre donnée en preuve n’a reçu aucun avis.",
    "case": "Un dossier donné en preuve n’existe pas, ou ne vous est pas ouvert.",
}


@dataclass(frozen=True)
class Question:
    """What a qualitative indicator asks, as a value; `scale` from the least to the most."""

    label: str
    question: str
    proof: str
    scale: tuple[str, ...] = ()
    action: Action | None = None
    programme: Programme | None = None


@dataclass(frozen=True, order=True)
class Evidence:
    """One thing that an appraisal rests on: a row's number, or the code and year of a figure."""

    kind: str
    number: int = 0
    code: str = ""
    year: int = 0


def read_scale(text: str) -> tuple[str, ...]:
    """The words of a scale, separated by commas or lines. Raises `Refused` with what to do.

    >>> read_scale("pas du tout, en partie ; tout à fait")
    ('pas du tout', 'en partie', 'tout à fait')
    >>> read_scale("  ")
    ()
    """
    parts = text.replace(";", ",").replace("\n", ",").split(",")
    words = tuple(word for part in parts if (word := " ".join(part.split())))
    if not words:
        return ()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS:
        raise Refused(
            f"Une échelle a de {FEWEST_WORDS} à {MOST_WORDS} mots, séparés par des virgules ; "
            f"celle-ci en a {len(words)}."
        )
    if len({word.casefold() for word in words}) < len(words):
        raise Refused("Un mot est deux fois dans l’échelle : chaque degré a le sien.")
    longest = max(words, key=len)
    if len(longest) > LONGEST_WORD:
        raise Refused(f"« {longest} » est trop long : {LONGEST_WORD} caractères au plus par degré.")
    return words


def ask_question(
    actor: Actor, *, house_id: int, question: Question, key: uuid.UUID | None = None
) -> QualitativeVersion:
    """Open a qualitative indicator with its first words.

    Raises `Refused` where another that stands bears its name.
    """
    require(can_keep_boards(actor, house_id))
    with change(actor, verb="indicators.ask", houses=[house_id], key=key) as entry:
        _name_is_free(house_id, question.label)
        held = QualitativeIndicator.objects.filter(house_id=house_id)
        codes = set(held.values_list("code", flat=True))
        indicator = QualitativeIndicator.objects.create(
            house_id=house_id, code=_free(question.label, codes)
        )
        version = _written(entry, indicator, question, 1)
        entry.mention(SUBJECT, indicator.pk)
    return version


def ask_otherwise(
    actor: Actor,
    *,
    indicator: QualitativeIndicator,
    question: Question,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> QualitativeVersion:
    """Give a qualitative indicator other words from today on; those before are kept, dated."""
    require(can_keep_boards(actor, indicator.house_id))
    with change(actor, verb="indicators.ask_otherwise", houses=[indicator.house_id], key=key) as e:
        e.guard(SUBJECT, indicator.pk, read_at=read_at)
        last = indicator.versions.order_by("number").last()
        assert last is not None
        if question_of(last) == question:
            raise Refused("Rien n’a changé : ce sont les mots en vigueur.")
        _name_is_free(indicator.house_id, question.label, but=indicator.pk)
        version = _written(e, indicator, question, last.number + 1)
        e.mention(SUBJECT, indicator.pk)
    return version


def question_of(version: QualitativeVersion) -> Question:
    """A version as a value."""
    return Question(
        version.label,
        version.question,
        version.proof,
        tuple(version.scale),
        version.action,
        version.programme,
    )


def withdraw_question(
    actor: Actor, *, indicator: QualitativeIndicator, key: uuid.UUID | None = None
) -> None:
    """Ask a question no more; what was judged still opens. Raises `Refused` where it is done."""
    _stand(actor, indicator, "indicators.ask_no_more", standing=False, key=key)


def restore_question(
    actor: Actor, *, indicator: QualitativeIndicator, key: uuid.UUID | None = None
) -> None:
    """Ask a question again, with the words that it had."""
    _stand(actor, indicator, "indicators.ask_again", standing=True, key=key)


def appraise(
    actor: Actor,
    *,
    indicator: QualitativeIndicator,
    year: int,
    grade: int | None,
    text: str,
    evidence: Sequence[Evidence] = (),
    declared_on: datetime.date | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Appraised:
    """Judge a year by the words in force; what was said of it before is replaced, and kept.

    Without evidence it is kept too, and shown as unsupported. Raises `Refused`.
    """
    require(can_keep_boards(actor, indicator.house_id))
    house_id = indicator.house_id
    with change(
        actor, verb="indicators.appraise", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        entry.guard(SUBJECT, indicator.pk, read_at=read_at)
        if QualitativeIndicator.objects.filter(pk=indicator.pk, closed_on__isnull=False).exists():
            raise Refused("Cet indicateur est retiré : reprenez-le avant d’y noter une année.")
        version = indicator.versions.order_by("number").last()
        assert version is not None
        _may_be_said(version, year, grade, text, entry)
        _may_support(actor, house_id, evidence, entry)
        made = Appraised(
            indicator=indicator,
            version=version,
            year=year,
            grade=grade,
            written_by_id=actor.user_id,
            occurred_on=entry.known_on,
        )
        before = indicator.appraisals.now().filter(year=year).first()
        if before is None:
            entry.record(made)
        else:
            _void_evidence(entry, before, CORRECTED)
            entry.replace(before, made, code=CORRECTED)
        AppraisalText.objects.create(appraisal=made, text=text.strip())
        for one in sorted(set(evidence)):
            entry.record(_row(made, one, entry))
        entry.mention(SUBJECT, indicator.pk)
    return made


def withdraw_appraisal(
    actor: Actor, *, appraisal: Appraised, reason: str, key: uuid.UUID | None = None
) -> None:
    """Take back what was said of a year, with the reason; it stays readable as known before."""
    require(can_keep_boards(actor, appraisal.house_id))
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Dites pourquoi vous retirez cette appréciation.")
    houses = [appraisal.house_id]
    with change(actor, verb="indicators.unappraise", houses=houses, key=key) as entry:
        fresh = Appraised.objects.get(pk=appraisal.pk)
        if fresh.is_void:
            raise Refused("Cette appréciation est déjà retirée ou corrigée.")
        _void_evidence(entry, fresh, WITHDRAWN)
        entry.void(fresh, code=WITHDRAWN, reason=reason)
        entry.mention(SUBJECT, appraisal.indicator_id)


def erase_text(actor: Actor, *, appraisal: Appraised, key: uuid.UUID | None = None) -> None:
    """Empty the text of an appraisal: the word, its day and its evidence stand."""
    require(can_keep_boards(actor, appraisal.house_id))
    houses = [appraisal.house_id]
    with change(actor, verb="indicators.erase_appraisal", houses=houses, key=key) as entry:
        rows = AppraisalText.objects.filter(appraisal=appraisal, erased_on__isnull=True)
        if not rows.update(text="", salt="", erased_on=entry.today):
            raise Refused("Ce texte est déjà effacé.")
        entry.mention(SUBJECT, appraisal.indicator_id)


def _stand(
    actor: Actor,
    indicator: QualitativeIndicator,
    verb: str,
    *,
    standing: bool,
    key: uuid.UUID | None,
) -> None:
    require(can_keep_boards(actor, indicator.house_id))
    with change(actor, verb=verb, houses=[indicator.house_id], key=key) as entry:
        rows = QualitativeIndicator.objects.filter(pk=indicator.pk, closed_on__isnull=not standing)
        if not rows.update(closed_on=None if standing else entry.today):
            raise Refused(
                "Cet indicateur est déjà suivi." if standing else "Cet indicateur est déjà retiré."
            )
        entry.mention(SUBJECT, indicator.pk)


def _written(
    entry: Entry, indicator: QualitativeIndicator, question: Question, number: int
) -> QualitativeVersion:
    for row in (question.action, question.programme):
        if row is not None and row.house_id != entry.house_id:
            raise Refused("Ce périmètre est celui d’une autre structure.")
    return QualitativeVersion.objects.create(
        indicator=indicator,
        number=number,
        seq=entry.seq,
        since=entry.today,
        written_by_id=entry.actor.user_id,
        label=question.label,
        question=question.question,
        proof=question.proof,
        scale=list(question.scale),
        action=question.action,
        programme=question.programme,
    )


def _name_is_free(house_id: int, label: str, *, but: int = 0) -> None:
    rows = QualitativeVersion.objects.filter(
        indicator__house_id=house_id, indicator__closed_on__isnull=True
    ).exclude(indicator=but)
    last = dict(rows.order_by("number").values_list("indicator_id", "label"))
    if label.casefold() in {one.casefold() for one in last.values()}:
        raise Refused(f"Un indicateur porte déjà cet intitulé : « {label} ».")


def _free(label: str, held: set[str]) -> str:
    stem = PREFIX + (slugify(label)[:44].strip("-") or "question")
    codes = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(code for code in codes if code not in held)


def _may_be_said(
    version: QualitativeVersion, year: int, grade: int | None, text: str, entry: Entry
) -> None:
    if not FIRST_YEAR <= year <= entry.today.year:
        raise Refused(f"On apprécie une année de {FIRST_YEAR} à {entry.today.year}.")
    if grade is not None and not 1 <= grade <= len(version.scale):
        raise Refused("Ce degré n’est pas de l’échelle : choisissez dans la liste.")
    if version.scale and grade is None:
        raise Refused("Choisissez un degré de l’échelle.")
    if not text.strip():
        raise Refused("Écrivez l’appréciation en quelques phrases.")


def _may_support(actor: Actor, house_id: int, evidence: Sequence[Evidence], entry: Entry) -> None:
    """Each row is of the house and read by the author; a testimony is one its person allows."""
    if len(set(evidence)) > MOST_EVIDENCE:
        raise Refused(f"Une appréciation porte {MOST_EVIDENCE} preuves au plus.")
    wanted: dict[str, set[int]] = {}
    for one in evidence:
        wanted.setdefault(one.kind, set()).add(one.number)
        if one.kind == "figure" and find_indicator(house_id, one.code) is None:
            raise Refused("Un chiffre donné en preuve n’existe pas : relisez son adresse.")
    readable: dict[str, QuerySet[Any]] = {
        "document": Document.objects.visible_to(actor),
        "testimony": allowed_testimonies(actor, entry.today),
        "session": Session.objects.visible_to(actor),
        "opinions": Session.objects.visible_to(actor).filter(
            Exists(Opinion.objects.filter(session=OuterRef("pk")))
        ),
        "case": Case.objects.visible_to(actor),
    }
    for kind, numbers in wanted.items():
        if kind == "figure":
            continue
        if kind not in readable:
            raise Refused("Cette preuve n’est d’aucune nature connue.")
        if readable[kind].filter(pk__in=numbers).values("pk").distinct().count() < len(numbers):
            raise Refused(UNREADABLE[kind])


def allowed_testimonies(actor: Actor, on: datetime.date) -> QuerySet[Testimony]:
    """The testimonies that may support an appraisal: kept, and allowed for a report."""
    return Testimony.objects.visible_to(actor).usable_for(TESTIMONY_USE, on=on)


def _row(appraisal: Appraised, one: Evidence, entry: Entry) -> ProofGiven:
    row = ProofGiven(appraisal=appraisal, kind=one.kind, occurred_on=entry.known_on)
    if one.kind == "figure":
        row.code, row.year = one.code, one.year
    else:
        setattr(row, f"{COLUMNS[one.kind]}_id", one.number)
    return row


def _void_evidence(entry: Entry, appraisal: Appraised, code: str) -> None:
    for row in appraisal.evidence.now():
        entry.void(row, code=code)
