"""What the acceptance form offers: for each thing that a document says, where it may go.

Values are not typed here, they were reviewed; one chooses bodies, structures, conventions.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from probant.directory.models import Family, Organisation
from probant.funding.models import Convention, Party
from probant.governance.models import Body
from probant.ingestion.models import Reading
from probant.ingestion.queries import (
    cited_convention,
    guess_body_kind,
    guess_role,
    propose_act,
    propose_awards,
    propose_body,
    propose_convention,
    propose_sheet,
    propose_structures,
    sheets_in,
)
from probant.ingestion.queries.proposals import SURE, year_of
from probant.ingestion.screens import telling
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.programmes.access import may_edit_offer
from probant.programmes.models import Action
from probant.ui.fields import DayField, NumberField

SKIP, NEW, KNOWN = "skip", "new", "known"
FAMILIES = [(KNOWN, "déjà dans l’annuaire")] + [
    (value, f"à ajouter : {label}") for value, label in Family.choices if value != Family.PROJECT
]
YEARS = {"invalid": "Tapez l’année sur quatre chiffres, par exemple 2024."}


@dataclass
class Section:
    """A part of the form: what will be written, and the fields that say where."""

    title: str
    says: Sequence[str]
    rows: list[list[str]] = field(default_factory=list)


class OfferForm(forms.Form):
    """`record` is the record as reviewed; `waiting` how many values nobody decided of."""

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        reading: Reading,
        record: Mapping[str, Any],
        waiting: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.may_add_actions = may_edit_offer(actor, reading.house_id).allowed
        self.reading, self.record, self.house_id = reading, record, reading.house_id
        self.sections: list[Section] = []
        self.suggestions: dict[str, list[str]] = {}
        self.structures: dict[str, str] = {}
        self.sheets = sheets_in(record, reading.text)
        self.year = year_of(record)
        self._is_act = record["kind"] in ("deliberation", "minutes")
        self._is_convention = record["kind"] == "convention" or len(record["parties"]) > 1
        if self._is_act:
            self._add_act()
        self._cited = cited_convention(record, reading.text)
        self.party_names = [one["name"] for one in record["parties"]]
        if self._cited:
            recipient = next((one["recipient"] for one in self._amounts()), None)
            self.party_names = [name for name in (record["body"], recipient) if name]
        if self._is_convention or self._cited is not None:
            self._add_convention()
        if self._is_act and record["amounts"]:
            self._add_awards()
        for rank in range(len(self.sheets)):
            self._add_sheet(rank)
        self._add_claims()
        if waiting:
            label = f"Accepter aussi les {waiting} valeurs que personne n’a encore relues"
            if waiting == 1:
                label = "Accepter aussi la valeur que personne n’a encore relue"
            self._put("", {"accepts_pending": forms.BooleanField(label=label, required=False)})

    def _put(
        self,
        title: str,
        fields: Mapping[str, forms.Field],
        *rows: list[str],
        says: Sequence[str] = (),
    ) -> None:
        self.fields.update(fields)
        self.sections.append(Section(title, says, list(rows) or [[name] for name in fields]))

    def _structure(self, name: str, label: str, text: str, *, of: str) -> dict[str, forms.Field]:
        """A structure by name, proposed from the directory, and its family where it is new."""
        found = propose_structures(self.house_id, text) if text else []
        is_sure = bool(found) and found[0][2] >= SURE
        self.suggestions[name] = [one[1] for one in found]
        self.structures[name] = of
        kept = found[0][1] if is_sure else text
        family = (
            KNOWN
            if is_sure or not text
            else (Family.AUTHORITY if guess_role(text) == Party.Role.FUNDER else Family.ASSOCIATION)
        )
        return {
            name: forms.CharField(
                label=label,
                max_length=200,
                required=False,
                initial=kept,
                widget=forms.TextInput(attrs={"list": f"noms-{name}", "autocomplete": "off"}),
            ),
            f"{name}_family": forms.ChoiceField(
                label="Cette structure est", choices=FAMILIES, initial=family
            ),
        }

    def _add_act(self) -> None:
        record = self.record
        body, heading = None, record["body"] or ""
        known = propose_act(self.house_id, record)
        body = propose_body(self.house_id, heading) if heading else None
        choices = [(NEW, "à enregistrer"), (SKIP, "ne pas l’enregistrer")]
        choices += [(str(act.pk), f"déjà dans les livres : {act.subject}") for act, _ in known]
        initial = next((str(act.pk) for act, same in known if same), NEW)
        bodies = Body.objects.filter(house_id=self.house_id).select_related("organisation")
        offered = [(NEW, "une nouvelle instance, ci-dessous")] + [
            (str(one.pk), f"{one.name} · {one.organisation.name}") for one in bodies
        ]
        fields: dict[str, forms.Field] = {
            "act": forms.ChoiceField(
                label="Cette délibération est", choices=choices, initial=initial
            ),
            "act_body": forms.ChoiceField(
                label="Prise par",
                choices=offered,
                initial=str(body.pk) if body else NEW,
            ),
        }
        if body is None:
            own = self._structure("act_of", "Instance de la structure", heading, of="act")
            fields |= {
                "act_body_name": forms.CharField(
                    label="Nom de l’instance",
                    max_length=160,
                    required=False,
                    initial=telling.body_name(heading),
                ),
                "act_body_kind": forms.ChoiceField(
                    label="Nature",
                    choices=Body.Kind.choices,
                    initial=guess_body_kind(heading),
                ),
                **own,
            }
        rows = [["act", "act_body"]]
        if body is None:
            rows += [["act_body_name", "act_body_kind"], ["act_of", "act_of_family"]]
        for place, amount in enumerate(self._amounts()):
            fields |= self._structure(
                f"to_{place}",
                f"Bénéficiaire de {telling.euros(amount['amount_cents'])}",
                amount["recipient"] or "",
                of="act",
            )
            rows.append([f"to_{place}", f"to_{place}_family"])
        self._put("La délibération", fields, *rows, says=telling.act(record))

    def _amounts(self) -> list[Mapping[str, Any]]:
        items = [one for item in self.record["items"] for one in item["amounts"]]
        return items if self.record["items"] else list(self.record["amounts"])

    def _shares(self) -> list[tuple[int, int, int]]:
        """(place of the amount, rank of the share, cents) of what may be awarded."""
        found = []
        for place, one in enumerate(self._amounts()):
            parts = one.get("parts_cents") or []
            if parts and sum(parts) == one["amount_cents"]:
                found += [(place, rank, cents) for rank, cents in enumerate(parts)]
            else:
                found.append((place, 0, one["amount_cents"]))
        return found

    def _add_awards(self) -> None:
        shares, year = self._shares(), self.year or 0
        targets, proposed, standing = propose_awards(
            self.house_id, year, self._guessed_beneficiary(), [cents for _, _, cents in shares]
        )
        own = [(NEW, "la convention de ce document")] if self._has_own else []
        for rank, sheet in enumerate(self.sheets if own else ()):
            own.append((f"f{rank}", f"l’action {sheet.number} de ce document"))
        choices = [(SKIP, "ne rien rattacher")] + own + [(one.choice, one.label) for one in targets]
        fields: dict[str, forms.Field] = {}
        for rank, (place, part, cents) in enumerate(shares):
            likely = proposed[rank] if proposed else (NEW if self._is_convention else SKIP)
            first = SKIP if standing else likely
            fields[f"award_{place}_{part}"] = forms.ChoiceField(
                label=f"{telling.euros(cents)} pour", choices=choices, initial=first
            )
        self._targets = {one.choice: one for one in targets}
        fields["act_year"] = forms.IntegerField(
            label="Au titre de l’exercice",
            required=False,
            initial=self.year,
            min_value=1900,
            max_value=2199,
            error_messages=YEARS,
        )
        says = [
            "Chaque somme accordée devient une subvention de la convention choisie, appuyée sur "
            "la décision qui l’accorde."
        ]
        if standing:
            says.append(
                "La convention a déjà des subventions de ce montant pour cet exercice : rien "
                "n’est proposé, pour ne pas les compter deux fois."
            )
        self._put("Les subventions", fields, says=says)

    @property
    def _has_own(self) -> bool:
        """Whether the document itself may open a convention."""
        return self._is_convention or self._cited is not None

    def _guessed_beneficiary(self) -> Organisation | None:
        amounts = self._amounts()
        text = (amounts[0]["recipient"] or "") if amounts else ""
        found = propose_structures(self.house_id, text, limit=1) if text else []
        if not found or found[0][2] < SURE:
            return None
        return Organisation.objects.filter(pk=found[0][0]).first()

    def _add_convention(self) -> None:
        record = self.record
        cited = self._cited
        title = cited.title if cited else telling.convention_title(record)
        day = record["session_date"]
        known = propose_convention(self.house_id, title, int(day[:4]) if day else None)
        choices = [(NEW, "à enregistrer"), (SKIP, "ne pas l’enregistrer")]
        choices += [(str(one.pk), f"déjà dans les livres : {one.title}") for one, _ in known]
        sure = next((str(one.pk) for one, same in known if same), SKIP if self._cited else NEW)
        starts, ends = self._period()
        fields: dict[str, forms.Field] = {
            "conv": forms.ChoiceField(label="Cette convention est", choices=choices, initial=sure),
            "conv_title": forms.CharField(
                label="Intitulé", max_length=300, required=False, initial=title[:300]
            ),
            "conv_kind": forms.ChoiceField(
                label="Nature",
                choices=Convention.Kind.choices,
                initial=telling.convention_kind(title),
            ),
            "conv_status": forms.ChoiceField(
                label="État",
                initial="signed",
                choices=[
                    ("signed", "signée"),
                    ("draft", "en préparation"),
                    ("submitted", "déposée"),
                ],
            ),
            "conv_starts_on": DayField(label="Début", required=False, initial=starts),
            "conv_ends_on": DayField(label="Fin", required=False, initial=ends),
            "conv_signed_on": DayField(label="Signée le", required=False),
        }
        rows = [
            ["conv"],
            ["conv_title"],
            ["conv_kind", "conv_status"],
            ["conv_starts_on", "conv_ends_on", "conv_signed_on"],
        ]
        for place, printed in enumerate(self.party_names):
            name = f"party_{place}"
            fields |= self._structure(name, f"Partie {place + 1}", printed, of="conv")
            fields[f"{name}_role"] = forms.ChoiceField(
                label="Rôle",
                choices=Party.Role.choices,
                initial=(
                    guess_role(printed)
                    if cited is None
                    else (Party.Role.BENEFICIARY if place else Party.Role.FUNDER)
                ),
            )
            rows.append([name, f"{name}_family", f"{name}_role"])
        says = telling.cited() if cited else telling.convention(record)
        self._put("La convention", fields, *rows, says=says)

    def _period(self) -> tuple[datetime.date | None, datetime.date | None]:
        """From when to when: the years of a convention that an act only names."""
        if self._cited is None:
            return telling.convention_period(self.record)
        first, last = self._cited.first_year, self._cited.last_year
        return datetime.date(first, 1, 1), datetime.date(last, 12, 31)

    def _add_sheet(self, rank: int) -> None:
        sheet, key = self.sheets[rank], f"sheet_{rank}"
        conventions = list(
            Convention.objects.filter(house_id=self.house_id).order_by("-starts_on", "pk")[:100]
        )
        years = [self.record["budgets"][place]["year"] for place in sheet.budgets]
        starts, ends = self._period() if sheet.is_cited else (None, None)
        first = min((year for year in years if year), default=starts.year if starts else self.year)
        last = max((year for year in years if year), default=ends.year if ends else self.year)
        own = [(NEW, "celle de ce document")] if self._has_own else []
        offered = own + [(str(one.pk), one.title) for one in conventions]
        likely = (
            NEW
            if self._is_convention
            else next(
                (
                    str(one.pk)
                    for one in conventions
                    if one.period
                    and first
                    and one.period.start.year <= first <= one.period.end.year
                ),
                offered[0][0] if offered else SKIP,
            )
        )
        held = next(
            (
                found
                for one in conventions
                if str(one.pk) == likely
                if (found := propose_sheet(one, sheet))
            ),
            None,
        )
        choices = [(NEW, "à enregistrer"), (SKIP, "ne pas l’enregistrer")]
        if held is not None:
            choices.append((str(held.pk), f"déjà dans les livres : {held}"))
        self._held = getattr(self, "_held", {}) | ({str(held.pk): held} if held else {})
        actions = list(Action.objects.filter(house_id=self.house_id).order_by("name"))
        new = [(NEW, "une nouvelle action, nommée ci-dessous")]
        if not self.may_add_actions:
            new = [] if actions else [(SKIP, "aucune : la direction ajoute d’abord l’action")]
        fields: dict[str, forms.Field] = {
            key: forms.ChoiceField(
                label="Cette fiche est",
                choices=choices,
                initial=str(held.pk) if held else SKIP if sheet.is_cited else NEW,
            ),
            f"{key}_convention": forms.ChoiceField(
                label="Convention",
                choices=offered or [(SKIP, "aucune convention")],
                initial=likely,
            ),
            f"{key}_action": forms.ChoiceField(
                label="Action",
                choices=new + [(str(one.pk), one.name) for one in actions],
                initial=next(
                    (str(one.pk) for one in actions if fold(one.name) in fold(sheet.title)),
                    NEW if self.may_add_actions else None,
                ),
            ),
            f"{key}_name": forms.CharField(
                label="Intitulé", max_length=200, required=False, initial=sheet.title[:200]
            ),
            f"{key}_number": NumberField(label="Numéro", required=False, initial=sheet.number),
            f"{key}_first": forms.IntegerField(
                label="Première année",
                required=False,
                initial=first,
                min_value=1900,
                max_value=2199,
                error_messages=YEARS,
            ),
            f"{key}_last": forms.IntegerField(
                label="Dernière année",
                required=False,
                initial=last,
                min_value=1900,
                max_value=2199,
                error_messages=YEARS,
            ),
        }
        rows = [
            [key, f"{key}_convention"],
            [f"{key}_action", f"{key}_name"],
            [f"{key}_number", f"{key}_first", f"{key}_last"],
        ]
        title = f"La fiche action {sheet.number}" if len(self.sheets) > 1 else "La fiche action"
        self._put(title, fields, *rows, says=telling.sheet(self.record, sheet))

    def _add_claims(self) -> None:
        claims, findings = self.record["claims"], self.record["findings"]
        fields: dict[str, forms.Field] = {}
        if claims:
            fields["claims"] = forms.BooleanField(
                label=f"Garder {telling.figures(len(claims))}",
                required=False,
                initial=True,
            )
            said_by = self.record["body"] or ""
            fields |= self._structure("said_by", "Dits par", said_by, of="claims")
            fields["said_by_family"].initial = KNOWN
            if not self.suggestions["said_by"]:
                fields["said_by"].initial = ""
            fields["said_on"] = DayField(
                label="Dits le", required=False, initial=telling.day(self.record["session_date"])
            )
        rows = [["claims"], ["said_by", "said_by_family", "said_on"]] if claims else []
        says = telling.kept(claims, findings)
        if fields or findings:
            self._put("Les chiffres et les constats", fields, *rows, says=says)
