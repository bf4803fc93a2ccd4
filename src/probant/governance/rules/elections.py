"""Elections: who is elected at a round, counted from the votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from probant.governance.rules.law import HALF, BodyRules
from probant.kernel.finding import Finding, Severity

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate's votes at a round; `is_eldest` decides a tie."""

    name: str
    votes: int
    is_eldest: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One round: `expressed` valid ballots, seats still to fill, the candidates in order."""

    number: int
    expressed: int
    to_elect: int
    candidates: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class Election:
    """Places of the elected in the round's candidates; `tied` are those whom only age can part."""

    elected: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()


def is_absolute(round_: Round, rules: BodyRules) -> bool:
    """Whether the round asks for an absolute majority (councils: the first two, L2121-21)."""
    return round_.number <= (rules.absolute_rounds or 0)


def elected(round_: Round, rules: BodyRules) -> Election:
    """Who is elected: absolute majority of the valid ballots, then relative; a tie to the eldest.

    >>> from datetime import date
    >>> from probant.governance.rules.law import council_law
    >>> law = council_law(date(2024, 3, 21))
    >>> two = (Scored("A", 20), Scored("B", 20, is_eldest=True))
    >>> elected(Round(1, 40, 1, two), law).elected, elected(Round(3, 40, 1, two), law).elected
    ((), (1,))
    """
    floor = Fraction(round_.expressed) * HALF if is_absolute(round_, rules) else Fraction(0)
    ranked = sorted(
        (place for place, one in enumerate(round_.candidates) if one.votes > floor),
        key=lambda place: (-round_.candidates[place].votes, not round_.candidates[place].is_eldest),
    )
    if len(ranked) <= round_.to_elect:
        return Election(tuple(ranked))
    chosen, left = ranked[: round_.to_elect], ranked[round_.to_elect :]
    if not chosen:
        return Election()
    last, following = round_.candidates[chosen[-1]], round_.candidates[left[0]]
    if last.votes > following.votes or (last.is_eldest and not following.is_eldest):
        return Election(tuple(chosen))
    level = last.votes
    return Election(
        tuple(place for place in chosen if round_.candidates[place].votes > level),
        tuple(place for place in ranked if round_.candidates[place].votes == level),
    )


def check_round(
    round_: Round, rules: BodyRules, *, secret: bool, voters: int | None = None
) -> list[Finding]:
    """`vote.total` (more ballots than voters, more votes than ballots), `election.secret`,
    `election.tie`, `election.rounds`.

    >>> one = Round(1, 5, 1, (Scored("A", 6),))
    >>> [found.code for found in check_round(one, BodyRules(), secret=True)]
    ['vote.total']
    """
    found = []
    if voters is not None and round_.expressed > voters:
        found.append(_total(f"{round_.expressed} bulletins pour {voters} votants."))
    over = [one for one in round_.candidates if one.votes > round_.expressed]
    given = sum(one.votes for one in round_.candidates)
    if over:
        found.append(
            _total(f"{over[0].name} a {over[0].votes} voix pour {round_.expressed} bulletins.")
        )
    elif given > round_.expressed * round_.to_elect:
        found.append(
            _total(
                f"{given} voix pour {round_.expressed} bulletins et {round_.to_elect} "
                f"{'siège' if round_.to_elect == 1 else 'sièges'}."
            )
        )
    if rules.secret_for_persons and not secret:
        found.append(
            Finding(
                "election.secret",
                Severity.WARNING,
                f"L’élection n’est pas au scrutin secret ({rules.source('persons')}), "
                "sauf décision unanime.",
            )
        )
    if round_.number > ROUNDS:
        found.append(Finding("election.rounds", Severity.WARNING, "Une élection a trois tours."))
    tied = elected(round_, rules).tied
    if tied:
        names = " et ".join(round_.candidates[place].name for place in tied)
        found.append(
            Finding(
                "election.tie",
                Severity.WARNING,
                f"{names} sont à égalité : dites qui est le plus âgé.",
            )
        )
    return found


def _total(words: str) -> Finding:
    return Finding("vote.total", Severity.ERROR, words)


def next_round(rounds: Sequence[Round], rules: BodyRules) -> int | None:
    """The number of the round that is still to hold; None once the seats are filled, while only
    age can part those who tie, or after the third.

    >>> won = Round(1, 10, 1, (Scored("A", 6), Scored("B", 4)))
    >>> next_round([], BodyRules()), next_round([won], BodyRules())
    (1, None)
    """
    if not rounds:
        return 1
    last = rounds[-1]
    result = elected(last, rules)
    if result.tied or len(result.elected) >= last.to_elect or len(rounds) >= ROUNDS:
        return None
    return len(rounds) + 1


def names_elected(round_: Round, rules: BodyRules) -> Sequence[str]:
    """The names of the elected, in the order of their votes."""
    return [round_.candidates[place].name for place in elected(round_, rules).elected]
