"""Forms of the directory: they read what is typed and explain; actions decide."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from probant.directory.actions.erasure import Reason
from probant.directory.models import Family, Organisation, Theme
from probant.directory.rules import read_telephone
from probant.directory.territories import find_communes, nearest_commune
from probant.directory.writing import ORGANISATION
from probant.kernel.identifiers import read_rna, read_siren, read_siret
from probant.kernel.text import fold
from probant.search import index as names
from probant.ui.fields import DayField, ReadField

HERE = "21"  # the department whose communes ship with Probant


def _read_siren_or_siret(text: str) -> str:
    digits = "".join(character for character in text if character.isdigit())
    return read_siret(text) if len(digits) > 9 else read_siren(text)


class IdentifierField(ReadField):
    """An identifier, read by the kernel; empty text where nothing is typed."""

    mode = "text"

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) or ""


class SirenField(IdentifierField):
    """A SIREN or a SIRET."""

    read: Callable[[str], Any] = staticmethod(_read_siren_or_siret)
    mode = "numeric"


class RnaField(IdentifierField):
    """An RNA number."""

    read: Callable[[str], Any] = staticmethod(read_rna)


class TelephoneField(IdentifierField):
    """A telephone number."""

    read: Callable[[str], Any] = staticmethod(read_telephone)
    mode = "tel"


class OrganisationForm(forms.Form):
    """A structure's sheet. `identity` is what actions take."""

    name = forms.CharField(
        label="Nom",
        max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        error_messages={"required": "Donnez le nom de la structure."},
    )
    family = forms.ChoiceField(
        label="Famille juridique",
        choices=[("", "à choisir"), *Family.choices],
        error_messages={"required": "Choisissez la famille juridique."},
    )
    theme = forms.ChoiceField(label="Domaine", choices=Theme.choices, initial=Theme.OTHER)
    place = forms.CharField(
        label="Commune",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "nom ou code INSEE"}),
    )
    siren = SirenField(label="SIREN ou SIRET", required=False)
    rna = RnaField(label="Numéro RNA", required=False)
    email = forms.EmailField(
        label="Courriel",
        required=False,
        error_messages={"invalid": "Écrivez un courriel complet, comme contact@exemple.fr."},
    )
    telephone = TelephoneField(label="Téléphone", required=False)
    address = forms.CharField(label="Adresse", max_length=200, required=False)
    postcode = forms.RegexField(
        r"^[0-9]{5}$",
        label="Code postal",
        required=False,
        error_messages={"invalid": "Un code postal a cinq chiffres."},
        widget=forms.TextInput(attrs={"class": "is-short", "inputmode": "numeric"}),
    )
    website = forms.CharField(label="Site", max_length=200, required=False)
    is_member = forms.BooleanField(label="Membre du réseau", required=False)
    # what the public registers know and nobody types
    legal_category = forms.RegexField(r"^[0-9]{4}$", required=False, widget=forms.HiddenInput)
    naf = forms.RegexField(r"^[0-9]{4}[A-Z]$", required=False, widget=forms.HiddenInput)
    is_ess = forms.ChoiceField(
        choices=[("", ""), ("oui", "oui"), ("non", "non")],
        required=False,
        widget=forms.HiddenInput,
    )

    def clean_is_ess(self) -> bool | None:
        return {"oui": True, "non": False}.get(self.cleaned_data["is_ess"])

    def clean_website(self) -> str:
        text = str(self.cleaned_data["website"]).strip()
        if text and "://" not in text:
            text = f"https://{text}"
        if text:
            try:
                URLValidator(schemes=["http", "https"])(text)
            except ValidationError as error:
                raise ValidationError("Écrivez l’adresse du site, comme www.exemple.fr.") from error
        return text

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self._find_place(given)
        return given

    def _find_place(self, given: dict[str, Any]) -> None:
        """Commune typed → code and vintage; a commune of elsewhere keeps its name alone."""
        text, postcode = given.get("place", "").strip(), given.get("postcode", "")
        given |= {"place_code": "", "place_name": text, "place_vintage": None}
        if not text:
            return
        found = find_communes(text)
        if len(found) > 1 and postcode:
            found = [place for place in found if postcode in place.postcodes] or found
        if len(found) == 1:
            place = found[0]
            given |= {"place_code": place.code, "place_name": place.name}
            given["place_vintage"] = place.vintage
        elif found:
            several = ", ".join(place.name for place in found)
            self.add_error("place", f"Plusieurs communes répondent : {several}. Écrivez un nom.")
        elif text[:1].isdigit() or (postcode or HERE).startswith(HERE):
            self.add_error("place", self._unknown(text))

    @staticmethod
    def _unknown(text: str) -> str:
        near = nearest_commune(text)
        hint = f"Vouliez-vous dire « {near.name} » ? " if near else ""
        return (
            f"Aucune commune de Côte-d’Or ne s’appelle « {text} ». {hint}"
            "Pour une commune d’un autre département, donnez aussi son code postal."
        )

    @property
    def identity(self) -> dict[str, Any]:
        """The cleaned values as `directory.writing.Identity`, `is_member` left out."""
        given = dict(self.cleaned_data)
        number = given.pop("siren")
        given["siren"], given["siret"] = number[:9], number if len(number) == 14 else ""
        given.pop("place")
        given.pop("is_member")
        return given

    @staticmethod
    def initial_of(organisation: Organisation, is_member: bool) -> dict[str, Any]:
        """What the form shows of a structure."""
        names = ("name", "family", "theme", "rna", "email", "telephone", "address", "postcode")
        shown = {name: getattr(organisation, name) for name in (*names, "legal_category", "naf")}
        return shown | {
            "is_ess": {True: "oui", False: "non", None: ""}[organisation.is_ess],
            "place": organisation.place_name,
            "siren": organisation.siret or organisation.siren,
            "website": organisation.website,
            "is_member": is_member,
        }


class IdentityForm(forms.Form):
    """Who a person is and how to reach her."""

    given_name = forms.CharField(
        label="Prénom",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    family_name = forms.CharField(
        label="Nom",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Donnez le nom de la personne."},
    )
    email = forms.EmailField(
        label="Courriel",
        required=False,
        error_messages={"invalid": "Écrivez un courriel complet, comme prenom.nom@exemple.fr."},
    )
    telephone = TelephoneField(label="Téléphone", required=False)


class PersonForm(IdentityForm):
    """A person and what they are in the structure."""

    title = forms.CharField(
        label="Fonction",
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": "présidente, coordinateur, trésorière…"}),
        error_messages={"required": "Dites ce que la personne fait dans la structure."},
    )
    starts_on = DayField(label="Depuis", required=False)


class PositionForm(forms.Form):
    """What a person is in a structure of the directory, between two days."""

    organisation = forms.CharField(
        label="Structure",
        max_length=200,
        help_text="Une partie du nom, ou le numéro SIREN.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Dites dans quelle structure."},
    )
    title = forms.CharField(
        label="Fonction",
        max_length=120,
        error_messages={"required": "Dites ce que la personne fait dans la structure."},
    )
    starts_on = DayField(label="Depuis", required=False)
    ends_on = DayField(label="Jusqu’au", required=False)

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._house_id = house_id

    def clean_organisation(self) -> Organisation:
        """The one structure that the text names; several, or none, is said."""
        text = str(self.cleaned_data["organisation"])
        found = names.find(self._house_id, text, kinds=[ORGANISATION], limit=4)
        same = [one for one in found if fold(one.label) == fold(text)]
        chosen = same if len(same) == 1 else found
        if not chosen:
            raise ValidationError("Aucune structure de l’annuaire ne répond : ajoutez-la d’abord.")
        if len(chosen) > 1:
            several = ", ".join(one.label for one in chosen)
            raise ValidationError(f"Plusieurs structures répondent : {several}. Précisez le nom.")
        return Organisation.objects.get(pk=chosen[0].object_id)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "La fin d’une fonction ne peut précéder son début.")
        return given


class AgreementForm(forms.Form):
    """The funder to whom a structure agreed to be named, and when."""

    funder = forms.ModelChoiceField(
        label="Financeur",
        queryset=Organisation.objects.none(),
        empty_label="à choisir",
        error_messages={"required": "Choisissez le financeur."},
    )
    agreed_on = DayField(
        label="Accord donné le",
        initial=timezone.localdate,
        error_messages={"required": "Donnez le jour de l’accord."},
    )


class ErasureForm(forms.Form):
    """Why a person is erased."""

    reason = forms.ChoiceField(
        label="Motif",
        choices=[(r.value, r.label) for r in (Reason.REQUEST, Reason.RETENTION, Reason.MISTAKE)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez le motif."},
    )
