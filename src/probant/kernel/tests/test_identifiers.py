import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.luhn import calc_check_digit

from probant.kernel.identifiers import (
    UnreadableIdentifier,
    read_rna,
    read_siren,
    read_siret,
    siren_of,
    write_siren,
    write_siret,
)


def plain(error: Exception) -> str:
    return str(error).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "text",
    ["242100410", "242 100 410", "242\u202f100\u00a0410", "SIREN : 242.100.410", " 242-100-410"],
)
def test_siren_is_compacted(text: str) -> None:
    assert read_siren(text) == "242100410"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Indiquez un numéro SIREN."),
        ("242 100 411", "« 242100411 » : ce SIREN n’existe pas (clé de contrôle fausse). Vérifiez "
         "chaque chiffre."),
        ("000000000", "« 000000000 » : ce SIREN n’existe pas (clé de contrôle fausse). Vérifiez "
         "chaque chiffre."),
        ("24210041", "« 24210041 » : un SIREN a 9 chiffres, il y en a 8."),
        ("35600000000048", "« 35600000000048 » : un SIREN a 9 chiffres, il y en a 14 (c’est la "
         "longueur d’un SIRET)."),
        ("24210041A", "« 24210041A » : un SIREN n’a que des chiffres."),
    ],
)  # fmt: skip
def test_wrong_siren_says_why(text: str, message: str) -> None:
    with pytest.raises(UnreadableIdentifier) as refusal:
        read_siren(text)
    assert plain(refusal.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "73282932000074",
        "732 829 320 00074",
        "SIRET 732 829 320 00074",
        "35600000000048",  # La Poste, head office: Luhn
        "35600000049837",  # La Poste: digits add up to a multiple of 5, Luhn does not hold
    ],
)
def test_siret_is_compacted(text: str) -> None:
    assert read_siret(text) == text.removeprefix("SIRET").replace(" ", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("73282932000079", "« 73282932000079 » : ce SIRET n’existe pas (clé de contrôle fausse). "
         "Vérifiez chaque chiffre."),
        ("35600000049838", "« 35600000049838 » : ce SIRET n’existe pas (clé de contrôle fausse). "
         "Vérifiez chaque chiffre."),
        ("242100410", "« 242100410 » : un SIRET a 14 chiffres, il y en a 9 (c’est la longueur d’un "
         "SIREN)."),
        ("21860194600000.0", "« 21860194600000.0 » : ce SIRET est passé par un tableur qui l’a "
         "pris pour un nombre et a pu en perdre des chiffres. Reprenez-le à la source, en format "
         "texte."),
        ("2,18602E+13", "« 2,18602E+13 » : ce SIRET est passé par un tableur qui l’a pris pour un "
         "nombre et a pu en perdre des chiffres. Reprenez-le à la source, en format texte."),
    ],
)  # fmt: skip
def test_wrong_siret_says_why(text: str, message: str) -> None:
    with pytest.raises(UnreadableIdentifier) as refusal:
        read_siret(text)
    assert plain(refusal.value) == message


@given(st.integers(min_value=1, max_value=10**8 - 1), st.integers(min_value=0, max_value=9999))
def test_grouped_identifiers_are_read_back(number: int, establishment: int) -> None:
    siren = f"{number:08d}"
    siren += calc_check_digit(siren)
    assert read_siren(write_siren(siren)) == siren
    siret = f"{siren}{establishment:04d}"
    siret += calc_check_digit(siret)
    if siren != "356000000":
        assert read_siret(write_siret(siret)) == siret
        assert siren_of(siret) == siren


def test_siret_is_grouped_as_printed() -> None:
    assert write_siret("24210041000012") == "242 100 410 00012"


@pytest.mark.parametrize(
    ("text", "rna"),
    [("W212000123", "W212000123"), ("w 212 000 123", "W212000123"), ("W9N1000001", "W9N1000001"),
     ("RNA : W212000123", "W212000123")],
)  # fmt: skip
def test_rna_is_compacted(text: str, rna: str) -> None:
    assert read_rna(text) == rna


@pytest.mark.parametrize(
    "text", ["", "212000123", "W21200012", "W2120001234", "WN12000123", "W21200012A"]
)
def test_wrong_rna_is_refused(text: str) -> None:
    with pytest.raises(UnreadableIdentifier):
        read_rna(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_siren, read_siret, read_rna):
        try:
            compact = read(text)
        except UnreadableIdentifier:
            continue
        assert read(compact) == compact
