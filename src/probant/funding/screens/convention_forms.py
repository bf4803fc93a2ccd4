"""Forms of a convention: who it binds, its votes, annexes, statuses, the drafts and models."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.directory.models import Card, Organisation
from probant.documents.models import Document
from probant.funding.models import ActionSheet, Approval, Convention, Party
from probant.governance.models import Body, Decision
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.kernel.text import fold
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField, offer_choices
from probant.ui.rows import RowsForm

LIST = "structures"
MOST_SUGGESTED = 500
STATUS_CHOICES = [
    ("draft", "en préparation"),
    ("submitted", "déposée, en attente de vote"),
    ("signed", "déjà signée (sur papier)"),
]


def suggestions(actor: Actor) -> list[str]:
    """The names of the directory that are offered while typing; one query."""
    cards = Card.objects.filter(house_id=actor.house).order_by("name_key")
    return list(cards.values_list("organisation__name", flat=True)[:MOST_SUGGESTED])


def decision_choices(house_id: int) -> list[tuple[str, str]]:
    """The decisions of a house, latest first; one query."""
    rows = (
        Decision.objects.filter(deliberation__house_id=house_id)
        .select_related("deliberation__sitting__body")
        .order_by("-deliberation__sitting__held_on", "number")[:300]
    )
    return [(str(one.pk), say_decision(one)) for one in rows]


def say_decision(decision: Decision) -> str:
    """A decision by its day, its body and its first words."""
    sitting = decision.deliberation.sitting
    day = write_short_date(sitting.held_on)
    return f"{day}, {sitting.body.name} : {decision.number}. {decision.text[:70]}"


class DecisionField(forms.ChoiceField):
    """A decision of the house among choices already read; gives a `Decision` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Decision) else value

    def clean(self, value: Any) -> Decision | None:
        text = super().clean(value)
        if not text:
            return None
        return Decision.objects.select_related("deliberation").get(pk=int(text))


class PartyField(StructureField):
    """A structure of the directory, the house itself, or an authority whose body has decided."""

    def clean(self, value: Any) -> Organisation | None:
        text = fold(str(value or ""))
        if text:
            own = Organisation.objects.filter(pk=self.house_id, name_key=text).first()
            decided = Organisation.objects.filter(
                pk__in=Body.objects.filter(house_id=self.house_id).values("organisation"),
                name_key=text,
            )
            found = own or decided.first()
            if found is not None:
                return found
        return super().clean(value)


class PartyRow(forms.Form):
    """A party, who signs for it, and the decision that lets them."""

    role = forms.ChoiceField(
        label="Rôle",
        choices=[("", "à choisir"), *Party.Role.choices],
        error_messages={"required": "Dites si elle finance, bénéficie ou accompagne."},
    )
    printed_name = forms.CharField(
        label="Nom tel qu’écrit",
        max_length=200,
        required=False,
        help_text="S’il diffère de l’annuaire.",
    )
    signatory = forms.CharField(label="Signataire", max_length=120, required=False)
    capacity = forms.CharField(
        label="En qualité de", max_length=160, required=False, help_text="Maire, présidente…"
    )
    empowered_by = DecisionField(label="Habilité par")

    field_order = ("organisation", "role", "signatory", "capacity", "empowered_by", "printed_name")

    def __init__(
        self, *args: Any, house_id: int, decisions: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = PartyField(
            label="Structure",
            house_id=house_id,
            suggestions=[],
            error_messages={"required": "Écrivez le nom de la structure, dans l’annuaire."},
        )
        self.fields["organisation"].widget.attrs["list"] = LIST
        offer_choices(self, "empowered_by", [("", "pas de décision enregistrée"), *decisions])
        self.order_fields(self.field_order)


class ConventionForm(RowsForm):
    """What a convention is, for how long, between whom."""

    row_class = PartyRow
    rows_label = "Partie"
    more_label = "Ajouter une partie"
    prefix_of_rows = "partie"

    kind = forms.ChoiceField(label="Nature", choices=Convention.Kind.choices)
    title = forms.CharField(
        label="Intitulé",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Donnez l’intitulé, tel que la convention le porte."},
    )
    reference = forms.CharField(label="Référence", max_length=60, required=False)
    starts_on = DayField(label="Début", required=False)
    ends_on = DayField(
        label="Fin", required=False, help_text="Vide si elle court du jour de sa signature."
    )
    status = forms.ChoiceField(label="Où elle en est", choices=STATUS_CHOICES)
    signed_on = DayField(
        label="Signée le",
        required=False,
        help_text="Pour une convention déjà signée ; vide si la date n’est pas connue.",
    )
    document_reference = forms.CharField(
        label="Où est l’original",
        max_length=200,
        required=False,
        help_text="Un classeur, un dossier partagé, le nom du fichier.",
    )

    def __init__(self, *args: Any, actor: Actor, is_new: bool = True, **kwargs: Any) -> None:
        kwargs["row_options"] = {
            "house_id": actor.house,
            "decisions": decision_choices(actor.house),
        }
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["status"]

    def clean(self) -> dict[str, Any]:
        """An end after the start; a day of signature for what is signed only."""
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "La fin précède le début.")
        if data.get("signed_on") and data.get("status") in ("draft", "submitted"):
            self.add_error(
                "signed_on",
                "Une convention signée ce jour-là est « déjà signée » : changez l’état.",
            )
        return data


class AnnexRow(forms.Form):
    """An annex: its mark, its title, and what it is."""

    label = forms.CharField(
        label="Repère",
        max_length=12,
        help_text="1, 2, A…",
        error_messages={"required": "Donnez son repère, comme 1."},
    )
    title = forms.CharField(
        label="Intitulé",
        max_length=200,
        error_messages={"required": "Donnez l’intitulé de l’annexe."},
    )
    sheet = forms.ChoiceField(label="Fiche action", required=False)
    document = forms.ChoiceField(label="Document gardé", required=False)
    upload = forms.FileField(label="ou nouveau fichier", required=False)

    def __init__(
        self,
        *args: Any,
        sheets: list[ActionSheet],
        documents: list[Document],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheets = {str(one.pk): one for one in sheets}
        self.documents = {str(one.pk): one for one in documents}
        offer_choices(
            self, "sheet", [("", "aucune"), *((k, str(v)) for k, v in self.sheets.items())]
        )
        offer_choices(
            self, "document", [("", "aucun"), *((k, v.name) for k, v in self.documents.items())]
        )

    def clean(self) -> dict[str, Any]:
        """One thing at most."""
        data: dict[str, Any] = super().clean() or {}
        given = [name for name in ("sheet", "document", "upload") if data.get(name)]
        if len(given) > 1:
            self.add_error(given[-1], "Une annexe est une fiche ou un document, non les deux.")
        return data


class AnnexesForm(RowsForm):
    """The annexes, in order."""

    row_class = AnnexRow
    rows_label = "Annexe"
    more_label = "Ajouter une annexe"
    prefix_of_rows = "annexe"


class ApprovalForm(forms.Form):
    """A vote that approved the convention, allowed its signature or renewed it."""

    decision = DecisionField(
        label="Décision",
        required=True,
        error_messages={
            "required": "Choisissez la décision ; enregistrez d’abord la délibération."
        },
    )
    nature = forms.ChoiceField(label="Ce qu’elle fait", choices=Approval.Nature.choices)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "decision", [("", "à choisir"), *decision_choices(actor.house)])


class StatusForm(forms.Form):
    """The day of an act, and why."""

    on = DayField(label="Le", required=False)
    reason = forms.CharField(
        label="Motif", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def __init__(self, *args: Any, needs_reason: bool, with_day: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_day:
            del self.fields["on"]
        if needs_reason:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = "Dites pourquoi, en une phrase."


class RenewForm(forms.Form):
    """The convention that follows."""

    title = forms.CharField(
        label="Intitulé", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    starts_on = DayField(label="Début", error_messages={"required": "Indiquez le premier jour."})
    ends_on = DayField(label="Fin", error_messages={"required": "Indiquez le dernier jour."})

    def clean(self) -> dict[str, Any]:
        """An end after the start."""
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "La fin précède le début.")
        return data


class DraftModelForm(forms.Form):
    """A funder's own layout, as a DOCX with marks."""

    name = forms.CharField(
        label="Nom du modèle",
        max_length=120,
        error_messages={"required": "Donnez un nom, comme « Convention Ville de Dijon »."},
    )
    funder = forms.CharField(required=False)
    upload = forms.FileField(
        label="Document Word (.docx)",
        error_messages={"required": "Choisissez le fichier du modèle."},
        help_text="Partez du modèle livré : ses marques, comme {{ convention.intitule }}, "
        "sont remplies à chaque projet.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder"] = StructureField(
            label="Financeur",
            required=False,
            house_id=actor.house,
            suggestions=[],
            help_text="Vide : pour tous.",
        )
        self.fields["funder"].widget.attrs["list"] = LIST

    def clean_upload(self) -> Any:
        """The ending tells the kind; the content is checked when it is kept."""
        upload = self.cleaned_data["upload"]
        if not upload.name.lower().endswith(".docx"):
            raise ValidationError("Le modèle est un document Word moderne, en .docx.")
        return upload


def party_line(party: Party) -> dict[str, Any]:
    """A party as the form shows it."""
    return {
        "organisation": party.organisation,
        "role": party.role,
        "printed_name": party.printed_name,
        "signatory": party.signatory,
        "capacity": party.capacity,
        "empowered_by": party.empowered_by,
    }
