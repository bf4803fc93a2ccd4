"""Forms of sheets: texts by heading, parts one row a line; a line that does not read says which."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.accounts.queries import members_of
from probant.directory.models import Organisation
from probant.funding.actions import SheetDraft
from probant.funding.models import (
    ActionSheet,
    Convention,
    HeadingKind,
    Layer,
    Party,
    SheetTemplate,
)
from probant.funding.rules.layouts import HeadingDraft, layouts
from probant.funding.rules.sheet_text import (
    MeansLine,
    PartnerLine,
    PhaseLine,
    TargetLine,
    UnreadableLine,
    read_means,
    read_partners,
    read_phases,
    read_targets,
    write_decimal,
    write_means,
    write_partners,
    write_phases,
    write_targets,
)
from probant.kernel.actor import Actor
from probant.programmes.access import may_edit_offer
from probant.programmes.models import Action, Programme, SessionKind
from probant.ui.fields import (
    EurosField,
    NumberField,
    ReadField,
    YearField,
    offer_choices,
    offer_rows,
)

NEW = ""
PARTS: dict[str, tuple[str, str, Callable[[str], list[Any]]]] = {
    "phases": (
        "Calendrier", "Une étape par ligne : « 2024 : février – mai : ateliers ».", read_phases
    ),
    "partners": (
        "Partenaires", "Une famille par ligne : « Culture : La Coursive, Zutique ».", read_partners
    ),
    "targets": (
        "Critères d’évaluation",
        "Un critère par ligne, seul ou avec ses cibles : « Réunions [indicateur] : 2024 = 6 ».",
        read_targets,
    ),
    "human": ("Moyens humains", "Un moyen par ligne, en plus des ETP.", read_means),
    "material": (
        "Moyens matériels",
        "Un moyen par ligne ; s’il est prêté : « Locaux (prêtés par Ville de Dijon, 1 200 €) ».",
        read_means,
    ),
    "financial": ("Moyens financiers", "Les autres aides, une par ligne.", read_means),
}  # fmt: skip


def read_fte(text: str) -> Decimal:
    """Full-time equivalents, as `0,13`. Raises ValueError with a French message."""
    try:
        fte = Decimal("".join(text.split()).replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(f"« {text} » n’est pas un nombre d’ETP : écrivez 0,13.") from error
    if not fte.is_finite() or not 0 <= fte <= 1000:
        raise ValueError("Un temps de travail promis va de 0 à 1000 ETP.")
    return fte.quantize(Decimal("0.001"))


class FteField(ReadField):
    """Full-time equivalents."""

    read = staticmethod(read_fte)
    mode = "decimal"
    hint = "0,13"

    def prepare_value(self, value: Any) -> Any:
        return write_decimal(value) if isinstance(value, Decimal) else value


class LinesField(forms.CharField):
    """Rows typed one a line, through a reader of `rules.sheet_text`."""

    def __init__(self, *, part: str, **kwargs: Any) -> None:
        label, help_text, self.reader = PARTS[part]
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            **kwargs,
        )

    def clean(self, value: Any) -> list[Any]:
        try:
            return self.reader(str(super().clean(value) or ""))
        except UnreadableLine as error:
            raise ValidationError(str(error), code="unreadable") from error


class NewSheetForm(forms.Form):
    """A sheet to be: of which action, by which layout, for which years."""

    action = forms.ModelChoiceField(
        Action.objects.none(), label="Action", required=False, empty_label="une nouvelle action"
    )
    title = forms.CharField(
        label="Intitulé",
        max_length=300,
        required=False,
        help_text="Vide : celui de l’action. Il nomme une nouvelle action.",
    )
    number = NumberField(label="Numéro", error_messages={"required": "Donnez son numéro, comme 1."})
    first_year = YearField(
        label="Première année", error_messages={"required": "Indiquez l’année, comme 2024."}
    )
    last_year = YearField(label="Dernière année", required=False)
    layout = forms.ChoiceField(label="Modèle de fiche")

    def __init__(self, *args: Any, actor: Actor, convention: Convention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = convention.sheets.values("action_id")
        actions = Action.objects.visible_to(actor).filter(house_id=convention.house_id)
        offer_rows(self, "action", actions.exclude(pk__in=taken).order_by("name"))
        own = SheetTemplate.objects.filter(house_id=convention.house_id)
        rows = [(f"m{one.pk}", one.name) for one in own]
        shipped = [(one.slug, one.name) for one in layouts().values()]
        offer_choices(self, "layout", [("Vos modèles", rows), ("Livrés", shipped)])

    def clean(self) -> dict[str, Any]:
        """A new action has a name."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("action") is None and not data.get("title", "").strip():
            self.add_error("title", "Nommez la nouvelle action, ou choisissez-en une.")
        first, last = data.get("first_year"), data.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "La dernière année précède la première.")
        return data


class SheetForm(forms.Form):
    """The whole sheet: head, a text by heading, parts, time promised by year, scope of facts."""

    title = forms.CharField(
        label="Intitulé", max_length=300, error_messages={"required": "Donnez un intitulé."}
    )
    number = NumberField(label="Numéro")
    first_year = YearField(label="Première année")
    last_year = YearField(label="Dernière année")

    def __init__(self, data: Any, *, sheet: ActionSheet, actor: Actor) -> None:
        super().__init__(data, initial=initial_of(sheet))
        self.sheet = sheet
        self.headings = list(sheet.headings.order_by("position"))
        kinds = {heading.kind: heading.title for heading in self.headings}
        for heading in self.headings:
            if heading.kind != HeadingKind.SECTION:
                free = ", en texte libre" if heading.kind in PARTS else ""
                self.fields[f"h{heading.pk}"] = forms.CharField(
                    label=f"{heading.title}{free}",
                    help_text=heading.hint,
                    required=False,
                    max_length=40_000,
                    widget=forms.Textarea(attrs={"rows": 3 if heading.kind != "text" else 6}),
                )
        for part in PARTS:
            self.fields[part] = LinesField(part=part)
            self.fields[part].label = kinds.get(part, self.fields[part].label)
        self.missing = [part for part in PARTS if part not in kinds]
        for year in years_of(sheet):
            self.fields[f"fte_{year}"] = FteField(label=f"ETP promis en {year}", required=False)
        self.may_scope = bool(may_edit_offer(actor, sheet.convention.house_id))
        if self.may_scope:
            self._offer_scope(actor)

    def _offer_scope(self, actor: Actor) -> None:
        action = self.sheet.action
        for name, label, rows, held in (
            ("programmes", "Programmes", Programme.objects, action.programmes),
            ("session_kinds", "Types de rencontre", SessionKind.objects, action.session_kinds),
        ):
            self.fields[name] = forms.ModelMultipleChoiceField(
                rows.visible_to(actor).order_by("name"),
                label=label,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[one.pk for one in held.all()],
            )
        self.fields["place_codes"] = forms.CharField(
            label="Territoires",
            required=False,
            initial=", ".join(action.place_codes),
            help_text="Codes de communes, d’intercommunalités (SIREN), de départements (D21) ; "
            "vide : partout.",
        )

    def clean_place_codes(self) -> list[str]:
        """Codes of places, apart by commas."""
        codes = [one.strip().upper() for one in self.cleaned_data["place_codes"].split(",")]
        kept = [one for one in codes if one]
        wrong = [one for one in kept if not one.isalnum() or len(one) > 9]
        if wrong:
            raise ValidationError(f"« {wrong[0]} » n’est pas un code de territoire.")
        return kept

    def clean(self) -> dict[str, Any]:
        """Years in order; what is dated lies within them."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_year"), data.get("last_year")
        if first is None or last is None:
            return data
        if last < first:
            self.add_error("last_year", "La dernière année précède la première.")
            return data
        for part in ("phases", "targets"):
            years = {one.year for one in data.get(part) or () if one.year is not None}
            outside = sorted(year for year in years if not first <= year <= last)
            if outside:
                told = f"{outside[0]} n’est pas une année de la fiche ({first} à {last})."
                self.add_error(part, told)
        return data

    def draft(self) -> SheetDraft:
        """What is typed, as the action takes it."""
        data = self.cleaned_data
        first, last = data["first_year"], data["last_year"]
        held = {int(name[4:]): data[name] for name in data if name.startswith("fte_")}
        return SheetDraft(
            title=data["title"],
            number=data["number"],
            first_year=first,
            last_year=last,
            headings={int(name[1:]): data[name] for name in data if name[1:].isdigit()},
            promised={
                year: fte for year, fte in held.items() if fte is not None and first <= year <= last
            },
            targets=data["targets"],
            phases=data["phases"],
            partners=data["partners"],
            means={kind: data[kind] for kind in ("human", "material", "financial")},
        )


def years_of(sheet: ActionSheet) -> range:
    """The years of a sheet; thirty at most."""
    return range(sheet.first_year, min(sheet.last_year, sheet.first_year + 29) + 1)


def initial_of(sheet: ActionSheet) -> dict[str, Any]:
    """A stored sheet as its form shows it."""
    means: dict[str, list[MeansLine]] = {"human": [], "material": [], "financial": []}
    for one in sheet.means.select_related("lender"):
        lender = one.lender.name if one.lender else ""
        means[one.kind].append(MeansLine(one.label, lender, one.value_cents))
    return {
        "title": sheet.title,
        "number": sheet.number,
        "first_year": sheet.first_year,
        "last_year": sheet.last_year,
        "phases": write_phases(phases_of(sheet)),
        "partners": write_partners(
            [PartnerLine(one.name, one.family) for one in sheet.partners.all()]
        ),
        "targets": write_targets(targets_of(sheet)),
        **{kind: write_means(found) for kind, found in means.items()},
        **{f"fte_{one.year}": one.fte for one in sheet.promised.all()},
        **{f"h{one.pk}": one.text for one in sheet.headings.all()},
    }


def phases_of(sheet: ActionSheet, year: int | None = None) -> list[PhaseLine]:
    """The phases of a sheet, of a year where it is given."""
    return [
        PhaseLine(one.year, one.label, one.first_month, one.last_month)
        for one in sheet.phases.all()
        if year in (None, one.year)
    ]


def targets_of(sheet: ActionSheet, year: int | None = None) -> list[TargetLine]:
    """The criteria of a sheet, of a year where it is given."""
    return [
        TargetLine(one.label, one.indicator_code, one.year, one.value)
        for one in sheet.targets.all()
        if year is None or one.year == year
    ]


class RemarkForm(forms.Form):
    """A remark on a heading, or on the whole sheet."""

    heading = forms.ChoiceField(label="Sur", required=False)
    text = forms.CharField(
        label="Remarque",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez la remarque."},
    )

    def __init__(self, *args: Any, sheet: ActionSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(one.pk), one.title) for one in sheet.headings.order_by("position")]
        offer_choices(self, "heading", [(NEW, "toute la fiche"), *rows])


class OwnersForm(forms.Form):
    """Who answers for each layer of a sheet."""

    def __init__(self, *args: Any, actor: Actor, sheet: ActionSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {one.user_id: str(one.user.name or one.user.email) for one in members_of(actor)}
        held = dict(sheet.owners.values_list("layer", "user_id"))
        for layer, label in Layer.choices:
            self.fields[layer] = forms.TypedChoiceField(
                label=str(label).capitalize(),
                choices=[(NEW, "personne en particulier"), *people.items()],
                coerce=int,
                empty_value=None,
                required=False,
                initial=held.get(layer),
            )


class TemplateForm(forms.Form):
    """A layout: its name, its funder, its headings one a line."""

    name = forms.CharField(
        label="Nom du modèle", max_length=120, error_messages={"required": "Nommez le modèle."}
    )
    funder = forms.ModelChoiceField(
        Organisation.objects.none(), label="Financeur", required=False, empty_label="tous"
    )
    headings = forms.CharField(
        label="Rubriques",
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="Une par ligne, dans l’ordre : « Intitulé | consigne | contenu | volet ». "
        "Contenu : "
        + ", ".join(str(label) for _, label in HeadingKind.choices)
        + ". Volet : direction, finances, pilotage ou validation. Seul l’intitulé est obligatoire.",
        error_messages={"required": "Donnez au moins une rubrique."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Convention.objects.visible_to(actor)
        funders = Party.objects.filter(convention__in=seen, role=Party.Role.FUNDER)
        rows = Organisation.objects.filter(pk__in=funders.values("organisation_id"))
        offer_rows(self, "funder", rows.order_by("name"))

    def clean_headings(self) -> list[HeadingDraft]:
        """The headings; a word that is no content or no layer is told with its line."""
        kinds = {str(label): code for code, label in HeadingKind.choices}
        layers = {str(label): code for code, label in Layer.choices}
        found = []
        for number, line in enumerate(self.cleaned_data["headings"].splitlines(), 1):
            parts = [" ".join(part.split()) for part in line.split("|")]
            if not any(parts):
                continue
            title, hint, kind, layer = (*parts[:4], "", "", "", "")[:4]
            if not title or len(title) > 200 or len(hint) > 400 or len(parts) > 4:
                raise ValidationError(
                    f"Ligne {number} : « Intitulé | consigne | contenu | volet », intitulé de 200 "
                    "caractères et consigne de 400 au plus."
                )
            if kind and kind not in kinds:
                raise ValidationError(f"Ligne {number} : « {kind} » n’est pas un contenu connu.")
            if layer and layer not in layers:
                raise ValidationError(f"Ligne {number} : « {layer} » n’est pas un volet.")
            found.append(
                HeadingDraft(title, hint, kinds.get(kind, "text"), layers.get(layer, "pilot"))
            )
        if not found:
            raise ValidationError("Donnez au moins une rubrique.")
        return found


def write_headings(headings: list[HeadingDraft]) -> str:
    """Headings as the form of a layout takes them."""
    kinds = {code: str(label) for code, label in HeadingKind.choices}
    layers = {code: str(label) for code, label in Layer.choices}
    lines = []
    for one in headings:
        kind = kinds[one.kind] if one.kind != "text" else ""
        layer = layers[one.layer] if one.layer != "pilot" else ""
        lines.append(" | ".join((one.title, one.hint, kind, layer)).rstrip("| "))
    return "\n".join(lines)


class RenewForm(forms.Form):
    """Next year's promises, re-read before anything is made."""

    promised_fte = FteField(label="ETP promis", required=False)
    stated_cost = EurosField(label="Coût écrit dans la fiche", required=False)
    stated_grant = EurosField(label="Aide écrite dans la fiche", required=False)
    targets = LinesField(part="targets")
    phases = LinesField(part="phases")
    with_budget = forms.BooleanField(label="Créer le budget avec la fiche", required=False)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self) -> dict[str, Any]:
        """Everything that is dated is of the new year."""
        data: dict[str, Any] = super().clean() or {}
        for part in ("targets", "phases"):
            wrong = [one.year for one in data.get(part) or () if one.year not in (None, self.year)]
            if wrong:
                self.add_error(part, f"Tout est daté de {self.year} : {wrong[0]} n’en est pas.")
        return data
