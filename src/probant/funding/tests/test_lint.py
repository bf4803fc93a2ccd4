"""The lint of a text: one rule for documents and for clauses."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.funding.rules.amendments import Amendment, Amount, Change, Clausal, conflicts, in_force
from probant.funding.rules.articles import Article, gather, key_of, split_articles, tidy
from probant.funding.rules.clauses import AmountTerms, DurationTerms
from probant.funding.rules.differences import compare
from probant.funding.rules.lint import Wording, lint

DAY = datetime.date
THREE = (
    Article("1", "Objet", "Soutenir l’association dans ses objectifs."),
    Article("2", "Montant", "Une aide de 30 000 € est versée, et contrôlée, puis évaluée."),
    Article(
        "3", "Fonds non dépensés", "Les fonds non dépensés sont reversés ; utilisés à l’objet."
    ),
)


def codes(*articles, **given):
    return [
        (one.finding.code, one.article) for one in lint(Wording("Convention", articles, **given))
    ]


def numbered(numbers):
    return tuple(Article(one, "Titre", "Dit.") for one in numbers)


@pytest.mark.parametrize(
    ("articles", "missing"),
    [
        (["I", "II", "III", "IV", "VI"], ["V"]),
        (["1er", "2", "5"], ["3", "4"]),
        (["1er", "2", "", "3"], []),
        (["Préambule", "I", "II", "III"], []),
        (["III", "IV", "VI"], []),
        ([], []),
    ],
)
def test_articles_follow_each_other(articles, missing):
    found = [
        one.finding.message
        for one in lint(Wording("Convention", numbered(articles)))
        if one.finding.code == "article.gap"
    ]
    told = " ".join(found).partition(" manque")[0].replace("L’article ", "")
    assert [one for one in told.split(" et l’article ") if one] == missing


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (
            (*THREE, Article("4", "Suivi", "Voir à l’article 7 ci-dessus.")),
            ("reference.dangling", "4"),
        ),
        (
            (*THREE, Article("4", "Suivi", "Au vu des pièces énumérées ci-dessus.")),
            ("reference.dangling", "4"),
        ),
        (
            (*THREE, Article("4", "Annexes", "Selon l’annexe 2 de la convention.")),
            ("annex.undefined", "4"),
        ),
        ((*THREE, Article("4", "Actions", "Cf. fiches actions 1 et 2.")), ("sheet.undefined", "4")),
        (
            (*THREE, Article("4", "Budget 2024", "Pour l’année 2023, 4 000 €.")),
            ("period.mismatch", "4"),
        ),
        ((*THREE, Article("3", "Suivi", "Une fois par an.")), ("article.repeated", "3")),
        (
            (
                *THREE,
                Article("4", "Durée", "Tacite reconduction."),
                Article("5", "Vote", "Chaque année, une délibération attribue l’aide."),
            ),
            ("renewal.tacit", "4"),
        ),
    ],
)
def test_a_finding_is_told_at_the_article_it_concerns(articles, expected):
    assert codes(*articles, sheets=(1,)) == [expected]


def test_a_text_that_holds_has_no_finding():
    annexed = Article("4", "Annexes", "Selon l’annexe II et la fiche action 1.")
    assert codes(*THREE, annexed, annexes=("Annexe 2",), sheets=(1,), highest_cents=3_000_000) == []


@pytest.mark.parametrize(("cents", "severity"), [(2_300_001, "error"), (2_300_000, "gap")])
def test_above_23_000_euros_the_law_asks_for_clauses(cents, severity):
    found = lint(
        Wording(
            "Convention",
            (Article("1", "Objet", "Une aide de 40 € est versée et utilisée."),),
            highest_cents=cents,
            on=DAY(2024, 1, 1),
        )
    )
    said = [(one.finding.code, one.finding.severity.value) for one in found]
    assert said == [("clause.missing", severity)] * 3
    assert [one.finding.message.partition(" :")[0].partition(".")[0] for one in found] == [
        f"La convention ne dit pas {what}"
        for what in (
            "les modalités de contrôle",
            "les modalités d’évaluation",
            "le sort des fonds non dépensés",
        )
    ]


def test_a_convention_without_its_text_or_without_money_is_not_judged():
    assert codes(Article("1", "Objet", ""), highest_cents=9_000_000) == []
    assert codes(Article("1", "Objet", "Faire.")) == []


def test_a_clause_entered_as_such_needs_no_words():
    wording = Wording(
        "Convention",
        (Article("1", "Objet", "Une aide de 40 € est versée et utilisée."),),
        kinds=frozenset({"control", "evaluation", "unspent"}),
        terms=(AmountTerms(4_000_000),),
    )
    assert lint(wording) == []


def test_the_period_is_the_one_that_title_and_duration_say():
    given_days = {"starts_on": DAY(2023, 1, 1), "ends_on": DAY(2026, 12, 31)}
    title = lint(Wording("CPOM 2023-2025", (), **given_days))
    duration = lint(Wording("CPOM", (), terms=(DurationTerms(36),), **given_days))
    assert [one.finding.code for one in (*title, *duration)] == ["period.mismatch"] * 2
    assert lint(Wording("CPOM 2023-2026", (), terms=(DurationTerms(48),), **given_days)) == []


def test_pasted_text_gives_its_articles_and_stops_at_the_signature():
    text = (
        "Entre la Ville et l’association\n\nArticle 1er - Objet\nFaire.\n\n\n\nEt refaire.\n"
        "ARTICLE 2\nDurée\nUn an, selon l’article 10 de la loi.\nFait à Dijon\nLe maire"
    )
    assert split_articles(text) == [
        Article("1", "Objet", "Faire.\n\nEt refaire."),
        Article("2", "Durée", "Un an, selon l’article 10 de la loi."),
    ]


def test_articles_gather_what_their_clauses_say():
    rows = [
        ("I", "Objet", "Faire."),
        ("II", "", "Payer."),
        ("II", "", "Justifier."),
        ("", "Note", ""),
    ]
    assert [(one.number, one.text, places) for one, places in gather(rows)] == [
        ("I", "Faire.", (0,)),
        ("II", "Payer.\nJustifier.", (1, 2)),
        ("", "", (3,)),
    ]


def rows(*numbers):
    return [Clausal(f"texte {one}", one) for one in numbers]


AMENDED = Amendment(
    1,
    DAY(2024, 6, 1),
    (
        Change("period", ends_on=DAY(2026, 12, 31)),
        Change("amount", year=2025, amount_cents=700_000),
        Change("replaced", "II"),
        Change("removed", "III"),
        Change("added", "II bis"),
    ),
    (Clausal("nouveau II", "II"), Clausal("II bis", "II bis")),
)


def test_an_amendment_holds_from_its_day_and_not_before():
    def held(on, *amendments):
        return in_force(
            rows("I", "II", "III", "IV"),
            amendments,
            on,
            starts_on=DAY(2023, 1, 1),
            ends_on=DAY(2025, 12, 31),
            amounts=[Amount(2025, None, 600_000)],
        )

    before, after = held(DAY(2024, 5, 31), AMENDED), held(DAY(2024, 6, 1), AMENDED)
    assert (before.ends_on, before.rows, before.applied) == (
        DAY(2025, 12, 31),
        ("texte I", "texte II", "texte III", "texte IV"),
        (),
    )
    assert (after.ends_on, after.rows, after.applied) == (
        DAY(2026, 12, 31),
        ("texte I", "nouveau II", "II bis", "texte IV"),
        (1,),
    )
    assert [one.origin for one in after.clauses] == [0, 1, 1, 0]
    assert after.amounts == (Amount(2025, None, 700_000, 1),)
    unsigned = Amendment(1, None, AMENDED.changes, AMENDED.rows)
    assert held(DAY(2030, 1, 1), unsigned).rows == before.rows


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["replaced", "added", "removed"]),
            st.sampled_from(["I", "II", "III", "IV", "V", "VI"]),
        ),
        max_size=8,
    )
)
def test_whatever_amendments_say_each_article_stands_once_and_unchanged_ones_stay(changes):
    amendments = [
        Amendment(n, DAY(2024, 1, n), (Change(nature, article),), tuple(rows(article)))
        for n, (nature, article) in enumerate(changes, 1)
        if not conflicts({"I", "II", "III"}, [Change(nature, article)], {article})
    ]
    held = in_force(rows("I", "II", "III"), amendments, DAY(2025, 1, 1))
    touched = {one.changes[0].article for one in amendments}
    keys = [one.article for one in held.clauses]
    assert [one for one in keys if one not in touched] == [
        one for one in ("I", "II", "III") if one not in touched
    ]
    assert all(one.origin == 0 for one in held.clauses if one.article not in touched)


def test_changes_that_cannot_be_are_told():
    told = conflicts(
        {"I", "II"},
        [Change("replaced", "IX"), Change("added", "I"), Change("added", "III")],
        {"IX", "I"},
    )
    assert told == [
        "La convention n’a pas d’article IX : rien à modifier.",
        "La convention a déjà un article I : remplacez-le.",
        "Le texte du nouvel article III n’est pas donné.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("Versée en deux fois.", "Payée en deux fois.", []),
        ("Une aide de 4 000 €.", "Une aide de 5 000 €.", ["montants"]),
        ("Avant le 31 mars 2024.", "Avant le 30 avril 2024.", ["dates"]),
        ("Un acompte de 70 %.", "Un acompte de 50 %.", ["taux"]),
        ("Un préavis de trois mois.", "Un préavis de six mois.", ["délais"]),
        ("La Ville de Dijon verse.", "Dijon métropole verse.", ["parties"]),
        ("Pour l’année 2023.", "Pour l’année 2024.", ["dates"]),
    ],
)
def test_a_detail_is_told_from_what_a_council_votes_on(before, after, why):
    (one,) = compare(
        [Article("1", "", before)], [Article("1", "", after)], ["Ville de Dijon", "Dijon métropole"]
    )
    assert one.nature == "changed"
    assert [reason.partition(" :")[0] for reason in one.why] == why
    assert one.is_detail == (not why)


def test_articles_added_removed_and_kept_are_told_in_order():
    found = compare(
        [Article("1", "A", "x"), Article("2", "B", "y")],
        [Article("1", "A", "x"), Article("3", "C", "z")],
    )
    assert [(one.name, one.nature) for one in found] == [
        ("Article 1", "same"),
        ("Article 2", "removed"),
        ("Article 3", "added"),
    ]


@given(st.text(alphabet="abc d.\n", max_size=40), st.text(alphabet="abc d.\n", max_size=40))
def test_the_pieces_rebuild_both_texts(before, after):
    (one,) = compare([Article("1", "", before)], [Article("1", "", after)])
    if one.nature == "same":
        return
    assert "".join(p.text for p in one.pieces if p.kind != "come") == tidy(before)
    assert "".join(p.text for p in one.pieces if p.kind != "gone") == tidy(after)


def test_keys_of_articles_are_read_alike():
    assert [key_of("iv."), key_of("IV"), key_of("", " Contexte ")] == ["IV", "IV", "contexte"]
