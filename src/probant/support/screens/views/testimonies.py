"""Testimonies for the team: asked, noted, read over; what they may be used for; the list."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.directory.screens.taking_away import asked, take_away
from probant.journal.errors import JournalError
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.programmes.models import Programme
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.models import Case, ConsentSaid, Scope, Testimony, TestimonyPublished
from probant.support.queries.appointments import people_who_may_come
from probant.support.queries.choices import door_lists
from probant.support.queries.testimonies import (
    TestimonyFilter,
    consents_of,
    listed,
    signature,
    standing_consents,
    text_of,
)
from probant.support.screens import testimony_forms as forms
from probant.support.screens.testimony_tables import TESTIMONIES
from probant.support.screens.views.acts import FORM, writable
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

#: How the person is named, as the team says it of her.
HERS = {
    Scope.NAMED: "avec son nom",
    Scope.FIRST_NAME: "avec son prénom seul",
    Scope.ANONYMOUS: "sans son nom",
}
MOST_ROWS = 5000  # of an export
COLUMNS = ("Personne", "Programme", "Recueilli le", "État", "Usages permis", "Signature", "Texte")


def ask(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/temoignage/`: ask somebody by a link; an interview is noted apart."""
    case = writable(request, pk)
    people = people_who_may_come(case)
    form = forms.AskForm(request.POST or None, people=people)

    def act(data: Any, keys: Any) -> str:
        row = actions.ask_testimony(request.actor, case=case, person=data["person"], key=keys.key)
        return reverse("support:testimony", args=[row.pk])

    return answer(
        request,
        form,
        act=act,
        template="support/testimony_ask.html",
        subject=Subject(case.house_id, "case", case.pk),
        back=_case(case),
        done="Le lien part par courriel. Il sert une fois, pendant trente jours.",
        context={"case": case, "people": people},
    )


def interview(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/temoignage/entretien/`: what somebody said to the team."""
    case = writable(request, pk)
    lists = door_lists(case.house_id)
    people = people_who_may_come(case)
    form = forms.InterviewForm(
        request.POST or None,
        people=people,
        questions=lists.open("question"),
        uses=dict(lists.open("use")),
    )

    def act(data: Any, keys: Any) -> str:
        row = actions.note_testimony(
            request.actor,
            case=case,
            person=data["person"],
            occurred_on=data["occurred_on"],
            said=form.said,
            key=keys.key,
        )
        return reverse("support:testimony", args=[row.pk])

    return answer(
        request,
        form,
        act=act,
        template="support/testimony_interview.html",
        subject=Subject(case.house_id, "case", case.pk),
        back=_case(case),
        done="Le témoignage est noté. Relisez-le avec la personne avant de le retenir.",
        context={"case": case, "people": people},
    )


def _case(case: Case) -> str:
    return reverse("support:case", args=[case.pk])


def _load(request: Request, pk: int) -> Testimony:
    rows = Testimony.objects.visible_to(request.actor).select_related(
        "person", "programme", "case__organisation", "case__programme", "collected_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/temoignages/<id>/`: the words, what stands, what was said and shown since."""
    row = _load(request, pk)
    names = door_lists(row.house_id).names("use")
    standing = standing_consents(row)
    published = TestimonyPublished.objects.now().filter(testimony=row)
    context = {
        "row": row,
        "answers": [one for one in row.answers.all() if one.text],
        "uses": [
            {
                "name": names.get(code, code),
                "scope": HERS[Scope(scope)],
                "signed": signature(row, scope),
            }
            for code, scope in standing.items()
        ],
        "history": [
            {
                "on": one.occurred_on,
                "use": names.get(one.use_code, one.use_code),
                "scope": HERS[Scope(one.scope)] if one.scope else "",
            }
            for one in ConsentSaid.objects.now()
            .filter(testimony=row)
            .order_by("-occurred_on", "-seq")
        ],
        "published": [
            {
                "on": one.occurred_on,
                "use": names.get(one.use_code, one.use_code),
                "to_take_off": one.use_code not in standing,
            }
            for one in published.order_by("-occurred_on", "-seq")
        ],
        "form": forms.ReadOverForm(initial={"quote": row.quote}),
        "publication": forms.PublicationForm(
            uses={code: names.get(code, code) for code in standing}
        ),
        "waits": row.state == Testimony.State.ASKED,
        "kept": row.state == Testimony.State.KEPT,
    }
    return render(request, "support/testimony.html", context)


def read_over(request: Request, pk: int) -> HttpResponse:
    """Keep a testimony, or set it aside (POST)."""
    row = _load(request, pk)
    form = forms.ReadOverForm(request.POST)
    if not form.is_valid():
        messages.error(request, "L’extrait est trop long : 4 000 caractères au plus.")
        return redirect("support:testimony", pk)
    keep = request.POST.get("suite") != "ecarter"
    quote = form.cleaned_data["quote"]
    done = "Le témoignage est retenu." if keep else "Le témoignage est écarté."
    return _run(
        request,
        row,
        lambda key: actions.read_over(
            request.actor, testimony=row, keep=keep, quote=quote, key=key
        ),
        done,
    )


def consents(request: Request, pk: int) -> HttpResponse:
    """`/temoignages/<id>/accords/`: what the person said she allows, written down for her."""
    row = _load(request, pk)
    lists = door_lists(row.house_id)
    standing = standing_consents(row)
    offered = dict(lists.open("use")) | {code: lists.say("use", code) for code in standing}
    form = forms.ConsentsForm(
        request.POST or None,
        uses=offered,
        by_team=True,
        initial={forms.USE + code: scope for code, scope in standing.items()},
    )
    back = reverse("support:testimony", args=[row.pk])

    def act(data: Any, keys: Any) -> str:
        actions.say_consents(request.actor, testimony=row, consents=form.consents, key=keys.key)
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(row.house_id, "testimony", row.pk),
        back=back,
        done="Les accords sont à jour, partout.",
        context={
            "trail": crumbs(
                "Témoignages", reverse("support:testimonies"), str(row.person), back, "Accords"
            ),
            "heading": f"Ce que {row.person} autorise",
            "submit": "Enregistrer ses accords",
            "lead": "Notez ce que la personne vous a dit. Chaque changement garde son jour ; un "
            "retrait vaut tout de suite, partout.",
            "above": "",
        },
    )


def publish(request: Request, pk: int) -> HttpResponse:
    """Note where a testimony was shown (POST)."""
    row = _load(request, pk)
    standing = standing_consents(row)
    form = forms.PublicationForm(request.POST, uses={code: code for code in standing})
    if not form.is_valid():
        messages.error(request, "Dites où et quel jour, comme 14/12/2023.")
        return redirect("support:testimony", pk)
    data = form.cleaned_data
    return _run(
        request,
        row,
        lambda key: actions.note_publication(request.actor, testimony=row, key=key, **data),
        "La publication est notée : si l’accord est retiré, une tâche le dira.",
    )


def erase(request: Request, pk: int) -> HttpResponse:
    """Erase the words for good (POST)."""
    row = _load(request, pk)
    return _run(
        request,
        row,
        lambda key: actions.erase_testimony(request.actor, testimony=row, key=key),
        "Le témoignage est effacé. Qu’il a été donné reste noté, sans ses mots.",
    )


def _run(request: Request, row: Testimony, act: Any, done: str) -> HttpResponse:
    try:
        act(read_keys(request.POST).key)
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("support:testimony", row.pk)


def listing(request: Request) -> HttpResponse:
    """`/temoignages/`: those that may be used for something today, of a programme, in a state."""
    actor, today = request.actor, timezone.localdate()
    names = door_lists(actor.house).names("use")
    chosen = TestimonyFilter.read(request.GET, names)
    rows = listed(actor, chosen, today).values(
        "id",
        "seq",
        "state",
        "received_on",
        "erased_on",
        "quote",
        "person__given_name",
        "person__family_name",
        "programme__name",
        "case__organisation__name",
        "case__project_title",
    )
    page = keyset_page(rows, TESTIMONIES.sort(request.GET), request.GET)
    allowed = consents_of([row["id"] for row in page.rows]) if page.rows else {}
    for row in page.rows:
        _dress(row, allowed.get(row["id"], {}), names)
    context = {
        "table": TESTIMONIES.render(page.rows, query=request.GET, page=page),
        "chosen": chosen,
        "states": Testimony.State.choices,
        "uses": list(names.items()),
        "programmes": [
            (str(pk), name)
            for pk, name in Programme.objects.visible_to(actor)
            .order_by("name")
            .values_list("pk", "name")
        ],
        "may_set": actor.has(Role.DIRECTION),
    }
    return render(request, "support/testimonies.html", context)


def _dress(row: dict[str, Any], allowed: dict[str, str], names: dict[str, str]) -> None:
    named = f"{row['person__given_name']} {row['person__family_name']}".strip()
    row["name"] = named or "personne effacée"
    row["of"] = row["case__organisation__name"] or row["case__project_title"]
    row["uses"] = ", ".join(names.get(code, code) for code in allowed)
    row["excerpt"] = row["quote"][:140] if not row["erased_on"] else ""


def export(request: Request) -> HttpResponse:
    """The list as a file (POST). Words leave only for a use, for those who allow it today."""
    actor, today = request.actor, timezone.localdate()
    names = door_lists(actor.house).names("use")
    chosen = TestimonyFilter.read(asked(request), names)
    rows = listed(actor, chosen, today).select_related("person", "programme", "case__organisation")
    found = list(rows.prefetch_related("answers").order_by("-seq")[:MOST_ROWS])
    allowed = consents_of([row.pk for row in found])
    cells = []
    for row in found:
        scope = getattr(row, "scope", "")
        cells.append(
            (
                signature(row, scope) if chosen.use else str(row.person),
                row.programme.name,
                row.received_on,
                str(row.get_state_display()),
                ", ".join(names.get(code, code) for code in allowed.get(row.pk, {})),
                signature(row, scope) if chosen.use else "",
                text_of(row) if chosen.use else "",
            )
        )
    return take_away(
        request,
        COLUMNS,
        cells,
        name="temoignages",
        verb="support.export_testimonies",
        back="support:testimonies",
    )
