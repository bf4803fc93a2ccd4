"""What a form, an import or a reading hands to the actions: plain values, checked there."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from probant.directory.models import Organisation
from probant.funding.models import ActionSheet
from probant.funding.rules import Terms
from probant.governance.models import Decision
from probant.programmes.models import Action


@dataclass(frozen=True)
class PartyDraft:
    """`role`: funder, beneficiary, partner. `empowered_by`: the decision that lets them sign."""

    organisation: Organisation
    role: str
    printed_name: str = ""
    signatory: str = ""
    capacity: str = ""
    empowered_by: Decision | None = None


@dataclass(frozen=True)
class ApprovalDraft:
    """A decision that approved the convention (`approves`, `signature`, `renews`)."""

    decision: Decision
    nature: str = "approves"


@dataclass(frozen=True)
class ClauseDraft:
    """An article. `terms`: typed terms, or a mapping that `rules.read_terms` reads for the kind."""

    kind: str
    article: str = ""
    title: str = ""
    text: str = ""
    terms: Terms | Mapping[str, Any] | None = None
    bound: str = ""


@dataclass(frozen=True)
class ChangeDraft:
    """One thing that changes (`AmendmentChange.Nature`), with the new text of its article."""

    nature: str
    article: str = ""
    title: str = ""
    text: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    year: int | None = None
    amount_cents: int | None = None
    action: Action | None = None
    sheet: ActionSheet | None = None


@dataclass(frozen=True)
class TargetDraft:
    """A criterion of evaluation of a sheet."""

    label: str
    indicator_code: str = ""
    year: int | None = None
    value: Decimal | None = None


@dataclass(frozen=True)
class LineDraft:
    """A row of a budget, in the order of the document. `side`: expense or income.

    `level` heading: `amount_cents` is what is printed beside it, kept as a claim; a heading without
    lines under it is a line. An empty amount is unknown, not zero.
    """

    account: str
    label: str
    side: str
    amount_cents: int | None
    level: str = "line"
    funder: Organisation | None = None
    in_kind: str = ""


Value = str | int | None


@dataclass(frozen=True)
class RowEdit:
    """What somebody wrote in a row: `cells` as they are now, `base` as they were read.

    Cells: account, label, funder (an organisation's id), nature, amount (cents). `line_id` None
    adds a row; `removed` takes it away; `level` heading: the amount is a printed claim.
    """

    side: str
    cells: Mapping[str, Value]
    base: Mapping[str, Value] = field(default_factory=dict)
    line_id: int | None = None
    removed: bool = False
    level: str = "line"


@dataclass(frozen=True)
class Stated:
    """What the sheet prints of its budget, in cents: claims, held against the lines."""

    cost_cents: int | None = None
    grant_cents: int | None = None
    in_kind_expected: bool = False
    printed_expense_cents: int | None = None
    printed_income_cents: int | None = None
