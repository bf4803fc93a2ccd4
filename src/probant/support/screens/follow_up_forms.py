"""Forms of follow-ups: what became of a structure, its jobs, its needs; when one asks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from probant.programmes.models import Programme
from probant.programmes.screens.fields import HundredthsField
from probant.support.models import FollowedUp, JobFact, Since
from probant.support.queries.case_words import say_term
from probant.ui.fields import DayField, NumberField, offer_choices, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}


class FollowUpForm(forms.Form):
    """What became of a structure or a project, in one form."""

    term = forms.ChoiceField(label="Suivi", widget=forms.RadioSelect)
    occurred_on = DayField(label="Échange le", error_messages=NO_DAY)
    state = forms.ChoiceField(
        label="Aujourd’hui",
        choices=FollowedUp.State.choices,
        widget=forms.RadioSelect,
        initial=FollowedUp.State.ACTIVE,
    )
    headcount = NumberField(label="Emplois, en tout", required=False)
    fte_hundredths = HundredthsField(label="Équivalent temps plein", required=False)
    needs = forms.CharField(
        label="Ce qui a changé, les besoins",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text="Lu par l’équipe.",
    )

    def __init__(
        self,
        *args: Any,
        terms: list[tuple[str, int]],
        jobs: list[JobFact],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(
            self,
            "term",
            [(f"{since}-{months}", say_term(since, months)) for since, months in terms],
        )
        self.fields["occurred_on"].initial = timezone.localdate()
        self.jobs = jobs
        for job in jobs:
            self.fields[f"job_{job.pk}"] = NumberField(
                label=f"Toujours là, {_said(job)}", required=False
            )
        self.order_fields(
            ["term", "occurred_on", "state", "headcount", "fte_hundredths"]
            + [f"job_{job.pk}" for job in jobs]
        )

    def said(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        since, _, months = data["term"].rpartition("-")
        kept = {
            job.pk: data[f"job_{job.pk}"]
            for job in self.jobs
            if data.get(f"job_{job.pk}") is not None
        }
        named = ("occurred_on", "state", "headcount", "fte_hundredths", "needs")
        return {
            "since": since,
            "months": int(months),
            "kept": kept,
            **{name: data[name] for name in named},
        }


def _said(job: JobFact) -> str:
    kind = "emplois créés" if job.kind == JobFact.Kind.CREATED else "emplois consolidés"
    return f"des {job.headcount} {kind} en {job.year}"


class TermsForm(forms.Form):
    """At which months one asks: of the whole house, or of one programme."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label="Pour",
        required=False,
        empty_label="tous les programmes",
    )
    since = forms.ChoiceField(label="À compter de", choices=Since.choices)
    months = forms.CharField(
        label="Mois",
        max_length=60,
        required=False,
        help_text="Séparés par des virgules : 6, 12, 24. Vide : les mois habituels.",
    )

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "programme", programmes)

    def clean_months(self) -> list[int]:
        """Whole numbers of months."""
        words = self.cleaned_data["months"].replace(",", " ").replace(";", " ").split()
        if not all(word.isascii() and word.isdigit() and len(word) <= 3 for word in words):
            raise ValidationError("Écrivez des nombres de mois, comme 6, 12, 24.")
        return [int(word) for word in words]


def amend_follow_up(fact: Any) -> dict[str, forms.Field]:
    """What a replacement of a follow-up may change."""
    return {
        "state": forms.ChoiceField(label="État", choices=FollowedUp.State.choices),
        "headcount": NumberField(label="Emplois", required=False),
        "fte_hundredths": HundredthsField(label="Équivalent temps plein", required=False),
    }
