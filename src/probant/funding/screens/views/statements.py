"""A bank statement or a list of orders: read, proposed, confirmed by a person."""

import io
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from python_calamine import CalamineError, CalamineWorkbook

from probant.funding import actions
from probant.funding.models import MoneyLine
from probant.funding.queries.statements import waiting_lines
from probant.funding.rules.statements import (
    Statement,
    UnreadableStatement,
    read_rows,
    read_statement,
)
from probant.funding.screens.money_forms import ConfirmForm, StatementForm, award_words
from probant.funding.screens.views.evidence import FORM
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.kernel.money import write_euros
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

TITLE = "Relevé bancaire ou mandats"


def page(request: Request) -> HttpResponse:
    """`/conventions/releve/`: read a file; the lines that wait for somebody's word."""
    actor = request.actor
    form = StatementForm(request.POST or None, request.FILES or None)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        try:
            statement = _read(data["file"])
        except UnreadableStatement as error:
            raise Refused(str(error)) from error
        read = actions.propose_lines(
            actor=actor,
            house_id=actor.house,
            source=data["source"],
            rows=statement.rows,
            key=keys.key,
        )
        told = f"{read.kept} à confirmer, {read.known} déjà connues, {read.left_out} laissées."
        messages.info(request, f"Lignes lues : {told}")
        for number, why in statement.wrong[:5]:
            messages.warning(request, f"Ligne {number} laissée : {why}")
        return reverse("funding:statement")

    lines = [
        {
            "it": line,
            "amount": write_euros(line.amount_cents, 2),
            "award": award_words(line.proposed) if line.proposed else "",
        }
        for line in waiting_lines(actor)
    ]
    return answer(
        request,
        form,
        act=act,
        template="funding/money_statement.html",
        subject=Subject(actor.house, "money_line"),
        back=reverse("funding:conventions"),
        done="Le fichier est lu.",
        context={
            "heading": TITLE,
            "submit": "Lire le fichier",
            "trail": crumbs("Conventions", reverse("funding:conventions"), TITLE),
            "lines": lines,
        },
        day_field="file",
    )


def _read(file: UploadedFile) -> Statement:
    data = file.read(settings.UPLOAD_LIMIT_BYTES + 1)
    if len(data) > settings.UPLOAD_LIMIT_BYTES:
        raise UnreadableStatement("Ce fichier est trop lourd : déposez un mois à la fois.")
    name = file.name or "relevé"
    if data[:2] == b"PK" or name.lower().endswith((".xls", ".ods")):
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            return read_rows(book.get_sheet_by_index(0).to_python(skip_empty_area=False))
        except CalamineError as error:
            raise UnreadableStatement(f"« {name} » n’est pas un classeur lisible.") from error
    return read_statement(name, data)


def _line(request: Request, pk: int) -> MoneyLine:
    found = MoneyLine.objects.visible_to(request.actor).select_related("proposed").filter(pk=pk)
    line = found.first()
    if line is None:
        raise Http404
    return line


def confirm(request: Request, pk: int) -> HttpResponse:
    """`/conventions/releve/<id>/confirmer/`: the line is money of this award."""
    line, actor = _line(request, pk), request.actor
    form = ConfirmForm(
        request.POST or None, house_id=actor.house, initial={"award": line.proposed_id}
    )
    back = reverse("funding:statement")

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.confirm_line(actor=actor, line=line, award=data["award"], key=keys.key)
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "payment"),
        back=back,
        done="Versement enregistré.",
        context={
            "heading": "Confirmer le versement",
            "submit": "C’est bien ce versement",
            "trail": crumbs("Conventions", reverse("funding:conventions"), TITLE, back, "Ligne"),
            "lead": f"{write_date(line.occurred_on)}, {write_euros(line.amount_cents, 2)} : "
            f"{line.label}",
        },
        day_field="award",
    )


def aside(request: Request, pk: int) -> HttpResponse:
    """`/conventions/releve/<id>/ecarter/` (POST): the line is something else."""
    line = _line(request, pk)
    try:
        actions.set_line_aside(actor=request.actor, line=line, key=read_keys(request.POST).key)
    except AlreadyDone as already:
        messages.info(request, str(already))
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Ligne écartée : elle n’est plus proposée.")
    return redirect("funding:statement")
