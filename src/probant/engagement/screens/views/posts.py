"""Posts, their contracts, what they cost, and the employer's full-time base."""

from typing import Any

from django.forms import BaseForm as Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.engagement import actions
from probant.engagement.access import may_employ
from probant.engagement.actions.posts import POST, say_contract
from probant.engagement.models import Contract, Post
from probant.engagement.queries.posts import base_of, costs_of, posts_of
from probant.engagement.rules.durations import write_minutes
from probant.engagement.rules.shares import say_days
from probant.engagement.screens.staff_forms import (
    BaseForm,
    ContractForm,
    CostForm,
    EditPostForm,
    EndForm,
    PostForm,
)
from probant.engagement.screens.staff_tables import POSTS
from probant.programmes.screens.submit import Subject, answer
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def listing(request: Request) -> HttpResponse:
    """`/postes/`: the posts of the house, and who holds each today."""
    actor = request.actor
    today = timezone.localdate()
    rows = []
    for post in posts_of(actor):
        held = [
            str(one.person)
            for one in post.contracts.all()
            if one.starts_on <= today and (one.ends_on is None or one.ends_on >= today)
        ]
        rows.append(
            {
                "id": post.pk,
                "title": post.title,
                "holders": ", ".join(held) or "—",
                "state": post.is_open,
            }
        )
    context = {
        "table": POSTS.render(rows, query=request.GET),
        "base": base_of(actor.house, today),
        "may_employ": bool(may_employ(actor, actor.house)),
    }
    return render(request, "engagement/posts.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/postes/<id>/`: who held the post; shares and costs for the direction alone."""
    actor = request.actor
    post = _post(request, pk)
    employs = bool(may_employ(actor, actor.house))
    contracts = [
        {
            "it": one,
            "words": say_contract(one) if employs else say_days(one.starts_on, one.ends_on),
            "replaces": str(one.replaces.person) if one.replaces else "",
        }
        for one in post.contracts.select_related("person", "replaces__person").order_by(
            "-starts_on", "-id"
        )
    ]
    base = base_of(actor.house, timezone.localdate())
    costs = [
        {"it": one, "hourly": round(one.yearly_cents / base.yearly_hours)}
        for one in costs_of(actor, post)
    ]
    context = {
        "post": post,
        "contracts": contracts,
        "costs": costs,
        "base": base,
        "week": write_minutes(base.weekly_minutes),
        "may_employ": employs,
    }
    return render(request, "engagement/post.html", context)


def create(request: Request) -> HttpResponse:
    """`/postes/nouveau/`."""
    actor = request.actor

    def act(data: Any, keys: Any) -> str:
        post = actions.open_post(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("engagement:post", args=[post.pk])

    return _form(
        request,
        PostForm(request.POST or None),
        act,
        heading="Ouvrir un poste",
        submit="Ouvrir le poste",
        done="Le poste est ouvert.",
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """`/postes/<id>/modifier/`."""
    post = _post(request, pk)
    initial = {"title": post.title, "is_open": post.is_open}

    def act(data: Any, keys: Any) -> str:
        actions.edit_post(request.actor, post=post, read_at=keys.read_at, key=keys.key, **data)
        return reverse("engagement:post", args=[post.pk])

    return _form(
        request,
        EditPostForm(request.POST or None, initial=initial),
        act,
        heading="Modifier le poste",
        submit="Enregistrer",
        done="Le poste est modifié.",
        post=post,
    )


def contract(request: Request, pk: int) -> HttpResponse:
    """`/postes/<id>/contrat/`."""
    post = _post(request, pk)

    def act(data: Any, keys: Any) -> str:
        actions.sign_contract(request.actor, post=post, key=keys.key, **data)
        return reverse("engagement:post", args=[post.pk])

    return _form(
        request,
        ContractForm(request.POST or None, actor=request.actor, post=post),
        act,
        heading="Noter un contrat",
        submit="Noter le contrat",
        done="Le contrat est noté.",
        post=post,
    )


def end(request: Request, pk: int) -> HttpResponse:
    """`/postes/contrats/<id>/fin/`."""
    found = Contract.objects.visible_to(request.actor).select_related("post", "person")
    held = found.filter(pk=pk).first()
    if held is None:
        raise Http404

    def act(data: Any, keys: Any) -> str:
        actions.end_contract(
            request.actor, contract=held, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("engagement:post", args=[held.post_id])

    return _form(
        request,
        EndForm(request.POST or None, initial={"ends_on": held.ends_on}),
        act,
        heading="Fin de contrat",
        submit="Noter la fin",
        done="La fin du contrat est notée.",
        post=held.post,
        lead=f"{held.person}, {held.post.title} : {say_contract(held)}.",
    )


def cost(request: Request, pk: int) -> HttpResponse:
    """`/postes/<id>/cout/`."""
    post = _post(request, pk)

    def act(data: Any, keys: Any) -> str:
        actions.set_post_cost(request.actor, post=post, key=keys.key, **data)
        return reverse("engagement:post", args=[post.pk])

    return _form(
        request,
        CostForm(request.POST or None),
        act,
        heading="Coût du poste",
        submit="Noter le coût",
        done="Le coût est noté.",
        post=post,
        lead="Lu par la direction seule : c’est sur lui que se comptent les parts des financeurs.",
    )


def base(request: Request) -> HttpResponse:
    """`/postes/base/`: hours of a full-time year, from a day."""
    actor = request.actor
    found = base_of(actor.house, timezone.localdate())
    initial = {"yearly_hours": found.yearly_hours, "weekly_minutes": found.weekly_minutes}

    def act(data: Any, keys: Any) -> str:
        actions.set_full_time(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("engagement:posts")

    return _form(
        request,
        BaseForm(request.POST or None, initial=initial),
        act,
        heading="Base horaire",
        submit="Noter la base",
        done="La base horaire est notée.",
        lead=f"Aujourd’hui : {found.yearly_hours} heures par an. {found.source}.",
        above="Les temps déjà notés gardent la base du jour où ils ont eu lieu.",
    )


def _post(request: Request, pk: int) -> Post:
    post = Post.objects.visible_to(request.actor).filter(pk=pk).first()
    if post is None:
        raise Http404
    return post


def _form(
    request: Request,
    form: Form,
    act: Any,
    *,
    heading: str,
    submit: str,
    done: str,
    post: Post | None = None,
    lead: str = "",
    above: str = "",
) -> HttpResponse:
    posts = reverse("engagement:posts")
    back = reverse("engagement:post", args=[post.pk]) if post else posts
    trail = (
        crumbs("Postes", posts, post.title, back, heading)
        if post
        else crumbs("Postes", posts, heading)
    )
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(request.actor.house, POST, post.pk if post else 0),
        back=back,
        done=done,
        day_field="starts_on",
        context={
            "heading": heading,
            "submit": submit,
            "trail": trail,
            "lead": lead or (post.title if post else ""),
            "above": above,
        },
    )
