"""Forms of the terms of a clause, one for each kind."""

from fractions import Fraction
from typing import Any, ClassVar

from django import forms

from probant.engagement.screens.staff_forms import ShareField
from probant.funding.rules import Kind, Trigger
from probant.funding.rules.clauses import (
    COMMITMENTS,
    UNSPENT_FATES,
    AmountTerms,
    CommitmentTerms,
    CommitteeTerms,
    ControlTerms,
    DurationTerms,
    EvaluationTerms,
    EvidenceTerms,
    ExclusiveTerms,
    MentionTerms,
    NoticeTerms,
    PaymentTerms,
    RenewalTerms,
    ReportingTerms,
    TerminationTerms,
    Terms,
    UnspentTerms,
)
from probant.ui.fields import EurosField, NumberField, YearField

FORMS_HINT = "lettre recommandée avec accusé de réception"


class TermsForm(forms.Form):
    """The terms of one kind of clause."""

    kind: ClassVar[Kind]

    @classmethod
    def initial_of(cls, terms: Terms) -> dict[str, Any]:
        """What the form shows of a clause that is there."""
        return {name: getattr(terms, name) for name in cls.base_fields if hasattr(terms, name)}

    def terms(self) -> Terms:
        """The typed terms."""
        raise NotImplementedError


class PaymentForm(TermsForm):
    """A share and what opens it."""

    kind = Kind.PAYMENT
    share = ShareField(label="Part", error_messages={"required": "Indiquez la part, comme 70 %."})
    trigger = forms.ChoiceField(label="Versée", choices=[(one.value, one.label) for one in Trigger])
    days = NumberField(label="Sous (jours)", required=False, help_text="Si la convention le dit.")
    day = NumberField(label="Le jour", required=False, help_text="Pour une date fixe : 31.")
    month = NumberField(label="du mois", required=False, help_text="Pour une date fixe : 3.")

    @classmethod
    def initial_of(cls, terms: Terms) -> dict[str, Any]:
        assert isinstance(terms, PaymentTerms)
        given = super().initial_of(terms)
        return {**given, "share": int(terms.share_rate * 10_000), "trigger": terms.trigger.value}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        fixed = data.get("trigger") == Trigger.DATE
        day, month = data.get("day"), data.get("month")
        if (day is None) != (month is None):
            self.add_error("day" if day is None else "month", "Donnez le jour et le mois.")
        if month is not None and not 1 <= month <= 12:
            self.add_error("month", "Un mois va de 1 à 12.")
        if day is not None and not 1 <= day <= 31:
            self.add_error("day", "Un jour va de 1 à 31.")
        if fixed and day is None and "day" not in self.errors:
            self.add_error("day", "Donnez le jour et le mois de la date fixe.")
        if data.get("share") is not None and not 0 < data["share"] <= 10_000:
            self.add_error("share", "Une part va de plus de 0 % à 100 %.")
        return data

    def terms(self) -> Terms:
        data = self.cleaned_data
        return PaymentTerms(
            Fraction(data["share"], 10_000),
            Trigger(data["trigger"]),
            days=data["days"],
            month=data["month"],
            day=data["day"],
        )


class MonthsForm(TermsForm):
    """A number of months."""

    months = NumberField(
        label="Mois", error_messages={"required": "Indiquez le nombre de mois, comme 3."}
    )

    def clean_months(self) -> Any:
        """From one month to ten years."""
        months = self.cleaned_data["months"]
        if months is not None and not 1 <= months <= 120:
            raise forms.ValidationError("Un nombre de mois va de 1 à 120.")
        return months


class NoticeForm(MonthsForm):
    """Denounced so many months before the end."""

    kind = Kind.NOTICE
    form = forms.CharField(label="Par", max_length=120, required=False, help_text=FORMS_HINT)

    def terms(self) -> Terms:
        return NoticeTerms(self.cleaned_data["months"], self.cleaned_data["form"].strip())


class TerminationForm(NoticeForm):
    """Ended for a fault."""

    kind = Kind.TERMINATION

    def terms(self) -> Terms:
        return TerminationTerms(self.cleaned_data["months"], self.cleaned_data["form"].strip())


class DurationForm(MonthsForm):
    """How long, and how it goes on."""

    kind = Kind.DURATION
    renewal = forms.ChoiceField(
        label="Au terme",
        required=False,
        choices=[
            ("", "elle finit"),
            ("tacit", "elle se renouvelle tacitement"),
            ("express", "elle se renouvelle par accord exprès"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["months"].required = False
        self.fields["months"].label = "Durée en mois"

    def terms(self) -> Terms:
        return DurationTerms(self.cleaned_data["months"], self.cleaned_data["renewal"])


class ReportingForm(MonthsForm):
    """Reports after each year."""

    kind = Kind.REPORTING

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["months"].initial = 6
        self.fields["months"].label = "Mois après la fin de l’exercice"

    def terms(self) -> Terms:
        return ReportingTerms(self.cleaned_data["months"])


class CommitteeForm(TermsForm):
    """A committee, so many times a year."""

    kind = Kind.COMMITTEE
    per_year = NumberField(
        label="Réunions par an",
        initial=1,
        error_messages={"required": "Indiquez combien de fois par an, comme 1."},
    )

    def clean_per_year(self) -> Any:
        """From once to once a week."""
        times = self.cleaned_data["per_year"]
        if not 1 <= times <= 52:
            raise forms.ValidationError("Un comité se réunit de 1 à 52 fois par an.")
        return times

    def terms(self) -> Terms:
        return CommitteeTerms(self.cleaned_data["per_year"])


class EvidenceForm(TermsForm):
    """The pieces on which the balance is paid."""

    kind = Kind.EVIDENCE
    pieces = forms.CharField(
        label="Pièces",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text="Une par ligne. Vide si la convention renvoie à une liste qu’elle ne donne pas.",
    )

    @classmethod
    def initial_of(cls, terms: Terms) -> dict[str, Any]:
        assert isinstance(terms, EvidenceTerms)
        return {"pieces": "\n".join(terms.pieces)}

    def terms(self) -> Terms:
        lines = self.cleaned_data["pieces"].splitlines()
        pieces = tuple(" ".join(one.split()).lstrip("-–• ") for one in lines if one.strip())
        return EvidenceTerms(bool(pieces), pieces)


class RenewalForm(TermsForm):
    """On what renewing each year rests."""

    kind = Kind.RENEWAL
    condition = forms.CharField(
        label="À condition de",
        required=False,
        max_length=300,
        help_text="Le procès-verbal du comité de pilotage, un vote…",
    )

    def terms(self) -> Terms:
        return RenewalTerms(" ".join(self.cleaned_data["condition"].split()))


class MentionForm(TermsForm):
    """Whose name and logo are shown."""

    kind = Kind.MENTION
    reciprocal = forms.BooleanField(label="Chaque partie mentionne l’autre", required=False)

    def terms(self) -> Terms:
        return MentionTerms(self.cleaned_data["reciprocal"])


class ExclusiveForm(TermsForm):
    """One funder alone."""

    kind = Kind.EXCLUSIVE
    covers = forms.ChoiceField(
        label="Porte sur",
        choices=[
            ("all", "les heures et les dépenses"),
            ("hours", "les heures"),
            ("expenses", "les dépenses"),
        ],
    )

    def terms(self) -> Terms:
        return ExclusiveTerms(self.cleaned_data["covers"])


class AmountForm(TermsForm):
    """What is promised."""

    kind = Kind.AMOUNT
    amount_cents = EurosField(
        label="Montant", error_messages={"required": "Indiquez le montant, comme 18 000 €."}
    )
    year = YearField(label="Pour l’année", required=False, help_text="Vide : toute la durée.")

    def clean_amount_cents(self) -> Any:
        """Above zero, within reach."""
        cents = self.cleaned_data["amount_cents"]
        if cents is not None and not 0 < cents <= 10**13:
            raise forms.ValidationError(
                "Le montant est supérieur à 0 €. Tapez par exemple 9 000 €."
            )
        return cents

    def terms(self) -> Terms:
        return AmountTerms(self.cleaned_data["amount_cents"], self.cleaned_data["year"])


class ControlForm(TermsForm):
    """How the use of the money is checked."""

    kind = Kind.CONTROL
    on_site = forms.BooleanField(label="Contrôle sur place prévu", required=False)
    kept_years = NumberField(label="Pièces gardées (ans)", required=False)

    def terms(self) -> Terms:
        years = self.cleaned_data["kept_years"] or None
        return ControlTerms(self.cleaned_data["on_site"], years)


class EvaluationForm(TermsForm):
    """When what was done is evaluated."""

    kind = Kind.EVALUATION
    yearly = forms.BooleanField(label="Chaque année", required=False)
    months_before_end = NumberField(label="Mois avant la fin", required=False)

    def terms(self) -> Terms:
        before = self.cleaned_data["months_before_end"] or None
        return EvaluationTerms(self.cleaned_data["yearly"], before)


class UnspentForm(TermsForm):
    """What becomes of money not spent."""

    kind = Kind.UNSPENT
    fate = forms.ChoiceField(
        label="Les fonds non dépensés sont", choices=list(UNSPENT_FATES.items())
    )
    share = ShareField(
        label="Excédent que l’association peut garder",
        required=False,
        help_text="Loi du 1er juillet 2021, art. 1 : la convention dit dans quelles conditions.",
    )

    @classmethod
    def initial_of(cls, terms: Terms) -> dict[str, Any]:
        assert isinstance(terms, UnspentTerms)
        share = terms.share_rate
        return {"fate": terms.fate, "share": None if share is None else int(share * 10_000)}

    def terms(self) -> Terms:
        share = self.cleaned_data["share"]
        return UnspentTerms(self.cleaned_data["fate"], Fraction(share, 10_000) if share else None)


class CommitmentForm(TermsForm):
    """What a side promises that has its own line among what is due."""

    kind = Kind.COMMITMENT
    what = forms.ChoiceField(
        label="Ce qui est promis",
        choices=[(code, said[0].upper() + said[1:]) for code, said in COMMITMENTS.items()],
        help_text="Chaque promesse paraît parmi les obligations de qui la tient. Une autre "
        "promesse se dit dans le texte de l’article.",
    )

    def terms(self) -> Terms:
        return CommitmentTerms(self.cleaned_data["what"])


TERMS_FORMS: dict[str, type[TermsForm]] = {
    one.kind.value: one
    for one in (
        PaymentForm,
        AmountForm,
        EvidenceForm,
        DurationForm,
        NoticeForm,
        CommitteeForm,
        ReportingForm,
        RenewalForm,
        ControlForm,
        EvaluationForm,
        UnspentForm,
        MentionForm,
        ExclusiveForm,
        TerminationForm,
        CommitmentForm,
    )
}
