"""Every pair of colours that is read meets WCAG 2.1 AA, in light and in dark, by computation."""

import re

import pytest

from probant.ui.bundle import HERE

TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
COLOURS = {
    name: (light, dark)
    for name, light, dark in TOKEN.findall((HERE / "css" / "tokens.css").read_text("utf-8"))
}
PAPERS = ("paper", "paper-raised", "paper-sunk")
WASHES = ("accent-wash", "proof-wash", "error-wash", "held-wash")
TEXT = [(ink, paper) for ink in ("ink", "ink-quiet", "accent", "error") for paper in PAPERS]
TEXT += [(ink, "paper") for ink in ("proof", "held", "accent-strong")]
TEXT += [(ink, wash) for ink in ("ink", "accent") for wash in WASHES]
TEXT += [("error", "error-wash"), ("on-accent", "accent"), ("on-accent", "accent-strong")]
SHAPES = [(shape, "paper") for shape in ("line", "proof-line", "accent", "held", "error")]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_rule_says():
    assert contrast("#ffffff", "#000000") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_what_is_read_stands_out(scheme):
    found = {
        pair: round(contrast(COLOURS[pair[0]][scheme], COLOURS[pair[1]][scheme]), 2)
        for pair in TEXT
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_shapes_that_mean_something_stand_out(scheme):
    found = {
        pair: round(contrast(COLOURS[pair[0]][scheme], COLOURS[pair[1]][scheme]), 2)
        for pair in SHAPES
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3} == {}
