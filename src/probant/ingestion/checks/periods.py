"""Periods and days: one plan given two spans, a day of the week that is not that of its date."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.kernel.dates import WEEKDAYS, find_dates, write_date
from probant.kernel.finding import Finding, Severity, Where

# A house has one of each at a time: two overlapping spans of it contradict each other.
_PLAN = re.compile(
    r"(?P<plan>projet (?:associatif|social|d'etablissement|de territoire|de "
    r"developpement)|plan strategique|contrat de ville|\bcpom\b|projet educatif|"
    r"schema directeur)"
    r"[^.;:\n]{0,24}?[\s(](?P<first>20\d\d)\s?[-/]\s?(?P<last>20\d\d)(?!\d)"
)
# What names the day of the sitting itself, at the start of a line or of the text.
_OPENING = re.compile(
    r"(?:^|[-–—.]\s)[ \t*]*(?:seance (?:publique |ordinaire |extraordinaire )?du|"
    r"reunion du|compte[- ]rendu\s*(?:de la (?:seance|reunion) )?(?:du )?\s*conseil "
    r"(?:municipal|communautaire) du|(?P<year>l'an )(?=[a-z]+ ))\s*",
    re.M,
)
_RELIED_ON = re.compile(
    r"(?:^\s*(?:vu|considerant)\b[^\n]{0,40})(?:deliberation|arrete|decision|avis|"
    r"convention)\b[^.;]{0,90}?\b(?=(?:en date )?du \d)",
    re.M,
)


def check_periods(draft: Draft, document: Document) -> list[Finding]:
    """`period.mismatch`, `date.weekday`, `reference.dangling` (an act of after the sitting)."""
    return [
        *_plans(document),
        *_sittings(draft, document),
        *_later_acts(draft, document),
        *_weekdays(document),
    ]


def _plans(document: Document) -> list[Finding]:
    spans: dict[str, dict[tuple[int, int], Where]] = defaultdict(dict)
    for match in _PLAN.finditer(document.folded):
        span = (int(match["first"]), int(match["last"]))
        if span[0] < span[1]:
            spans[match["plan"]].setdefault(span, document.where(match.start(), match.end()))
    found = []
    for plan, places in spans.items():
        ordered = sorted(places)
        for i, left in enumerate(ordered):
            for right in ordered[i + 1 :]:
                shared = left[0] == right[0] or left[1] == right[1]
                if shared and not re.search(r"avenant|prolong|prorog", document.folded):
                    message = f"« {plan} » : {left[0]}-{left[1]} ici, {right[0]}-{right[1]} là."
                    found.append(
                        Finding(
                            "period.mismatch",
                            Severity.ERROR,
                            message,
                            (places[left], places[right]),
                        )
                    )
    return found


def _sittings(draft: Draft, document: Document) -> list[Finding]:
    """The day of one sitting said in two ways: title, opening sentence, box repeated on each
    page.
    """
    if draft.session_date is None or draft.kind not in ("deliberation", "minutes"):
        return []
    places: dict[date, Where] = {}
    for match in _OPENING.finditer(document.folded[:9000]):
        for found in find_dates(document.text[match.end() : match.end() + 70]):
            if (
                not document.folded[match.end() : match.end() + found.start].strip(" \n:,-")
                or match["year"]
            ):
                places.setdefault(
                    found.value, document.where(match.start(), match.end() + found.end)
                )
            break
    for value, place in places.items():
        near = abs((value - draft.session_date).days)
        if value != draft.session_date and 0 < near < 120 and draft.session_date in places:
            message = (
                f"La séance est datée du {write_date(draft.session_date)} et du "
                f"{write_date(value)}."
            )
            return [
                Finding(
                    "period.mismatch", Severity.ERROR, message, (places[draft.session_date], place)
                )
            ]
    return []


def _later_acts(draft: Draft, document: Document) -> list[Finding]:
    """An act that the sitting relies on as taken, dated after the sitting."""
    sitting = draft.session_date
    if sitting is None or draft.kind not in ("deliberation", "minutes"):
        return []
    found = []
    for match in _RELIED_ON.finditer(document.folded):
        for act in find_dates(document.text[match.end() : match.end() + 40]):
            between = document.folded[match.end() : match.end() + act.start].strip(" \n")
            if between in ("", "du", "en date du") and 0 < (act.value - sitting).days < 400:
                message = (
                    f"Acte du {write_date(act.value)} invoqué à la séance du "
                    f"{write_date(sitting)}, qui lui est antérieure."
                )
                found.append(
                    Finding(
                        "reference.dangling",
                        Severity.ERROR,
                        message,
                        document.where(match.start(), match.end() + act.end),
                    )
                )
            break
    return found


def _weekdays(document: Document) -> list[Finding]:
    found, seen = [], set()
    for day in document.dates:
        if day.weekday is None or day.weekday == day.value.weekday() or day.value in seen:
            continue
        seen.add(day.value)
        message = (
            f"Le {write_date(day.value)} est un {WEEKDAYS[day.value.weekday()]}, non un "
            f"{WEEKDAYS[day.weekday]}."
        )
        found.append(
            Finding("date.weekday", Severity.WARNING, message, document.where(day.start, day.end))
        )
    return found
