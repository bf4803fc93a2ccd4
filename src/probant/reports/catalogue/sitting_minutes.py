"""The minutes of a sitting, for an authority or an association.

A council's hold what CGCT L2121-15 lists since 1 July 2022: date and hour, chair, members present
or represented, secretary, quorum, agenda, deliberations and the reports on which they were taken,
ballots with names where they are public; the gist of the debates is left to the secretary.
"""

from collections.abc import Iterator
from datetime import timedelta

from probant.governance.models import Vote
from probant.governance.rules.names import bare_name
from probant.kernel.dates import write_date
from probant.kernel.parameters import NotInForce, parameter
from probant.reports.blocks import Block, Content, Section, Terms, Text
from probant.reports.definition import NoReport, Report, ReportOrder
from probant.reports.register.extract import votes_of
from probant.reports.register.sittings import Act, Sat, listed, paper, sat

DEBATE = "Débats : …"


def collect(order: ReportOrder) -> Content:
    """The minutes. Raises `NoReport` where the sitting is not said, not seen, or not held."""
    found = sat(order)
    if found.sitting.status not in ("held", "open"):
        raise NoReport("cette séance n’est pas tenue : son procès-verbal s’écrit après elle.")
    return paper(found, order, "Procès-verbal", "proces-verbal", _blocks(found))


def _blocks(found: Sat) -> Iterator[Block]:
    yield from _head(found)
    yield from _members(found)
    if found.items:
        yield Section("Ordre du jour")
        yield Terms(tuple((str(item.number), item.title) for item in found.items))
    moved: dict[int, list[str]] = {}
    for one in found.movements:
        moved.setdefault(one.item_id, []).append(f"{one.seat.name} {one.get_nature_display()}")
    told = set()
    for item in found.items:
        yield Section(f"{item.number}. {item.title}")
        if item.pk in moved:
            yield Text(f"Mouvements : {' ; '.join(moved[item.pk])}.", quiet=True)
        act = found.act_of(item)
        if act is None:
            yield Text(DEBATE)
            continue
        told.add(act.deliberation.pk)
        yield from _act(act, item.title)
    for act in found.acts:
        if act.deliberation.pk not in told:
            yield Section(act.deliberation.subject)
            yield from _act(act, act.deliberation.subject)
    yield from _foot(found)


def _head(found: Sat) -> Iterator[Block]:
    sitting = found.sitting
    closed = sitting.closes_at
    rows = (
        ("Date et heure", f"{found.day}" + (f" à {found.hour}" if found.hour else "")),
        ("Lieu", sitting.place),
        ("Convocation", write_date(sitting.convened_on) if sitting.convened_on else ""),
        ("Présidence", sitting.president),
        ("Secrétaire de séance", sitting.secretary),
        ("Séance levée à", f"{closed.hour} h {closed.minute:02d}" if closed else ""),
    )
    yield Terms(tuple(row for row in rows if row[1]))


def _members(found: Sat) -> Iterator[Block]:
    presence = found.presence
    given = {bare_name(one.giver_name) for one in found.proxies}
    away = [one for one in found.names("absent", "excused") if bare_name(one) not in given]
    yield Section("Membres")
    rows = [
        ("Présents", f"{presence.present_count} : {listed(found.names('present'))}"),
        (
            "Représentés",
            " ; ".join(f"{one.giver_name}, pouvoir à {one.holder_name}" for one in found.proxies)
            or "aucun",
        ),
        ("Absents ou excusés", listed(away)),
    ]
    yield Terms(tuple(rows))
    yield Text(_quorum(found))


def _quorum(found: Sat) -> str:
    office, needed = found.sitting.members_in_office, found.quorum
    if office is None or needed is None:
        return "Quorum : le nombre de membres en exercice ou la règle n’est pas enregistré."
    there = found.presence.present_count or 0
    counted = there + ((found.presence.proxies_count or 0) if found.rules.proxies_count else 0)
    said = "atteint" if counted >= needed else "non atteint"
    source = found.rules.source("quorum")
    return f"Quorum : {counted} pour {needed} requis, {office} membres en exercice : {said}" + (
        f" ({source})." if source else "."
    )


def _act(act: Act, title: str) -> Iterator[Block]:
    made = act.deliberation
    if made.subject != title:
        yield Text(made.subject)
    if made.number:
        yield Text(f"Délibération n° {made.number}", quiet=True)
    if made.rapporteur:
        yield Text(f"Rapporteur : {made.rapporteur}")
    for paragraph in (*made.visas.splitlines(), *made.recitals.splitlines()):
        yield Text(paragraph)
    yield Text(DEBATE)
    if act.decisions:
        yield Section("Il est décidé", 2)
        yield Terms(tuple((str(one.number), one.text) for one in act.decisions))
    if act.ballot is not None:
        yield Section("Scrutin", 2)
        names = _by_name(act)
        mode = str(act.ballot.get_method_display()) if act.ballot.method else ""
        rows = ((("Mode", mode),) if mode else ()) + votes_of(act.ballot)
        yield Terms((*rows, *names, ("Résultat", act.outcome.label)))


def _by_name(act: Act) -> tuple[tuple[str, str], ...]:
    """Names and votes where the ballot was public (L2121-21)."""
    assert act.ballot is not None
    if act.ballot.method != "public":
        return ()
    said: dict[str, list[str]] = {}
    for vote in Vote.objects.filter(ballot=act.ballot).select_related("seat").order_by("pk"):
        said.setdefault(str(vote.get_choice_display()), []).append(vote.seat.name)
    return tuple((f"Ont voté « {word} »", ", ".join(names)) for word, names in said.items())


def _foot(found: Sat) -> Iterator[Block]:
    yield Section("Signatures")
    yield Terms(
        (
            ("La présidence", found.sitting.president or "…"),
            ("Le ou la secrétaire de séance", found.sitting.secretary or "…"),
        )
    )
    if not found.is_public:
        return
    try:
        delay = parameter("council.minutes_publication_delay", on=found.sitting.held_on)
    except NotInForce:
        return
    week = timedelta(days=int(delay.value)).days
    yield Text(
        "Arrêté au commencement de la séance suivante, puis publié en ligne dans les "
        f"{week} jours ({delay.source}).",
        quiet=True,
    )


REPORT = Report("sitting-minutes", "Procès-verbal d’une séance", collect, about="sitting")
