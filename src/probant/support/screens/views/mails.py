"""Mails of a case: dropped, read, their attachments saved, taken off."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.documents.serving import kind_of, serve
from probant.documents.store import TooLarge, path_of
from probant.journal.errors import JournalError
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.post.mail_in import Unreadable, read_message
from probant.support.access import may_write_case
from probant.support.actions.mails import erase_mail, file_mail
from probant.support.models import CaseMail
from probant.support.screens.mail_forms import MailForm
from probant.support.screens.views.acts import respond, writable
from probant.support.screens.views.cases import load_case
from probant.ui.idempotency import read_keys
from probant.ui.request import Request


def load(request: Request, pk: int) -> CaseMail:
    """A mail that stands; 404 where the actor may not read it."""
    mails = CaseMail.objects.visible_to(request.actor).filter(erased_on__isnull=True)
    found = mails.select_related("document", "filed_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.case = load_case(request, found.case_id)
    return found


def add(request: Request, pk: int) -> HttpResponse:
    """Drop a mail on a case."""
    case = writable(request, pk)
    form = MailForm(request.POST or None, request.FILES or None)

    def act(data: Any, keys: Any) -> str:
        sent = data["mail"]
        try:
            file_mail(
                request.actor,
                case=case,
                name=sent.name or "courriel.eml",
                content=sent.read(),
                audience=data["audience"],
                key=keys.key,
            )
        except TooLarge as large:
            raise Refused(str(large)) from large
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        form,
        act,
        heading="Ranger un courriel",
        submit="Ranger",
        done="Le courriel est sur le dossier.",
        day_field="mail",
    )


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/courriels/<id>/`: what it says, its attachments, who reads it."""
    mail = load(request, pk)
    actor = request.actor
    is_own = actor.user_id is not None and mail.filed_by_id == actor.user_id
    writes = may_write_case(actor, mail.case).allowed
    context = {
        "mail": mail,
        "case": mail.case,
        "erases": writes and (is_own or actor.has(Role.DIRECTION)),
    }
    return render(request, "support/mail.html", context)


def original(request: Request, pk: int) -> HttpResponseBase:
    """The mail as it was dropped, to be saved."""
    mail = load(request, pk)
    assert mail.document is not None  # it stands
    return serve(mail.document)


def attachment(request: Request, pk: int, number: int) -> HttpResponse:
    """One attachment (from 1), taken out of the mail's file."""
    mail = load(request, pk)
    assert mail.document is not None  # it stands
    try:
        found = read_message(path_of(mail.document.sha256).read_bytes()).attachments
    except (OSError, Unreadable) as error:
        raise Http404 from error
    if not 1 <= number <= len(found):
        raise Http404
    one = found[number - 1]
    response = HttpResponse(one.content, content_type=kind_of(one.name))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(one.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def erase(request: Request, pk: int) -> HttpResponse:
    """Take a mail off its case for good."""
    mail = load(request, pk)
    try:
        erase_mail(request.actor, mail=mail, key=read_keys(request.POST).key)
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Le courriel est retiré du dossier, ses mots sont effacés.")
    return redirect("support:case", mail.case_id)
