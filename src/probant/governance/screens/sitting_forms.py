"""Forms of a sitting of ours: its agenda, convocation, proxies, movements, votes, rounds."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.governance.actions import CandidateDraft, ItemDraft, RoundDraft, VoteDraft
from probant.governance.models import AgendaItem, Ballot, Body, Movement, Seat, Sitting
from probant.governance.rules import Floor, find_name
from probant.governance.screens.names import NamesField
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField, HourField, NumberField, offer_rows

_KINDS = {"élection": "election", "information": "information", "décision": "decision"}


class AgendaField(NamesField):
    """An agenda, one item a line; « (élection) » or « (information) » ends it where it is one."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        lines = [" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()]
        found = []
        for line in lines:
            match = re.search(r"\s*\((élection|information|décision)\)\s*$", line, re.IGNORECASE)
            kind = _KINDS[match[1].casefold()] if match else "decision"
            title = line[: match.start()] if match else line
            title = re.sub(r"^\d{1,3}\s*[.)°-]\s*", "", title)
            if len(title) > 300:
                raise ValidationError(f"« {title[:40]}… » est trop long : 300 signes au plus.")
            found.append(ItemDraft(title, kind))
        return found

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else written_agenda(value or [])


def written_agenda(items: Any) -> str:
    """An agenda as one types it."""
    words = {code: word for word, code in _KINDS.items() if code != "decision"}
    lines = []
    for item in items:
        tail = f" ({words[item.kind]})" if item.kind in words else ""
        lines.append(f"{item.title}{tail}")
    return "\n".join(lines)


AGENDA_HELP = (
    "Un point par ligne, dans l’ordre. Terminez par « (élection) » ou « (information) » quand le "
    "point ne se vote pas à main levée."
)


class SittingForm(forms.Form):
    """A sitting to come, or one that was held and is entered afterwards."""

    held_on = DayField(label="Date", error_messages={"required": "Indiquez le jour de la séance."})
    opens_at = HourField(label="Heure", required=False)
    place = forms.CharField(label="Lieu", max_length=160, required=False)
    remote_link = forms.CharField(label="Lien à distance", max_length=200, required=False)
    second_call_of = forms.ModelChoiceField(
        Sitting.objects.none(),
        label="Seconde convocation de",
        required=False,
        empty_label="non, c’est la première",
    )
    items = AgendaField(rows=8, label="Ordre du jour", help_text=AGENDA_HELP)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = Sitting.objects.filter(body=body).order_by("-held_on")
        offer_rows(self, "second_call_of", earlier)
        choice: Any = self.fields["second_call_of"]
        choice.label_from_instance = lambda row: f"la séance du {row.held_on:%d/%m/%Y}"


class AgendaForm(forms.Form):
    """The agenda written again."""

    items = AgendaField(rows=14, label="Ordre du jour", help_text=AGENDA_HELP)


class ConveneForm(forms.Form):
    """The day the convocations left."""

    convened_on = DayField(
        label="Convocations envoyées le", error_messages={"required": "Indiquez le jour d’envoi."}
    )
    is_urgent = forms.BooleanField(
        label="En urgence", required=False, help_text="Seulement si le délai n’est pas tenu."
    )


class OpenForm(forms.Form):
    """The opening."""

    opens_at = HourField(label="Ouverte à", required=False)


class CloseForm(forms.Form):
    """The end of the sitting."""

    closes_at = HourField(label="Levée à", required=False)


class CancelForm(forms.Form):
    """Why a sitting is cancelled."""

    reason = forms.CharField(
        label="Motif",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Donnez le motif de l’annulation."},
    )


class SeatField(forms.ModelChoiceField):
    """A member of the sitting."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def _seats(sitting: Sitting) -> Any:
    return Seat.objects.filter(sitting=sitting).order_by("position")


class ProxyForm(forms.Form):
    """A written proxy."""

    giver = SeatField(
        Seat.objects.none(),
        label="Donné par",
        empty_label="à choisir",
        error_messages={"required": "Dites qui donne pouvoir."},
    )
    holder = SeatField(
        Seat.objects.none(),
        label="Porté par",
        empty_label="à choisir",
        error_messages={"required": "Dites qui porte le pouvoir."},
    )
    received_on = DayField(label="Reçu le", required=False)
    from_item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label="À partir du point",
        required=False,
        empty_label="toute la séance",
        help_text="Quand un membre part en cours de séance et laisse un pouvoir.",
    )

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("giver", "holder"):
            offer_rows(self, name, _seats(sitting))
        offer_rows(self, "from_item", AgendaItem.objects.filter(sitting=sitting).order_by("number"))


class ProxiesForm(forms.Form):
    """Several proxies at once, as they lie on the table."""

    lines = forms.CharField(
        label="Pouvoirs",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Une ligne par pouvoir : « Claire UN → Paul DEUX ».",
        error_messages={"required": "Écrivez au moins un pouvoir."},
    )


class RevokeForm(forms.Form):
    """A proxy is revoked, before the sitting or from an item on."""

    at_item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label="À partir du point",
        required=False,
        empty_label="avant la séance",
    )

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "at_item", AgendaItem.objects.filter(sitting=sitting).order_by("number"))


class MovementForm(forms.Form):
    """Who arrives, leaves or steps aside at an item."""

    seat = SeatField(
        Seat.objects.none(),
        label="Membre",
        empty_label="à choisir",
        error_messages={"required": "Dites qui."},
    )
    nature = forms.ChoiceField(label="Mouvement", choices=Movement.Nature.choices)
    at = HourField(label="À", required=False)

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "seat", _seats(sitting))


class BeneficiaryForm(forms.Form):
    """Whom an item concerns."""

    def __init__(self, *args: Any, house_id: int, suggestions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            house_id=house_id,
            suggestions=suggestions,
            label="Structure concernée",
            required=False,
            help_text="Les membres qui y ont un intérêt seront à interroger.",
        )


class VoteForm(forms.Form):
    """A vote by count. Who is not counted did not take part."""

    method = forms.ChoiceField(label="Mode de scrutin", choices=Ballot.Method.choices)
    votes_for = NumberField(
        label="Pour", error_messages={"required": "Indiquez le nombre de voix pour."}
    )
    votes_against = NumberField(label="Contre", required=False)
    abstentions = NumberField(label="Abstentions", required=False)
    not_voting = NumberField(label="Ne prennent pas part", required=False)
    blank_votes = NumberField(label="Blancs et nuls", required=False)
    asked_by = NumberField(
        label="Demandé par",
        required=False,
        help_text="Membres qui ont demandé ce mode, s’il est public ou secret.",
    )
    president_vote = forms.ChoiceField(
        label="Vote de la présidence",
        choices=Ballot.Vote.choices,
        required=False,
        help_text="En cas de partage, quand il est prépondérant.",
    )

    def __init__(self, *args: Any, colleges: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleges = colleges
        self.initial.setdefault("method", Ballot.Method.HANDS)
        if not colleges:
            return
        for name in ("votes_for", "votes_against", "abstentions"):
            del self.fields[name]
        for college in colleges:
            for word, label in (("for", "pour"), ("against", "contre"), ("abstain", "abst.")):
                self.fields[f"{word}_{college.pk}"] = NumberField(
                    label=f"{college.name}, {label}", required=False
                )

    @property
    def draft(self) -> VoteDraft:
        """The vote as typed."""
        data = dict(self.cleaned_data)
        rows = {
            college.pk: (
                data.pop(f"for_{college.pk}") or 0,
                data.pop(f"against_{college.pk}") or 0,
                data.pop(f"abstain_{college.pk}") or 0,
            )
            for college in self.colleges
        }
        return VoteDraft(**data, colleges=rows)


class NominalForm(forms.Form):
    """A vote by name: everybody on the floor, present or represented."""

    method = forms.ChoiceField(
        label="Mode de scrutin",
        choices=[("public", "scrutin public"), ("hands", "à main levée")],
    )
    asked_by = NumberField(label="Demandé par", required=False)

    CHOICES = [("for", "pour"), ("against", "contre"), ("abstain", "abstention"), ("out", "—")]

    def __init__(self, *args: Any, floor: Floor, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voters = [seat for seat in names if seat in floor.present or seat in floor.represented]
        for seat in self.voters:
            holder = floor.represented.get(seat)
            label = f"{names[seat]}, par {names[holder]}" if holder else names[seat]
            self.fields[f"seat_{seat}"] = forms.ChoiceField(
                label=label, choices=self.CHOICES, initial="for"
            )

    @property
    def draft(self) -> VoteDraft:
        """The vote as typed."""
        data = self.cleaned_data
        return VoteDraft(
            method=data["method"],
            asked_by=data["asked_by"],
            choices={seat: data[f"seat_{seat}"] for seat in self.voters},
        )


class RoundForm(forms.Form):
    """A round of an election: candidates with their votes, one a line."""

    to_elect = NumberField(
        label="Sièges à pourvoir",
        initial=1,
        error_messages={"required": "Dites combien de sièges sont à pourvoir."},
    )
    expressed = NumberField(
        label="Bulletins exprimés",
        error_messages={"required": "Indiquez le nombre de bulletins valables."},
    )
    blank_votes = NumberField(label="Blancs et nuls", required=False)
    method = forms.ChoiceField(
        label="Mode de scrutin", choices=Ballot.Method.choices, initial="secret"
    )
    candidates = forms.CharField(
        label="Candidats et voix",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Une ligne par candidat : « Anne MARTIN : 42 ».",
        error_messages={"required": "Écrivez au moins un candidat."},
    )

    def clean_candidates(self) -> list[CandidateDraft]:
        """Candidates with their votes."""
        found = []
        for line in self.cleaned_data["candidates"].splitlines():
            if not line.strip():
                continue
            match = re.fullmatch(r"\s*(.+?)\s*[:;=,]?\s+(\d{1,5})(?:\s*voix)?\s*", line)
            if not match:
                raise ValidationError(f"« {line.strip()} » : écrivez « nom : voix ».")
            found.append(CandidateDraft(match[1].rstrip(" :;=,"), int(match[2])))
        return found

    @property
    def draft(self) -> RoundDraft:
        """The round as typed."""
        data = self.cleaned_data
        return RoundDraft(
            expressed=data["expressed"],
            to_elect=data["to_elect"],
            candidates=data["candidates"],
            blank_votes=data["blank_votes"],
            method=data["method"],
        )


class ElectedForm(forms.Form):
    """The mandates that an election opens."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Dans l’instance",
        empty_label="à choisir",
        error_messages={"required": "Dites dans quelle instance ils sont élus."},
    )
    begins_on = DayField(
        label="Depuis le", error_messages={"required": "Indiquez le début du mandat."}
    )
    ends_on = DayField(label="Jusqu’au", required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "body", bodies)


def find_seat(name: str, seats: list[Seat]) -> Seat | None:
    """The member whom a written name fits, if only one."""
    place = find_name(name, [seat.name for seat in seats])
    return None if place is None else seats[place]
