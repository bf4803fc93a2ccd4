"""What the house offers: programmes and their phases, kinds of session, actions; the catalogue."""

from typing import Any

from django.db.models import Prefetch
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.programmes import actions
from probant.programmes.access import may_edit_offer
from probant.programmes.catalogue import shipped_programmes, shipped_session_kinds
from probant.programmes.models import Action, Phase, Programme, SessionKind
from probant.programmes.screens import forms
from probant.programmes.screens.submit import Act, Subject, answer
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def offer(request: Request) -> HttpResponse:
    """`/programmes/`: what the house offers, and what the catalogue ships besides."""
    actor = request.actor
    programmes = list(
        Programme.objects.visible_to(actor)
        .prefetch_related(Prefetch("phases", Phase.objects.laid()))
        .order_by("-is_open", "name")
    )
    held = {programme.official_code for programme in programmes}
    kinds = list(SessionKind.objects.visible_to(actor).order_by("name"))
    shipped = [one for one in shipped_programmes().values() if one.code not in held]
    missing = set(shipped_session_kinds()) - {kind.official_code for kind in kinds}
    context = {
        "programmes": programmes,
        "kinds": kinds,
        "missing_kinds": len(missing),
        "actions": list(
            Action.objects.visible_to(actor).prefetch_related("programmes").order_by("name")
        ),
        "shipped": shipped,
        "may_edit": may_edit_offer(actor, actor.house).allowed,
    }
    return render(request, "programmes/offer.html", context)


def _respond(
    request: Request,
    form: Form,
    act: Act,
    *,
    heading: str,
    submit: str,
    done: str,
    subject: Subject | None = None,
    lead: str = "",
) -> HttpResponse:
    actor = request.actor
    back = reverse("programmes:offer")
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=subject or Subject(actor.house, "programme"),
        back=back,
        done=done,
        context={
            "heading": heading,
            "submit": submit,
            "lead": lead,
            "trail": crumbs("Programmes", back, heading),
            "above": "",
        },
    )


def adopt(request: Request, code: str) -> HttpResponse:
    """Adopt a programme of the catalogue."""
    shipped = shipped_programmes().get(code)
    if shipped is None:
        raise Http404
    actor = request.actor

    def act(_: Any, keys: Any) -> str:
        actions.adopt_programme(actor, house_id=actor.house, code=code, key=keys.key)
        return reverse("programmes:offer")

    return _respond(
        request,
        Form(request.POST or None),
        act,
        heading="Ajouter au programme de la maison",
        submit=f"Proposer « {shipped.name} »",
        done=f"« {shipped.name} » est dans votre offre.",
        lead=shipped.purpose,
    )


def adopt_kinds(request: Request) -> HttpResponse:
    """Adopt the kinds of session of the catalogue that the house has not."""
    actor = request.actor

    def act(_: Any, keys: Any) -> str:
        actions.adopt_session_kinds(actor, house_id=actor.house, key=keys.key)
        return reverse("programmes:offer")

    return _respond(
        request,
        Form(request.POST or None),
        act,
        heading="Types de rencontre du catalogue",
        submit="Les ajouter",
        done="Les types de rencontre sont ajoutés.",
        lead=", ".join(shipped_session_kinds().values()),
    )


def create(request: Request) -> HttpResponse:
    """A programme of the house's own making."""
    actor = request.actor

    def act(data: Any, keys: Any) -> str:
        made = actions.create_programme(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("programmes:programme", args=[made.pk])

    return _respond(
        request,
        forms.NewProgrammeForm(request.POST or None),
        act,
        heading="Nouveau programme",
        submit="Créer le programme",
        done="Le programme est créé.",
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """How a programme is called and explained, and whether it is still offered."""
    actor = request.actor
    programme = load_programme(request, pk)
    initial = {name: getattr(programme, name) for name in ("name", "purpose", "is_open")}

    def act(data: Any, keys: Any) -> str:
        actions.rename_programme(
            actor, programme=programme, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("programmes:programme", args=[programme.pk])

    return _respond(
        request,
        forms.ProgrammeForm(request.POST or None, initial=initial),
        act,
        heading=f"Modifier « {programme.name} »",
        submit="Enregistrer",
        done="Le programme est modifié ; ce qui a été noté ne change pas.",
        subject=Subject(programme.house_id, "programme", programme.pk),
    )


def duplicate(request: Request, pk: int) -> HttpResponse:
    """A programme of the house's own like another."""
    actor = request.actor
    programme = load_programme(request, pk)

    def act(data: Any, keys: Any) -> str:
        twin = actions.duplicate_programme(actor, programme=programme, key=keys.key, **data)
        return reverse("programmes:programme", args=[twin.pk])

    return _respond(
        request,
        forms.NameForm(request.POST or None, initial={"name": f"{programme.name} (copie)"[:120]}),
        act,
        heading=f"Dupliquer « {programme.name} »",
        submit="Dupliquer",
        done="Le programme est dupliqué : changez-le à votre guise.",
        lead="Étapes, conditions, pièces et listes à suivre sont reprises ; les dossiers ne le "
        "sont pas, et les chiffres du premier ne comptent pas le second.",
    )


def create_action(request: Request) -> HttpResponse:
    """A permanent action and its scope."""
    actor = request.actor

    def act(data: Any, keys: Any) -> str:
        actions.create_action(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("programmes:offer")

    return _respond(
        request,
        forms.ActionForm(request.POST or None, actor=actor),
        act,
        heading="Nouvelle action",
        submit="Créer l’action",
        done="L’action est créée.",
        lead="Ce qui est noté dans sa portée compte pour elle ; une part vide ne restreint rien.",
    )


def load_programme(request: Request, pk: int) -> Programme:
    """A programme of the house; 404 otherwise."""
    programme = Programme.objects.visible_to(request.actor).filter(pk=pk).first()
    if programme is None:
        raise Http404
    return programme
