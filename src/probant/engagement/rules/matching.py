"""Which volunteers for a case, and why: points that add up, each with the sentence that gives it.

The order is that of the points; at the same points, who bears less, then the name. Nothing else
weighs in: what is not written under a name has not counted.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from probant.engagement.rules.availability import join_words, say_half_days
from probant.kernel.text import fold

NEED, MISSION, THEME, BRANCH, COMMUNE, AROUND, NETWORK, FREE, HERE = 4, 3, 3, 3, 3, 2, 2, 1, 1
FULL, AWAY, ELSEWHERE = -4, -4, -1
SHORTEST_WORD = 5  # of a network or a skill typed freely, to be read in a case


@dataclass(frozen=True)
class CaseNeeds:
    """What a case asks for. Codes with their words; `places`: commune, EPCI, département."""

    needs: dict[str, str] = field(default_factory=dict)
    theme: tuple[str, str] = ("", "")
    branch: tuple[str, str] = ("", "")
    places: tuple[str, ...] = ()
    place_name: str = ""
    task: str = "co_accompagnement"
    words: str = ""  # names of structure, theme and place, for networks


@dataclass(frozen=True)
class Skilled:
    """One skill of a volunteer, and what it answers to."""

    name: str
    need: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Candidate:
    """A volunteer as the rule sees her."""

    person_id: int
    name: str
    tasks: tuple[str, ...] = ()
    skills: tuple[Skilled, ...] = ()
    themes: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    other_skills: str = ""
    networks: str = ""
    half_days: int = 0
    available_from: datetime.date | None = None
    available_to: datetime.date | None = None
    load: int = 0
    cases_at_once: int = 2


@dataclass(frozen=True)
class Reason:
    """A sentence and the points that it gives or takes."""

    points: int
    words: str

    @property
    def signed(self) -> str:
        """The points with their sign."""
        return f"+{self.points}" if self.points > 0 else str(self.points).replace("-", "−")


@dataclass(frozen=True)
class Match:
    """A candidate with the reasons, in the order of the rule."""

    candidate: Candidate
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """The sum of the reasons."""
        return sum(reason.points for reason in self.reasons)


def rank(case: CaseNeeds, candidates: Iterable[Candidate], on: datetime.date) -> list[Match]:
    """Every candidate with the reasons, the best first.

    >>> law = Candidate(1, "Anna", skills=(Skilled("droit", need="statuts"),))
    >>> case, day = CaseNeeds({"statuts": "statuts"}), datetime.date(2023, 1, 2)
    >>> [match.points for match in rank(case, [law], day)]
    [5]
    """
    matches = [Match(one, tuple(_reasons(case, one, on))) for one in candidates]
    return sorted(matches, key=lambda m: (-m.points, m.candidate.load, fold(m.candidate.name)))


def _reasons(case: CaseNeeds, one: Candidate, on: datetime.date) -> Iterable[Reason]:
    yield from _mission(case, one)
    yield from _skills(case, one)
    if case.theme[0] and case.theme[0] in one.themes:
        yield Reason(THEME, f"Sensible au domaine : {case.theme[1]}.")
    if case.branch[0] and case.branch[0] in one.branches:
        yield Reason(BRANCH, f"Sensible à la filière : {case.branch[1]}.")
    yield from _territory(case, one)
    met = _words_in(one.networks, case.words)
    if met:
        yield Reason(NETWORK, f"Son réseau : {join_words(met)}.")
    yield from _time(one, on)
    yield _load(one)


def _mission(case: CaseNeeds, one: Candidate) -> Iterable[Reason]:
    if case.task in one.tasks:
        yield Reason(MISSION, "C’est la mission qui lui a été confiée.")


def _skills(case: CaseNeeds, one: Candidate) -> Iterable[Reason]:
    for code, words in case.needs.items():
        known = [skill.name for skill in one.skills if skill.need == code]
        if known:
            yield Reason(NEED, f"Compétence pour « {words} » : {join_words(known)}.")
    themes = [skill.name for skill in one.skills if skill.theme and skill.theme == case.theme[0]]
    if themes:
        yield Reason(THEME, f"Compétence du domaine : {join_words(themes)}.")
    free = _words_in(one.other_skills, " ".join([*case.needs.values(), case.words]))
    if free:
        yield Reason(HERE, f"Compétence notée librement : {join_words(free)}.")


def _territory(case: CaseNeeds, one: Candidate) -> Iterable[Reason]:
    if not case.places or not one.places:
        return
    where = case.place_name or "du dossier"
    if case.places[0] in one.places:
        yield Reason(COMMUNE, f"Sur place : {where} est de son territoire.")
    elif set(case.places[1:]) & set(one.places):
        yield Reason(AROUND, f"Son territoire comprend {where}.")
    else:
        yield Reason(ELSEWHERE, f"Hors de son territoire : {where}.")


def _time(one: Candidate, on: datetime.date) -> Iterable[Reason]:
    late = one.available_to is not None and one.available_to < on
    early = one.available_from is not None and one.available_from > on
    if late or early:
        yield Reason(AWAY, "N’est pas disponible aujourd’hui.")
    elif one.half_days:
        yield Reason(FREE, f"Disponible : {say_half_days(one.half_days)}.")


def _load(one: Candidate) -> Reason:
    if one.load >= one.cases_at_once:
        told = f"{one.load} dossier{'s' if one.load > 1 else ''} sur {one.cases_at_once}"
        return Reason(FULL, f"Déjà {told} qu’elle ou il veut suivre à la fois.")
    if one.load == 0:
        return Reason(FREE, "N’a pas de dossier en ce moment.")
    return Reason(0, f"Suit {one.load} dossier{'s' if one.load > 1 else ''}, peut en prendre.")


def _words_in(typed: str, words: str) -> list[str]:
    """The terms of a list typed with commas of which a long word is in the case's words."""
    told = set(fold(words).split())
    terms = [term.strip() for term in typed.replace(";", ",").split(",") if term.strip()]
    return [
        term
        for term in terms
        if any(len(word) >= SHORTEST_WORD and word in told for word in fold(term).split())
    ]
