"""A request for a subsidy in the order of Cerfa 12156, to print, sign and send.

Identification, relations, networks, human means, budget of the association, projects with their
budget in two columns, attestations. Every amount comes from the budgets; nothing is typed here.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q

from probant.directory.models import Organisation, Position
from probant.engagement.models import Contract, VolunteerHours
from probant.funding.models import FilePiece, FundingRequest, HouseBudgetLine
from probant.funding.queries.requests import ActionView, RequestView, amounts_of, request_view
from probant.funding.queries.sheet_parts import ShownHeading, shown_headings
from probant.funding.rules import account_label
from probant.funding.rules.permanent import PieceKind
from probant.funding.rules.requests import Amount
from probant.gatherings.models import Affiliation
from probant.journal.models import JournalHead
from probant.journal.reading import reading
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.kernel.roles import FUNDERS
from probant.kernel.text import fold
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.definition import NoReport, Report, ReportOrder

BOX = {True: "☒", False: "☐"}


def collect(order: ReportOrder) -> Content:
    """Collect the form. Raises `NoReport` where the year has no request, or several."""
    with reading():
        request = _request(order)
        view = request_view(request, order.actor, order.today)
        head = JournalHead.objects.get(house_id=request.house_id)
        house = request.house.organisation
        return Content(
            title=f"Demande de subvention {request.year}",
            subtitle=f"{house.name} à {request.funder.name} : {request.title}",
            author=house.name,
            cut=f"Dans l’ordre du formulaire Cerfa 12156, établi le {write_date(order.today)}",
            proof=f"Arrêté à l'écriture n° {head.seq} du journal, empreinte {head.hash}.",
            file_name=f"demande-{request.pk}-{request.year}",
            blocks=tuple(_blocks(order, view)),
        )


def _request(order: ReportOrder) -> FundingRequest:
    seen = FundingRequest.objects.visible_to(order.actor).select_related(
        "funder", "house__organisation", "convention"
    )
    found: list[FundingRequest]
    if order.request_id is not None:
        found = list(seen.filter(pk=order.request_id))
        if not found:
            raise NoReport(f"aucune demande n° {order.request_id}.")
        return found[0]
    wanted = seen.filter(house_id=order.house_id).filter(
        Q(year__lte=order.year, last_year__gte=order.year)
    )
    if order.convention_id is not None:
        wanted = wanted.filter(convention_id=order.convention_id)
    found = list(wanted.order_by("pk"))
    if not found:
        raise NoReport(f"aucune demande ne porte sur {order.year}.")
    if len(found) > 1:
        listed = ", ".join(f"{one.pk} = {one.title} ({one.funder.name})" for one in found)
        raise NoReport(f"plusieurs demandes portent sur {order.year} : --request {listed}")
    return found[0]


def _blocks(order: ReportOrder, view: RequestView) -> Iterator[Block]:
    yield from _cover(view)
    yield from _identity(order, view)
    yield from _relations(order, view)
    yield from _means(view)
    yield from _house_budget(view)
    yield Section("6. Projets" if view.actions else "6. Objet de la demande")
    if not view.actions:
        yield Text(f"Fonctionnement global : {write_euros(view.asked_cents)} demandés.")
    for one in view.actions:
        yield from _project(view, one)
    yield from _attestations(view)


def _cover(view: RequestView) -> Iterator[Block]:
    request = view.request
    yield Terms(
        (
            ("Forme", _boxes(FundingRequest.Form.choices, request.form)),
            ("Fréquence", _boxes(FundingRequest.Frequency.choices, request.frequency)),
            ("Objet", _boxes(FundingRequest.Scope.choices, request.scope)),
            (
                "Période",
                f"{BOX[not request.is_multi_year]} annuelle ou ponctuelle   "
                f"{BOX[request.is_multi_year]} pluriannuelle",
            ),
            ("Adressée à", _boxes(FundingRequest.Addressee.choices, request.addressee)),
            ("Financeur", ", ".join(filter(None, (request.funder.name, request.service)))),
            ("Montant demandé", write_euros(view.asked_cents)),
        )
    )


def _boxes(choices: list[tuple[str, str]], chosen: str) -> str:
    return "   ".join(f"{BOX[value == chosen]} {label}" for value, label in choices)


def _identity(order: ReportOrder, view: RequestView) -> Iterator[Block]:
    house: Organisation = view.request.house.organisation
    place = ", ".join(filter(None, (house.address, f"{house.postcode} {house.place_name}".strip())))
    yield Section("1. Identification de l’association")
    yield Terms(
        (
            ("Nom", house.name),
            ("Numéro SIRET", house.siret or "à compléter"),
            ("Numéro RNA", house.rna or "à compléter"),
            ("Adresse du siège", place or "à compléter"),
            ("Courriel", house.email or "à compléter"),
            ("Téléphone", house.telephone or "à compléter"),
            ("Site", house.website or "sans"),
            ("Représentant légal", _signatory(view) or "à compléter"),
        )
    )
    held = Position.objects.filter(
        organisation=house,
        person__house_id=house.pk,
        ends_on__isnull=True,
        person__erased_on__isnull=True,
    ).select_related("person")
    named = [(one.title, str(one.person)) for one in held.order_by("title", "pk")]
    officers = tuple(row for row in named if _governs(row[0]))
    if order.actor.has(*FUNDERS):
        return
    yield Section("Personnes chargées de l’administration", 2)
    if officers:
        yield Terms(officers)
    else:
        yield Text("Liste jointe : aucune fonction d’administration n’est tenue dans l’annuaire.")


_GOVERNING = ("president", "tresor", "secretaire gen", "administrat", "membre du bureau")


def _governs(title: str) -> bool:
    """Whether a function is of the board; the staff is counted, never named, in the form.

    >>> _governs("Vice-présidente"), _governs("Secrétaire"), _governs("Secrétaire de direction")
    (True, True, False)
    """
    plain = fold(title)
    return plain in ("secretaire", "secretaire adjoint", "secretaire adjointe") or any(
        word in plain and "assistan" not in plain for word in _GOVERNING
    )


def _signatory(view: RequestView) -> str:
    return ", ".join(filter(None, (view.request.signatory, view.request.capacity)))


def _relations(order: ReportOrder, view: RequestView) -> Iterator[Block]:
    house = view.request.house
    approvals = FilePiece.objects.filter(
        house=house, kind=PieceKind.APPROVAL, withdrawn_on__isnull=True
    )
    told = [
        (str(one), f"{one.reference or 'sans numéro'}, du {write_date(one.dated_on)}")
        for one in approvals.order_by("-dated_on")
    ]
    commitment = view.commitment
    yield Section("2. Relations avec l’administration")
    yield Terms(
        (
            *(told or [("Agréments", "aucun au dossier")]),
            (
                "Contrat d’engagement républicain",
                f"souscrit le {write_date(commitment.signed_on)} par {commitment.signatory} "
                f"({commitment.version})"
                if commitment
                else "à souscrire",
            ),
            ("Statuts modifiés", "oui" if view.request.statutes_changed else "non"),
        )
    )
    yield Section("3. Relations avec d’autres associations")
    networks = Affiliation.objects.filter(house=house, ends_on__isnull=True)
    named = networks.order_by("pk").values_list("organisation__name", flat=True)
    names = list(dict.fromkeys(named))  # a member that also sits is named once
    yield Text("Réseaux : " + " ; ".join(names) if names else "Aucune affiliation enregistrée.")


def _means(view: RequestView) -> Iterator[Block]:
    year = view.request.year
    last = datetime.date(year - 1, 12, 31)
    yield Section(f"4. Moyens humains au {write_date(last)}")
    yield Terms(tuple(_people(view.request.house_id, last)))
    yield Section(f"Temps promis aux projets, {year}", 2)
    fte = [
        f"{one.row.sheet.title} : {promised.fte.normalize():f} ETP".replace(".", ",")
        for one in view.actions
        for promised in one.row.sheet.promised.filter(year=view.request.year)
    ]
    yield Text(" ; ".join(fte) if fte else "Aucun temps de travail n’est promis aux fiches.")


def _people(house_id: int, on: datetime.date) -> Iterator[tuple[str, str]]:
    """Volunteers who gave hours in the year, and the staff under contract on its last day."""
    hours = VolunteerHours.objects.now().filter(house_id=house_id, occurred_on__year=on.year)
    volunteers = hours.values("person_id").distinct().count()
    contracts = Contract.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), house_id=house_id, starts_on__lte=on
    )
    staff = contracts.values("person_id").distinct().count()
    shares = sum(contracts.values_list("share_hundredths", flat=True))
    yield "Bénévoles", f"{volunteers}, qui ont donné des heures" if volunteers else "à compléter"
    yield "Salarié·es", str(staff) if staff else "à compléter"
    if shares:
        yield "dont en équivalent temps plein", f"{Decimal(shares) / 10_000:f}".replace(".", ",")


def _house_budget(view: RequestView) -> Iterator[Block]:
    request = view.request
    lines = HouseBudgetLine.objects.filter(house_id=request.house_id, year=request.year)
    amounts = [
        Amount(one.side, one.account, one.label, one.amount_cents, one.funder_id)
        for one in lines.order_by("position")
    ]
    yield Section(f"5. Budget de l’association, {request.year}")
    if not amounts:
        yield Text("Le budget de l’association n’est pas écrit.")
        return
    yield _two_columns(f"Budget de l’association, {request.year}", amounts, request.year)


def _project(view: RequestView, one: ActionView) -> Iterator[Block]:
    sheet, year = one.row.sheet, view.request.year
    yield Section(f"Action {sheet.number} : {sheet.title}", 2)
    told = ((heading.title, _heading(heading)) for heading in shown_headings(sheet))
    terms = tuple((title, text) for title, text in told if text)
    if terms:
        yield Terms(terms)
    if one.budget is None:
        yield Text("Le budget du projet n’est pas écrit.")
        return
    yield _two_columns(f"Budget du projet, {year}", amounts_of(one.budget), year)
    share = f", soit {one.share * 100:.0f} % du total des produits" if one.share else ""
    yield Text(
        f"La subvention demandée de {write_euros(one.asked_cents or 0)} à "
        f"{view.request.funder.name}{share}."
    )


def _heading(shown: ShownHeading) -> str:
    """What stands under a heading, its text then its rows."""
    rows = (" : ".join(filter(None, row)) for row in shown.rows)
    return " ; ".join(filter(None, (shown.text, *rows)))


def _two_columns(caption: str, amounts: list[Amount], year: int) -> Table:
    """Charges at left, produits at right, totals; contributions in kind under them."""
    rows: list[Row] = []
    for in_kind in (False, True):
        left, right = (_side(amounts, side, in_kind, year) for side in ("expense", "income"))
        if in_kind and not left and not right:
            continue
        for place in range(max(len(left), len(right))):
            expense = left[place] if place < len(left) else None
            income = right[place] if place < len(right) else None
            rows.append(Row((*_cells(expense), *_cells(income))))
        sums = [_total(amounts, side, in_kind) for side in ("expense", "income")]
        name = "des contributions en nature" if in_kind else ""
        rows.append(
            Row(
                (
                    Cell(f"Total {name or 'des charges'}"),
                    Cell(write_euros(sums[0]), sums[0], cents=True),
                    Cell(f"Total {name or 'des produits'}"),
                    Cell(write_euros(sums[1]), sums[1], cents=True),
                ),
                "total",
            )
        )
    heads = (Head("Charges", share=4), Head("Montant", True, 2))
    return Table(
        caption, (*heads, Head("Produits", share=4), Head("Montant", True, 2)), tuple(rows)
    )


Line = tuple[str, int | None, bool]


def _side(amounts: list[Amount], side: str, in_kind: bool, year: int) -> list[Line]:
    """Two-figure accounts with their sum, each followed by its lines."""
    groups: dict[str, list[Amount]] = {}
    for line in amounts:
        if line.side == side and line.account.startswith(("86", "87")) == in_kind:
            groups.setdefault(line.account[:2], []).append(line)
    found: list[Line] = []
    for code in sorted(groups, key=lambda code: code or "99"):
        lines = groups[code]
        label = account_label(code, year) if code else "Autres"
        found.append((f"{code} {label}".strip(), sum(one.cents or 0 for one in lines), True))
        if len(lines) > 1 or lines[0].label not in (label, ""):
            found += [(f"– {one.label}", one.cents, False) for one in lines]
    return found


def _cells(line: Line | None) -> tuple[Cell, Cell]:
    if line is None:
        return Cell(""), Cell("")
    label, cents, _ = line
    return Cell(label), Cell("") if cents is None else Cell(write_euros(cents), cents, cents=True)


def _total(amounts: list[Amount], side: str, in_kind: bool) -> int:
    return sum(
        line.cents or 0
        for line in amounts
        if line.side == side and line.account.startswith(("86", "87")) == in_kind
    )


def _attestations(view: RequestView) -> Iterator[Block]:
    request = view.request
    yield Section("7. Attestations")
    who = _signatory(view) or "le représentant légal"
    yield Text(
        f"Je soussigné·e, {who}, déclare que l’association est à jour de ses obligations "
        "administratives, comptables, sociales et fiscales ; exactes et sincères les informations "
        "de la présente demande, dont les demandes déposées auprès d’autres financeurs publics ; "
        "que l’association respecte les principes du contrat d’engagement républicain (loi "
        "2000-321, art. 10-1)."
    )
    yield Text(
        f"Demande une subvention de {write_euros(view.asked_cents)} au titre de l’année "
        f"{request.year}, à verser sur le compte du relevé d’identité bancaire joint."
    )
    joined = [one.row.label for one in view.pieces]
    yield Text("Pièces jointes : " + (" ; ".join(joined) if joined else "au dépôt."))
    for taken in view.taken:
        yield Text(f"Signalé : {taken.reason}", quiet=True)
    yield Text("Fait le                         à                         Signature")


REPORT = Report("request", "Demande de subvention", collect, has_year=True)
