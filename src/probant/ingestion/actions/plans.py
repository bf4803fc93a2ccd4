"""What a person chose on the acceptance form: which structures, bodies and conventions are meant.

Values come from the record as reviewed; a plan only says to what they belong.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from probant.directory.models import Organisation
from probant.funding.models import ActionSheet, Convention
from probant.governance.models import Body, Deliberation
from probant.programmes.models import Action


@dataclass(frozen=True)
class NewStructure:
    """A structure that the directory does not know yet."""

    name: str
    family: str


Structure = Organisation | NewStructure


@dataclass(frozen=True)
class BodyPlan:
    """A body to create."""

    organisation: Structure
    kind: str
    name: str


@dataclass(frozen=True)
class AwardPlan:
    """Money to award on a convention. `convention` None: the one that this document records.

    `sheet_number`: for the action of the sheet of that number that this document records.
    """

    convention: Convention | None
    action: Action | None
    year: int
    amount_cents: int
    amount_index: int = 0
    sheet_number: int | None = None


@dataclass(frozen=True)
class ActPlan:
    """A deliberation to record, or the one that is already there (`existing`).

    `beneficiaries`: structure by place of the amount in the record.
    """

    existing: Deliberation | None = None
    body: Body | BodyPlan | None = None
    year: int | None = None
    beneficiaries: Mapping[int, Structure] = field(default_factory=dict)
    awards: Sequence[AwardPlan] = ()


@dataclass(frozen=True)
class PartyPlan:
    """A party by its place in the record, which gives its printed name, signatory, capacity."""

    place: int
    organisation: Structure
    role: str


@dataclass(frozen=True)
class ConventionPlan:
    """A convention to record, or the one that is already there."""

    existing: Convention | None = None
    kind: str = "single"
    title: str = ""
    status: str = "signed"
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    signed_on: datetime.date | None = None
    parties: Sequence[PartyPlan] = ()


@dataclass(frozen=True)
class SheetPlan:
    """An action sheet to record. `convention` None: the one that this document records.

    `budgets`: (place of the budget in the record, its year). `text`: its words in the document.
    """

    convention: Convention | None = None
    existing: ActionSheet | None = None
    action: Action | None = None
    action_name: str = ""
    number: int = 1
    first_year: int | None = None
    last_year: int | None = None
    budgets: Sequence[tuple[int, int]] = ()
    text: str = ""


@dataclass(frozen=True)
class Plan:
    """Everything that accepting a document writes; what is None is not written."""

    act: ActPlan | None = None
    convention: ConventionPlan | None = None
    sheets: Sequence[SheetPlan] = ()
    keeps_claims: bool = True
    said_by: Structure | None = None
    said_on: datetime.date | None = None
    accepts_pending: bool = False
