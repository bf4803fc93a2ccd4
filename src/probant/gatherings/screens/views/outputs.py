"""Papers that came out of sessions: the list, one paper, adding, versions, taking back."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Output
from probant.gatherings.queries.outcomes import KIND_WORDS, output_rows, versions_of
from probant.gatherings.screens import outcome_forms as forms
from probant.gatherings.screens.markdown import render_markdown
from probant.gatherings.screens.outcome_tables import OUTPUTS
from probant.gatherings.screens.views.asking import ask
from probant.gatherings.screens.views.events import load_event
from probant.gatherings.screens.views.sessions import load_session
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject
from probant.ui.request import Request
from probant.ui.tables import keyset_page

KINDS = [(word, str(Output.Kind(kind).label)) for word, kind in KIND_WORDS.items()]


def load(request: Request, pk: int, *, write: bool = False) -> Output:
    """A paper that stands; 404 where the actor may not read it, or write on it."""
    found = (
        Output.objects.visible_to(request.actor)
        .standing()
        .select_related("session", "event", "document", "added_by")
        .filter(pk=pk)
        .first()
    )
    if found is None or (write and not may_write_sessions(request.actor, found.house_id)):
        raise Http404
    return found


def listing(request: Request) -> HttpResponse:
    """`/rencontres/documents/`: every paper, by nature and year."""
    kind, year = request.GET.get("nature", ""), request.GET.get("annee", "")
    usable = year.isascii() and year.isdigit() and len(year) == 4 and year > "1900"
    rows = output_rows(request.actor, kind, year if usable else "")
    page = keyset_page(rows, OUTPUTS.sort(request.GET), request.GET)
    context = {
        "table": OUTPUTS.render(page.rows, query=request.GET, page=page),
        "kinds": KINDS,
        "kind": kind,
        "year": year if usable else "",
    }
    return render(request, "gatherings/outputs.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/documents/<id>/`: what it says, its versions."""
    output = load(request, pk)
    versions = versions_of(request.actor, output)
    context = {
        "output": output,
        "text": render_markdown(output.text),
        "versions": versions,
        "is_last": versions[0].pk == output.pk if versions else True,
        "source": output.session or output.event,
        "writes": may_write_sessions(request.actor, output.house_id).allowed,
    }
    return render(request, "gatherings/output.html", context)


def download(request: Request, pk: int) -> HttpResponseBase:
    """The file of a paper, to be saved."""
    output = load(request, pk)
    if output.document is None:
        raise Http404
    return serve(output.document, output.name)


def add(request: Request, pk: int) -> HttpResponse:
    """A paper that came out of a session."""
    session = load_session(request, pk, write=True)
    form = forms.OutputForm(
        request.POST or None,
        request.FILES or None,
        initial={"dated_on": min(session.starts_on, timezone.localdate())},
    )

    def act(_: Any, keys: Any) -> str:
        _kept(lambda: actions.add_output(request.actor, session=session, key=keys.key, **form.plan))
        return reverse("gatherings:session", args=[pk]) + "#issues"

    here = reverse("gatherings:session", args=[pk])
    return ask(
        request,
        form,
        act,
        subject=Subject(session.house_id, "output"),
        path=(session.title, here),
        back=here,
        lead=session.title,
        heading="Ajouter un document",
        submit="Ajouter",
        done="Le document est ajouté.",
        day_field="dated_on",
    )


def add_of_event(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/evenements/<id>/documents/`: a paper of an event, of all its sessions."""
    event = load_event(request, pk, write=True)
    day = {"dated_on": min(event.ends_on, timezone.localdate())}
    form = forms.OutputForm(request.POST or None, request.FILES or None, initial=day)
    here = reverse("gatherings:event", args=[pk])

    def act(_: Any, keys: Any) -> str:
        _kept(lambda: actions.add_output(request.actor, event=event, key=keys.key, **form.plan))
        return here + "#issues"

    return ask(
        request,
        form,
        act,
        subject=Subject(event.house_id, "output"),
        path=(event.title, here),
        back=here,
        lead=event.title,
        heading="Ajouter un document",
        submit="Ajouter",
        done="Le document est ajouté.",
        day_field="dated_on",
    )


def _kept(run: Callable[[], object]) -> None:
    try:
        run()
    except TooLarge as large:
        raise Refused(str(large)) from large


def version(request: Request, pk: int) -> HttpResponse:
    """A new version of a paper."""
    output = load(request, pk, write=True)
    form = forms.PaperForm(
        request.POST or None,
        request.FILES or None,
        initial={"dated_on": timezone.localdate(), "text": output.text},
    )
    new: list[Output] = []

    def act(_: Any, keys: Any) -> str:
        _kept(
            lambda: new.append(
                actions.add_output_version(request.actor, output=output, key=keys.key, **form.plan)
            )
        )
        return reverse("gatherings:output", args=[new[0].pk])

    return _respond(
        request,
        output,
        form,
        act,
        heading="Nouvelle version",
        submit="Enregistrer la version",
        done="La nouvelle version est gardée ; la précédente reste lisible.",
        day_field="dated_on",
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """What a paper is called and says, and who reads it."""
    output = load(request, pk, write=True)
    initial = {name: getattr(output, name) for name in ("title", "text", "audience")}
    form = forms.OutputEditForm(request.POST or None, initial=initial)

    def act(data: Any, keys: Any) -> str:
        actions.edit_output(
            request.actor, output=output, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("gatherings:output", args=[pk])

    return _respond(
        request,
        output,
        form,
        act,
        heading="Modifier",
        submit="Enregistrer",
        done="C’est enregistré.",
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a paper back."""
    output = load(request, pk, write=True)
    form = forms.WithdrawForm(request.POST or None)
    after = (
        reverse("gatherings:session", args=[output.session_id])
        if output.session_id
        else reverse("gatherings:outputs")
    )

    def act(data: Any, keys: Any) -> str:
        actions.withdraw_output(request.actor, output=output, key=keys.key, **data)
        return after

    return _respond(
        request,
        output,
        form,
        act,
        heading="Retirer ce document",
        submit="Retirer pour de bon",
        done="Le document est retiré.",
        above=format_html(
            "<p>« {} » et ses versions ne seront plus lisibles par personne.</p>", output
        ),
    )


def _respond(request: Request, output: Output, form: Any, act: Any, **told: Any) -> HttpResponse:
    here = reverse("gatherings:output", args=[output.pk])
    return ask(
        request,
        form,
        act,
        subject=Subject(output.house_id, "output", output.pk),
        path=("Documents", reverse("gatherings:outputs"), output.title, here),
        back=here,
        **{"lead": output.title, **told},
    )
