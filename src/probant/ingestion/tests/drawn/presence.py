"""The list of those present."""

from __future__ import annotations

from probant.ingestion.tests.drawn.absence import _absent
from probant.ingestion.tests.drawn.people import Member
from probant.ingestion.tests.drawn.sitting import Sitting


def _listed(s: Sitting) -> None:
    s.expected["present"] = s.present


def present_commas(s: Sitting) -> str:
    _listed(s)
    return "Étaient présents : " + ", ".join(s.name(m) for m in s.present) + ".\n"


def present_wrapped(s: Sitting) -> str:
    _listed(s)
    line, lines = "Présents :", []
    for m in s.present:
        if len(line) > 70:
            lines.append(line)
            line = ""
        line += f" {s.name(m)},"
    return "\n".join([*lines, line.rstrip(",") + "."]) + "\n"


def present_lines(s: Sitting) -> str:
    _listed(s)
    return "Étaient présents :\n" + "\n".join(s.name(m) for m in s.present) + "\n\n"


def present_bullets(s: Sitting) -> str:
    _listed(s)
    roles = ("maire", "adjoint au maire", "conseillère municipale déléguée", "conseiller municipal")
    lines = [f"- {s.name(m)}, {roles[min(i, 3)]}" for i, m in enumerate(s.present)]
    return "PRÉSENTS\n" + "\n".join(lines) + "\n\n"


def present_dashes(s: Sitting) -> str:
    _listed(s)
    return "Membres présents : " + " – ".join(s.name(m) for m in s.present) + "\n"


def present_semicolons(s: Sitting) -> str:
    _listed(s)
    return "ETAIENT PRESENTS : " + " ; ".join(s.name(m) for m in s.present) + "\n"


def present_counted(s: Sitting) -> str:
    _listed(s)
    return f"Présents ({len(s.present)}) : " + ", ".join(s.name(m) for m in s.present) + "\n"


def present_tabs(s: Sitting) -> str:
    _listed(s)
    rows = [s.present[i : i + 3] for i in range(0, len(s.present), 3)]
    return (
        "Étaient présents :\n" + "\n".join("\t".join(s.name(m) for m in r) for r in rows) + "\n\n"
    )


def present_columns(s: Sitting) -> str:
    _listed(s)
    rows = [s.present[i : i + 2] for i in range(0, len(s.present), 2)]
    wide = max(len(s.name(m)) for m in s.present) + 6
    return (
        "Étaient présents :\n"
        + "\n".join("".join(s.name(m).ljust(wide) for m in r).rstrip() for r in rows)
        + "\n\n"
    )


def present_and(s: Sitting) -> str:
    _listed(s)
    names = [s.name(m) for m in s.present]
    return (
        f"Étaient présents : {', '.join(names[:-1])} et {names[-1]}, formant la majorité des "
        "membres.\n"
    )


def present_grouped(s: Sitting) -> str:
    _listed(s)
    mayor, deputies, others = s.present[0], s.present[1:4], s.present[4:]
    return (
        f"Étaient présents : {s.name(mayor)}, Maire, {', '.join(s.name(m) for m in deputies)}, "
        "adjoints, "
        f"{', '.join(s.name(m) for m in others)}, conseillers municipaux.\n"
    )


def present_towns(s: Sitting) -> str:
    _listed(s)
    lines = []
    for town in sorted({m.town for m in s.present}):
        seated = [s.name(m) for m in s.present if m.town == town]
        lines.append(f"{town.upper()} : {', '.join(seated)}")
    return "Délégués présents :\n" + "\n".join(lines) + "\n\n"


def present_towns_plain(s: Sitting) -> str:
    _listed(s)
    towns = sorted({m.town for m in s.present})
    s.expected["present"] = [m for town in towns for m in s.present if m.town == town]
    return (
        "Étaient présents :\n"
        + "".join(
            f"{town} : {', '.join(s.name(m) for m in s.present if m.town == town)}\n"
            for town in towns
        )
        + "\n"
    )


def present_towns_alone(s: Sitting) -> str:
    towns = sorted({m.town for m in s.present})
    s.expected["present"] = [m for town in towns for m in s.present if m.town == town]
    if not s.name(s.president).startswith((s.president.title, s.president.long_title)):
        return present_towns_plain(s)
    return (
        "Étaient présents :\n"
        + "".join(
            f"{town.upper()}\n" + "".join(f"{s.name(m)}\n" for m in s.present if m.town == town)
            for town in towns
        )
        + "\n"
    )


def present_towns_table(s: Sitting) -> str:
    towns = sorted({m.town for m in s.present})
    s.expected["present"] = [m for town in towns for m in s.present if m.town == town]
    rows = "".join(
        f"| {town} | {', '.join(s.name(m) for m in s.present if m.town == town)} |\n"
        for town in towns
    )
    return f"| Communes | Délégués présents |\n|---|---|\n{rows}\n"


def present_towns_after(s: Sitting) -> str:
    _listed(s)
    return "Présents : " + ", ".join(f"{s.name(m)} ({m.town})" for m in s.present) + ".\n"


def _whole(s: Sitting) -> None:
    _listed(s)
    _absent(s)


def present_ticked(s: Sitting) -> str:
    """Everybody in one table, a cross in the column of what they did."""
    _whole(s)
    holders = dict(s.proxies)
    rows = "".join(
        f"| {s.name(m)} | {'X' if m in s.present else ''} | {'X' if m in s.missing else ''} | "
        f"{s.name(holders[m]) if m in holders else ''} |\n"
        for m in sorted(s.members, key=lambda m: m.last)
    )
    s.expected["present"] = sorted(s.present, key=lambda m: m.last)
    return f"| Nom | Présent | Absent | Pouvoir à |\n|---|---|---|---|\n{rows}\n"


def present_status(s: Sitting) -> str:
    """Everybody in one table, with a word on each."""
    _whole(s)
    holders = dict(s.proxies)

    def word(m: Member) -> str:
        if m in holders:
            return f"Excusé{m.e}, pouvoir à {s.name(holders[m])}"
        return f"Absent{m.e}" if m in s.absent else f"Présent{m.e}"

    rows = "".join(f"{s.name(m)}\tconseiller\t{word(m)}\n" for m in s.members)
    return f"Membre du conseil\tQualité\tPrésence\n{rows}\n"


def present_sides(s: Sitting) -> str:
    """Two columns: the present on the left, the absent on the right."""
    _whole(s)
    holders = dict(s.proxies)
    right = [
        s.name(m) + (f" (pouvoir à {s.name(holders[m])})" if m in holders else "")
        for m in s.missing
    ]
    rows = "".join(
        f"{s.name(m)}\t{right[i] if i < len(right) else ''}".rstrip() + "\n"
        for i, m in enumerate(s.present)
    )
    return f"Présents\tAbsents\n{rows}\n"


def present_plural(s: Sitting) -> str:
    _listed(s)
    men = [m for m in s.present if m.title == "M."]
    women = [m for m in s.present if m.title == "Mme"]
    s.expected["present"] = [*women, *men]
    parts = []
    if women:
        parts.append("Mmes " + ", ".join(m.last for m in women))
    if men:
        parts.append("MM. " + ", ".join(m.last for m in men))
    return "Présents : " + ", ".join(parts) + ".\n"


def present_all_but(s: Sitting) -> str:
    s.expected["present"] = None
    return "Étaient présents : tous les membres en exercice, sauf les absents désignés ci-après.\n"


def present_sentence(s: Sitting) -> str:
    _listed(s)
    return "Assistaient à la séance : " + ", ".join(s.name(m) for m in s.present) + ".\n"
