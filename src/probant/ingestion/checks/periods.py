"""Periods and days: one plan given two spans, a day of the week that is not that of its date."""

from __future__ import annotations

import re
from collections import defaultdict

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.kernel.dates import WEEKDAYS, find_dates, write_date
from probant.kernel.finding import Finding, Severity, Where

# A house has one of each at a time: two overlapping spans of it contradict each other.
_PLAN = re.compile(
    r"(?P<plan>projet (?:associatif|social|d'etablissement|de territoire|de developpement)|plan strategique|contrat de ville|\bcpom\b|projet educatif|schema directeur)"
    r"[^.;:\n]{0,24}?[\s(](?P<first>20\d\d)\s?[-/]\s?(?P<last>20\d\d)(?!\d)"
)


def check_periods(draft: Draft, document: Document) -> list[Finding]:
    """`period.mismatch`, `date.weekday`."""
    return [*_plans(document), *_weekdays(document)]


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
                    found.append(Finding("period.mismatch", Severity.ERROR, message, (places[left], places[right])))
    return found


def _weekdays(document: Document) -> list[Finding]:
    found, seen = [], set()
    for date in find_dates(document.text):
        if date.weekday is None or date.weekday == date.value.weekday() or date.value in seen:
            continue
        seen.add(date.value)
        message = f"Le {write_date(date.value)} est un {WEEKDAYS[date.value.weekday()]}, non un {WEEKDAYS[date.weekday]}."
        found.append(Finding("date.weekday", Severity.WARNING, message, document.where(date.start, date.end)))
    return found
