"""People drawn at random, and the ways a list writes their names. Nobody here exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FIRST = (
    "Aline", "Anne-Lise", "Bruno", "Carmen", "Cédric", "Claude", "Denise", "Driss", "Élodie", "Ève",
    "Farid", "Gaëlle", "Gérard", "Hélène", "Inès", "Jean-Marc", "Jean-Pierre", "Joëlle", "Kévin",
    "Léa", "Loïc", "Marie-Claude", "Maël", "Nadège", "Odile", "Paul", "Quentin", "Régis", "Rose",
    "Solène", "Thierry", "Ugo", "Valérie", "Yann", "Zoé", "Marie Noëlle", "Pierre-Yves", "Sofia",
)  # fmt: skip
LAST = (
    "ABGRALL", "AUBRY", "BARBIER", "BEN SALAH", "BLANC", "BONNEAU", "CARRÉ", "CHEVALIER", "COLIN",
    "D'ANGELO", "DE LA TOUR", "DELMAS", "DUPONT-MARTIN", "DUVAL", "EL HADI", "FABRE", "FERREIRA",
    "GAUTHIER", "GIRAUD", "GUÉRIN", "HUBERT", "JACQUIN", "JOLY", "KERVELLA", "LACROIX", "LE BRAS",
    "LE GOFF", "LECLERC", "LEMOINE", "LOPEZ", "MALLET", "MARCHAND", "MERCIER", "MEUNIER", "MOREL",
    "NGUYEN", "NOËL", "OLIVIER", "PERRIN", "PICARD", "POULAIN", "PRÉVOST", "QUÉRÉ", "RENARD",
    "REY", "RIVIÈRE", "ROBIN", "ROUSSEL", "SCHMITT", "SIMONET", "TANGUY", "TESSIER", "VAN DEN BERG",
    "VASSEUR", "VIDAL", "WEBER", "YILMAZ", "ZIMMERMANN", "BRETON", "COURTOIS",
)  # fmt: skip
FEMALE = frozenset(
    ["Aline", "Anne-Lise", "Carmen", "Denise", "Élodie", "Ève", "Gaëlle", "Hélène", "Inès",
     "Joëlle", "Léa", "Marie-Claude", "Nadège", "Odile", "Rose", "Solène", "Valérie", "Zoé",
     "Marie Noëlle", "Sofia"]
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    first: str
    last: str
    town: str

    @property
    def title(self) -> str:
        return "Mme" if self.first in FEMALE else "M."

    @property
    def long_title(self) -> str:
        return "Madame" if self.first in FEMALE else "Monsieur"

    @property
    def e(self) -> str:
        return "e" if self.first in FEMALE else ""


Write = Callable[[Member], str]
NAMES: dict[str, Write] = {
    "title first last": lambda m: f"{m.title} {m.first} {m.last}",
    "title last first": lambda m: f"{m.title} {m.last} {m.first}",
    "title last": lambda m: f"{m.title} {m.last}",
    "first last": lambda m: f"{m.first} {m.last}",
    "last first": lambda m: f"{m.last} {m.first}",
    "long title first last": lambda m: f"{m.long_title} {m.first} {m.last}",
    "long title last": lambda m: f"{m.long_title} {m.last}",
    "mixed case": lambda m: f"{m.title} {m.first} {proper(m.last)}",
    "initial": lambda m: f"{m.title} {initials(m.first)} {m.last}",
}


def proper(last: str) -> str:
    return " ".join(
        w.lower()
        if w in ("DE", "LA", "DEN", "VAN")
        else "-".join(p.capitalize() for p in w.split("-"))
        for w in last.replace("D'", "D' ").split(" ")
    ).replace("D' ", "d'")


def initials(first: str) -> str:
    return "-".join(part[0] + "." for part in first.replace(" ", "-").split("-"))
