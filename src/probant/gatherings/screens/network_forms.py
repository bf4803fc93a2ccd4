"""Forms of networks: a network, a family, a member, where the house sits."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.directory.models import Person
from probant.gatherings.models import Affiliation, Network, NetworkFamily
from probant.gatherings.queries.network import families_of
from probant.kernel.actor import Actor
from probant.programmes.models import Programme
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}
NO_NAME = {"required": "Donnez un nom."}


class NetworkForm(forms.Form):
    """A network to open."""

    name = forms.CharField(label="Nom", max_length=120, error_messages=NO_NAME)
    purpose = forms.CharField(
        label="À quoi il sert", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label="Programme",
        required=False,
        empty_label="aucun : toutes les rencontres de la maison",
        help_text="Ses rencontres sont celles du réseau ; il ne change plus ensuite.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.visible_to(actor).filter(is_open=True).order_by("name")
        offer_rows(self, "programme", programmes)


class NetworkEditForm(forms.Form):
    """A network that is there."""

    name = forms.CharField(label="Nom", max_length=120, error_messages=NO_NAME)
    purpose = forms.CharField(
        label="À quoi il sert", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_open = forms.BooleanField(label="Le réseau est actif", required=False)


class FamilyForm(forms.Form):
    """A family of partners."""

    name = forms.CharField(label="Nom de la famille", max_length=80, error_messages=NO_NAME)


class FamilyEditForm(FamilyForm):
    """A family that is there."""

    is_open = forms.BooleanField(label="Proposée aux nouveaux membres", required=False)


class FamilyChoiceForm(forms.Form):
    """The family and the college of a member, or of several."""

    family = forms.ModelChoiceField(
        NetworkFamily.objects.none(),
        label="Famille de partenaires",
        required=False,
        empty_label="non renseignée",
    )
    college = forms.CharField(
        label="Collège",
        max_length=60,
        required=False,
        help_text="S’il y en a : associations, coopératives, personnes qualifiées…",
    )

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one.pk for one in families_of(house_id)]
        families = NetworkFamily.objects.filter(pk__in=offered).order_by("position", "id")
        offer_rows(self, "family", families)


class JoinForm(FamilyChoiceForm):
    """Structures that join a network."""

    network = forms.ModelChoiceField(Network.objects.none(), label="Réseau", empty_label=None)
    joined_on = DayField(label="Membres depuis le", error_messages=NO_DAY)
    field_order = ("network", "family", "college", "joined_on")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"joined_on": timezone.localdate()})
        super().__init__(*args, house_id=actor.house, **kwargs)
        networks = Network.objects.visible_to(actor).filter(is_open=True).order_by("name")
        offer_rows(self, "network", networks)


class LeaveForm(forms.Form):
    """A member that leaves."""

    left_on = DayField(label="Dernier jour", error_messages=NO_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"left_on": timezone.localdate()})
        super().__init__(*args, **kwargs)


class AffiliationForm(forms.Form):
    """Where the house belongs or sits."""

    kind = forms.ChoiceField(label="Nature", choices=Affiliation.Kind.choices)
    role = forms.CharField(
        label="À quel titre",
        max_length=120,
        required=False,
        help_text="Coprésidence, collège des territoires, suppléance…",
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Qui y siège", required=False, empty_label="personne en titre"
    )
    starts_on = DayField(label="Depuis", error_messages=NO_DAY)
    ends_on = DayField(label="Jusqu’au", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            label="Organisme", house_id=actor.house, suggestions=[], required=True
        )
        self.fields["organisation"].error_messages["required"] = "Donnez le nom de l’organisme."
        own = Person.objects.visible_to(actor).filter(
            positions__organisation_id=actor.house, positions__ends_on__isnull=True
        )
        people = own.order_by("name_key", "pk").distinct()
        offer_rows(self, "person", people)
        self.order_fields(["organisation", "kind", "role", "person", "starts_on", "ends_on"])


class EndForm(forms.Form):
    """An affiliation that ends."""

    ends_on = DayField(label="Dernier jour", error_messages=NO_DAY)
