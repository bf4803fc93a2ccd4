"""What contradicts is said; what holds, or is explained, is not."""

from __future__ import annotations

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reader import read_document

HEAD = """EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL
Conseil municipal de Plouzané
Séance du {day}
Sous la présidence de Mme Ida ROC, Maire
Conseillers en exercice : {office}
Présents : {count}
Procurations : {held}
Présents : Mme Ida ROC, M. Luc PIN, Mme Eve NOD, M. Ali BEN, Mme Zoé LAY{more}.
Absents : M. Guy BOS (pouvoir à Mme Eve NOD){second}, M. Tom UHL.
Secrétaire de séance : M. Luc PIN
Objet : Subvention
Le conseil, après en avoir délibéré, décide :
- d'attribuer une subvention de 500 € à l'association Elan.
{vote}
"""
USUAL = {
    "day": "21 mars 2024", "office": 7, "count": 5, "held": 1, "more": "", "second": "",
    "vote": "POUR : 6 CONTRE : 0 ABSTENTION : 0",
}  # fmt: skip


def found(**changes: object) -> list[tuple[str, str]]:
    draft = read_document(Document.from_text(HEAD.format(**{**USUAL, **changes})))
    return [(f.code, f.severity.value) for f in draft.findings]


def test_an_act_that_holds_has_no_finding() -> None:
    assert found() == []


CONTRADICTIONS = {
    "more declared than named": ({"count": 6}, [("presence.count", "error")]),
    "fewer declared than named": ({"count": 4}, [("presence.count", "error")]),
    "a member nowhere": ({"office": 8}, [("presence.total", "error")]),
    "one more member than seats": ({"office": 6}, [("presence.total", "error")]),
    "proxies": ({"held": 2}, [("proxy.count", "error")]),
    "a vote too many": ({"vote": "POUR : 7 CONTRE : 0 ABSTENTION : 0"}, [("vote.total", "error")]),
    "one vote missing": ({"vote": "POUR : 5 CONTRE : 0 ABSTENTION : 0"}, [("vote.total", "error")]),
    "rejected": ({"vote": "POUR : 2 CONTRE : 4 ABSTENTION : 0"}, [("vote.not_adopted", "warning")]),
    "wrong day of the week": ({"day": "lundi 21 mars 2024"}, [("date.weekday", "warning")]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys()
)
def test_a_contradiction_is_said_once(
    changes: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert found(**changes) == expected


EXPLAINED = {
    "arrival": {"count": 4, "more": " (arrivée à partir de la question n°2)"},
    "departure": {"count": 4, "vote": "Départ de M. Luc PIN\nPOUR : 5 CONTRE : 0 ABSTENTION : 0"},
    "stepping aside": {"vote": "M. Luc PIN ne prend pas part au vote\nPOUR : 5 CONTRE : 0"},
    "only the votes for": {"vote": "Adopté par 5 voix pour"},
    "unanimity": {"vote": "Adopté à l'unanimité"},
    "cut": {"office": 12, "vote": "[suite coupée]"},
}  # fmt: skip


@pytest.mark.parametrize("changes", EXPLAINED.values(), ids=EXPLAINED.keys())
def test_what_the_text_explains_is_no_error(changes: dict[str, object]) -> None:
    assert [code for code, severity in found(**changes) if severity == "error"] == []


TWO = {
    "second": ", M. Noé VAL (pouvoir à Mme Eve NOD)",
    "held": 2,
    "office": 8,
    "vote": "Unanimité",
}


def test_two_proxies_for_one_member_need_a_person() -> None:
    assert found(**TWO) == [("proxy.several", "warning")]


def test_two_proxies_were_allowed_in_the_health_emergency() -> None:
    assert found(**{**TWO, "day": "17 mai 2022"}) == [("proxy.several", "info")]


def test_a_holder_who_is_not_present_needs_a_person() -> None:
    changes = {"second": ", M. Noé VAL (pouvoir à Mme Ana FAR)", "held": 2, "office": 8, "vote": ""}
    assert found(**changes) == [("proxy.holder_absent", "warning")]


QUORUM = {"office": 12, "second": ", " + ", ".join(f"M. Abel{x} ZED{x}" for x in "abcde")}


def test_a_quorum_not_reached_is_a_gap() -> None:
    assert found(**QUORUM) == [("quorum.missing", "gap")]


def test_a_third_was_enough_in_the_health_emergency() -> None:
    assert found(**{**QUORUM, "day": "15 février 2021"}) == [("quorum.missing", "info")]


def test_without_the_number_of_members_the_quorum_is_unknown() -> None:
    text = HEAD.format(**USUAL).replace("Conseillers en exercice : 7\n", "")
    draft = read_document(Document.from_text(text))
    assert [(f.code, f.severity.value) for f in draft.findings] == [("quorum.unknown", "warning")]


CONVENTION = """CONVENTION D'OBJECTIFS
Entre
La Ville de Brest, représentée par son Maire, Monsieur Luc PIN,
et
L'association Elan, représentée par sa Présidente, Madame Eve NOD,
Il est convenu ce qui suit :

Article 1 - Objet
L'association organise des ateliers.
Article 2 - Durée
La convention est conclue pour une durée de trois ans, renouvelable par tacite reconduction.
Article 3 - Versement
Un acompte de 60 % est versé à la signature et le solde de 40 % sur présentation des pièces
mentionnées ci-dessous.
{pieces}
Article {last} - Résiliation
Elle peut être dénoncée avec un préavis de deux mois par lettre recommandée.
"""
PIECES = "Pièces à fournir :\n- le compte rendu financier\n- le rapport d'activité"


def convention(pieces: str = PIECES, last: object = 4) -> object:
    return read_document(Document.from_text(CONVENTION.format(pieces=pieces, last=last)))


def test_a_convention_that_holds_has_no_finding() -> None:
    draft = convention()
    assert (draft.kind, [f.code for f in draft.findings]) == ("convention", [])  # type: ignore[attr-defined]
    assert [(c.kind, c.terms) for c in draft.clauses] == [  # type: ignore[attr-defined]
        ("payment", {"share_rate": 0.6, "trigger": "à la signature"}),
        ("payment", {"share_rate": 0.4, "trigger": "sur présentation des pièces"}),
        ("notice", {"months": 2, "form": "lettre recommandée"}),
        ("duration", {"months": 36, "renewal": "tacite"}),
        ("evidence", {"list_found": True}),
    ]  # fmt: skip
    assert [(p.name, p.represented_by, p.capacity) for p in draft.parties] == [  # type: ignore[attr-defined]
        ("Ville de Brest", "Luc PIN", "Maire"),
        ("association Elan", "Eve NOD", "Présidente"),
    ]


def test_a_number_left_out_between_articles_is_an_error() -> None:
    draft = convention(last=5)
    assert [f.message for f in draft.findings] == [  # type: ignore[attr-defined]
        "L’article 4 manque : après l’article 3 vient l’article 5."
    ]


def test_a_list_that_is_announced_and_absent_is_an_error() -> None:
    draft = convention(pieces="")
    assert [f.code for f in draft.findings] == ["reference.dangling"]  # type: ignore[attr-defined]


def test_a_reference_to_an_article_that_does_not_exist_is_an_error() -> None:
    draft = convention(pieces=PIECES + "\nselon l'article 9 de la présente convention.")
    assert [f.code for f in draft.findings] == ["reference.dangling"]  # type: ignore[attr-defined]


def test_a_law_cited_by_its_article_is_no_dangling_reference() -> None:
    draft = convention(pieces=PIECES + "\nselon l'article 10 de la loi du 12 avril 2000.")
    assert [f.code for f in draft.findings] == []  # type: ignore[attr-defined]


def plan(first: str, second: str) -> list[str]:
    text = (
        f"Rapport d'activité 2023\nNotre projet associatif {first}.\n\nPROJET ASSOCIATIF {second}\n"
    )
    return [f.code for f in read_document(Document.from_text(text)).findings]


def test_one_plan_with_two_spans_is_an_error() -> None:
    assert plan("2024-2028", "2023-2028") == ["period.mismatch"]


def test_two_plans_that_follow_each_other_are_no_error() -> None:
    assert plan("2018-2022", "2023-2028") == []


def test_the_same_sitting_dated_twice_is_an_error() -> None:
    text = HEAD.format(**USUAL).replace("Objet :", "Réunion du 12 février 2024\nObjet :")
    assert [f.code for f in read_document(Document.from_text(text)).findings] == ["period.mismatch"]


BALLOTS = {
    "voters": ("Votants : 33 - Majorité absolue : 11", ["vote.total"]),
    "voters that hold": ("Votants : 33 - Majorité absolue : 17", []),
    "votes cast": ("Suffrages exprimés : 30\nMajorité absolue : 15", ["vote.total"]),
    "votes cast that hold": ("Suffrages exprimés : 30\nMajorité absolue : 16", []),
    "blanks left out": ("Votants : 33, majorité absolue : 16, blancs : 3", []),
}


@pytest.mark.parametrize(("said", "expected"), BALLOTS.values(), ids=BALLOTS.keys())
def test_an_absolute_majority_is_more_than_half(said: str, expected: list[str]) -> None:
    text = HEAD.format(**USUAL).replace("Objet :", f"{said}\n\nObjet :")
    draft = read_document(Document.from_text(text))
    assert [f.code for f in draft.findings if f.severity.value == "error"] == expected


MINUTES = """PROCÈS-VERBAL DU CONSEIL MUNICIPAL
Séance du 26 septembre 2024
Présents : Mme Ida ROC, M. Luc PIN, Mme Eve NOD.

1 - Adoption du compte rendu de la séance du {title}

Il est proposé d'adopter le compte-rendu de la réunion en date du {text}.
Adopté à l'unanimité.
"""


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("14 juin 2024", "14 juillet 2024", ["period.mismatch"]),
        ("14 juin 2024", "14 juin 2024", []),
        ("14 juin et du 2 juillet 2024", "14 juin 2024", []),
        ("14 juin 2024 et du 2 juillet 2024", "2 juillet 2024", []),
    ],
)
def test_minutes_approved_are_those_of_the_title(
    title: str, text: str, expected: list[str]
) -> None:
    draft = read_document(Document.from_text(MINUTES.format(title=title, text=text)))
    assert [f.code for f in draft.findings if f.severity.value == "error"] == expected


def test_a_box_of_the_page_that_names_another_sitting_is_an_error() -> None:
    box = "\nNote de synthèse\nconseil municipal du\n{day}\n\nObjet :"
    for day, expected in (("14 mars 2024", ["period.mismatch"]), ("21 mars 2024", [])):
        text = HEAD.format(**USUAL).replace("Objet :", box.format(day=day))
        draft = read_document(Document.from_text(text))
        assert [f.code for f in draft.findings if f.severity.value == "error"] == expected


def test_a_body_named_in_two_ways_needs_a_person() -> None:
    agreed = CONVENTION.format(pieces=PIECES, last=4).split("\n", 1)[1]
    agreed = agreed.replace("L'association Elan", "La Chambre régionale de l'économie sociale")
    text = HEAD.format(**USUAL) + "\n**CONVENTION DE PARTENARIAT**\n" + agreed
    assert [f.code for f in read_document(Document.from_text(text)).findings] == []
    text = text.replace("à l'association Elan", "à la Chambre de l'économie sociale")
    assert [f.code for f in read_document(Document.from_text(text)).findings] == ["name.variant"]


def test_a_day_that_does_not_exist_is_said_and_not_read() -> None:
    draft = read_document(Document.from_text(HEAD.format(**{**USUAL, "day": "31 février 2024"})))
    assert [(f.code, f.severity.value) for f in draft.findings] == [("date.impossible", "warning")]
    assert draft.findings[0].message.startswith("Le 31 février 2024 n’existe pas")
    assert draft.session_date is None
