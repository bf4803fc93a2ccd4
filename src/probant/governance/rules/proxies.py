"""Whether a proxy may be given, said before it is recorded: a live act is refused with a reason."""

from collections.abc import Mapping, Sequence

from probant.governance.rules.floor import Given
from probant.governance.rules.law import BodyRules
from probant.kernel.finding import Finding, Severity


def check_repeated(runs: Mapping[str, int], most: int, source: str) -> list[Finding]:
    """`proxy.repeated`: represented in more sittings running than one proxy is good for.

    `runs`: how many sittings running each giver has been represented, this one included. Another
    proxy may have been written meanwhile: it is to be looked at, no more.

    >>> [one.message[:38] for one in check_repeated({"Anne": 3, "Bob": 4}, 3, "L2121-20")]
    ['Bob est représenté pour la 4e séance d']
    """
    return [
        Finding(
            "proxy.repeated",
            Severity.INFO,
            f"{name} est représenté pour la {run}e séance de suite parmi celles du registre : un "
            f"même pouvoir vaut pour {most} au plus, sauf maladie dûment constatée ({source}).",
        )
        for name, run in runs.items()
        if run > most
    ]


def refuse_own(giver: int, holder: int, names: dict[int, str]) -> str:
    """What even a past sitting cannot hold: a proxy to oneself; "" otherwise."""
    return f"{names[giver]} ne peut se donner pouvoir." if giver == holder else ""


def refuse_proxy(
    giver: int,
    holder: int,
    *,
    known: Sequence[Given],
    names: dict[int, str],
    present: frozenset[int] | None,
    rules: BodyRules,
) -> str:
    """Why a proxy cannot be taken, "" where it can. `present` is None before presence is taken.

    >>> names = {1: "Anne", 2: "Bob", 3: "Carl"}
    >>> refuse_proxy(1, 1, known=[], names=names, present=None, rules=BodyRules())
    'Anne ne peut se donner pouvoir.'
    >>> refuse_proxy(1, 2, known=[Given(2, 3)], names=names, present=None, rules=BodyRules())
    'Bob a lui-même donné pouvoir à Carl : un pouvoir ne se transmet pas.'
    """
    if giver == holder:
        return refuse_own(giver, holder, names)
    for one in known:
        if one.giver == giver:
            return (
                f"{names[giver]} a déjà donné pouvoir à {names[one.holder]} : "
                "révoquez-le d’abord, un seul peut valoir."
            )
        if one.giver == holder:
            return (
                f"{names[holder]} a lui-même donné pouvoir à {names[one.holder]} : "
                "un pouvoir ne se transmet pas."
            )
        if one.holder == giver:
            return (
                f"{names[giver]} porte le pouvoir de {names[one.giver]} : "
                "il tomberait, révoquez-le d’abord."
            )
    if present is not None and giver in present:
        return f"{names[giver]} est présent : un pouvoir est donné par un membre empêché."
    if present is not None and holder not in present:
        return f"{names[holder]} n’est pas présent : un pouvoir se porte en séance."
    held = sum(1 for one in known if one.holder == holder)
    most = rules.proxies_per_holder
    if most is not None and held >= most:
        law = rules.source("proxies")
        tail = f" ({law})" if law else ""
        if most == 0:
            return f"L’instance n’admet pas de pouvoir{tail}."
        told = "un seul" if most == 1 else str(most)
        carries = "un pouvoir" if held == 1 else f"{held} pouvoirs"
        return f"{names[holder]} porte déjà {carries}, pour {told} au plus{tail}."
    return ""
