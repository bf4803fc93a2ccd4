"""The search page: a house's things by a part of their name, and what one may do."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers

from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.search import index as names
from probant.search import kinds
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request

SHOWN = 60
AS_ONE_TYPES = 8  # of things, and as many to do at most


@dataclass(frozen=True)
class Hit:
    """Something found, and where it is."""

    label: str
    detail: str
    href: str


@dataclass(frozen=True)
class Group:
    """Things found of one kind."""

    title: str
    hits: list[Hit]


def search(request: Request) -> HttpResponse:
    """Find anything of the house that has a name, and things to do; a few of them as one types."""
    actor = request.actor
    text = request.GET.get("q", "").strip()[:120]
    if request.htmx:
        response = render(request, "directory/_found.html", _first(actor, text))
        patch_vary_headers(response, ["HX-Request"])
        return response
    groups = found(actor, text, limit=SHOWN)
    context = {
        "text": text,
        "commands": commands(actor, text),
        "groups": groups,
        "is_cut": sum(len(group.hits) for group in groups) >= SHOWN,
        "labels": [kinds.kind(key).labels.lower() for key in kinds.kinds_for(actor.roles)],
    }
    return render(request, "directory/search.html", context)


def _first(actor: Actor, text: str) -> dict[str, object]:
    return {
        "text": text,
        "commands": commands(actor, text)[:AS_ONE_TYPES] if text else [],
        "groups": found(actor, text, limit=AS_ONE_TYPES),
    }


def found(actor: Actor, text: str, *, limit: int) -> list[Group]:
    """What the actor may find by this text, by kind; one query."""
    wanted = kinds.kinds_for(actor.roles)
    if actor.house_id is None or not wanted:
        return []
    rows = names.find(actor.house_id, text, kinds=wanted, limit=limit)
    groups = []
    for key in wanted:
        kind = kinds.kind(key)
        pattern = href_pattern(kind.route) if kind.route else ""
        hits = [
            Hit(row.label, row.detail, pattern % row.object_id if pattern else "")
            for row in rows
            if row.kind == key
        ]
        if hits:
            groups.append(Group(kind.labels, hits))
    return groups


def commands(actor: Actor, text: str) -> list[Hit]:
    """The things to do whose words begin by those typed; all of them where nothing is typed."""
    typed = fold(text).split()
    offered = []
    for command in kinds.commands_for(actor.roles):
        words = fold(f"{command.label} {command.words}").split()
        if all(any(word.startswith(start) for word in words) for start in typed):
            try:
                offered.append(Hit(command.label, "", reverse(command.route)))
            except NoReverseMatch:
                continue
    return offered
