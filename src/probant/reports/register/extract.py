"""An extract of the register: what the act says, in the order in which registers print it.

One set of plain values, `Extract`, from which the PDF and the Word document are written in the
layout of the extracts of authorities; `blocks_of` gives the same as blocks of a report.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from probant.governance.models import Deliberation, Seat
from probant.governance.queries import Register, register_of
from probant.journal.reading import reading
from probant.kernel.dates import WEEKDAYS, write_date
from probant.kernel.money import write_euros
from probant.reports.blocks import Block, Content, Section, Terms, Text, printable
from probant.reports.definition import NoReport, ReportOrder
from probant.reports.press import print_page
from probant.reports.register.bodies import named
from probant.reports.register.votes import Pairs, elected_of, rounds_of, votes_of

TITLE = "Extrait du registre des délibérations"
IN_ONE = 12  # absents that stand in one column


@dataclass(frozen=True)
class Extract:
    """The words of an extract, section by section; empty where the register does not give them."""

    title: str
    body: str
    organisation: str
    sitting: str
    number: str
    ended: str
    officers: Pairs
    counts: Pairs
    present: tuple[str, ...]
    absent: tuple[str, ...]
    subject: str
    opening: str
    visas: tuple[str, ...]
    recitals: tuple[str, ...]
    deciding: str
    decisions: tuple[str, ...]
    amounts: tuple[str, ...]
    votes: Pairs
    is_election: bool
    result: str
    formalities: Pairs
    signatory: str
    author: str
    proof: str


def load(order: ReportOrder) -> Deliberation:
    """The act asked for. Raises `NoReport` where it is not said, or not to be seen."""
    if order.deliberation_id is None:
        raise NoReport("dites quelle délibération : --deliberation et son numéro.")
    seen = Deliberation.objects.visible_to(order.actor).select_related(
        "house__organisation", "sitting"
    )
    found: Deliberation | None = seen.filter(pk=order.deliberation_id).first()
    if found is None:
        raise NoReport(f"aucune délibération n° {order.deliberation_id}.")
    return found


def extract_of(order: ReportOrder) -> Extract:
    """Read the act whole. Raises `NoReport`: an act known by citation only has no extract."""
    with reading():
        deliberation = load(order)
        if deliberation.cited_only:
            raise NoReport(
                "cet acte n’est connu que par celui qui le cite : enregistrez-le d’abord."
            )
        return told(register_of(deliberation), order)


def told(register: Register, order: ReportOrder) -> Extract:
    """The words of an act."""
    act, sitting, body = register.deliberation, register.sitting, register.body
    return Extract(
        title=TITLE,
        body=body.name,
        organisation=body.organisation.name,
        sitting=f"Séance du {WEEKDAYS[sitting.held_on.weekday()]} {write_date(sitting.held_on)}",
        number=f"Délibération n° {act.number}" if act.number else "",
        ended=_ended(act),
        officers=_officers(register),
        counts=_counts(register),
        present=tuple(one.name for one in register.seats if one.pk in register.there),
        absent=tuple(_absent(register)),
        subject=act.subject,
        opening=_opening(act),
        visas=tuple(act.visas.splitlines()),
        recitals=tuple(act.recitals.splitlines()),
        deciding=f"{named(body.name)}, après en avoir délibéré, décide :"
        if register.decisions
        else "",
        decisions=tuple(one.text for one in register.decisions),
        amounts=tuple(_amounts(register)),
        votes=rounds_of(register.rounds) if register.is_election else votes_of(register.ballot),
        is_election=register.is_election,
        result=_result(register),
        formalities=_formalities(act),
        signatory=act.signatory,
        author=act.house.organisation.name,
        proof=f"Établi par {act.house.organisation.name} le {write_date(order.today)}, d’après "
        f"l’acte n° {act.pk} de ses livres"
        + (f" ({act.document_reference})" if act.document_reference else "")
        + ". Le registre tenu par l’instance fait seul foi.",
    )


def _ended(act: Deliberation) -> str:
    if act.annulled_on:
        return f"Annulée le {write_date(act.annulled_on)}, {act.annulled_by}"
    return f"Retirée le {write_date(act.withdrawn_on)}" if act.withdrawn_on else ""


def _opening(act: Deliberation) -> str:
    parts = [f"Rapporteur : {act.rapporteur}" if act.rapporteur else "", act.advice]
    return ". ".join(part for part in parts if part)


def _officers(register: Register) -> Pairs:
    sitting = register.sitting
    convened = write_date(sitting.convened_on) if sitting.convened_on else ""
    rows = (
        ("Présidence", sitting.president),
        ("Secrétaire de séance", sitting.secretary),
        ("Convocation envoyée le", convened),
        ("Lieu", sitting.place),
        ("Par délégation", register.body.delegation),
    )
    return tuple(row for row in rows if row[1])


def _counts(register: Register) -> Pairs:
    presence = register.presence
    present = register.sitting.present_declared
    proxies = register.sitting.proxies_declared
    rows = (
        ("Membres en exercice", register.sitting.members_in_office),
        ("Présents participant au vote", presence.present_count if present is None else present),
        ("Procurations", presence.proxies_count if proxies is None else proxies),
    )
    return tuple((label, str(count)) for label, count in rows if count is not None)


def _result(register: Register) -> str:
    if register.ballot is None:
        return ""
    return elected_of(register.elected) if register.is_election else register.outcome.label


def _absent(register: Register) -> Iterator[str]:
    holders = register.holders
    for seat in register.seats:
        if seat.pk in register.there:
            continue
        if seat.pk in holders:
            yield f"{seat.name}, pouvoir à {holders[seat.pk]}"
        else:
            word = ", excusé" if seat.presence == Seat.Presence.EXCUSED else ""
            yield seat.name + word


def _amounts(register: Register) -> Iterator[str]:
    """What is granted, to whom, from which credits: printed where the decisions do not say it."""
    for decision in register.decisions:
        for one in decision.amounts.all():
            who = one.beneficiary.name if one.beneficiary else one.beneficiary_name
            parts = [
                f"décision {decision.number} : " if one.part_of_id is None else "dont ",
                write_euros(one.amount_cents),
                f" à {who}" if who and one.part_of_id is None else "",
                f", {one.purpose}" if one.purpose else "",
                f", exercice {one.budget_year}" if one.budget_year and not one.part_of_id else "",
                f", {one.budget_line}" if one.budget_line else "",
            ]
            yield "".join(parts)


def _formalities(act: Deliberation) -> Pairs:
    in_force = act.executory_on
    rows = (
        ("Déposée en préfecture le", act.transmitted_on),
        ("Publiée le", act.published_on),
        ("Notifiée le", act.notified_on),
        ("Exécutoire le", in_force),
    )
    days = tuple((label, write_date(day)) for label, day in rows if day is not None)
    return days + (
        (("Identifiant de transmission", act.prefecture_id),) if act.prefecture_id else ()
    )


def content_of(extract: Extract, file_name: str) -> Content:
    """The extract as a report, for the writers that have no layout of their own."""
    return Content(
        title=extract.title,
        subtitle=f"{extract.body}, {extract.organisation}",
        author=extract.author,
        cut=extract.sitting,
        proof=extract.proof,
        file_name=file_name,
        blocks=tuple(_blocks(extract)),
    )


def _blocks(extract: Extract) -> Iterator[Block]:
    if extract.ended:
        yield Text(extract.ended)
    yield Terms(extract.officers + extract.counts)
    if extract.present:
        yield Section("Membres présents", 2)
        yield Text(", ".join(extract.present))
    if extract.absent:
        yield Section("Membres absents ou excusés", 2)
        yield Text(" ; ".join(extract.absent))
    yield Section(extract.subject)
    for paragraph in (extract.number, extract.opening, *extract.visas, *extract.recitals):
        if paragraph:
            yield Text(paragraph)
    if extract.decisions:
        yield Section(extract.deciding, 2)
        yield Terms(tuple((str(n), text) for n, text in enumerate(extract.decisions, 1)))
    for amount in extract.amounts:
        yield Text(amount, quiet=True)
    if extract.result:
        yield Section("Scrutin", 2)
        yield Terms((*extract.votes, ("Résultat", extract.result)))
    if extract.formalities:
        yield Terms(extract.formalities)


def values_of(extract: Extract) -> dict[str, Any]:
    """Plain values for the page setter; names in columns, read one after the other."""
    plain: dict[str, Any] = asdict(printable(extract))
    plain["columns"] = in_columns(plain["present"], 3)
    plain["away"] = in_columns(plain["absent"], 2 if len(plain["absent"]) > IN_ONE else 1)
    return plain


def in_columns(names: tuple[str, ...], count: int) -> list[list[str]]:
    """A list in columns of equal height, filled downwards; none where there is no name.

    >>> in_columns(("A", "B", "C", "D"), 3)
    [['A', 'B'], ['C', 'D'], []]
    """
    height = -(-len(names) // count)
    return [list(names[place * height : (place + 1) * height]) for place in range(count)]


def write_pdf(order: ReportOrder) -> bytes:
    """The extract in the layout of a register. Raises `NoReport`, `press.PressError`."""
    return print_page("extract", values_of(extract_of(order)))
