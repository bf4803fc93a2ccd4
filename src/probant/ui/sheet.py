"""The style sheet, in DEBUG only: every piece on one page, with invented content."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from probant.kernel.finding import Severity
from probant.ui.charts import Bar, Mark, Point, bars, step_curve
from probant.ui.fields import DayField
from probant.ui.pieces import FactLine, FigureCard, FindingCard, Side, Station
from probant.ui.request import Request
from probant.ui.tables import Column, Empty, Table, Tag

STATES = {
    "open": Tag("en cours", "held"),
    "due": Tag("suivi attendu", "due"),
    "late": Tag("en retard", "late"),
    "done": Tag("clos", "quiet"),
}
TABLE = Table(
    name="dossiers",
    caption="Dossiers suivis",
    columns=(
        Column("name", "Structure", kind="link", href="href", quiet="family", sortable=True),
        Column("commune", "Commune", sortable=True),
        Column("phase", "Phase"),
        Column("state", "État", kind="tag", tags=STATES),
        Column("since_on", "Depuis le", kind="date", sortable=True),
        Column("jobs", "Emplois", kind="figure", href="href", sortable=True),
        Column("spent_cents", "Engagé", kind="money", sortable=True),
    ),
    empty=Empty(
        "Aucun dossier pour l’instant",
        "Un dossier garde ce qui se passe avec une structure ou un projet, du premier appel au "
        "suivi. Les chiffres de l’année en sortent.",
        action="Noter un premier accueil",
        route="ui:sheet",
    ),
    default_sort="name",
    noun="dossier",
    state="voided",
    states={True: "is-voided"},
)
CARDS = Table(
    name="cartes",
    caption="Les mêmes, en fiches sur un téléphone",
    columns=TABLE.columns,
    empty=TABLE.empty,
    default_sort="name",
    noun="dossier",
    cards=True,
)
NAMES = (
    ("Les Paniers du Suzon (fictive)", "association", "Dijon", "diagnostic", "open", 4),
    ("La Ressourcerie des Trois Ponts (fictive)", "SCIC", "Chenôve", "accueil", "due", 12),
    ("Café associatif L’Étable (fictive)", "association", "Semur-en-Auxois", "suivi", "late", 2),
    ("Menuiserie Chêne & Fils (fictive)", "SCOP", "Quetigny", "parcours", "open", 17),
    ("Épicerie itinérante du Val (fictive)", "association", "Is-sur-Tille", "accueil", "done", 0),
)


class SheetForm(forms.Form):
    """A form with each kind of field, refused on purpose."""

    name = forms.CharField(
        label="Nom de la structure",
        help_text="Tel qu’il figure au répertoire.",
        error_messages={"required": "Le nom manque : écrivez-le tel qu’au répertoire."},
    )
    on = DayField(label="Jour de l’accueil")
    kind = forms.ChoiceField(
        label="Forme", choices=[("", "Choisir"), ("asso", "Association"), ("coop", "Coopérative")]
    )
    way = forms.ChoiceField(
        label="Venue par",
        choices=[("phone", "téléphone"), ("mail", "courriel"), ("visit", "visite")],
        widget=forms.RadioSelect,
        initial="phone",
    )
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(
        label="La structure accepte que son nom soit montré aux financeurs", required=False
    )


def show(request: Request) -> HttpResponse:
    """Draw every piece."""
    rows = [
        {
            "id": i,
            "name": name,
            "family": family,
            "commune": commune,
            "phase": phase,
            "state": state,
            "since_on": date(2023, 1 + i * 2, 4 + i * 3),
            "jobs": jobs,
            "spent_cents": jobs * 123_450 or None,
            "href": f"/style/?dossier={i}",
            "voided": i == 4,
        }
        for i, (name, family, commune, phase, state, jobs) in enumerate(NAMES)
    ]
    context: dict[str, Any] = {
        "figures": _figures(),
        "large": FigureCard(
            28,
            "structures accueillies au titre du DLA",
            "/style/",
            before=24,
            before_label="2022",
            large=True,
        ),
        "known_day": date(2024, 3, 21),
        "stations": _stations(),
        "findings": _findings(),
        "lines": _lines(),
        "table": TABLE.render(rows, query=request.GET),
        "cards": CARDS.render(rows, query=request.GET),
        "nothing": TABLE.render([]),
        "form": SheetForm({"way": "phone", "on": "31/02/2023", "name": "", "kind": "asso"}),
        "curve": step_curve(
            [
                Point(date(2023, 1, 16), 1),
                Point(date(2023, 2, 20), 5),
                Point(date(2023, 4, 3), 11),
                Point(date(2023, 6, 12), 17),
                Point(date(2023, 9, 4), 21),
                Point(date(2023, 12, 18), 26),
                Point(date(2024, 4, 8), 28),
            ],
            title="Structures accueillies en 2023, telles que connues jour après jour",
            start=date(2023, 1, 1),
            end=date(2024, 5, 31),
            marks=[Mark(date(2024, 3, 21), "conseil du 21/03/2024")],
            unit="structures",
        ),
        "bars": bars(
            [
                Bar("Association", 19, 17, "/style/"),
                Bar("Société coopérative", 5, 6),
                Bar("Entreprise d’insertion par l’activité économique", 3, 1),
                Bar("Autre", 1, 0),
            ],
            title="Structures accueillies par famille juridique",
            before_label="2022",
        ),
        "texte": mark_safe(
            'Le conseil, par <mark class="read" data-lights="votes" tabindex="0">41 voix pour'
            '</mark>, attribue au Pôle une subvention de <mark class="read is-wrong" '
            'data-lights="amount" tabindex="0">18 000 €</mark> au titre de l’année 2024.'
        ),
    }
    return render(request, "ui/sheet.html", context)


def _figures() -> list[FigureCard]:
    return [
        FigureCard(41, "structures accompagnées (DLA)", "/style/", before=37, before_label="2022"),
        FigureCard(28, "structures accueillies", "/style/", before=28, before_label="2022"),
        FigureCard(519, "emplois consolidés", "/style/", before=604, before_label="2022"),
        FigureCard(1_800_000, "subvention attribuée", "/style/", unit="euros"),
        FigureCard(
            0.7, "part versée à la signature", "/style/", "rate", before=0.65, before_label="2022"
        ),
        FigureCard(None, "emplois créés", "/style/", note="aucun fait enregistré en 2021"),
    ]


def _stations() -> list[Station]:
    return [
        Station(
            "Délibération",
            "Conseil du 21 mars 2024, n° 24",
            "done",
            date(2024, 3, 21),
            "/style/",
            "41 voix pour, 34 présents, 7 pouvoirs",
        ),
        Station("Convention", "CPOM 2023–2025", "done", date(2023, 6, 2), "/style/", "3 actions"),
        Station("Versement", "Acompte de 70 %", "done", date(2024, 4, 30), "/style/", "12 600 €"),
        Station("Pièce", "Compte rendu financier 2024", "late", date(2025, 6, 30), "/style/"),
        Station("Versement", "Solde de 30 %", "due", date(2025, 9, 30), "", "5 400 €"),
        Station("Résultats", "Bilan de la convention", "open"),
    ]


def _findings() -> list[FindingCard]:
    words = "26 structures ont été accueillies en 2023"
    later = "28 structures accueillies, dont 11 nouvelles"
    return [
        FindingCard(
            Severity.ERROR,
            "Deux documents donnent deux nombres pour les structures accueillies en 2023.",
            (
                Side("26", "Délibération du 21 mars 2024", words, "page 2, ligne 41", "/style/"),
                Side("28", "Bilan d’activité 2023", later, "page 7, ligne 12", "/style/"),
            ),
            "Un même chiffre, sur une même année et un même périmètre, a une seule valeur.",
            "règle de la maison",
            ("Comparer les faits", "/style/"),
            ("Clore avec une raison", "/style/"),
        ),
        FindingCard(
            Severity.WARNING,
            "Le compte 70 sert deux fois ; une subvention se range au compte 74.",
            rule="Plan comptable des associations.",
            law="règlement ANC n° 2018-06",
            closed="corrigé par l’avenant du 4 avril",
            closed_on=date(2024, 4, 8),
        ),
    ]


def _lines() -> list[FactLine]:
    act = (("Corriger", "/style/"),)
    day = date(2023, 9, 4)
    return [
        FactLine("Accueil", date(2023, 3, 14), date(2023, 3, 14), "Awa N.", "/style/", actions=act),
        FactLine(
            "Diagnostic", day, date(2024, 4, 8), "Awa N.", "/style/", "DLA", True, actions=act
        ),
        FactLine(
            "Suivi à six mois",
            date(2023, 11, 20),
            date(2023, 11, 21),
            "Bruno T.",
            voided_on=date(2023, 12, 1),
            voided_because="saisi deux fois",
        ),
    ]
