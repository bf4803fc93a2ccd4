"""Periods and days: one plan given two spans, a day of the week that is not that of its date."""

from __future__ import annotations

import re
from datetime import date

from probant.funding.rules.references import plans
from probant.ingestion.checks.clauses import located
from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.kernel.dates import WEEKDAYS, find_dates, find_impossible_dates, write_date
from probant.kernel.finding import Finding, Severity, Where

# What names the day of the sitting itself, at the start of a line or of the text.
_OPENING = re.compile(
    r"(?:^|[-–—.]\s)[ \t*]*(?:seance (?:publique |ordinaire |extraordinaire )?du|"
    r"reunion du|compte[- ]rendu\s*(?:de la (?:seance|reunion) )?(?:du )?\s*conseil "
    r"(?:municipal|communautaire) du|note de synthese\s+(?:du\s+)?conseil\s+"
    r"(?:municipal|communautaire)\s+du|(?P<year>l'an )(?=[a-z]+ ))\s*",
    re.M,
)
_DAY_OF = r"(?:de la |du )?(?:seance|reunion|conseil)?[^.;\n]{0,40}?\b(?:en date )?du(?= )"
_APPROVES = re.compile(
    r"^[^\n]{0,30}\b(?:adoption|approbation)\s+(?:du|de)\s+(?:compte[- ]rendu|"
    r"proces[- ]verbal)\s+" + _DAY_OF,
    re.M,
)
_MINUTES_OF = re.compile(r"\b(?:compte[- ]rendu|proces[- ]verbal)\s+" + _DAY_OF)
_RELIED_ON = re.compile(
    r"(?:^\s*(?:vu|considerant)\b[^\n]{0,40})(?:deliberation|arrete|decision|avis|"
    r"convention)\b[^.;]{0,90}?\b(?=(?:en date )?du \d)",
    re.M,
)


def check_periods(draft: Draft, document: Document) -> list[Finding]:
    """`period.mismatch`, `date.weekday`, `date.impossible`, `reference.dangling` (an act of after
    the sitting).
    """
    return [
        *(located(fault, document) for fault in plans(document.folded)),
        *_sittings(draft, document),
        *_approved_minutes(draft, document),
        *_later_acts(draft, document),
        *_weekdays(document),
        *_impossible(document),
    ]


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


def _approved_minutes(draft: Draft, document: Document) -> list[Finding]:
    """The minutes put to approval are of one day in the title of the point, of another under it."""
    if draft.kind not in ("deliberation", "minutes"):
        return []
    found = []
    for match in _APPROVES.finditer(document.folded):
        stop = document.folded.find("\n", match.end())
        line = document.text[match.end() : stop if stop >= 0 else len(document.text)]
        titled = list(find_dates(line))
        if len(titled) != 1 or line[: titled[0].start].strip():
            continue
        said = [
            (place, day)
            for place in _MINUTES_OF.finditer(document.folded, stop, stop + 400)
            for day in find_dates(document.text[place.end() : place.end() + 30])
            if not document.text[place.end() : place.end() + day.start].strip()
        ]
        if len(said) != 1 or said[0][1].value == titled[0].value:
            continue
        place, day = said[0]
        message = (
            f"Le compte rendu à approuver est daté du {write_date(titled[0].value)} dans le titre "
            f"et du {write_date(day.value)} dans le texte."
        )
        spots = (
            document.where(match.start(), match.end() + titled[0].end),
            document.where(place.start(), place.end() + day.end),
        )
        found.append(Finding("period.mismatch", Severity.ERROR, message, spots))
    return found


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


def _impossible(document: Document) -> list[Finding]:
    """Days that the calendar does not have, once each: nothing is read of them."""
    found = {day.text: day for day in reversed(list(find_impossible_dates(document.text)))}
    return [
        Finding(
            "date.impossible", Severity.WARNING, day.message, document.where(day.start, day.end)
        )
        for day in sorted(found.values(), key=lambda day: day.start)
    ]


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
