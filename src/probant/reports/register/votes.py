"""How registers print what a vote gave: counts of a ballot, rounds of an election, the result."""

from collections.abc import Iterable, Sequence

from probant.governance.models import Ballot, Candidacy

Pairs = tuple[tuple[str, str], ...]
Rounds = Sequence[tuple[Ballot, Sequence[Candidacy]]]


def votes_of(ballot: Ballot | None) -> Pairs:
    """The counts of a ballot, as registers print them; none where only the result is written."""
    if ballot is None or ballot.votes_for is None:
        return ()
    rows = (
        ("Pour", ballot.votes_for),
        ("Contre", ballot.votes_against),
        ("Abstention", ballot.abstentions),
        ("Blancs et nuls", ballot.blank_votes),
        ("Ne se prononce pas", ballot.not_voting),
        ("Dont procuration(s)", ballot.proxies),
    )
    return tuple((label, str(count)) for label, count in rows if count is not None)


def rounds_of(rounds: Rounds) -> Pairs:
    """The rounds of an election, each with its ballots and the votes of every candidate."""
    return tuple((f"Tour {ballot.round}", _told(ballot, scores)) for ballot, scores in rounds)


def _told(ballot: Ballot, scores: Iterable[Candidacy]) -> str:
    blank = f", {ballot.blank_votes} blancs et nuls" if ballot.blank_votes else ""
    seats = f"{ballot.to_elect or 1} à élire"
    votes = " ; ".join(f"{one.name} {one.votes} voix" for one in scores)
    return f"{ballot.votes_for or 0} bulletins exprimés{blank}, {seats} ; {votes}"


def elected_of(names: Sequence[str]) -> str:
    """The result of an election in words.

    >>> elected_of(["Anne MARTIN"]), elected_of([])
    ('est élu·e : Anne MARTIN', 'personne n’est élu')
    """
    if not names:
        return "personne n’est élu"
    return f"{'est élu·e' if len(names) == 1 else 'sont élu·es'} : {', '.join(names)}"
