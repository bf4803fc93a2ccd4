"""Forms of qualitative indicators: the question and its words, a year judged with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.db.models import Count, Q
from django.urls import Resolver404, resolve
from django.utils import timezone

from probant.documents.models import Document
from probant.gatherings.models import Session
from probant.indicators.appraisals import scope_reach
from probant.indicators.appraising import (
    FIRST_YEAR,
    Evidence,
    Question,
    allowed_testimonies,
    question_of,
    read_scale,
)
from probant.indicators.models import ProofGiven, QualitativeVersion
from probant.indicators.own import find_indicator, own_indicators
from probant.indicators.registry import catalogue
from probant.indicators.screens.narrowing import UNKNOWN_FIGURE, under_headings
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.programmes.models import Action, Programme
from probant.support.queries.testimonies import signature
from probant.ui.fields import YearField, offer_choices, offer_rows
from probant.ui.write import write_count

Kind = ProofGiven.Kind
#: So many of each kind are offered; the others are given by their address.
MOST_OFFERED = 8
#: Pages whose address names something that may support an appraisal: the kind of evidence.
PAGES = {
    "ingestion:review": Kind.DOCUMENT,
    "ingestion:original": Kind.DOCUMENT,
    "support:testimony": Kind.TESTIMONY,
    "support:case": Kind.CASE,
    "gatherings:session": Kind.SESSION,
    "indicators:figure": Kind.FIGURE,
}
NOT_A_PAGE = (
    "Ligne {n} : « {said} » n’est pas l’adresse d’un document, d’un témoignage, d’une rencontre, "
    "d’un dossier ou d’un chiffre. Copiez celle que montre votre navigateur."
)
FILTERED = (
    "Ligne {n} : ce chiffre est filtré. Donnez l’adresse sans filtre : il se lit dans le périmètre "
    "de l’indicateur, pour une année."
)


class QuestionForm(forms.Form):
    """What a qualitative indicator asks, of what, and the words of its answer."""

    label = forms.CharField(
        label="Intitulé",
        max_length=120,
        help_text="Comme « Confiance entre les partenaires ».",
        error_messages={
            "required": "Donnez un intitulé à l’indicateur.",
            "max_length": "L’intitulé dépasse 120 caractères : dites-le plus court.",
        },
    )
    question = forms.CharField(
        label="Question",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Une phrase : « Les partenaires se sollicitent-ils sans passer par nous ? »",
        error_messages={
            "required": "Écrivez la question en une phrase.",
            "max_length": "La question dépasse 400 caractères : dites-la plus court.",
        },
    )
    proof = forms.CharField(
        label="Ce qui vaut preuve",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Comptes rendus, témoignages, avis, chiffres : ce que l’on attend pour répondre.",
        error_messages={
            "required": "Dites ce qui vaut preuve.",
            "max_length": "Ce texte dépasse 600 caractères : dites-le plus court.",
        },
    )
    scale = forms.CharField(
        label="Échelle",
        required=False,
        max_length=400,
        help_text="De 2 à 7 mots, du moins au plus, séparés par des virgules : « pas du tout, en "
        "partie, largement, tout à fait ». Laissez vide pour un texte seul.",
    )
    action = forms.ModelChoiceField(
        Action.objects.none(),
        label="Pour une action",
        required=False,
        empty_label="toute la maison",
        error_messages={"invalid_choice": "Cette action n’existe pas : choisissez dans la liste."},
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label="Pour un programme",
        required=False,
        empty_label="tous",
        error_messages={"invalid_choice": "Ce programme n’existe pas : choisissez dans la liste."},
    )

    def __init__(
        self, data: Any, *, house_id: int, version: QualitativeVersion | None = None
    ) -> None:
        held = question_of(version) if version else None
        super().__init__(
            data,
            initial={
                "label": held.label,
                "question": held.question,
                "proof": held.proof,
                "scale": ", ".join(held.scale),
                "action": held.action,
                "programme": held.programme,
            }
            if held
            else {},
        )
        offer_rows(self, "action", Action.objects.filter(house_id=house_id).order_by("name"))
        offer_rows(self, "programme", Programme.objects.filter(house_id=house_id).order_by("name"))

    def clean_label(self) -> str:
        return " ".join(str(self.cleaned_data["label"]).split())

    def clean_scale(self) -> tuple[str, ...]:
        try:
            return read_scale(self.cleaned_data["scale"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("action") and given.get("programme"):
            self.add_error(
                "action", "Une action a déjà son périmètre : choisissez l’une ou l’autre."
            )
        return given

    @property
    def asked(self) -> Question:
        """What was typed, as a value."""
        return Question(**self.cleaned_data)


class AppraisalForm(forms.Form):
    """A year: the word of the scale, the text, and what supports them."""

    year = YearField(label="Année", error_messages={"required": "Dites de quelle année il s’agit."})
    grade = forms.TypedChoiceField(
        label="Degré",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez un degré de l’échelle.",
            "invalid_choice": "Ce degré n’est pas de l’échelle : choisissez dans la liste.",
        },
    )
    text = forms.CharField(
        label="Appréciation",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce que l’on a vu, en quelques phrases. Évitez les noms de personnes.",
        error_messages={
            "required": "Écrivez l’appréciation en quelques phrases.",
            "max_length": "L’appréciation dépasse 4 000 caractères : dites-la plus court.",
        },
    )
    evidence = forms.MultipleChoiceField(
        label="Preuves",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sans preuve, l’appréciation est gardée et paraît non étayée.",
        error_messages={
            "invalid_choice": "Une preuve cochée n’est plus proposée : relisez la liste."
        },
    )
    figure = forms.ChoiceField(
        label="Un chiffre de cette année",
        required=False,
        error_messages={"invalid_choice": UNKNOWN_FIGURE},
    )
    pages = forms.CharField(
        label="D’autres preuves, par leur adresse",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une par ligne : l’adresse, dans Probant, d’un document, d’un témoignage, d’une "
        "rencontre, d’un dossier ou d’un chiffre. Le conseil d’administration pourra ouvrir les "
        "documents joints.",
    )

    def __init__(
        self,
        data: Any,
        *,
        actor: Actor,
        version: QualitativeVersion,
        year: int,
        held: Sequence[ProofGiven] = (),
        **initial: Any,
    ) -> None:
        kept = [_token(one) for one in held]
        super().__init__(data, initial={"year": year, "evidence": kept, **initial})
        self.house_id, self.indicator = version.indicator.house_id, version.indicator
        self.asked_year = year
        if version.scale:
            offer_choices(self, "grade", enumerate(version.scale, 1))
        else:
            del self.fields["grade"]
        offered = _offered(actor, version, year, held)
        if offered:
            offer_choices(self, "evidence", offered)
        else:
            del self.fields["evidence"]
        reach = scope_reach(version, actor)
        figures = [
            one
            for one in (*own_indicators(self.house_id).values(), *catalogue())
            if reach is None or one.fits(reach.scope)
        ]
        offer_choices(self, "figure", [("", "aucun"), *under_headings(figures)])

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if not FIRST_YEAR <= year <= timezone.localdate().year:
            raise forms.ValidationError(
                f"On apprécie une année de {FIRST_YEAR} à {timezone.localdate().year}."
            )
        if year != self.asked_year and self.indicator.appraisals.now().filter(year=year).exists():
            raise forms.ValidationError(
                f"L’année {year} est déjà appréciée : corrigez-la depuis sa page."
            )
        return year

    def clean_pages(self) -> list[Evidence]:
        found, wrong = [], []
        for number, line in enumerate(str(self.cleaned_data["pages"]).splitlines(), 1):
            if not line.strip():
                continue
            try:
                found.append(self._page(line.strip()))
            except ValueError as why:
                wrong.append(str(why).format(n=number, said=line.strip()[:80]))
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def _page(self, address: str) -> Evidence:
        """What an address names. Raises `ValueError` with a message to be filled."""
        try:
            parts = urlsplit(address)
            match = resolve(parts.path)
        except (Resolver404, ValueError) as error:
            raise ValueError(NOT_A_PAGE) from error
        kind = PAGES.get(match.view_name)
        if kind is None:
            raise ValueError(NOT_A_PAGE)
        if kind != Kind.FIGURE:
            return Evidence(kind, int(match.kwargs["pk"]))
        query = parse_qs(parts.query)
        if set(query) - {"annee"}:
            raise ValueError(FILTERED)
        code, asked = match.kwargs["code"], query.get("annee", ["0"])[0]
        if find_indicator(self.house_id, code) is None or not (
            asked.isascii() and asked.isdecimal() and len(asked) <= 4
        ):
            raise ValueError(NOT_A_PAGE)
        return Evidence(Kind.FIGURE, code=code, year=int(asked))

    @property
    def given(self) -> dict[str, Any]:
        """What is said of the year, as the action takes it."""
        data = self.cleaned_data
        year = data["year"]
        evidence = [_read(token) for token in data.get("evidence", ())]
        if data["figure"]:
            evidence.append(Evidence(Kind.FIGURE, code=data["figure"], year=year))
        evidence += [
            Evidence(one.kind, code=one.code, year=one.year or year) if one.code else one
            for one in data["pages"]
        ]
        return {
            "year": year,
            "grade": data.get("grade"),
            "text": data["text"],
            "evidence": evidence,
        }


def _token(row: ProofGiven) -> str:
    if row.kind == Kind.FIGURE:
        return f"{row.kind}:{row.code}:{row.year}"
    number = row.document_id or row.testimony_id or row.session_id or row.case_id
    return f"{row.kind}:{number}"


def _read(token: str) -> Evidence:
    kind, _, said = token.partition(":")
    if kind == Kind.FIGURE:
        code, _, year = said.rpartition(":")
        return Evidence(kind, code=code, year=int(year))
    return Evidence(kind, int(said))


def _offered(
    actor: Actor, version: QualitativeVersion, year: int, held: Iterable[ProofGiven]
) -> list[tuple[str, str]]:
    """What may be ticked: what supports it now, then the last of each kind in the scope."""
    today = timezone.localdate()
    allowed = allowed_testimonies(actor, today).select_related(
        "person", "programme", "case__organisation"
    )
    met = Session.objects.visible_to(actor).filter(starts_on__year=year)
    programme = version.programme_id
    if programme is not None:
        met = met.filter(programme=programme)
    mine = [row for row in held if row.testimony_id is None]
    offered = [(_token(row), _words(row)) for row in mine]
    kept = {row.testimony_id for row in held if row.testimony_id}
    wanted = Q() if programme is None else Q(programme=programme)
    told = list(allowed.filter(wanted).order_by("-received_on", "-pk")[:MOST_OFFERED])
    told += [one for one in allowed.filter(pk__in=kept) if one not in told] if kept else []
    offered += [
        (
            f"{Kind.TESTIMONY}:{one.pk}",
            f"Témoignage du {write_date(one.received_on)} : {signature(one, one.scope)}",  # type: ignore[attr-defined, arg-type]  # annotated; received
        )
        for one in told
    ]
    heard = met.annotate(said=Count("opinions")).filter(said__gt=0).order_by("-starts_on", "-pk")
    offered += [
        (
            f"{Kind.OPINIONS}:{one.pk}",
            f"{write_count(one.said, 'avis', 'avis')} sur « {one.title} », "
            f"le {write_date(one.starts_on)}",
        )
        for one in heard[:MOST_OFFERED]
    ]
    files = Document.objects.visible_to(actor).order_by("-received_at", "-pk")[:MOST_OFFERED]
    offered += [
        (f"{Kind.DOCUMENT}:{one.pk}", f"Document : {one.name}, reçu le {_received(one)}")
        for one in files
    ]
    return list(dict(offered).items())


def _received(document: Document) -> str:
    return write_date(timezone.localdate(document.received_at))


def _words(row: ProofGiven) -> str:
    if row.kind == Kind.FIGURE:
        found = find_indicator(row.house_id, row.code)
        return f"Chiffre : {found.label if found else row.code}, {row.year}"
    if row.document is not None:
        return f"Document : {row.document.name}, reçu le {_received(row.document)}"
    thing = row.session or row.case
    return f"{row.get_kind_display().capitalize()} : {thing}"


class WithdrawForm(forms.Form):
    """Why what was said of a year is taken back."""

    reason = forms.CharField(
        label="Pourquoi la retirer",
        max_length=300,
        error_messages={
            "required": "Dites pourquoi vous retirez cette appréciation.",
            "max_length": "Ce motif dépasse 300 caractères : dites-le plus court.",
        },
    )
