"""The acceptance form as it was filled: checked, then read as the plan that the action takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from probant.directory.models import Card
from probant.funding.models import Convention
from probant.governance.models import Body
from probant.ingestion.actions import (
    ActPlan,
    AwardPlan,
    BodyPlan,
    ConventionPlan,
    NewStructure,
    PartyPlan,
    Plan,
    SheetPlan,
)
from probant.ingestion.actions.plans import Structure
from probant.ingestion.queries import propose_act
from probant.ingestion.screens.offered import KNOWN, NEW, SKIP, OfferForm
from probant.kernel.text import fold
from probant.programmes.models import Action


class AcceptForm(OfferForm):
    """What a person chose; values are not typed here, they were reviewed."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, of in self.structures.items():
            if self._is_written(of, cleaned):
                cleaned[name] = self._resolve(name, cleaned)
        self._ask_for_years(cleaned)
        awarded = [name for name in self.fields if name.startswith("award_")]
        if cleaned.get("act") == SKIP:
            for name in awarded:
                if cleaned.get(name, SKIP) != SKIP:
                    self.add_error(
                        name, "Une subvention s’appuie sur la délibération : enregistrez-la aussi."
                    )
        return cleaned

    def _ask_for_years(self, cleaned: Mapping[str, Any]) -> None:
        """A budget printed without its year takes the first one of its sheet: it must be given."""
        for rank, sheet in enumerate(self.sheets):
            key = f"sheet_{rank}"
            undated = any(not self.record["budgets"][place]["year"] for place in sheet.budgets)
            if cleaned.get(key) == NEW and undated and not cleaned.get(f"{key}_first"):
                self.add_error(
                    f"{key}_first", "Donnez cette année : un budget est imprimé sans la sienne."
                )

    def _is_written(self, of: str, cleaned: Mapping[str, Any]) -> bool:
        if of == "claims":
            return bool(cleaned.get("claims"))
        chosen = cleaned.get(of, SKIP)
        return chosen == NEW or (of == "act" and chosen != SKIP)

    def _resolve(self, name: str, cleaned: Mapping[str, Any]) -> Structure | None:
        text = " ".join(str(cleaned.get(name) or "").split())
        if not text:
            return None
        cards = Card.objects.filter(house_id=self.house_id).select_related("organisation")
        found = list(cards.filter(name_key=fold(text))[:2])
        if len(found) == 1:
            return found[0].organisation
        family = str(cleaned.get(f"{name}_family") or KNOWN)
        if len(found) > 1:
            self.add_error(name, f"Plusieurs structures s’appellent « {text} » dans l’annuaire.")
        elif family == KNOWN:
            self.add_error(
                name,
                f"« {text} » n’est pas dans votre annuaire : écrivez le nom d’une structure "
                "connue, ou dites à côté quelle structure ajouter.",
            )
        return NewStructure(text, family) if not found and family != KNOWN else None

    def plan(self) -> Plan:
        """What was chosen, as the action takes it."""
        cleaned = self.cleaned_data
        return Plan(
            act=self._act_plan(cleaned),
            convention=self._convention_plan(cleaned),
            sheets=[
                plan
                for rank in range(len(self.sheets))
                if (plan := self._sheet_plan(rank, cleaned))
            ],
            keeps_claims=bool(cleaned.get("claims")),
            said_by=cleaned.get("said_by") or None,
            said_on=cleaned.get("said_on"),
            accepts_pending=bool(cleaned.get("accepts_pending")),
        )

    def _act_plan(self, cleaned: Mapping[str, Any]) -> ActPlan | None:
        chosen = cleaned.get("act", SKIP)
        if chosen == SKIP:
            return None
        existing = None
        if chosen != NEW:
            known = {str(act.pk): act for act, _ in propose_act(self.house_id, self.record)}
            existing = known.get(chosen)
        beneficiaries = {
            place: cleaned[f"to_{place}"]
            for place in range(len(self._amounts()))
            if cleaned.get(f"to_{place}")
        }
        return ActPlan(
            existing=existing,
            body=self._body(cleaned),
            year=cleaned.get("act_year") or self.year,
            beneficiaries=beneficiaries,
            awards=self._awards(cleaned),
        )

    def _body(self, cleaned: Mapping[str, Any]) -> Body | BodyPlan | None:
        chosen = cleaned.get("act_body") or NEW
        if chosen != NEW:
            return Body.objects.filter(house_id=self.house_id, pk=int(chosen)).first()
        organisation = cleaned.get("act_of")
        if not organisation:
            return None
        return BodyPlan(organisation, cleaned["act_body_kind"], cleaned["act_body_name"])

    def _awards(self, cleaned: Mapping[str, Any]) -> list[AwardPlan]:
        if not self.record["amounts"]:
            return []
        found = []
        year = cleaned.get("act_year") or self.year or 0
        for place, part, cents in self._shares():
            chosen = cleaned.get(f"award_{place}_{part}") or SKIP
            target = self._targets.get(chosen)
            if target is not None:
                action = target.sheet.action if target.sheet else None
                found.append(AwardPlan(target.convention, action, year, cents, place))
            elif chosen == NEW:
                found.append(AwardPlan(None, None, year, cents, place))
            elif chosen != SKIP:
                rank = int(chosen.removeprefix("f"))
                number = cleaned.get(f"sheet_{rank}_number") or self.sheets[rank].number
                found.append(AwardPlan(None, None, year, cents, place, sheet_number=number))
        return found

    def _convention_plan(self, cleaned: Mapping[str, Any]) -> ConventionPlan | None:
        chosen = cleaned.get("conv", SKIP)
        if chosen == SKIP:
            return None
        if chosen != NEW:
            mine = Convention.objects.filter(house_id=self.house_id)
            return ConventionPlan(existing=mine.filter(pk=int(chosen)).first())
        return ConventionPlan(
            kind=cleaned["conv_kind"],
            title=cleaned["conv_title"],
            status=cleaned["conv_status"],
            starts_on=cleaned["conv_starts_on"],
            ends_on=cleaned["conv_ends_on"],
            signed_on=cleaned["conv_signed_on"],
            parties=[
                PartyPlan(place, cleaned[f"party_{place}"], cleaned[f"party_{place}_role"])
                for place in range(len(self.party_names))
                if cleaned.get(f"party_{place}")
            ],
        )

    def _sheet_plan(self, rank: int, cleaned: Mapping[str, Any]) -> SheetPlan | None:
        key, sheet = f"sheet_{rank}", self.sheets[rank]
        chosen = cleaned.get(key, SKIP)
        if chosen == SKIP:
            return None
        of = cleaned.get(f"{key}_convention", SKIP)
        convention = None
        if of not in (NEW, SKIP):
            convention = Convention.objects.filter(house_id=self.house_id, pk=int(of)).first()
        held = self._held.get(chosen)
        if held is not None:
            return SheetPlan(convention=held.convention, existing=held)
        wanted = cleaned.get(f"{key}_action", NEW)
        action = None
        if wanted not in (NEW, SKIP):
            action = Action.objects.filter(house_id=self.house_id, pk=int(wanted)).first()
        first = cleaned.get(f"{key}_first")
        return SheetPlan(
            convention=convention,
            action=action,
            action_name=cleaned.get(f"{key}_name") or f"Action {sheet.number}",
            number=cleaned.get(f"{key}_number") or sheet.number,
            first_year=first,
            last_year=cleaned.get(f"{key}_last") or first,
            budgets=[
                (place, year)
                for place in sheet.budgets
                if (year := self.record["budgets"][place]["year"] or first)
            ],
            text=sheet.text,
        )
