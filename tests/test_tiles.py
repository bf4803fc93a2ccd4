"""The tile server of the maps: none unless one is set, whole, and named."""

import pytest

from probant.config.environment import Tiles, UnreadableSetting, read_tiles

URL, WHO = "PROBANT_TILE_URL", "© L’IGN"


@pytest.mark.parametrize("value", ["", "non", "aucun"])
def test_no_server_is_asked_by_default(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(URL, value)
    assert read_tiles(URL, WHO) is None


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://t.example.org/{z}/{x}/{y}.png", "https://t.example.org"),
        ("https://{s}.example.org/{z}/{x}/{y}{r}.png?cle=1", "https://*.example.org"),
        ("http://127.0.0.1:8080/{z}/{x}/{y}", "http://127.0.0.1:8080"),
    ],
)
def test_what_a_page_may_load_is_that_server_alone(
    monkeypatch: pytest.MonkeyPatch, url: str, origin: str
) -> None:
    monkeypatch.setenv(URL, url)
    assert read_tiles(URL, WHO) == Tiles(url, origin, WHO)


@pytest.mark.parametrize(
    "url",
    [
        "https://t.example.org/",
        "ftp://t.example.org/{z}/{x}/{y}.png",
        "https://t.example.org; script-src */{z}/{x}/{y}.png",
        "https://{z}/{x}/{y}.png",
        "/{z}/{x}/{y}.png",
    ],
)
def test_what_is_no_pattern_of_tiles_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv(URL, url)
    with pytest.raises(UnreadableSetting, match=URL):
        read_tiles(URL, WHO)


def test_tiles_without_a_name_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL, "https://t.example.org/{z}/{x}/{y}.png")
    with pytest.raises(UnreadableSetting, match="PROBANT_TILE_ATTRIBUTION"):
        read_tiles(URL, " ")
