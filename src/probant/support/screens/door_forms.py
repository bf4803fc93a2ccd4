"""Forms of the door: a call in one screen, what is handed on, what is set aside."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.accounts.models import User
from probant.directory.models import Card, Family
from probant.directory.rules import UnreadableContact, read_telephone
from probant.kernel.identifiers import UnreadableIdentifier, read_rna, read_siren, read_siret
from probant.kernel.text import fold
from probant.programmes.models import Programme
from probant.programmes.screens.fields import StructureField, TerritoryField
from probant.programmes.screens.void import VoidForm
from probant.support.models import Call, CallMode, CallOutcome, Referral, Sequel, SupportRequest
from probant.support.models.calls import LONGEST_MINUTES
from probant.support.queries.choices import DoorLists
from probant.support.screens.forms import FAMILIES, NO_DAY, PersonChoice
from probant.ui.fields import DayField, NumberField, offer_choices

MODES = [row for row in CallMode.choices if row[0] != CallMode.ONLINE]
NO_ONE = "Écrivez qui appelle, ou choisissez « Personne ne se nomme »."
LONG = 4000  # characters of what was said


def short_text(rows: int = 3) -> forms.Textarea:
    """A few lines to write in."""
    return forms.Textarea(attrs={"rows": rows})


class TelephoneField(forms.CharField):
    """A telephone number in any writing; gives the one form that the directory keeps."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        try:
            return read_telephone(text)
        except UnreadableContact as error:
            raise forms.ValidationError(str(error)) from error


class NumberOfStructure(forms.CharField):
    """A SIREN, a SIRET or an RNA; gives `{"siren": …}`, `{"siret": …}` or `{"rna": …}`."""

    def clean(self, value: Any) -> dict[str, str]:
        text = str(super().clean(value) or "").strip()
        if not text:
            return {}
        if text[:1] in "wW":
            readers = {"rna": read_rna}
        else:
            digits = sum(char.isdigit() for char in text)
            readers = {"siret": read_siret} if digits > 9 else {"siren": read_siren}
        for name, read in readers.items():
            try:
                return {name: read(text)}
            except UnreadableIdentifier as error:
                raise forms.ValidationError(str(error)) from error
        return {}


def minutes_field() -> NumberField:
    """How long it lasted."""
    return NumberField(label="Durée (minutes)", required=False)


class SaidForm(forms.Form):
    """How a call came and what it was about: what may be corrected afterwards."""

    need = forms.ChoiceField(label="Besoin", choices=(), required=False)
    also = forms.ChoiceField(label="et aussi", choices=(), required=False)
    words = forms.CharField(
        label="Le besoin, en quelques mots",
        widget=short_text(),
        required=False,
        max_length=LONG,
        help_text="Lu par l’équipe seulement.",
    )
    mode = forms.ChoiceField(label="Comment", choices=MODES, initial=CallMode.TELEPHONE)
    minutes = minutes_field()
    origin = forms.ChoiceField(label="Comment nous a-t-on connus", choices=(), required=False)
    occurred_on = DayField(label="Jour", error_messages=NO_DAY)

    def __init__(self, *args: Any, lists: DoorLists, programmes: list[Programme], **kwargs: Any):
        super().__init__(*args, **kwargs)
        nothing = [("", "non précisé")]
        for name, kind in (("need", "need"), ("also", "need"), ("origin", "origin")):
            offer_choices(self, name, [*nothing, *lists.open(kind)])
        self.fields["programme"] = forms.TypedChoiceField(
            label="Dans le cadre de",
            choices=[("", "aucun programme"), *((row.pk, row.name) for row in programmes)],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["occurred_on"].initial = timezone.localdate()

    @property
    def needs(self) -> list[str]:
        """The themes chosen, in order."""
        data = self.cleaned_data
        return [code for code in (data["need"], data["also"]) if code]

    def clean_minutes(self) -> int | None:
        minutes: int | None = self.cleaned_data["minutes"]
        if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
            raise forms.ValidationError("Une durée se compte en minutes, un jour au plus.")
        return minutes


class DoorForm(SaidForm):
    """A call in one screen. `who` is `new`, `project`, `person`, `anonymous` or a proposal."""

    NEW, PROJECT, PERSON, ANONYMOUS = "new", "project", "person", "anonymous"

    name = forms.CharField(label="Qui appelle", max_length=200, required=False)
    who = forms.CharField(required=False, max_length=60)
    family = forms.ChoiceField(label="Forme", choices=FAMILIES, required=False)
    siren = NumberOfStructure(label="SIREN, SIRET ou RNA", required=False, max_length=40)
    rna = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    is_ess = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)
    address = forms.CharField(label="Adresse", max_length=200, required=False)
    postcode = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    legal_category = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)
    naf = forms.CharField(required=False, max_length=6, widget=forms.HiddenInput)
    place = TerritoryField(label="Territoire", required=False)
    given_name = forms.CharField(label="Prénom", max_length=80, required=False)
    family_name = forms.CharField(label="Nom", max_length=80, required=False)
    title = forms.CharField(label="Fonction", max_length=120, required=False)
    email = forms.EmailField(
        label="Courriel",
        required=False,
        error_messages={"invalid": "Cette adresse n’est pas complète : nom@domaine.fr."},
    )
    telephone = TelephoneField(label="Téléphone", required=False)
    outcome = forms.ChoiceField(
        label="Ce qu’il en sort",
        choices=CallOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites ce qu’il en sort ; à défaut, « rien pour l’instant ».",
        },
    )
    case_programme = forms.TypedChoiceField(label="Programme", choices=(), coerce=int)
    reason = forms.ChoiceField(label="Pourquoi", choices=(), required=False)
    body_family = forms.ChoiceField(
        label="Forme, s’il est nouveau", choices=[("", "déjà connu"), *FAMILIES], required=False
    )
    again = forms.BooleanField(label="C’est un autre appel : le noter aussi", required=False)

    def __init__(
        self,
        *args: Any,
        house_id: int,
        lists: DoorLists,
        programmes: list[Programme],
        with_accueil: list[Programme],
        people: list[User],
        volunteers: list[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, lists=lists, programmes=programmes, **kwargs)
        self.house_id = house_id
        fields: Any = self.fields
        fields["case_programme"].choices = [(row.pk, row.name) for row in with_accueil]
        fields["case_programme"].required = False
        fields["case_programme"].empty_value = None
        fields["reason"].choices = [("", "non précisé"), *lists.open("reason")]
        fields["referent"] = _choice_of("Suivi par", people, "à décider")
        fields["volunteer"] = _choice_of("Confié à", volunteers, "choisir")
        fields["body"] = forms.CharField(label="Organisme", max_length=200, required=False)
        fields["sent_by"] = StructureField(
            label="Envoyé par",
            required=False,
            house_id=house_id,
            suggestions=[],
            help_text="L’organisme, s’il est dans l’annuaire.",
        )
        fields["family"].initial = Family.ASSOCIATION

    def clean_who(self) -> str:
        """A choice, or "" where nobody chose yet."""
        return str(self.cleaned_data["who"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        who, outcome = data.get("who", ""), data.get("outcome", "")
        if not who and not data.get("name") and "name" not in self.errors:
            who = data["who"] = self.ANONYMOUS  # as the empty form proposes
        if not data.get("name") and who in (self.NEW, self.PROJECT):
            self.add_error("name", NO_ONE)
        if who == self.PERSON and not (data.get("name") or data.get("family_name")):
            self.add_error("name", "Écrivez le nom de la personne.")
        if outcome in (CallOutcome.CASE, CallOutcome.VOLUNTEER):
            self._check_case(who, outcome, data)
        if outcome in (CallOutcome.REFERRAL, CallOutcome.INTRODUCTION):
            self._read_body(data)
        return data

    def _check_case(self, who: str, outcome: str, data: dict[str, Any]) -> None:
        if who == self.ANONYMOUS:
            self.add_error("name", "Un dossier est celui de quelqu’un : écrivez qui appelle.")
        if data.get("case_programme") is None:
            self.add_error("case_programme", "Choisissez le programme du dossier.")
        if outcome == CallOutcome.VOLUNTEER and not data.get("volunteer"):
            self.add_error("volunteer", "Choisissez le ou la bénévole à qui l’accueil est confié.")

    def _read_body(self, data: dict[str, Any]) -> None:
        """The other body: one of the directory, or a new one whose form is said."""
        text = " ".join((data.get("body") or "").split())
        if not text:
            self.add_error("body", "Dites vers quel organisme.")
            return
        cards = Card.objects.filter(house_id=self.house_id).select_related("organisation")
        exact = list(cards.filter(name_key=fold(text))[:2])
        found = exact or list(cards.filter(name_key__startswith=fold(text))[:2])
        if len(found) == 1 and (exact or not data.get("body_family")):
            data["body_organisation"] = found[0].organisation
        elif data.get("body_family"):
            data["body_identity"] = {"name": text, "family": data["body_family"]}
        elif found:
            self.add_error("body", "Plusieurs structures commencent ainsi : écrivez le nom entier.")
        else:
            self.add_error(
                "body",
                f"« {text} » n’est pas dans votre annuaire : dites sa forme pour l’y ajouter.",
            )


def _choice_of(label: str, users: list[User], nobody: str) -> PersonChoice:
    offered = User.objects.filter(pk__in=[user.pk for user in users]).order_by("name")
    return PersonChoice(offered, label=label, required=False, empty_label=nobody)


class AmendCallForm(SaidForm):
    """A call as it stands, to correct; why is asked where it is no longer fresh."""

    def __init__(self, *args: Any, outcomes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "mode", CallMode.choices)
        if len(outcomes) > 1:
            self.fields["outcome"] = forms.ChoiceField(
                label="Ce qu’il en est sorti", choices=outcomes, widget=forms.RadioSelect
            )
        order = ("occurred_on", "mode", "minutes", "need", "also", "words", "outcome", "programme")
        self.order_fields(order)


class AmendCallWithReasonForm(AmendCallForm, VoidForm):
    """The same, once somebody or something has used what was noted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        why = ("code", "reason")
        self.order_fields([*(name for name in self.fields if name not in why), *why])


class ReferForm(forms.Form):
    """An orientation to another body, or from one."""

    direction = forms.ChoiceField(
        label="Sens",
        choices=[("out", "nous orientons vers"), ("in", "nous a été envoyé par")],
        widget=forms.RadioSelect,
        initial=Referral.Direction.OUT,
    )
    reason_code = forms.ChoiceField(label="Pourquoi", choices=(), required=False)
    words = forms.CharField(
        label="En quelques mots", widget=short_text(2), required=False, max_length=LONG
    )
    occurred_on = DayField(label="Jour", error_messages=NO_DAY)

    def __init__(self, *args: Any, house_id: int, lists: DoorLists, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = StructureField(
            label="Organisme",
            house_id=house_id,
            suggestions=[],
            help_text="Son nom dans l’annuaire.",
            error_messages={"required": "Dites vers quel organisme."},
        )
        offered = [("", "non précisé"), *lists.open("reason")]
        offer_choices(self, "reason_code", offered)
        self.fields["occurred_on"].initial = timezone.localdate()
        self.order_fields(("direction", "body", "reason_code", "words", "occurred_on"))


class IntroduceForm(ReferForm):
    """Somebody put in touch with another structure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["direction"]
        self.fields["body"].label = "Avec qui"
        self.fields["body"].error_messages["required"] = "Dites avec quelle structure."


class SequelForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="Ce qu’il en est sorti",
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce qu’il en est sorti."},
    )
    words = forms.CharField(
        label="En quelques mots", widget=short_text(2), required=False, max_length=LONG
    )
    occurred_on = DayField(label="Jour", error_messages=NO_DAY)

    def __init__(self, *args: Any, noted: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [row for row in Sequel.choices if row[0] not in noted]
        offer_choices(self, "outcome", left)
        self.fields["occurred_on"].initial = timezone.localdate()


class SettleForm(forms.Form):
    """A public request that is not taken."""

    state = forms.ChoiceField(
        label="Elle est mise de côté",
        choices=[
            (SupportRequest.State.REFUSED, "sans suite : hors de notre champ, réponse donnée"),
            (SupportRequest.State.DUPLICATE, "doublon d’une autre demande"),
            (SupportRequest.State.SPAM, "indésirable : ce n’est pas une demande"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites pourquoi elle n’est pas prise."},
    )
    reason = forms.CharField(
        label="En quelques mots",
        widget=short_text(2),
        max_length=400,
        error_messages={"required": "Dites pourquoi : la raison reste avec la demande."},
    )


class DoorChoiceForm(forms.Form):
    """One entry of a list of the door, or of those of testimonies."""

    name = forms.CharField(
        label="Libellé",
        max_length=200,
        error_messages={"required": "Donnez un libellé."},
    )
    is_open = forms.BooleanField(label="Proposé à la saisie", required=False, initial=True)


def initial_of(call: Call, story: Any) -> dict[str, Any]:
    """What stands of a call, to fill its correction."""
    taken, needs = story.taken, [*story.needs, "", ""]
    return {
        "occurred_on": taken.occurred_on,
        "mode": taken.mode,
        "minutes": taken.minutes,
        "origin": taken.origin,
        "need": needs[0],
        "also": needs[1],
        "words": call.words,
        "outcome": taken.outcome,
        "programme": taken.programme_id,
    }
