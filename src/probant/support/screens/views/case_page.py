"""One case: who and where, what is next in a line, then time running down the page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.directory.models.people import ERASED
from probant.journal.prepared import Prepared
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.support.access import may_erase_note, may_open_cases, may_read_notes, may_write_case
from probant.support.models import (
    Case,
    CaseMember,
    CasePartner,
    Mode,
    Note,
    Supporter,
)
from probant.support.queries import appointments, files, follow_ups
from probant.support.queries.appointments import Coming
from probant.support.queries.case_words import say_minutes, say_term
from probant.support.queries.happenings import HAPPENINGS, Mark
from probant.support.queries.history import Happening, timeline
from probant.support.queries.path import CasePath
from probant.support.rules import is_silent
from probant.support.screens.path_panels import path_on
from probant.support.screens.views.cases import load_case
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import FactLine, draw_facts
from probant.ui.request import Request

FILES = 8  # listed beside the timeline, which tells them all
OLDER, SHOWN = "avant", "voir"  # parameters of the address


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/`: as many queries after five years as on the first day."""
    actor = request.actor
    case = load_case(request, pk)
    reads = may_read_notes(actor, case).allowed
    writes = may_write_case(actor, case).allowed
    only, before = request.GET.get(SHOWN, ""), Mark.read(request.GET.get(OLDER, ""))
    page = timeline(case, actor, with_reasons=reads, only=only, before=before)
    coming = appointments.planned(case) if reads or writes else []
    path = path_on(request, case)
    held = files.of_case(actor, case)
    context = {
        "case": case,
        "organisation_href": _sheet_of(case),
        "next": _what_is_next(case, coming, path),
        "coming": [_told(row) for row in coming],
        "facts": _draw(page.rows, actor, writes=writes),
        "older": page.older,
        "is_later_page": before is not None,
        "kinds": _kinds(),
        "only": only,
        "files": held[:FILES],
        "more_files": len(held) > FILES,
        "reads": reads,
        "writes": writes,
        "runs": may_open_cases(actor, case.house_id).allowed,
        **_who(case),
    }
    return render(request, "support/case.html", context)


def _sheet_of(case: Case) -> str:
    if case.organisation_id is None:
        return ""
    return reverse("directory:sheet", args=[case.organisation_id])


def _who(case: Case) -> dict[str, Any]:
    """The people of the project, its partners, those who support it besides the referent."""
    members = MEMBERS.rows(case=case.pk)
    partners = PARTNERS.rows(case=case.pk)
    supporters = SUPPORTERS.rows(case=case.pk)
    for rows, parts in (
        (members, CaseMember.Part),
        (partners, CasePartner.Part),
        (supporters, Supporter.Part),
    ):
        for row in rows:
            row["part"] = str(parts(row["part"]).label)
    for row in members:
        named = f"{row['person__given_name']} {row['person__family_name']}".strip()
        row["name"] = named or ERASED
    for row in supporters:
        row["name"] = row["user__name"] or row["user__email"]
    return {"members": members, "partners": partners, "supporters": supporters}


def _standing(model: type[Any], *columns: str) -> Prepared:
    """Those of a case who have not left, as rows; compiled once."""

    def build(case: int) -> QuerySet[Any, Any]:
        rows = model.objects.filter(case=case, ends_on__isnull=True)
        return rows.order_by("part", "pk").values("id", "part", *columns)

    return Prepared(build, "case")


MEMBERS = _standing(CaseMember, "person_id", "person__given_name", "person__family_name")
PARTNERS = _standing(CasePartner, "organisation_id", "organisation__name")
SUPPORTERS = _standing(Supporter, "brings", "user__name", "user__email")


def _kinds() -> list[tuple[str, str]]:
    """What the timeline may be narrowed to: each label once, under its first kind's word."""
    words: dict[str, str] = {}
    for kind in HAPPENINGS.values():
        words.setdefault(kind.label, kind.word)
    return sorted((word, label) for label, word in words.items())


def _told(row: Coming) -> dict[str, Any]:
    """A planned appointment: when, what about, with whom, whether its day has come."""
    return {
        "pk": row.pk,
        "subject": row.subject or "Rendez-vous",
        "planned_on": row.planned_on,
        "starts_time": row.starts_time,
        "length": say_minutes(row.minutes),
        "mode": Mode(row.mode).label,
        "who": ", ".join(row.who),
        "is_past": row.planned_on <= timezone.localdate(),
    }


def _draw(rows: list[Happening], actor: Actor, *, writes: bool) -> SafeString:
    lines = [
        FactLine(
            what=one.what,
            occurred_on=one.on,
            known_on=getattr(one.fact, "known_on", None),
            by=one.by,
            href=one.href,
            detail=one.detail,
            declared=getattr(one.fact, "is_declared", False),
            voided_on=getattr(one.fact, "void_on", None),
            voided_because=one.why_void,
            actions=_offers(one, actor, writes=writes),
            body=one.text,
        )
        for one in rows
    ]
    return draw_facts(lines, "Ce qui s’est passé")


def _offers(one: Happening, actor: Actor, *, writes: bool) -> tuple[tuple[str, str], ...]:
    if isinstance(one.fact, Note):
        if one.fact.erased_on or not may_erase_note(actor, one.fact):
            return ()
        return (("Effacer", href_pattern("support:erase-note") % one.fact.pk),)
    if not writes or not one.kind.voidable or one.fact.void_seq is not None:
        return ()
    where = (one.kind.word, one.fact.pk)
    first, label = ("correct", "Corriger") if one.fresh else ("replace", "Remplacer")
    return (
        (label, href_pattern(f"support:{first}", 2) % where),
        ("Annuler", href_pattern("support:void", 2) % where),
    )


def _what_is_next(case: Case, coming: list[Coming], path: CasePath) -> str:
    """One sentence: the appointment, the follow-up that is due, or the phase that comes next."""
    today = timezone.localdate()
    if coming:
        return _say_appointment(coming[0], passed=coming[0].planned_on < today)
    due = follow_ups.due_of(case, today)
    if due is not None:
        term = say_term(due.since, due.months)
        return f"Un suivi est à faire depuis le {write_date(due.due_on)} : {term}."
    if not case.is_open:
        outcome = Case.Outcome(case.outcome).label
        return f"Clos le {write_date(case.closed_on or case.opened_on)} : {outcome}."
    said = f"Prochaine étape : {path.next.name}." if path.next else ""
    if is_silent(case.touched_on, today):
        return f"Sans nouvelles depuis le {write_date(case.touched_on)}. {said}".strip()
    return said


def _say_appointment(row: Coming, *, passed: bool) -> str:
    about = f" : {row.subject}" if row.subject else ""
    day = write_date(row.planned_on)
    if passed:
        return f"Un rendez-vous était prévu le {day}{about}. A-t-il eu lieu ?"
    at = f" à {row.starts_time:%H h %M}" if row.starts_time else ""
    return f"Prochain rendez-vous le {day}{at}{about}."
