"""Who sat, whoever printed it: the lists, the proxies and the counts of many layouts."""

from __future__ import annotations

import pytest

from probant.ingestion.document import Document
from probant.ingestion.draft import Attendance
from probant.ingestion.reading.attendance import read_attendance


def read(text: str, president: str | None = None) -> Attendance:
    attendance = read_attendance(Document.from_text(text), president)
    assert attendance is not None
    return attendance


def present(text: str) -> list[str]:
    return [person.name for person in read(text).present]


def proxies(text: str, president: str | None = None) -> list[tuple[str, str]]:
    return [(proxy.giver, proxy.holder) for proxy in read(text, president).proxies]


LISTS = {
    "commas": "Présents : M. Yves ABGRALL, Mme Zoé LE BRAS, Dr Ali BEN SALAH.",
    "dashes": "Présents : Yves ABGRALL – Zoé LE BRAS - Ali BEN SALAH",
    "one a line": "Étaient présents :\nYves ABGRALL\nZoé LE BRAS\nAli BEN SALAH\n\nSecrétaire : X",
    "bullets": "Présents :\n- M. Yves ABGRALL (Brest)\n- Mme Zoé LE BRAS, adjointe\n- M. Ali "
        "BEN SALAH\n",
    "three columns": "Membres présents :\n\nM. Yves ABGRALL\tMme Zoé LE BRAS\tM. Ali BEN SALAH\n",
    "wrapped": "Présents : M. Yves\nABGRALL, Mme Zoé LE\nBRAS, M. Ali BEN SALAH.",
    "title last on a line": "Présents : M. Yves ABGRALL, Mme\n\nZoé LE BRAS, M.\nAli BEN SALAH.",
    "no colon": "ETAIENT PRÉSENTS\n   Yves ABGRALL\n   Zoé LE BRAS\n   Ali BEN SALAH\n\nETAIENT "
        "ABSENTS\n   Guy BOS",
    "communes": "PRESENTS (03) : BREST : M. Yves ABGRALL, LE RELECQ : Mme Zoé LE BRAS GUIPAVAS : "
        "M. Ali BEN SALAH",
    "functions": "Présents : M. Yves ABGRALL, Maire ; Mme Zoé LE BRAS, adjointe, M. Ali BEN "
        "SALAH, conseillers municipaux",
    "inclusive": "Présent(e)s : Yves ABGRALL, Zoé LE BRAS et Ali BEN SALAH.",
    "stamp": "Présents : Yves ABGRALL, Zoé Envoyé en préfecture le 12/04/2023\n"
    "LE BRAS, Ali BEN SALAH\n",
    "one line": "Séance du 3 mai 2021. Présents : Yves ABGRALL, Zoé LE BRAS, Ali BEN SALAH "
        "Absents : Guy BOS",
}  # fmt: skip


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_the_present_are_read_in_any_layout(text: str) -> None:
    assert present(text) == ["Yves ABGRALL", "Zoé LE BRAS", "Ali BEN SALAH"]


def test_titles_in_the_plural_cover_the_names_that_follow() -> None:
    text = "Présents : MM. Barre, de Coster, Mme Finas, MM. Le Goff, Puvis de Chavannes."
    assert present(text) == ["Barre", "de Coster", "Finas", "Le Goff", "Puvis de Chavannes"]


def test_a_title_after_a_title_is_an_initial() -> None:
    assert proxies("Pouvoirs\nMonsieur M. BRUN a donné pouvoir à Madame M. ROC\n") == [
        ("M. BRUN", "M. ROC")
    ]


GIVEN = {
    "pouvoir à": "Excusés : M. Guy BOS (pouvoir à Mme Ida ROC).",
    "pouvoir without à": "Membres excusés : M. Guy BOS (pouvoir Mme Ida ROC)",
    "a donné pouvoir": "Pouvoirs\nMonsieur Guy BOS a donné pouvoir à Madame Ida ROC",
    "misspelt": "Pouvoirs\nMonsieur Guy BOS a donné pourvoir à Madame Ida ROC",
    "procuration à": "Procurations :\nGuy BOS (procuration à Ida ROC)",
    "donne procuration": "Procuration : Guy BOS donne procuration à Ida ROC",
    "qui donne pouvoir": "Absents excusés : M. Guy BOS qui donne pouvoir à Mme Ida ROC",
    "ayant donné": "Absents : M. Guy BOS ayant donné procuration à Mme Ida ROC",
    "heading says it": "Excusés ayant donné procuration :\nGuy BOS à Ida ROC",
    "remis": "Absent(s) excusé(s) ayant remis un pouvoir : Guy BOS à Ida ROC",
    "représenté par": "Absents : M. Guy BOS, représenté par Mme Ida ROC",
    "par": "Absents représentés : M. Guy BOS par Mme Ida ROC ;",
    "colon": "Représentés : M. Guy BOS : pouvoir à Mme Ida ROC.",
    "comma": "Excusés : Monsieur Guy BOS, pouvoir à Madame Ida ROC, Messieurs DUC et PIN.",
    "table": "Absents et représentés :\nM. Guy BOS\tdonne procuration à\tMme Ida ROC\n",
    "holder first": "Pouvoirs déposés : Ida ROC vote au nom de Guy BOS.",
    "holder in the list": "Présents : Ida ROC (pouvoir de Guy BOS), Luc PIN",
    "received": "Titulaires présents : MM. Ida ROC (pouvoir reçu de Guy BOS) – Luc PIN",
    "two columns": "Étaient présents            Étaient excusés\nLuc PIN                     Guy "
        "BOS (pouvoir à Ida ROC)\nIda ROC\n",
}  # fmt: skip


@pytest.mark.parametrize("text", GIVEN.values(), ids=GIVEN.keys())
def test_a_proxy_is_read_in_any_wording(text: str) -> None:
    assert proxies(text) == [("Guy BOS", "Ida ROC")]
    assert "Guy BOS" in [person.name for person in read(text).absent]


def test_holders_and_givers_are_paired_respectively() -> None:
    text = "Pouvoirs : Mme Ola, MM. Uhl, Nys votent respectivement au nom de MM. Abt, Bee, Mme Coz."
    assert proxies(text) == [("Abt", "Ola"), ("Bee", "Uhl"), ("Coz", "Nys")]


def test_marks_pair_the_absent_with_the_present() -> None:
    text = "Présents : Lou (Pr*), Max, Zoé (Pr**).\nAbsents excusés : Guy (Pr**), Ida (Pr*), Tom."
    assert sorted(proxies(text)) == [("Guy", "Zoé"), ("Ida", "Lou")]


def test_a_proxy_to_the_mayor_goes_to_who_presides() -> None:
    text = "Présents : M. Luc PIN, Mme Eve NOD. Pouvoirs : Mme Ida ROC à M. le Maire."
    assert proxies(text, "PIN") == [("Ida ROC", "Luc PIN")]


def test_initials_of_a_holder_become_the_name_of_the_list() -> None:
    text = (
        "Présents : PIN Luc-Marie, NOD Eve.\nProcurations : Ida ROC (à LM PIN) Guy BOS (à E. NOD)\n"
    )
    assert proxies(text) == [("Ida ROC", "PIN Luc-Marie"), ("Guy BOS", "NOD Eve")]


def test_someone_represented_in_the_list_of_the_present_is_absent() -> None:
    attendance = read("Présents :\n Lou, Max, Zoé &\n Ida (procuration à Max)\nAbsent\n  Tom\n")
    assert [p.name for p in attendance.present] == ["Lou", "Max", "Zoé"]
    assert [p.name for p in attendance.absent] == ["Ida", "Tom"]


def test_a_substitute_sits_and_the_member_is_absent() -> None:
    attendance = read(
        "PRESENTS : Mmes ROC Ida, NOD Eve remplacée par son suppléant PIN Luc, MM. BOS Guy."
    )
    assert [p.name for p in attendance.present] == ["ROC Ida", "PIN Luc", "BOS Guy"]
    assert [p.name for p in attendance.absent] == ["NOD Eve"]


def test_a_proxy_for_some_points_only_is_marked() -> None:
    text = "Pouvoirs\nMme Ida ROC a donné pouvoir à M. Luc PIN (jusqu'à la question n°13)\n"
    assert [proxy.scoped for proxy in read(text).proxies] == [True]


COUNTS = {
    "labelled": "Nombre de conseillers en exercice : 19\nNombre de présents : 14\nNombre de "
        "procurations : 3",
    "in a line": "En exercice : 19 Présents : 14 Pouvoirs : 3 Votants : 17",
    "detached": "Nombre de conseillers\nen exercice :\n____\nPrésents :\n____\nPouvoirs "
        ":\n____\n\n19\n\n14\n\n3\n",
    "before": "19 membres en exercice, 14 présents\n 3 procurations   17 votants",
    "words": "Conseillers en exercice : dix-neuf\nPrésents : quatorze\nProcurations : trois",
    "poured columns": "Conseillers En exercice 19 Présents 14 Votants 17 dont 3 procurations",
}  # fmt: skip


@pytest.mark.parametrize("text", COUNTS.values(), ids=COUNTS.keys())
def test_counts_are_read_beside_or_away_from_their_labels(text: str) -> None:
    attendance = read(text)
    assert (attendance.in_office, attendance.present_declared, attendance.proxies_declared) == (
        19,
        14,
        3,
    )


def test_a_year_or_an_hour_is_no_count() -> None:
    attendance = read("Séance du 4 juin 2021 à 18 h 30\nPrésents :\nLou, Max, Zoé\n")
    assert attendance.present_declared is None


def test_prose_below_the_list_is_not_read_as_names() -> None:
    text = (
        "Présents : Lou ROC, Max PIN\n\nAbsent : Guy BOS\n\nAttribution de subventions, "
        "Budget annexe\n\nLe maire, Luc, présente le projet."
    )
    assert [p.name for p in read(text).absent] == ["Guy BOS"]


def test_a_text_without_attendance_has_none() -> None:
    assert read_attendance(Document.from_text("Il fait beau sur la place."), None) is None
