"""Forms of posts, contracts, costs and mission letters."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.directory.models import Person
from probant.engagement.models import Contract, Post
from probant.engagement.rules.shares import read_share, write_share
from probant.engagement.screens.forms import MinutesField
from probant.kernel.actor import Actor
from probant.programmes.models import Action
from probant.ui.fields import DayField, EurosField, NumberField, ReadField

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}


class ShareField(ReadField):
    """A percentage; gives hundredths of a percent."""

    read = staticmethod(read_share)
    hint = "80 %"

    def prepare_value(self, value: Any) -> Any:
        return write_share(value) if isinstance(value, int) else value


class PostForm(forms.Form):
    """A post: its title."""

    title = forms.CharField(
        label="Intitulé",
        max_length=120,
        help_text="Celui du poste, pas de la personne : « Chargée ou chargé de mission DLA ».",
        error_messages={"required": "Donnez l’intitulé du poste."},
    )


class EditPostForm(PostForm):
    """The same, and whether it is still open."""

    is_open = forms.BooleanField(label="Poste ouvert", required=False)


class ContractForm(forms.Form):
    """Who holds the post, since when, and for how much."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Personne",
        help_text="De votre annuaire.",
        error_messages={"required": "Choisissez la personne."},
    )
    share_hundredths = ShareField(
        label="Part du temps plein",
        error_messages={"required": "Indiquez la part, comme 100 % ou 80 %."},
    )
    starts_on = DayField(label="Du", error_messages=NO_DAY)
    ends_on = DayField(label="Au", required=False, help_text="Vide pour un CDI.")
    replaces = forms.ModelChoiceField(
        Contract.objects.none(),
        label="Remplace",
        required=False,
        empty_label="personne",
    )

    def __init__(self, *args: Any, actor: Actor, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        known = Person.objects.visible_to(actor).filter(erased_on__isnull=True)
        people.queryset = (
            known.filter(positions__organisation=actor.house).distinct().order_by("name_key")
        )
        replaced: Any = self.fields["replaces"]
        replaced.queryset = post.contracts.select_related("person").order_by("starts_on")
        replaced.label_from_instance = lambda row: str(row.person)
        self.fields["share_hundredths"].initial = "100 %"


class EndForm(forms.Form):
    """The last day of a contract."""

    ends_on = DayField(label="Dernier jour", error_messages=NO_DAY)


class CostForm(forms.Form):
    """What a year of the post at full time costs."""

    starts_on = DayField(label="À partir du", error_messages=NO_DAY)
    yearly_cents = EurosField(
        label="Coût d’une année à temps plein",
        help_text="Charges comprises. Le coût du poste, non le salaire de quelqu’un.",
        error_messages={"required": "Indiquez le coût, comme 41 500 €."},
    )
    source = forms.CharField(
        label="D’où vient ce coût",
        max_length=200,
        help_text="Budget voté, comptes de l’année, forfait du financeur…",
        error_messages={"required": "Dites d’où vient ce coût."},
    )


class BaseForm(forms.Form):
    """What full time is."""

    starts_on = DayField(label="À partir du", error_messages=NO_DAY)
    yearly_hours = NumberField(
        label="Heures d’une année à temps plein",
        error_messages={"required": "Indiquez les heures de l’année, comme 1607."},
    )
    weekly_minutes = MinutesField(
        label="Durée de la semaine", error_messages={"required": "Indiquez la durée, comme 35 h."}
    )
    source = forms.CharField(
        label="Texte",
        max_length=200,
        help_text="Accord d’entreprise, convention collective…",
        error_messages={"required": "Dites de quel texte vient cette base."},
    )


class LetterForm(forms.Form):
    """A fixed percentage of somebody's time."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Personne",
        error_messages={"required": "Choisissez la personne."},
    )
    action = forms.ModelChoiceField(
        Action.objects.none(),
        label="Action",
        error_messages={"required": "Choisissez l’action."},
    )
    share_hundredths = ShareField(
        label="Part fixe du temps travaillé",
        error_messages={"required": "Indiquez la part, comme 20 %."},
    )
    starts_on = DayField(label="Du", error_messages=NO_DAY)
    ends_on = DayField(label="Au", error_messages=NO_DAY)
    reference = forms.CharField(
        label="Lettre", max_length=120, required=False, help_text="Sa référence et sa date."
    )
    copy = forms.FileField(
        label="La lettre signée",
        required=False,
        help_text="Son scan ou son PDF : ce qu’un financeur demande à voir.",
        error_messages={"empty": "Ce fichier est vide."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        held = Contract.objects.visible_to(actor).values("person")
        people.queryset = Person.objects.visible_to(actor).filter(pk__in=held).order_by("name_key")
        actions: Any = self.fields["action"]
        actions.queryset = Action.objects.visible_to(actor).order_by("name")
        self.fields["starts_on"].initial = timezone.localdate().replace(day=1)
