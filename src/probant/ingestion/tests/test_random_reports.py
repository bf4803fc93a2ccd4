"""Reports and articles drawn at random: whatever the wording, the figures are those they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reader import read_document
from probant.ingestion.tests.drawn.figures import WAYS
from probant.ingestion.tests.drawn.noises import plain, typeset
from probant.ingestion.tests.drawn.reports import (
    DATED,
    HEADINGS,
    SAYS,
    TITLES,
    Article,
    Report,
    draw_article,
    draw_report,
)

Wrong = list[tuple[str, object]]


def report_differences(report: Report, text: str) -> Wrong:
    """What was read and is not what the report was made of; other years may stand beside it."""
    draft = read_document(Document.from_text(text))
    read = {(c.code, int(c.value)) for c in draft.claims if c.code and c.year == report.year}
    others = [c for c in draft.claims if c.code and c.year not in (report.year, report.year - 1)]
    wrong: Wrong = []
    if draft.kind != "activity_report":
        wrong.append(("kind", draft.kind))
    if read != set(report.figures.items()):
        wrong.append(("figures", read ^ set(report.figures.items())))
    if others:
        wrong.append(("years", [(c.code, c.value, c.year) for c in others]))
    return wrong


def article_differences(article: Article, text: str) -> Wrong:
    """What was read and is not what the article was made of."""
    draft = read_document(Document.from_text(text))
    read = {(c.code, int(c.value), c.year) for c in draft.claims if c.code}
    said = {(code, value, article.year) for code, value in article.figures.items()}
    wrong: Wrong = []
    if draft.kind != "article":
        wrong.append(("kind", draft.kind))
    if draft.published_on != article.published:
        wrong.append(("published_on", draft.published_on))
    if read != said:
        wrong.append(("figures", read ^ said))
    return wrong


def test_a_figure_counted_since_a_day_is_not_that_of_the_year() -> None:
    text = (
        "Rapport d'activité 2023\n\nDispositif local d'accompagnement\n\n28 structures "
        "accueillies\n\n900 structures accueillies depuis la création de l'association\n"
    )
    draft = read_document(Document.from_text(text))
    assert [(c.value, c.year) for c in draft.claims] == [(28, 2023), (900, None)]


def _claims(title: str, said: str) -> list[tuple[str | None, float, int | None]]:
    draft = read_document(Document.from_text(f"{title}\n\nSommaire\n\n{said}\n"))
    return [(claim.code, claim.value, claim.year) for claim in draft.claims]


def test_a_rough_figure_has_its_words_and_no_code() -> None:
    text = "Rapport d'activité 2023\n\nDLA\n\nPlus de 30 structures accueillies, 12 suivies.\n"
    claims = read_document(Document.from_text(text)).claims
    assert [(c.code, c.value, c.where.text) for c in claims] == [
        (None, 30, "Plus de 30 structures accueillies"),
        ("dla.follow_ups", 12, "12 suivies"),
    ]


def test_a_report_of_two_years_has_none_and_its_sentences_have_theirs() -> None:
    said = "28 structures accueillies par le DLA en 2023, 16 structures suivies."
    assert _claims("Rapport d'activité 2022-2023", said) == [
        ("dla.organisations_welcomed", 28, 2023),
        ("dla.follow_ups", 16, 2023),
    ]
    assert _claims("Rapport d'activité 2022-2023", "28 structures accueillies par le DLA") == [
        ("dla.organisations_welcomed", 28, None)
    ]


def test_the_day_of_a_meeting_is_not_the_year_of_the_report() -> None:
    title = "Rapport annuel\n\nAssemblée générale du 12 mai 2024\n\nExercice clos le 31 décembre "
    assert _claims(f"{title}2023", "28 structures accueillies par le DLA") == [
        ("dla.organisations_welcomed", 28, 2023)
    ]


REPORTS = [
    *(("title", one) for one in TITLES),
    *(("heading", one) for one in HEADINGS),
    *(("way", one) for one in WAYS),
]
ARTICLES = [*(("dated", one) for one in DATED), *(("says", one) for one in SAYS)]


@pytest.mark.parametrize(("part", "wording"), REPORTS, ids=[w for _, w in REPORTS])
def test_each_wording_of_a_report_is_read(part: str, wording: str) -> None:
    wrong = {}
    for seed in range(4):
        report = draw_report(seed * 1000 + len(wording), **{part: wording})
        if found := report_differences(report, report.text):
            wrong[str(report.chosen)] = found
    assert wrong == {}


@pytest.mark.parametrize(("part", "wording"), ARTICLES, ids=[w for _, w in ARTICLES])
def test_each_wording_of_an_article_is_read(part: str, wording: str) -> None:
    wrong = {}
    for seed in range(4):
        article = draw_article(seed * 1000 + len(wording), **{part: wording})
        if found := article_differences(article, article.text):
            wrong[str(article.chosen)] = found
    assert wrong == {}


@pytest.mark.parametrize("noise", [plain, typeset])
def test_both_are_read_as_they_may_be_printed(noise: Callable[[str], str]) -> None:
    wrong = {}
    for seed in range(500, 512):
        report, article = draw_report(seed), draw_article(seed)
        if found := report_differences(report, noise(report.text)):
            wrong[seed, str(report.chosen)] = found
        if found := article_differences(article, noise(article.text)):
            wrong[seed, str(article.chosen)] = found
    assert wrong == {}
