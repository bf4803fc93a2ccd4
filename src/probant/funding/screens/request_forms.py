"""Forms of requests, of the permanent file and of the funder's side; actions decide."""

from collections.abc import Sequence
from typing import Any

from django import forms

from probant.directory.models import Family, Organisation
from probant.funding.models import (
    AmountProposed,
    Convention,
    FilePiece,
    FundingRequest,
    RequestAction,
)
from probant.funding.queries.requests import ActionView
from probant.funding.rules import Status
from probant.funding.rules.permanent import SPECS, PieceKind
from probant.governance.models import Decision, Deliberation
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.programmes.access import may_edit_offer
from probant.programmes.models import Action
from probant.ui.fields import DayField, EurosField, YearField, offer_choices, offer_rows

DAY = {"required": "Indiquez le jour, comme 14/10/2023."}
GIVES = (
    Family.AUTHORITY,
    Family.STATE,
    Family.FOUNDATION,
    Family.MUTUAL,
    Family.COMPANY,
    Family.COOPERATIVE,
)


class PieceForm(forms.Form):
    """A version of a piece of the permanent file."""

    kind = forms.ChoiceField(label="Pièce", choices=())
    file = forms.FileField(
        label="Fichier", required=False, help_text="PDF de préférence. Déposé une fois pour toutes."
    )
    dated_on = DayField(
        label="Datée du",
        help_text="Le jour de la pièce elle-même, pas celui de son dépôt.",
        error_messages=DAY,
    )
    year = YearField(
        label="Exercice", required=False, help_text="Pour les comptes et les rapports : 2022."
    )
    valid_until = DayField(label="Valable jusqu’au", required=False)
    label = forms.CharField(
        label="Précision",
        max_length=160,
        required=False,
        help_text="Ce qui la distingue, comme « agrément ESUS » ou « compte courant ».",
    )
    reference = forms.CharField(
        label="Numéro",
        max_length=80,
        required=False,
        help_text="Numéro de contrat, d’agrément, de récépissé.",
    )
    account_number = forms.CharField(
        label="IBAN",
        max_length=48,
        required=False,
        help_text="Du relevé bancaire seulement. Lu par la direction, l’assistance et le service "
        "du financeur qui paie, par personne d’autre.",
    )

    def __init__(self, *args: Any, bank: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.value, one.label) for one in PieceKind if bank or one is not PieceKind.BANK]
        offer_choices(self, "kind", [("", "choisissez"), *kinds])
        if not bank:
            del self.fields["account_number"]

    def clean(self) -> dict[str, Any]:
        """Say beside each field what is missing of it."""
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind")
        is_yearly = kind is not None and kind != "" and SPECS[PieceKind(kind)].yearly
        if is_yearly and not data.get("year") and "year" not in self.errors:
            self.add_error("year", "Dites de quel exercice il s’agit, comme 2022.")
        says = data.get("file") or data.get("reference") or data.get("account_number")
        if not says and "file" not in self.errors:
            self.add_error("file", "Joignez le fichier, ou écrivez le numéro.")
        if data.get("account_number") and kind != PieceKind.BANK:
            self.add_error("account_number", "Un IBAN ne s’écrit que sur un relevé bancaire.")
        return data


class ReasonForm(forms.Form):
    """Why something is taken back, or taken on."""

    reason = forms.CharField(
        label="Motif",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Dites en une phrase pourquoi."},
    )


class RequestForm(forms.Form):
    """The first page of the form, and who signs."""

    funder = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Financeur",
        empty_label="choisissez",
        error_messages={"required": "À qui la demande est-elle adressée ?"},
    )
    addressee = forms.ChoiceField(
        label="Adressée à", choices=FundingRequest.Addressee.choices, initial="town"
    )
    service = forms.CharField(
        label="Service", max_length=160, required=False, help_text="Direction, service instructeur."
    )
    title = forms.CharField(
        label="Objet",
        max_length=200,
        error_messages={"required": "Dites l’objet de la demande en quelques mots."},
    )
    year = YearField(label="Exercice", error_messages={"required": "Pour quelle année ?"})
    last_year = YearField(
        label="Jusqu’à l’exercice",
        required=False,
        help_text="Pour une demande pluriannuelle ; sinon laissez vide.",
    )
    frequency = forms.ChoiceField(
        label="Fréquence", choices=FundingRequest.Frequency.choices, widget=forms.RadioSelect
    )
    scope = forms.ChoiceField(
        label="Objet de l’aide",
        choices=FundingRequest.Scope.choices,
        widget=forms.RadioSelect,
        initial="projects",
    )
    form = forms.ChoiceField(
        label="Forme",
        choices=FundingRequest.Form.choices,
        widget=forms.RadioSelect,
        initial="money",
    )
    convention = forms.ModelChoiceField(
        Convention.objects.none(),
        label="Convention qui la porte",
        required=False,
        empty_label="aucune : une convention en préparation est ouverte",
    )
    actions = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        label="Actions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leur dernière fiche et leur dernier budget sont repris.",
    )
    new_actions = forms.CharField(
        label="Projets nouveaux",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un par ligne : leur fiche et leur budget s’écriront ensuite.",
    )
    due_on = DayField(label="À déposer avant le", required=False)
    signatory = forms.CharField(
        label="Signataire", max_length=120, required=False, help_text="Prénom NOM."
    )
    capacity = forms.CharField(label="Qualité du signataire", max_length=160, required=False)
    statutes_changed = forms.BooleanField(
        label="Les statuts ont changé depuis la dernière demande", required=False
    )

    def __init__(
        self, *args: Any, actor: Actor, held: FundingRequest | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        house = actor.house
        offer_rows(self, "funder", funders_of(house))
        running = (
            Convention.objects.visible_to(actor)
            .filter(house_id=house, amends__isnull=True)
            .exclude(status__in=(Status.DROPPED, Status.CLOSED))
        )
        offer_rows(self, "convention", running.order_by("-starts_on", "-pk"))
        offer_rows(self, "actions", Action.objects.visible_to(actor).order_by("name"))
        if held is not None:
            for name in ("funder", "convention", "actions", "new_actions"):
                del self.fields[name]
        elif not may_edit_offer(actor, house).allowed:
            del self.fields["new_actions"]  # a new project is an action more in the offer

    def clean(self) -> dict[str, Any]:
        """A last year before the first is said beside it."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("year"), data.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "Le dernier exercice précède le premier.")
        return data


def funders_of(house_id: int) -> Any:
    """Those of the directory of a house that may give, the funders of its conventions first."""
    return Organisation.objects.filter(
        cards__house_id=house_id, family__in=GIVES, merged_into__isnull=True
    ).order_by("name_key")


class ActionForm(forms.Form):
    """An action more in a request: one of the house, or a new project."""

    action = forms.ModelChoiceField(
        Action.objects.none(), label="Action", required=False, empty_label="un projet nouveau"
    )
    name = forms.CharField(
        label="Intitulé du projet nouveau",
        max_length=200,
        required=False,
        help_text="Si ce n’est pas une action déjà connue.",
    )

    def __init__(self, *args: Any, actor: Actor, held: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Action.objects.visible_to(actor).exclude(pk__in=held)
        offer_rows(self, "action", known.order_by("name"))
        if not may_edit_offer(actor, actor.house).allowed:
            del self.fields["name"]
            self.fields["action"].required = True
            chosen: Any = self.fields["action"]
            chosen.empty_label = "choisissez"

    def clean(self) -> dict[str, Any]:
        """One or the other."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("action") and "name" in self.fields and not data.get("name", "").strip():
            self.add_error("name", "Choisissez une action, ou donnez l’intitulé du projet.")
        return data


class CommitmentForm(forms.Form):
    """The republican commitment contract of a request."""

    signed_on = DayField(label="Souscrit le", error_messages=DAY)
    signatory = forms.CharField(
        label="Signataire",
        max_length=120,
        error_messages={"required": "Qui a souscrit le contrat ?"},
    )
    capacity = forms.CharField(label="Qualité", max_length=160, required=False)
    version = forms.CharField(
        label="Version",
        max_length=120,
        error_messages={"required": "Dans quelle version ?"},
    )
    publicity = forms.CharField(
        label="Information des membres",
        max_length=300,
        required=False,
        help_text="Où il est affiché ou publié : « affiché au siège le 5 janvier, page d’accueil "
        "du site » (décret 2021-1947, art. 4).",
    )


class DepositForm(forms.Form):
    """The deposit: on which day, and whether it was made on the funder's platform."""

    occurred_on = DayField(label="Déposée le", error_messages=DAY)
    elsewhere = forms.BooleanField(
        label="Elle a déjà été déposée sur la plateforme du financeur",
        required=False,
        help_text="Ce qui a eu lieu s’enregistre tel quel, avec son accusé.",
    )
    reference = forms.CharField(label="Numéro de l’accusé", max_length=60, required=False)


class StepForm(forms.Form):
    """A step and its day."""

    occurred_on = DayField(label="Le", error_messages=DAY)


class ReceiptForm(StepForm):
    """An acknowledgement."""

    reference = forms.CharField(label="Numéro de l’accusé", max_length=60, required=False)


class AskPieceForm(forms.Form):
    """A piece that the funder asks for."""

    label = forms.CharField(
        label="Pièce demandée",
        max_length=200,
        error_messages={"required": "Nommez la pièce demandée."},
    )
    occurred_on = DayField(label="Demandée le", error_messages=DAY)
    due_on = DayField(label="Attendue le", required=False)


class GivePieceForm(forms.Form):
    """What answers: a piece of the permanent file, or a file."""

    file_piece = forms.ModelChoiceField(
        FilePiece.objects.none(),
        label="Du dossier permanent",
        required=False,
        empty_label="aucune",
    )
    file = forms.FileField(label="Ou un fichier", required=False)
    occurred_on = DayField(label="Remise le", error_messages=DAY)

    def __init__(self, *args: Any, house_id: int, bank: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pieces = FilePiece.objects.filter(
            house_id=house_id, withdrawn_on__isnull=True, document__isnull=False
        )
        if not bank:
            pieces = pieces.exclude(kind=PieceKind.BANK)
        offer_rows(self, "file_piece", pieces.order_by("kind", "-dated_on"))

    def clean(self) -> dict[str, Any]:
        """One or the other."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("file_piece") and not data.get("file") and "file" not in self.errors:
            self.add_error("file", "Choisissez une pièce du dossier, ou joignez un fichier.")
        return data


class OpinionForm(forms.Form):
    """The opinion of the funder's service on an action."""

    opinion = forms.ChoiceField(
        label="Avis", choices=AmountProposed.Opinion.choices, widget=forms.RadioSelect
    )
    amount_cents = EurosField(
        label="Montant proposé", error_messages={"required": "Écrivez un montant, ou 0."}
    )
    occurred_on = DayField(label="Donné le", error_messages=DAY)
    text = forms.CharField(
        label="Motivation",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lu par vos services et vos élus ; par l’association après la décision.",
    )


class DecisionForm(forms.Form):
    """What the funder decided: the vote, the amount of each action, what it opens."""

    decided_on = DayField(label="Décidé le", error_messages=DAY)
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label="Décision votée",
        required=False,
        empty_label="pas de délibération enregistrée",
    )
    opens = forms.ChoiceField(
        label="Ce qu’elle ouvre",
        widget=forms.RadioSelect,
        choices=(
            ("award", "la subvention de l’année, sous la convention en cours"),
            ("amendment", "un avenant de l’année, à signer"),
        ),
        initial="award",
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        held: FundingRequest,
        actions: Sequence[ActionView],
        opens_draft: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        decisions = Decision.objects.filter(
            deliberation__in=Deliberation.objects.visible_to(actor),
            deliberation__house_id=held.house_id,
        ).select_related("deliberation__sitting__body")
        offer_rows(
            self, "decision", decisions.order_by("-deliberation__sitting__held_on", "number")
        )
        chosen: Any = self.fields["decision"]
        chosen.label_from_instance = decision_words
        if opens_draft:
            del self.fields["opens"]
        for one in actions:
            told = f"Action {one.row.sheet.number}, {one.row.sheet.title}"
            self.fields[f"a{one.row.pk}"] = EurosField(
                label=f"Accordé : {told}"[:200],
                help_text="0 si rien n’est accordé.",
                error_messages={"required": "Écrivez le montant accordé, ou 0."},
            )
        if not actions:
            self.fields["whole"] = EurosField(
                label="Accordé", error_messages={"required": "Écrivez le montant accordé, ou 0."}
            )

    def granted(self, data: dict[str, Any], rows: Sequence[RequestAction]) -> dict[int | None, int]:
        """Cents by row of the request."""
        if "whole" in self.fields:
            return {None: data["whole"]}
        return {row.pk: data[f"a{row.pk}"] for row in rows}


def decision_words(decision: Decision) -> str:
    """A decision in a list: day, body, number, its first words."""
    sitting = decision.deliberation.sitting
    day, body = write_short_date(sitting.held_on), sitting.body.name
    return f"{day}, {body} : {decision.number}. {decision.text[:70]}"
