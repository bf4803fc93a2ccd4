"""Financial reports: prepared and handed in by the house, examined and closed by the funder."""

import datetime
import uuid
from collections.abc import Mapping

from probant.funding.access import can_examine, can_record
from probant.funding.models import (
    ActionSheet,
    Convention,
    FinancialReport,
    ObligationMet,
    Party,
    ReportLine,
    ReportReason,
    ReportRule,
    ReportStep,
)
from probant.funding.queries.reports import ReportState, ReportView, report_view
from probant.funding.rules.double_claims import Presented, refuse_double
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.money import write_euros

REPORT = "report"
HIGHEST_CENTS = 10**13


def prepare_report(
    *,
    actor: Actor,
    convention: Convention,
    year: int,
    sheet: ActionSheet | None = None,
    key: uuid.UUID | None = None,
) -> FinancialReport:
    """Begin the report of an action, or of a whole convention, for a year; the one there if any.

    Raises `Refused` and the journal's errors. Effects: the row; one entry mentioning
    ("report", id) and ("convention", id).
    """
    require(can_record(actor, convention.house_id))
    if sheet is not None and sheet.convention_id != convention.pk:
        raise Refused("Cette fiche action est celle d’une autre convention.")
    if not 1900 <= year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")
    with change(
        actor, verb="funding.prepare_report", houses=[convention.house_id], key=key
    ) as entry:
        signs = convention.parties.filter(role=Party.Role.BENEFICIARY).first()
        report, created = FinancialReport.objects.get_or_create(
            convention=convention,
            sheet=sheet,
            year=year,
            defaults={
                "house_id": convention.house_id,
                "prepared_on": entry.today,
                "signatory": signs.signatory if signs else "",
                "capacity": signs.capacity if signs else "",
            },
        )
        if created:
            _mention(entry, report)
    return report


def write_report(
    *,
    actor: Actor,
    report: FinancialReport,
    comments: Mapping[str, str],
    summary: str,
    allocation: str,
    in_kind: str,
    signatory: str,
    capacity: str,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> FinancialReport:
    """Write what the house says of its report, line by line (`comments` by code of row).

    Raises `Refused` once it is handed in, `Stale`. Effects: rows; one entry.
    """
    require(can_record(actor, report.house_id))
    with change(actor, verb="funding.write_report", houses=[report.house_id], key=key) as entry:
        entry.guard(REPORT, report.pk, read_at=read_at)
        view = report_view(report)
        _require_open(view)
        report.summary, report.allocation = summary.strip(), allocation.strip()
        report.in_kind = in_kind.strip()
        report.signatory, report.capacity = signatory.strip(), capacity.strip()
        report.save()
        _write_lines(view, comments)
        _mention(entry, report)
    return report


def _write_lines(view: ReportView, comments: Mapping[str, str], *, told: bool = False) -> None:
    """The rows with their comments; with their amounts where the report is handed in."""
    written = {line.code: line for line in view.report.lines.all()}
    kept = []
    for place, telling in enumerate(view.rows, 1):
        row = telling.row
        line = written.pop(row.code, None) or ReportLine(report=view.report, code=row.code)
        line.position, line.label = place, row.label[:200]
        line.comment = comments.get(row.code, telling.comment).strip()
        if told:
            line.planned_cents, line.actual_cents = row.planned_cents, row.actual_cents
            line.admitted_cents = None
        if told or line.comment or line.remark:
            kept.append(line)
        elif line.pk:
            line.delete()
    for line in kept:
        line.save()
    for line in written.values():
        if told and not line.remark:
            line.delete()


def hand_in(
    *,
    actor: Actor,
    report: FinancialReport,
    on: datetime.date,
    reference: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ReportStep:
    """Hand a report in: its amounts are written, and the obligation to report is met.

    Refused, telling what to do: without accounts, with a gap that nobody explained, with indirect
    charges whose rule is not written, without signatory, where the same expenses would be paid
    twice. Effects: rows and two facts; one entry.
    """
    require(can_record(actor, report.house_id))
    with change(
        actor,
        verb="funding.hand_in_report",
        houses=[report.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(REPORT, report.pk, read_at=read_at)
        view = report_view(report)
        _require_open(view)
        _require_ready(view)
        if view.has_indirect and not report.allocation.strip():
            report.allocation = "\n".join(f"{name} : {rule}" for name, rule in view.shared_by)
            report.save(update_fields=["allocation"])
        _write_lines(view, {}, told=True)
        step = _step(
            entry,
            actor,
            report,
            ReportStep.Step.HANDED_IN,
            on,
            reference,
            spent=view.cost_cents,
            awarded=view.awarded_cents,
        )
        entry.record(
            ObligationMet(
                convention=report.convention,
                code=ObligationMet.Code.REPORT,
                budget_year=report.year,
                reference=reference.strip()[:120],
                occurred_on=on,
            )
        )
    return step


def _require_ready(view: ReportView) -> None:
    if not view.has_accounts:
        raise Refused(
            f"Il n’y a pas de comptes de {view.report.year} : importez le grand livre ou la "
            "balance, le réalisé en vient."
        )
    if view.missing_comments:
        rows = ", ".join(
            f"« {one.row.account} {one.row.label} »".replace("«  ", "« ")
            for one in view.missing_comments
        )
        raise Refused(f"Un écart est à expliquer sur : {rows}.")
    if view.has_indirect and not view.report.allocation.strip() and not view.shared_by:
        raise Refused("Écrivez la règle de répartition des charges indirectes.")
    if not view.report.signatory.strip():
        raise Refused("Dites qui signe le compte rendu, et en quelle qualité.")
    why = double_claim(view)
    if why:
        raise Refused(why)


def double_claim(view: ReportView) -> str:
    """Why these expenses may not be presented once more; "" where they may."""
    return refuse_double(
        Presented(view.funders, view.awarded_cents, exclusive=view.exclusive),
        view.cost_cents,
        [
            Presented(
                f"{one.funders} ({one.convention.title})",
                one.awarded_cents,
                one.handed_on,
                one.exclusive,
            )
            for one in view.elsewhere
        ],
    )


def examine(
    *,
    actor: Actor,
    report: FinancialReport,
    on: datetime.date,
    admitted: Mapping[str, int | None],
    remarks: Mapping[str, str],
    reference: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ReportStep:
    """Say line by line what is admitted (`admitted`, `remarks` by code); another amount has a
    reason. Raises `Refused`, `Stale`. Effects: rows and a fact; one entry."""
    require(can_examine(actor, report.convention))
    with change(
        actor,
        verb="funding.examine_report",
        houses=[report.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(REPORT, report.pk, read_at=read_at)
        view = report_view(report)
        _require(view, ReportState.HANDED_IN, ReportState.EXAMINED)
        _require_reference(actor, report, reference)
        for telling in view.rows:
            code = telling.row.code
            line = report.lines.get(code=code)
            line.remark = remarks.get(code, line.remark).strip()
            if telling.row.level == "heading":
                line.admitted_cents = admitted.get(code, line.admitted_cents)
            if line.admitted_cents is not None:
                if not 0 <= line.admitted_cents <= HIGHEST_CENTS:
                    raise Refused(f"Le montant admis de « {line.label} » est hors de portée.")
                if line.admitted_cents != line.actual_cents and not line.remark:
                    raise Refused(
                        f"« {line.label} » : dites pourquoi {write_euros(line.admitted_cents)} "
                        f"sont admis au lieu de {write_euros(line.actual_cents or 0)}."
                    )
            line.save()
        after = report_view(report)
        return _step(
            entry,
            actor,
            report,
            ReportStep.Step.EXAMINED,
            on,
            reference,
            spent=after.admitted_cents,
            awarded=after.awarded_cents,
        )


def hand_back(
    *,
    actor: Actor,
    report: FinancialReport,
    on: datetime.date,
    reason: str,
    reference: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> ReportStep:
    """Send a report back to be mended, with the reason. Effects: a fact, its reason; one entry."""
    require(can_examine(actor, report.convention))
    if not reason.strip():
        raise Refused("Dites ce qui est à reprendre : l’association le lira.")
    with change(actor, verb="funding.hand_back_report", houses=[report.house_id], key=key) as entry:
        entry.guard(REPORT, report.pk, read_at=read_at)
        _require(report_view(report), ReportState.HANDED_IN, ReportState.EXAMINED)
        _require_reference(actor, report, reference)
        step = _step(entry, actor, report, ReportStep.Step.HANDED_BACK, on, reference)
        ReportReason.objects.create(step=step, text=reason.strip())
    return step


def close_report(
    *,
    actor: Actor,
    report: FinancialReport,
    on: datetime.date,
    clawback_cents: int | None = None,
    reason: str = "",
    reference: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ReportStep:
    """Close a report: what is to be given back is written. Another sum than the one computed has a
    reason. Raises `Refused`, `Stale`. Effects: a fact, its reason; one entry."""
    require(can_examine(actor, report.convention, closes=True))
    with change(
        actor,
        verb="funding.close_report",
        houses=[report.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(REPORT, report.pk, read_at=read_at)
        view = report_view(report)
        _require(view, ReportState.HANDED_IN, ReportState.EXAMINED)
        _require_reference(actor, report, reference)
        computed = view.left.clawback_cents
        sum_back = computed if clawback_cents is None else clawback_cents
        if not 0 <= sum_back <= view.awarded_cents:
            raise Refused(
                f"La somme à reverser va de 0 à {write_euros(view.awarded_cents)}, la subvention."
            )
        if sum_back != computed and not reason.strip():
            raise Refused(
                f"Le calcul donne {write_euros(computed)} à reverser : dites pourquoi "
                f"{write_euros(sum_back)}."
            )
        step = _step(
            entry,
            actor,
            report,
            ReportStep.Step.CLOSED,
            on,
            reference,
            spent=view.admitted_cents,
            awarded=view.awarded_cents,
            clawback=sum_back,
        )
        ReportReason.objects.create(step=step, text=reason.strip())
    return step


def set_report_rule(
    *,
    actor: Actor,
    house_id: int,
    gap_hundredths: int,
    gap_cents: int,
    key: uuid.UUID | None = None,
) -> ReportRule:
    """From which gap the house comments a line: so many percent, and so many euros."""
    require(can_record(actor, house_id))
    if not 0 <= gap_hundredths <= 10_000 or not 0 <= gap_cents <= HIGHEST_CENTS:
        raise Refused("Un écart va de 0 à 100 %, et de 0 € à ce que l’on veut.")
    with change(actor, verb="funding.set_report_rule", houses=[house_id], key=key) as entry:
        rule, _ = ReportRule.objects.update_or_create(
            house_id=house_id,
            defaults={"gap_hundredths": gap_hundredths, "gap_cents": gap_cents},
        )
        entry.mention("house", house_id)
    return rule


def _require_open(view: ReportView) -> None:
    if not view.state.is_open:
        raise Refused(
            f"Ce compte rendu est {view.state.label} : il ne change plus, sauf si le financeur le "
            "renvoie."
        )


def _require(view: ReportView, *states: ReportState) -> None:
    if view.state not in states:
        raise Refused(f"Ce compte rendu est {view.state.label} : cela ne se fait pas maintenant.")


def _require_reference(actor: Actor, report: FinancialReport, reference: str) -> None:
    """The house writes down what a funder did on paper: the letter is named."""
    if actor.house_id == report.house_id and not reference.strip():
        raise Refused("Donnez la référence du courrier du financeur : vous notez ce qu’il a fait.")


def _step(
    entry: Entry,
    actor: Actor,
    report: FinancialReport,
    step: str,
    on: datetime.date,
    reference: str,
    *,
    spent: int | None = None,
    awarded: int | None = None,
    clawback: int | None = None,
) -> ReportStep:
    own = actor.house_id == report.house_id
    fact = ReportStep(
        convention=report.convention,
        report=report,
        budget_year=report.year,
        step=step,
        told_by=ReportStep.By.HOUSE if own else ReportStep.By.FUNDER,
        spent_cents=spent,
        awarded_cents=awarded,
        clawback_cents=clawback,
        reference=reference.strip()[:120],
        occurred_on=on,
    )
    entry.record(fact)
    _mention(entry, report)
    return fact


def _mention(entry: Entry, report: FinancialReport) -> None:
    entry.mention(REPORT, report.pk)
    entry.mention("convention", report.convention_id)
