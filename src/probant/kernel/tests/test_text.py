import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.kernel.text import fold, typeset


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  L'Économie   Sociale & Solidaire ", "l economie sociale solidaire"),
        ("BénéFiCes'Créa", "benefices crea"),
        ("Cœur d’Auxois", "coeur d auxois"),
        ("E\u0301mergence", "emergence"),
        ("PES_21 / n°3", "pes 21 n 3"),
        ("ℌôtel de Ville", "hotel de ville"),
        ("", ""),
        ("…", ""),
    ],
)
def test_fold_gives_the_search_key(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_text_folds_as_any_other(text: str) -> None:
    assert fold(text) == fold(text + "\u0301")


@pytest.mark.parametrize(
    ("message", "typeset_message"),
    [
        ("« 12 » : non", "«\u00a012\u00a0»\u00a0: non"),
        ("Quoi ? Oui ! Fin ; suite", "Quoi\u202f? Oui\u202f! Fin\u202f; suite"),
        ("18 000 € à 50 %", "18\u202f000\u00a0€ à 50\u00a0%"),
        ("n° 3", "n°\u00a03"),
        ("à 18:30, https://a.fr ?b", "à 18:30, https://a.fr ?b"),
    ],
)
def test_typeset_sets_the_french_spaces(message: str, typeset_message: str) -> None:
    assert typeset(message) == typeset_message


@given(st.text("ab «»:;!?%€n°0123 ", max_size=40))
def test_typeset_changes_spaces_only_and_once(message: str) -> None:
    done = typeset(message)
    assert typeset(done) == done
    assert done.replace("\u202f", " ").replace("\u00a0", " ") == message
