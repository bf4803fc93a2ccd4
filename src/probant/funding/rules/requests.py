"""A request for a subsidy (Cerfa 12156): its states, what holds its deposit, its arithmetic."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from probant.funding.rules.permanent import PieceKind, Standing, State
from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros
from probant.kernel.text import fold

#: Commitment asked of associations since this day (loi 2000-321 art. 10-1, décret 2021-1947).
COMMITMENT_FROM = datetime.date(2022, 1, 2)


class RequestState(StrEnum):
    """Where a request stands, derived from its facts; worded for the house and the funder."""

    PREPARED = "prepared"
    DEPOSITED = "deposited"
    PIECES = "pieces"
    COMPLETE = "complete"
    REVIEWED = "reviewed"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """For the association."""
        return _HOUSE[self.value]

    @property
    def funder_label(self) -> str:
        """For the funder."""
        return _FUNDER[self.value]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of anybody."""
        return self in (RequestState.GRANTED, RequestState.REFUSED, RequestState.WITHDRAWN)


_HOUSE = {
    "prepared": "en préparation",
    "deposited": "déposée",
    "pieces": "pièces demandées",
    "complete": "complète, à l’instruction",
    "reviewed": "complète, à l’instruction",  # an opinion prepares a vote: not ours to read
    "granted": "accordée",
    "refused": "refusée",
    "withdrawn": "retirée",
}
_FUNDER = {
    **_HOUSE,
    "deposited": "reçue, à vérifier",
    "pieces": "pièces attendues",
    "complete": "à instruire",
    "reviewed": "avis donné, à voter",
}


class Step(StrEnum):
    """What may happen to a request, each on a day."""

    DEPOSITED = "deposited"
    ACKNOWLEDGED = "acknowledged"
    PIECE_ASKED = "piece_asked"
    PIECE_GIVEN = "piece_given"
    COMPLETE = "complete"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """What happened, in words."""
        return _STEPS[self.value]


_STEPS = {
    "deposited": "demande déposée",
    "acknowledged": "dépôt accusé",
    "piece_asked": "pièce demandée",
    "piece_given": "pièce remise",
    "complete": "dossier complet",
    "granted": "demande accordée",
    "refused": "demande refusée",
    "withdrawn": "demande retirée",
}


def state_of(steps: Iterable[str], *, pieces_waiting: bool, has_opinion: bool) -> RequestState:
    """The state that standing steps make.

    >>> state_of(["deposited", "complete"], pieces_waiting=False, has_opinion=True).label
    'complète, à l’instruction'
    """
    done = set(steps)
    for step, state in (
        (Step.WITHDRAWN, RequestState.WITHDRAWN),
        (Step.GRANTED, RequestState.GRANTED),
        (Step.REFUSED, RequestState.REFUSED),
    ):
        if step in done:
            return state
    if Step.DEPOSITED not in done:
        return RequestState.PREPARED
    if pieces_waiting:
        return RequestState.PIECES
    if has_opinion:
        return RequestState.REVIEWED
    return RequestState.COMPLETE if Step.COMPLETE in done else RequestState.DEPOSITED


@dataclass(frozen=True)
class ActionAsked:
    """An action of a request: what it costs, brings in, and what this funder is asked; cents.

    None where the budget does not say; `in_kind_*` are classes 86 and 87.
    """

    name: str
    has_budget: bool
    expense_cents: int = 0
    income_cents: int = 0
    asked_cents: int | None = None
    in_kind_expense_cents: int = 0
    in_kind_income_cents: int = 0
    has_text: bool = True
    whole_euros: bool = True
    budget_place: str = ""
    sheet_place: str = ""


@dataclass(frozen=True)
class Blocking:
    """What holds a deposit: said, where it is mended (a key of the screen), under which text.

    `may_take`: whether a person may take it on with a reason. What the law itself asks of the file
    (the commitment, the legal identity, the balance of the budget printed on the form) cannot.
    """

    code: str
    message: str
    place: str
    law: str = ""
    may_take: bool = True
    subject: str = ""

    def as_finding(self) -> Finding:
        """The same as a finding."""
        return Finding(self.code, Severity.ERROR, self.message)


@dataclass(frozen=True)
class RequestFile:
    """What the gate looks at; plain values."""

    today: datetime.date
    year: int
    is_first: bool
    is_global: bool
    siret: str
    rna: str
    is_association: bool
    commitment_required: bool
    address: str
    signatory: str
    commitment_on: datetime.date | None
    commitment_signatory: str
    commitment_publicity: bool
    actions: Sequence[ActionAsked]
    pieces: Sequence[State]
    house_budget: ActionAsked | None
    public_cents: int = 0
    auditor_above_cents: int = 15_300_000
    statutes_changed: bool = False


CERFA = "Cerfa 12156, pièces à joindre"


def holds(file: RequestFile) -> list[Blocking]:
    """What is missing before the request may be deposited here, in the order of the form."""
    return [*_identity(file), *_pieces(file), *_commitment(file), *_budgets(file)]


def _identity(file: RequestFile) -> Iterable[Blocking]:
    law = "loi 2000-321, art. 10 : formulaire unique"
    if not file.siret:
        yield Blocking(
            "request.siret",
            "Le SIRET de la structure manque : sans lui, aucune subvention n’est versée.",
            "identity",
            law,
            may_take=False,
        )
    if file.is_association and not file.rna:
        yield Blocking("request.rna", "Le numéro RNA de l’association manque.", "identity", law)
    if not file.address:
        yield Blocking("request.address", "L’adresse du siège manque.", "identity", law)
    if not file.signatory:
        yield Blocking(
            "request.signatory",
            "Dites qui signe la demande, et à quel titre.",
            "request",
            "Cerfa 12156, attestations",
            may_take=False,
        )


def _pieces(file: RequestFile) -> Iterable[Blocking]:
    held = {one.kind: one for one in file.pieces}
    wanted = [PieceKind.OFFICERS, PieceKind.BANK, PieceKind.ACCOUNTS, PieceKind.ACTIVITY]
    if file.is_first or file.statutes_changed:
        wanted.insert(0, PieceKind.STATUTES)
    if file.public_cents > file.auditor_above_cents:
        wanted.append(PieceKind.AUDITOR)
    for kind in wanted:
        state = held.get(kind)
        if state is not None and state.standing is Standing.HELD:
            continue
        told = state.words if state is not None else ""
        yield Blocking(
            f"request.piece.{kind}",
            f"{kind.label} : {told}" if told else f"{kind.label} : aucune version au dossier.",
            f"piece.{kind}",
            "C. com. L612-4 et D612-5" if kind is PieceKind.AUDITOR else CERFA,
        )


def _commitment(file: RequestFile) -> Iterable[Blocking]:
    if not file.is_association or not file.commitment_required:
        return
    law = "loi 2000-321, art. 10-1 ; décret 2021-1947"
    if file.commitment_on is None:
        yield Blocking(
            "request.commitment",
            "Le contrat d’engagement républicain n’est pas souscrit pour cette demande.",
            "commitment",
            law,
            may_take=False,
        )
        return
    if file.commitment_on > file.today:
        yield Blocking(
            "request.commitment.date",
            f"Le contrat d’engagement républicain est daté du {write_date(file.commitment_on)}, "
            "dans l’avenir.",
            "commitment",
            law,
            may_take=False,
        )
    if not file.commitment_publicity:
        yield Blocking(
            "request.commitment.publicity",
            "Dites comment les membres sont informés du contrat d’engagement républicain "
            "(affichage, site).",
            "commitment",
            "décret 2021-1947, art. 4",
        )


def _budgets(file: RequestFile) -> Iterable[Blocking]:
    if not file.actions and not file.is_global:
        yield Blocking(
            "request.actions", "Aucun projet n’est joint à la demande.", "actions", may_take=False
        )
    if file.house_budget is None or not file.house_budget.has_budget:
        yield Blocking(
            "request.house_budget",
            f"Le budget de l’association pour {file.year} manque.",
            "house_budget",
            "Cerfa 12156, partie 5",
        )
    else:
        yield from _balance(file.house_budget, "house_budget")
    for one in file.actions:
        yield from _action(one)
    if file.is_global and not file.actions and file.house_budget is not None:
        yield from _asked(file.house_budget, "house_budget")


def _action(one: ActionAsked) -> Iterable[Blocking]:
    if not one.has_budget:
        yield Blocking(
            "request.budget",
            f"{one.name} : le budget du projet manque.",
            one.budget_place,
            "Cerfa 12156, partie 6",
            may_take=False,
            subject=one.name,
        )
        return
    if not one.has_text:
        yield Blocking(
            "request.text",
            f"{one.name} : la fiche est vide (objectifs, public, moyens).",
            one.sheet_place,
            "Cerfa 12156, partie 6",
            subject=one.name,
        )
    yield from _balance(one, one.budget_place)
    yield from _asked(one, one.budget_place)


def _balance(one: ActionAsked, place: str) -> Iterable[Blocking]:
    gap = one.expense_cents - one.income_cents
    if gap:
        more, less = ("charges", "produits") if gap > 0 else ("produits", "charges")
        yield Blocking(
            "request.balance",
            f"{one.name} : le total des {more} passe celui des {less} de {write_euros(abs(gap))}. "
            "Le total des charges doit être égal au total des produits.",
            place,
            "Cerfa 12156, mention du budget",
            may_take=False,
            subject=one.name,
        )
    kind = one.in_kind_expense_cents - one.in_kind_income_cents
    if kind:
        yield Blocking(
            "request.in_kind",
            f"{one.name} : les contributions en nature diffèrent de {write_euros(abs(kind))} "
            "entre emplois (86) et ressources (87).",
            place,
            "Cerfa 12156, comptes 86 et 87",
            subject=one.name,
        )
    if not one.whole_euros:
        yield Blocking(
            "request.cents",
            f"{one.name} : le formulaire ne prend pas les centimes. Arrondissez chaque ligne.",
            place,
            "Cerfa 12156 : « Ne pas indiquer les centimes d’euros »",
            subject=one.name,
        )


def _asked(one: ActionAsked, place: str) -> Iterable[Blocking]:
    if not one.asked_cents:
        yield Blocking(
            "request.asked",
            f"{one.name} : aucune ligne 74 du budget n’est au nom de ce financeur : rien ne lui "
            "est demandé.",
            place,
            "Cerfa 12156 : la subvention demandée est la ligne 74 du financeur",
            may_take=False,
            subject=one.name,
        )
    elif one.asked_cents > one.expense_cents:
        yield Blocking(
            "request.over",
            f"{one.name} : {write_euros(one.asked_cents)} demandés pour un coût de "
            f"{write_euros(one.expense_cents)}.",
            place,
            subject=one.name,
        )


def share_of(asked_cents: int | None, income_cents: int) -> float | None:
    """« La subvention représente % du total des produits » (montant demandé / produits).

    >>> share_of(600_000, 1_000_000)
    0.6
    """
    return asked_cents / income_cents if asked_cents and income_cents else None


@dataclass(frozen=True, slots=True)
class Amount:
    """A line of a budget as the arithmetic of a request reads it. `account`: its own, else that of
    its heading; `funder_id` where the line names one."""

    side: str
    account: str
    label: str
    cents: int | None
    funder_id: int | None = None


def asked_of(lines: Iterable[Amount], funder_id: int, funder_name: str) -> int | None:
    """The amount asked of a funder: the sum of its lines; None where it has none.

    A line is a funder's where it says so, whatever the account printed beside it; else, in account
    74, where its label bears its name.

    >>> rows = [Amount("income", "74", "Dijon Métropole", 600_000)]
    >>> asked_of(rows, 7, "Dijon métropole"), asked_of(rows, 7, "Région")
    (600000, None)
    """
    name = fold(funder_name)
    found = [
        line.cents
        for line in lines
        if line.side == "income"
        and line.cents is not None
        and not line.account.startswith("87")
        and (
            line.funder_id == funder_id
            or (
                line.funder_id is None
                and line.account.startswith("74")
                and name != ""
                and _names(fold(line.label), name)
            )
        )
    ]
    return sum(found) if found else None


def _names(label: str, name: str) -> bool:
    """Whether a label bears a name, words in any order.

    >>> _names("metropole de dijon", "dijon metropole"), _names("ville de dijon", "dijon metropole")
    (True, False)
    """
    words = {word for word in name.split() if len(word) > 2}
    return bool(words) and words <= set(label.split())


def action_asked(
    name: str,
    lines: Sequence[Amount],
    *,
    funder_id: int,
    funder_name: str,
    has_text: bool = True,
    budget_place: str = "",
    sheet_place: str = "",
) -> ActionAsked:
    """The numbers of a budget that a request speaks of; classes 86 and 87 apart."""

    def total(side: str, in_kind: bool) -> int:
        return sum(
            line.cents or 0
            for line in lines
            if line.side == side and line.account.startswith(("86", "87")) == in_kind
        )

    return ActionAsked(
        name=name,
        has_budget=any(line.cents is not None for line in lines),
        expense_cents=total("expense", False),
        income_cents=total("income", False),
        asked_cents=asked_of(lines, funder_id, funder_name),
        in_kind_expense_cents=total("expense", True),
        in_kind_income_cents=total("income", True),
        has_text=has_text,
        whole_euros=all((line.cents or 0) % 100 == 0 for line in lines),
        budget_place=budget_place,
        sheet_place=sheet_place,
    )
