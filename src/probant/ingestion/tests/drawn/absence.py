"""Those who are not there, and who votes for them."""

from __future__ import annotations

from probant.ingestion.tests.drawn.sitting import Sitting


def _absent(s: Sitting) -> None:
    s.expected["absent"] = s.missing
    s.expected["proxies"] = s.proxies


def _plain(s: Sitting, label: str = "Absents") -> str:
    return f"{label} : {', '.join(s.name(m) for m in s.absent)}.\n" if s.absent else ""


def _pairs(s: Sitting, link: str, label: str, separator: str = ", ", end: str = ".\n") -> str:
    _absent(s)
    if not s.proxies:
        return ""
    return label + separator.join(f"{s.name(g)}{link}{s.name(h)}" for g, h in s.proxies) + end


def away_given(s: Sitting) -> str:
    return _pairs(s, " a donné pouvoir à ", "Absents excusés : ") + _plain(s)


def away_gives(s: Sitting) -> str:
    return _pairs(s, " donne procuration à ", "Procurations :\n", "\n", "\n\n") + _plain(s)


def away_having(s: Sitting) -> str:
    return _pairs(s, " ayant donné pouvoir à ", "Excusés : ") + _plain(s, "Absents non excusés")


def away_bracket(s: Sitting) -> str:
    _absent(s)
    entries = [f"{s.name(g)} (pouvoir à {s.name(h)})" for g, h in s.proxies]
    return f"Absents : {', '.join([*entries, *[s.name(m) for m in s.absent]])}.\n"


def away_bracket_given(s: Sitting) -> str:
    _absent(s)
    entries = [f"{s.name(g)} (procuration donnée à {s.name(h)})" for g, h in s.proxies]
    return f"Absents excusés : {', '.join([*entries, *[s.name(m) for m in s.absent]])}.\n"


def away_label(s: Sitting) -> str:
    return _pairs(s, " à ", "Absents ayant donné pouvoir : ", " ; ", "\n") + _plain(
        s, "Absents excusés"
    )


def away_have(s: Sitting) -> str:
    return _pairs(s, " à ", "Ont donné pouvoir : ") + _plain(s, "Étaient absents")


def away_represented(s: Sitting) -> str:
    return _pairs(s, " représenté par ", "Absents représentés : ") + _plain(s, "Absents excusés")


def away_by(s: Sitting) -> str:
    return _pairs(s, " par ", "Étaient représentés : ", " ; ") + _plain(s, "Étaient absents")


def away_arrow(s: Sitting) -> str:
    return _pairs(s, " → ", "Pouvoirs :\n", "\n", "\n\n") + _plain(s)


def away_of(s: Sitting) -> str:
    _absent(s)
    lines = "\n".join(f"Pouvoir de {s.name(g)} à {s.name(h)}" for g, h in s.proxies)
    return (f"Pouvoirs :\n{lines}\n\n" if lines else "") + _plain(s, "Absents excusés")


def away_lines(s: Sitting) -> str:
    _absent(s)
    lines = [f"- {s.name(g)} (donne pouvoir à {s.name(h)})" for g, h in s.proxies]
    lines += [f"- {s.name(m)}" for m in s.absent]
    return "Étaient absents ou excusés :\n" + "\n".join(lines) + "\n\n"


def away_principals(s: Sitting) -> str:
    _absent(s)
    rows = "\n".join(f"{s.name(g)}\t{s.name(h)}" for g, h in s.proxies)
    return (f"Mandants\tMandataires\n{rows}\n\n" if rows else "") + _plain(s, "Absents")


def away_principals_table(s: Sitting) -> str:
    _absent(s)
    rows = "\n".join(f"| {s.name(g)} | {s.name(h)} |" for g, h in s.proxies)
    return (f"| Mandant | Mandataire |\n|---|---|\n{rows}\n\n" if rows else "") + _plain(s)


def away_delegated(s: Sitting) -> str:
    return _pairs(s, " à ", "Absents excusés ayant délégué leur droit de vote : ", " ; ") + _plain(
        s, "Absents"
    )


def away_mandate(s: Sitting) -> str:
    return _pairs(s, ", mandat à ", "Excusés ayant donné mandat :\n", "\n", "\n\n") + _plain(
        s, "Excusés"
    )


def away_has_given(s: Sitting) -> str:
    _absent(s)
    lines = "\n".join(
        f"{s.name(g)}, excusé{g.e}, a donné procuration à {s.name(h)}" for g, h in s.proxies
    )
    return (f"Excusés et représentés :\n{lines}\n\n" if lines else "") + _plain(s, "Absents")


def away_votes_for(s: Sitting) -> str:
    _absent(s)
    lines = [f"{s.name(h)} (pouvoir de {s.name(g)})" for g, h in s.proxies]
    return (f"Ont reçu pouvoir : {', '.join(lines)}.\n" if lines else "") + (
        _plain(s, "Absents") if s.absent else ""
    )


def away_columns(s: Sitting) -> str:
    _absent(s)
    wide = max((len(s.name(g)) for g in s.givers), default=0) + 5
    rows = "\n".join(f"{s.name(g).ljust(wide)}à {s.name(h)}" for g, h in s.proxies)
    return (f"Ayant donné procuration :\n{rows}\n\n" if rows else "") + _plain(s, "Absents excusés")


def away_mayor(s: Sitting) -> str:
    """The holder of the first proxy is named by the function."""
    s.proxies = [(g, s.president if i == 0 else h) for i, (g, h) in enumerate(s.proxies)]
    _absent(s)
    said = [
        f"{s.name(g)} donne pouvoir à "
        f"{'M. le Maire' if h is s.president and 'president' in s.expected else s.name(h)}"
        for g, h in s.proxies
    ]
    return (f"Pouvoirs : {', '.join(said)}.\n" if said else "") + _plain(s)


def away_carried(s: Sitting) -> str:
    return _pairs(s, ", qui a donné pouvoir à ", "Absents excusés : ", " ; ") + _plain(s)


def away_colon(s: Sitting) -> str:
    return _pairs(s, " : pouvoir à ", "Excusés :\n", "\n", "\n\n") + _plain(s)


def away_benefit(s: Sitting) -> str:
    return _pairs(s, " en faveur de ", "Pouvoirs ont été donnés par : ", " ; ") + _plain(s)


def away_gave(s: Sitting) -> str:
    return _pairs(
        s, " ayant donné mandat de voter en son nom à ", "Absents représentés : ", " ; "
    ) + _plain(s)


def away_sentences(s: Sitting) -> str:
    _absent(s)
    said = "".join(f"{s.name(g)} a donné procuration à {s.name(h)}.\n" for g, h in s.proxies)
    return f"{_plain(s, 'Absents excusés')}\n{said}"


def away_counted(s: Sitting) -> str:
    _absent(s)
    said = ", ".join(f"{s.name(g)} donne pouvoir à {s.name(h)}" for g, h in s.proxies)
    gone = ", ".join(s.name(m) for m in s.absent)
    return (
        f"Excusés ({len(s.proxies)}) : {said or 'néant'}\nAbsents ({len(s.absent)}) : "
        f"{gone or 'néant'}\n"
    )
