"""The user's guide: every chapter opens, for anyone, and leads to pages that exist."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from probant.desk.guide import Chapter, chapter, chapters

each = pytest.mark.parametrize("found", chapters(), ids=lambda found: found.slug)


def test_chapters_follow_the_files_of_the_guide() -> None:
    files = sorted(settings.GUIDE.glob("*.md"))
    assert [found.slug for found in chapters()] == [path.stem.partition("-")[2] for path in files]
    assert [path.stem.partition("-")[0] for path in files] == [
        f"{number:02}" for number in range(1, len(files) + 1)
    ]


@each
def test_a_chapter_opens_without_signing_in(found: Chapter, db: None) -> None:
    page = Client().get(f"/aide/{found.slug}/").content.decode()
    assert f">{found.title}</h1>" in re.sub(r"\s+", " ", page).replace(" </h1>", "</h1>")
    assert page.count('aria-current="page"') >= 1
    assert str(found.html) in page


@each
def test_every_address_that_a_chapter_names_is_a_page(found: Chapter) -> None:
    addresses = re.findall(r'href="([^"]+)"', found.html)
    assert [address for address in addresses if not address.startswith("/")] == []
    for address in addresses:
        resolve(address)  # raises Resolver404


@each
def test_a_chapter_is_set_in_french_typography(found: Chapter) -> None:
    text = re.sub(r"<code>.*?</code>", "", re.sub(r"<(?!/?code)[^>]+>", "", found.html))
    assert "'" not in found.title + text
    assert re.findall(r"(?<![\u00a0\u202f])[;?!»]|«(?!\u00a0)", html.unescape(text)) == []


def test_the_guide_opens_on_its_first_chapter(db: None) -> None:
    assert chapter("") == chapters()[0]
    page = Client().get("/aide/").content.decode()
    assert str(chapters()[0].html) in page


@pytest.mark.parametrize("slug", ["inconnu", "01-premiers-pas", "premiers_pas"])
def test_a_chapter_that_does_not_exist_is_a_404(slug: str, db: None) -> None:
    assert Client().get(f"/aide/{slug}/").status_code == 404


def test_markup_in_a_chapter_is_made_harmless() -> None:
    assert [found.slug for found in chapters() if re.search(r"<script|onclick", found.html)] == []
