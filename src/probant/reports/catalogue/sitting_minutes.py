"""The minutes of a sitting, for an authority or an association.

A council's hold what CGCT L2121-15 lists since 1 July 2022: date and hour, chair, members present
or represented, secretary, quorum, agenda, deliberations and the reports on which they were taken,
ballots with names where they are public; the gist of the debates is left to the secretary.
"""

from collections.abc import Iterator
from datetime import timedelta

from probant.governance.models import AgendaItem, Ballot, Proxy, Seat, Sitting, Vote
from probant.kernel.dates import write_date
from probant.kernel.parameters import NotInForce, parameter
from probant.reports.blocks import Block, Content, Section, Terms, Text
from probant.reports.definition import NoReport, Report, ReportOrder
from probant.reports.register.sittings import Act, Sat, listed, paper, sat, write_hour

DEBATE = "Débats : …"


def collect(order: ReportOrder) -> Content:
    """The minutes. Raises `NoReport` where the sitting is not said, not seen, or not held."""
    found = sat(order)
    if found.sitting.status not in (Sitting.Status.HELD, Sitting.Status.OPEN):
        raise NoReport("cette séance n’est pas tenue : son procès-verbal s’écrit après elle.")
    return paper(found, order, "Procès-verbal", "proces-verbal", _blocks(found))


def _blocks(found: Sat) -> Iterator[Block]:
    yield from _head(found)
    yield from _members(found)
    if found.items:
        yield Section("Ordre du jour")
        yield Terms(tuple((str(item.number), item.title) for item in found.items))
    told = set()
    for item in found.items:
        yield Section(f"{item.number}. {item.title}")
        yield from _moved(found, item)
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
    rows = (
        ("Date et heure", f"{found.day}" + (f" à {found.hour}" if found.hour else "")),
        ("Lieu", sitting.place),
        ("Convocation", write_date(sitting.convened_on) if sitting.convened_on else ""),
        ("Présidence", sitting.president),
        ("Secrétaire de séance", sitting.secretary),
        ("Séance levée à", write_hour(sitting.closes_at)),
    )
    yield Terms(tuple(row for row in rows if row[1]))


def _members(found: Sat) -> Iterator[Block]:
    file, opening = found.file, found.opening
    given = [f"{one.giver_name}, pouvoir à {one.holder_name}" for one in _standing(found)]
    away = [
        seat.name
        for seat in file.seats
        if seat.presence != Seat.Presence.PRESENT and seat.pk not in opening.represented
    ]
    present = f"{found.presence.present_count} : {listed(found.names(Seat.Presence.PRESENT))}"
    yield Section("Membres")
    yield Terms(
        (
            ("Présents", present),
            ("Représentés", " ; ".join(given) or "aucun"),
            ("Absents ou excusés", listed(away)),
        )
    )
    yield Text(_quorum(found))


def _standing(found: Sat) -> list[Proxy]:
    """The proxies that stand at the opening; those of an extract as it prints them."""
    if not found.items:
        return list(found.file.proxies)
    pairs = found.opening.represented
    return [
        one
        for one in found.file.proxies
        if one.giver_id and pairs.get(one.giver_id) == one.holder_id
    ]


def _quorum(found: Sat) -> str:
    quorum = found.quorum
    if quorum is not None and quorum.free:
        return (
            "Quorum : seconde convocation, l’instance décide quel que soit le nombre de présents."
        )
    if quorum is None or quorum.needed is None:
        return "Quorum : le nombre de membres en exercice ou la règle n’est pas enregistré."
    rules = found.file.rules
    said = "atteint" if quorum.reached else "non atteint"
    base = "voix" if rules.counted == "rights" else "membres en exercice"
    source = rules.source("quorum")
    return (
        f"Quorum : {quorum.counted} pour {quorum.needed} requis, {quorum.base} {base} : {said}"
        + (f" ({source})." if source else ".")
    )


def _moved(found: Sat, item: AgendaItem) -> Iterator[Block]:
    """Who came, left or stepped aside at an item, and the floor that it leaves."""
    moves = [one for one in found.file.movements if one.item_id == item.pk]
    if not moves:
        return
    names, floor = found.file.names, found.file.floors[item.number]
    said = " ; ".join(f"{names[one.seat_id]} {one.get_nature_display()}" for one in moves)
    yield Text(
        f"Mouvements : {said}. À ce point : {len(floor.present)} présents, "
        f"{len(floor.represented)} représentés.",
        quiet=True,
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
        rows = ((("Mode", mode),) if mode else ()) + act.votes
        yield Terms((*rows, *names, ("Résultat", act.result)))


def _by_name(act: Act) -> tuple[tuple[str, str], ...]:
    """Names and votes where the ballot was public (L2121-21)."""
    if act.ballot is None or act.ballot.method != Ballot.Method.PUBLIC:
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
