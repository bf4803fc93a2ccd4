"""The thread of a convention for a year: from the vote to the results, station by station."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from probant.funding.queries import ConventionFile
from probant.funding.rules import Duty, Obligation, State, Status
from probant.funding.rules.conventions import VOTED_LABEL
from probant.governance.models import Deliberation
from probant.kernel.money import write_euros
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import Station
from probant.ui.write import write_count


def stations(file: ConventionFile) -> list[Station]:
    """Vote → convention → actions → budget → award → payments → evidence → results."""
    return [
        *_votes(file, _approving(file)),
        _convention(file),
        *_votes(file, _granting(file)),
        _actions(file),
        _budget(file),
        _award(file),
        _payments(file),
        *_evidence(file),
        _results(file),
    ]


def _approving(file: ConventionFile) -> list[Deliberation]:
    found = {one.decision.deliberation_id for one in file.approvals}
    return [one for one in file.deliberations if one.pk in found]


def _granting(file: ConventionFile) -> list[Deliberation]:
    approving = {one.pk for one in _approving(file)}
    found = {
        award.decision.deliberation_id
        for award in file.money.standing
        if award.decision is not None and award.budget_year == file.year
    }
    return [one for one in file.deliberations if one.pk in found - approving]


def _votes(file: ConventionFile, acts: list[Deliberation]) -> Iterator[Station]:
    for act in acts:
        body = act.sitting.body
        href = href_pattern("governance:deliberation") % act.pk if act.pk in file.readable else ""
        yield Station(
            "Vote",
            f"{body.name}, {body.organisation.name}",
            "done",
            act.sitting.held_on,
            href,
            _granted(file, act),
        )


def _granted(file: ConventionFile, act: Deliberation) -> str:
    cents = sum(
        award.amount_cents
        for award in file.money.standing
        if award.budget_year == file.year
        and award.decision is not None
        and award.decision.deliberation_id == act.pk
    )
    return f"{write_euros(cents)} pour {file.year}" if cents else act.subject[:160]


def _convention(file: ConventionFile) -> Station:
    convention = file.convention
    status = Status(convention.status)
    state = "open" if status in (Status.DRAFT, Status.SUBMITTED) else "done"
    detail = VOTED_LABEL if file.is_voted else status.label
    if convention.signed_on is None and status == Status.SIGNED:
        detail = "signée, la date n’est pas indiquée"
    return Station(
        "Convention",
        convention.get_kind_display().capitalize(),
        "open" if state == "open" else "done",
        convention.signed_on,
        "#parties",
        detail,
    )


def _actions(file: ConventionFile) -> Station:
    if not file.actions:
        return Station("Actions", "Pas de fiche action", "open", None, "#actions")
    funded = sum(1 for action in file.actions if action.is_funded)
    detail = f"{funded} soutenues en {file.year}" if funded > 1 else f"{funded} soutenue"
    if not funded:
        detail = f"aucune n’est encore soutenue en {file.year}"
    title = write_count(len(file.actions), "action")
    return Station("Actions", title, "done", None, "#actions", detail)


def _budget(file: ConventionFile) -> Station:
    views = [one.planned for one in (*file.actions, file.whole) if one.planned is not None]
    costs = [view.cost_cents for view in views if view.cost_cents is not None]
    wrong = sum(1 for told in file.findings if told.budget_id and told.year == file.year)
    if not costs:
        return Station("Budget", "Aucun budget pour cette année", "open", None, "#actions")
    detail = f"{write_count(wrong, 'point')} à vérifier" if wrong else "les totaux concordent"
    return Station("Budget", write_euros(sum(costs)), "done", None, "#actions", detail)


def _award(file: ConventionFile) -> Station:
    awards = [one for one in file.money.standing if one.budget_year == file.year]
    if not awards:
        return Station("Attribution", f"Rien d’attribué pour {file.year}", "open")
    day = min(award.occurred_on for award in awards)
    detail = write_count(len(awards), "subvention")
    return Station("Attribution", write_euros(file.awarded_cents), "done", day, "#actions", detail)


def _payments(file: ConventionFile) -> Station:
    due = [one for one in file.obligations if one.code is Duty.PAYMENT and one.year == file.year]
    paid = write_euros(file.paid_cents)
    title = f"{paid} versés sur {write_euros(file.awarded_cents)}" if due else "Rien à verser"
    if file.paid_cents and not due:
        title = f"{paid} versés"
    waiting = [one for one in due if one.state != State.DONE]
    if not waiting:
        return Station("Versements", title, "done" if due else "open", _last_paid(file), "#du")
    first = _first(waiting)
    return Station("Versements", title, _state(waiting), first.due_on, "#du", first.note)


def _first(waiting: list[Obligation]) -> Obligation:
    return min(waiting, key=lambda one: (one.due_on is None, one.due_on or date.max))


def _last_paid(file: ConventionFile) -> date | None:
    days = [
        one.occurred_on
        for one in file.money.payments
        if one.budget_year == file.year and not one.is_void
    ]
    return max(days, default=None)


def _state(waiting: list[Obligation]) -> Literal["late", "due", "open"]:
    states = {one.state for one in waiting}
    if State.LATE in states:
        return "late"
    return "due" if State.DUE in states else "open"


def _evidence(file: ConventionFile) -> Iterator[Station]:
    for one in file.obligations:
        if one.year == file.year and one.code in (Duty.EVIDENCE, Duty.REPORT):
            day = one.done_on or one.due_on
            yield Station("Justification", one.label, one.state.value, day, "#du", one.note)


def _results(file: ConventionFile) -> Station:
    kept = f"ce que les actions ont produit en {file.year}"
    state: Literal["done", "open"] = "done" if file.awarded_cents and file.actions else "open"
    return Station("Résultats", "Chiffres des actions", state, None, "#actions", kept)
