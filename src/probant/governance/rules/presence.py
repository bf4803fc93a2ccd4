"""Who sat, who held whose proxy, and whether enough members were there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from probant.governance.rules.law import BodyRules, quorum_needed
from probant.governance.rules.names import bare_name, find_name, name_key
from probant.kernel.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Presence:
    """Lists as printed and counts as declared; None is what the document does not say.

    `present` and `absent` are names; `also_present` holds the chair and the secretary where the
    list of members present leaves them out. `proxies` are (giver, holder).
    """

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    proxies: tuple[tuple[str, str], ...] = ()
    in_office: int | None = None
    present_declared: int | None = None
    proxies_declared: int | None = None
    also_present: tuple[str, ...] = ()

    @property
    def present_count(self) -> int | None:
        """Members present: counted in the list, else as declared."""
        return len(self.present) or self.present_declared

    @property
    def proxies_count(self) -> int:
        """Proxies: counted in the list, else as declared."""
        return len(self.proxies) or self.proxies_declared or 0

    @property
    def voters(self) -> int | None:
        """Votes that the assembly holds: present + proxies.

        >>> Presence(present_declared=34, proxies_declared=7).voters
        41
        """
        present = self.present_count
        return None if present is None else present + self.proxies_count


def check_presence(presence: Presence) -> list[Finding]:
    """Hold the lists against the counts: `presence.count`, `presence.total`, `presence.duplicate`.

    >>> names = tuple(f"Membre {n}" for n in range(43))
    >>> check_presence(Presence(names[:34], names[34:], in_office=43, present_declared=34))
    []
    >>> check_presence(Presence(names[:33], names[34:], in_office=43, present_declared=34))[0].code
    'presence.count'
    """
    return [*_count(presence), *_total(presence), *_duplicates(presence)]


def _count(presence: Presence) -> Iterator[Finding]:
    listed, declared = len(presence.present), presence.present_declared
    if listed and declared is not None and listed != declared:
        yield Finding(
            "presence.count",
            Severity.ERROR,
            f"{declared} présents annoncés, {listed} noms dans la liste des présents.",
        )


def _total(presence: Presence) -> Iterator[Finding]:
    present, absent = len(presence.present), len(presence.absent)
    if not present or not absent or presence.in_office is None:
        return
    if present + absent != presence.in_office:
        yield Finding(
            "presence.total",
            Severity.ERROR,
            f"{present} présents et {absent} absents font {present + absent}, "
            f"pour {presence.in_office} membres en exercice.",
        )


def _duplicates(presence: Presence) -> Iterator[Finding]:
    """Titles are kept here: "M. MARTIN" and "Mme MARTIN" are two persons."""
    keys = Counter(" ".join(name.split()).casefold() for name in presence.present + presence.absent)
    for name in presence.present + presence.absent:
        if keys.pop(" ".join(name.split()).casefold(), 0) > 1:
            yield Finding(
                "presence.duplicate",
                Severity.WARNING,
                f"« {name} » figure deux fois : homonymes, ou une personne comptée deux fois ?",
            )


def check_proxies(presence: Presence, rules: BodyRules) -> list[Finding]:
    """Hold proxies against presence and law: `proxy.count`, `proxy.holder_absent`,
    `proxy.several`, `proxy.giver_present`, `proxy.given_twice` (CGCT L2121-20).

    >>> several = Presence(present=("A", "B"), proxies=(("C", "A"), ("D", "A")))
    >>> [found.code for found in check_proxies(several, BodyRules(proxies_per_holder=1))]
    ['proxy.several']
    """
    return [
        *_proxy_count(presence),
        *_holders(presence),
        *_several(presence, rules),
        *_givers(presence),
        *_circles(presence),
    ]


def _proxy_count(presence: Presence) -> Iterator[Finding]:
    listed, declared = len(presence.proxies), presence.proxies_declared
    if listed and declared is not None and listed != declared:
        yield Finding(
            "proxy.count",
            Severity.ERROR,
            f"{declared} procurations annoncées, {listed} dans la liste.",
        )


def _holders(presence: Presence) -> Iterator[Finding]:
    there = presence.present + presence.also_present
    if not presence.present:
        return
    for giver, holder in presence.proxies:
        if find_name(holder, there) is None:
            yield Finding(
                "proxy.holder_absent",
                Severity.WARNING,
                f"{bare_name(giver)} a donné pouvoir à {bare_name(holder)}, "
                "qui ne figure pas parmi les présents.",
            )


def _several(presence: Presence, rules: BodyRules) -> Iterator[Finding]:
    held = Counter(name_key(holder) for _, holder in presence.proxies)
    limit, law = rules.proxies_per_holder, rules.source("proxies")
    for _, holder in presence.proxies:
        count = held.pop(name_key(holder), 0)
        if count < 2:
            continue
        named = f"{bare_name(holder)} porte {count} pouvoirs"
        if limit is None:
            known = "combien l’instance en admet n’est pas renseigné."
            yield Finding("proxy.several", Severity.WARNING, f"{named} ; {known}")
        elif count > limit:
            most = "un seul" if limit == 1 else str(limit)
            yield Finding(
                "proxy.several", Severity.WARNING, f"{named}, pour {most} au plus ({law})."
            )
        else:
            yield Finding("proxy.several", Severity.INFO, f"{named} : admis ce jour-là ({law}).")


def _givers(presence: Presence) -> Iterator[Finding]:
    given = Counter(name_key(giver) for giver, _ in presence.proxies)
    present = {name_key(name) for name in presence.present}
    for giver, _ in presence.proxies:
        key, count = name_key(giver), given.pop(name_key(giver), 0)
        if count > 1:
            yield Finding(
                "proxy.given_twice",
                Severity.WARNING,
                f"{bare_name(giver)} a donné {count} pouvoirs : un seul peut valoir.",
            )
        if count and key in present:
            yield Finding(
                "proxy.giver_present",
                Severity.WARNING,
                f"{bare_name(giver)} est noté présent et a donné pouvoir.",
            )


def _circles(presence: Presence) -> Iterator[Finding]:
    """Who gives a proxy holds none: a chain or a circle leaves nobody to vote."""
    given = {name_key(giver): holder for giver, holder in presence.proxies}
    for giver, holder in presence.proxies:
        onward = given.get(name_key(holder))
        if onward is not None:
            yield Finding(
                "proxy.circle",
                Severity.WARNING,
                f"{bare_name(giver)} a donné pouvoir à {bare_name(holder)}, "
                f"qui l’a donné à {bare_name(onward)} : il ne vaut pas.",
            )


def check_quorum(presence: Presence, rules: BodyRules) -> list[Finding]:
    """`quorum.missing` or `quorum.unknown` (CGCT L2121-17: proxies do not count there).

    >>> from datetime import date
    >>> from probant.governance.rules.law import council_law
    >>> law = council_law(date(2024, 3, 21))
    >>> check_quorum(Presence(present_declared=34, in_office=43), law)
    []
    >>> check_quorum(Presence(present_declared=21, in_office=43), law)[0].code
    'quorum.missing'
    """
    present = presence.present_count
    if present is None or presence.in_office is None:
        lacking = "le nombre de présents" if present is None else "le nombre de membres en exercice"
        return [
            Finding(
                "quorum.unknown",
                Severity.WARNING,
                f"Le quorum ne peut être vérifié : {lacking} n’est pas indiqué.",
            )
        ]
    needed = quorum_needed(presence.in_office, rules)
    if needed is None:
        return [
            Finding(
                "quorum.unknown",
                Severity.WARNING,
                "Le quorum ne peut être vérifié : la règle de l’instance n’est pas renseignée.",
            )
        ]
    counted = present + (presence.proxies_count if rules.proxies_count else 0)
    if counted >= needed:
        return []
    return [
        Finding(
            "quorum.missing",
            Severity.GAP,
            f"Quorum non atteint : {counted} présents pour {needed} requis sur "
            f"{presence.in_office} en exercice ({rules.source('quorum')}).",
        )
    ]


def check_secretary(presence: Presence, secretary: str) -> list[Finding]:
    """`sitting.secretary` where presence is known and nobody is said to keep the minutes.

    >>> check_secretary(Presence(present_declared=3), "")[0].message
    'La séance est sans secrétaire noté.'
    >>> check_secretary(Presence(), ""), check_secretary(Presence(present_declared=3), "Anne")
    ([], [])
    """
    if secretary or presence.present_count is None:
        return []
    words = "La séance est sans secrétaire noté."
    return [Finding("sitting.secretary", Severity.WARNING, words)]
