"""What does not hold in a sitting and at each of its items, as findings with rule and source."""

from collections.abc import Sequence

from probant.governance.models import AgendaItem, Ballot, Movement, Seat, Sitting
from probant.governance.queries.floor import SittingFile, interested
from probant.governance.queries.mandates import Tie
from probant.governance.queries.proxies import repeated_proxies
from probant.governance.rules import (
    Floor,
    Presence,
    check_ballot,
    check_method,
    check_notice,
    check_presence,
    check_proxies,
    check_round,
    check_secretary,
)
from probant.kernel.finding import Finding, Severity, by_severity


def sitting_findings(file: SittingFile) -> list[Finding]:
    """What does not hold at the opening: notice, lists, proxies, remote presence, officers."""
    sitting = file.sitting
    found = check_notice(sitting.convened_on, sitting.held_on, file.rules)
    if sitting.status not in (Sitting.Status.OPEN, Sitting.Status.HELD) or not file.seats:
        return by_severity(found)
    opening = _opening(file)
    found += check_presence(opening) + check_proxies(opening, file.rules)
    found += [*_late_proxies(file), *_remote(file)]
    found += repeated_proxies(sitting, file.body, (one.giver_name for one in file.proxies))
    if not sitting.president:
        found.append(_finding("sitting.chair", "La séance est sans présidence notée."))
    if sitting.status == Sitting.Status.HELD:
        found += check_secretary(opening, sitting.secretary)
    return by_severity(found)


def item_findings(
    file: SittingFile, item: AgendaItem, concerned: Sequence[tuple[Seat, Tie]] | None = None
) -> list[Finding]:
    """What does not hold at an item: quorum, votes against the floor, rounds, interests."""
    floor = file.floors.get(item.number) or file.floor(item.number)
    found = _interests(file, item, interested(file, item) if concerned is None else concerned)
    ballots = file.ballots.get(item.deliberation_id or 0, ())
    if ballots:
        found += _quorum(file, floor)
    for ballot in ballots:
        found += _ballot(file, floor, ballot)
    return by_severity(found)


def presence_at(file: SittingFile, floor: Floor) -> Presence:
    """The floor as lists of names, for the page and the extract of an act."""
    names = file.names
    return Presence(
        present=tuple(names[seat.pk] for seat in file.seats if seat.pk in floor.present),
        absent=tuple(names[seat.pk] for seat in file.seats if seat.pk not in floor.present),
        proxies=tuple((names[giver], names[holder]) for giver, holder in floor.represented.items()),
        in_office=len(file.seats),
    )


def _opening(file: SittingFile) -> Presence:
    """Presence at the opening, with the proxies that were given for the whole sitting."""
    there = [seat for seat in file.seats if seat.presence == Seat.Presence.PRESENT]
    came = {one.seat_id for one in file.movements if one.nature == Movement.Nature.ARRIVES}
    late = tuple(file.names[seat] for seat in sorted(came))
    return Presence(
        present=tuple(seat.name for seat in there),
        absent=tuple(seat.name for seat in file.seats if seat not in there),
        proxies=tuple(
            (one.giver_name, one.holder_name) for one in file.proxies if one.from_item_id is None
        ),
        in_office=file.sitting.members_in_office,
        also_present=late,
    )


def _late_proxies(file: SittingFile) -> list[Finding]:
    numbers = {item.pk: item.number for item in file.items}
    found = []
    for one in file.proxies:
        if one.from_item_id is None or one.holder_id is None:
            continue
        if one.holder_id not in file.floors[numbers[one.from_item_id]].present:
            found.append(
                _finding(
                    "proxy.holder_absent",
                    f"{one.giver_name} a donné pouvoir au point {numbers[one.from_item_id]} à "
                    f"{one.holder_name}, qui n’y est pas présent.",
                )
            )
    return found


def _remote(file: SittingFile) -> list[Finding]:
    if file.rules.remote_counts is not False:
        return []
    names = [seat.name for seat in file.seats if seat.is_remote]
    if not names:
        return []
    return [
        _finding(
            "presence.remote",
            f"{', '.join(names)} : à distance, ce que les règles n’admettent pas ; "
            "le quorum ne les compte pas.",
        )
    ]


def _quorum(file: SittingFile, floor: Floor) -> list[Finding]:
    quorum = file.quorum_of(floor)
    if quorum.reached is None:
        words = "Le quorum ne peut être vérifié : la règle de l’instance n’est pas renseignée."
        return [_finding("quorum.unknown", words)]
    if quorum.reached:
        return []
    law = file.rules.source("quorum")
    return [
        Finding(
            "quorum.missing",
            Severity.GAP,
            f"Quorum non atteint : {quorum.counted} pour {quorum.needed} requis sur "
            f"{quorum.base}{f' ({law})' if law else ''}.",
        )
    ]


def _ballot(file: SittingFile, floor: Floor, ballot: Ballot) -> list[Finding]:
    found = check_method(
        ballot.method,
        ballot.asked_by,
        len(floor.present),
        file.rules,
    )
    votes = file.rights(floor)
    if ballot.kind == Ballot.Kind.ELECTION:
        secret = ballot.method == Ballot.Method.SECRET
        return found + check_round(file.round(ballot), file.rules, secret=secret, voters=votes)
    proxies = len(floor.represented)
    there = Presence(
        present_declared=votes - proxies, proxies_declared=proxies, in_office=len(file.seats)
    )
    return found + check_ballot(
        ballot.count, there, file.rules, decides=False, found_outcome=file.outcome(ballot)
    )


def _interests(
    file: SittingFile, item: AgendaItem, concerned: Sequence[tuple[Seat, Tie]]
) -> list[Finding]:
    answers = {one.seat_id: one.nature for one in file.movements if one.item_id == item.pk}
    floor = file.floors.get(item.number) or file.floor(item.number)
    found, told = [], set()
    for seat, tie in concerned:
        answer = answers.get(seat.pk, "")
        votes = seat.pk in floor.present or seat.pk in floor.represented
        if seat.pk in told or not votes or answer == Movement.Nature.RECUSED:
            continue
        told.add(seat.pk)
        by_law = ", désigné par la loi : il se déporte pour une subvention" if tie.by_law else ""
        words = f"{seat.name} ({tie.words}{by_law})"
        if answer == Movement.Nature.STAYS:
            found.append(
                Finding(
                    "interest.voted",
                    Severity.INFO,
                    f"{words} a déclaré ne pas être intéressé et prend part à ce point.",
                )
            )
        else:
            found.append(
                _finding(
                    "interest.silent",
                    f"{words} prend part à un point qui concerne cette structure : demandez-lui "
                    "de se déporter ou de déclarer qu’il n’est pas intéressé.",
                )
            )
    return found


def _finding(code: str, words: str) -> Finding:
    return Finding(code, Severity.WARNING, words)
