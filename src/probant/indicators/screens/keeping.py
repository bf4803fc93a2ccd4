"""Keeping a filtered list as a figure of the house, its value and rows in front of one's eyes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from probant.indicators import actions
from probant.indicators.breakdown import dimension_of
from probant.indicators.definition import Indicator
from probant.indicators.engine import measure
from probant.indicators.models import OwnIndicator, OwnVersion
from probant.indicators.own import (
    PREFIX,
    Spec,
    built,
    may_be_kept,
    version_at,
    versions_of,
    ways_to_count,
)
from probant.indicators.queries import rows_of
from probant.indicators.registry import indicator as of_catalogue
from probant.indicators.screens.cards import asked_period
from probant.indicators.screens.proof import Asked, find_figure
from probant.indicators.screens.tables import dressed, table_of
from probant.journal.errors import AlreadyDone, JournalError
from probant.journal.reading import reading
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.fields import offer_choices
from probant.ui.idempotency import read_keys
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request

#: So many rows are shown of what is about to be kept.
FIRST_ROWS = 10
TEMPLATE = "indicators/keep.html"
#: The filters of a figure's list, as the dimensions that they keep a part of.
FILTERS = ("famille", "domaine", "commune")


class KeepForm(forms.Form):
    """What the figure is called, and what is counted of the list."""

    label = forms.CharField(
        label="Libellé",
        max_length=120,
        help_text="Comme « structures rurales accueillies ».",
        error_messages={"required": "Donnez un libellé au chiffre."},
    )
    counted = forms.ChoiceField(label="On compte")
    span = forms.ChoiceField(label="Dans une période", choices=OwnVersion.Span.choices)
    unit = forms.CharField(
        label="Unité", max_length=40, error_messages={"required": "Dites l’unité du chiffre."}
    )
    definition = forms.CharField(
        label="Définition",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une phrase, que l’on lira sous le chiffre partout où il paraît.",
        error_messages={"required": "Écrivez la définition en une phrase."},
    )

    def spec(self, code: str, base: Indicator, filters: tuple[tuple[str, str], ...]) -> Spec:
        """What is typed, as a value; what could not be read stands as the list's own way."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        return Spec(
            code=code,
            base=base.code,
            filters=filters,
            counted=given["counted"],
            until=given["span"] == OwnVersion.Span.UNTIL,
            label=given["label"],
            unit=given["unit"],
            definition=given["definition"],
        )


def keep(request: Request, code: str) -> HttpResponse:
    """Keep a figure's filtered list as a figure of the house; one of the house's gets a version."""
    asked = find_figure(request, code, request.GET)
    version = None
    if code.startswith(PREFIX):
        version = version_at(versions_of(asked.reach.house_id, code), Cut.now())
    base = of_catalogue(version.base if version else code)
    if base is None or not may_be_kept(base) or asked.reach.asked:
        raise Http404
    filters = {**(version.filters if version else {}), **_filters(asked)}
    kept = tuple(sorted(filters.items()))
    form = _form(request, base, kept, version, asked.reach.house_id)
    spec = form.spec(code if version else f"{PREFIX}essai", base, kept)
    context = {
        "asked": asked,
        "base": base,
        "version": version,
        "filters": _words(asked.reach.house_id, base, kept),
        "here": request.get_full_path(),
        **_preview(asked, spec),
    }
    back = reverse("indicators:figure", args=[code])
    if request.method == "POST" and "voir" in request.POST:
        shown = {"form": form, "back": back, "read_at": None, "changes": ()}
        return render(request, TEMPLATE, {**context, **shown})

    def act(given: dict[str, Any], keys: Any) -> str:
        if version is not None:
            actions.revise_indicator(
                request.actor, indicator=version.indicator, spec=spec, key=keys.key
            )
            return f"{back}?{urlencode(asked_period(asked.figure.period))}"
        made = actions.keep_indicator(
            request.actor, house_id=asked.reach.house_id, spec=spec, key=keys.key
        )
        page = reverse("indicators:figure", args=[made.indicator.code])
        return f"{page}?{urlencode(asked_period(asked.figure.period))}"

    return answer(
        request,
        form,
        act=act,
        template=TEMPLATE,
        subject=Subject(
            asked.reach.house_id, "own_indicator", version.indicator_id if version else 0
        ),
        back=back,
        done="Le chiffre est gardé : il s’ajoute aux tableaux et se lit comme les autres.",
        context=context,
    )


def withdraw(request: Request, code: str) -> HttpResponse:
    """Take a figure of the house out of the choices, or let it be chosen again."""
    rows = OwnIndicator.objects.visible_to(request.actor)
    found = rows.filter(code=code).first()
    if found is None:
        raise Http404
    again = request.POST.get("geste") == "reprendre"
    act = actions.restore_indicator if again else actions.withdraw_indicator
    try:
        act(request.actor, indicator=found, key=read_keys(request.POST).key)
    except (AlreadyDone, Refused, JournalError) as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(
            request,
            "Le chiffre se choisit de nouveau."
            if again
            else "Le chiffre est retiré : il ne se choisit plus, et cette page reste lisible.",
        )
    return redirect("indicators:figure", code)


def _filters(asked: Asked) -> dict[str, str]:
    """The parts that the address keeps, by dimension."""
    found = {name: str(asked.form.given(name)) for name in FILTERS if asked.form.given(name)}
    if asked.dimension is not None and asked.part is not None:
        found[asked.dimension.key] = asked.part
    return found


def _words(
    house_id: int, base: Indicator, filters: tuple[tuple[str, str], ...]
) -> list[tuple[str, str]]:
    """« commune rurale ou urbaine » → « communes rurales », for each filter."""
    said = []
    for key, part in filters:
        dimension = dimension_of(base, key)
        if dimension is not None:
            words = dimension.words(house_id, [part])
            said.append((dimension.label, words.get(part) or part or "non renseigné"))
    return said


def _form(
    request: Request,
    base: Indicator,
    filters: tuple[tuple[str, str], ...],
    version: OwnVersion | None,
    house_id: int,
) -> KeepForm:
    ways = ways_to_count(base)
    said = "".join(f" {label[:1].upper()}{label[1:]} : {words}." for label, words in
                   _words(house_id, base, filters))  # fmt: skip
    initial = {
        "label": version.label if version else "",
        "counted": version.counted if version else ways[0].key,
        "span": version.span if version else OwnVersion.Span.WITHIN,
        "unit": version.unit if version else base.unit,
        "definition": version.definition if version else f"{base.definition}{said}",
    }
    form = KeepForm(request.POST or None, initial=initial)
    offer_choices(form, "counted", [(one.key, one.words) for one in ways])
    return form


def _preview(asked: Asked, spec: Spec) -> dict[str, Any]:
    """The value and the first rows of what is about to be kept, for the year read."""
    found = built(spec)
    if found is None:
        raise Http404
    given: dict[str, Any] = {
        "house_id": asked.reach.house_id,
        "period": asked.figure.period,
        "cut": Cut.now(),
    }
    with reading():
        figure = measure(found, **given)
        facts = found.population(**given).order_by("occurred_on", "pk")
        rows = dressed(list(rows_of(facts, found)[:FIRST_ROWS]), found, asked.reach)
    return {
        "figure": figure,
        "value": write_value(figure.said, found.written),
        "is_everything": figure.records == asked.figure.records and not spec.until,
        "table": table_of(found, asked.reach).render(rows, query={}),
        "left": max(0, figure.records - FIRST_ROWS),
    }
