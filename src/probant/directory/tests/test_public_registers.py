"""Look-ups in the public registers: the State's service, a local extract, and neither."""

import copy
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from probant.directory.models import RegisterEntry
from probant.directory.public_registers import (
    Found,
    NotANumber,
    NotFound,
    Unreachable,
    find_in_registers,
    service,
)
from probant.directory.public_registers.extracts import UnreadableExtract
from probant.directory.public_registers.loading import Loaded, load_extract
from probant.directory.tests.register_service import UNIT, Service, answer_of, served

DAY = datetime.date(2026, 10, 1)
ESTABLISHMENTS = (
    "siren,nic,siret,etablissementSiege,numeroVoieEtablissement,typeVoieEtablissement,"
    "libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,"
    "codeCommuneEtablissement,etatAdministratifEtablissement,enseigne1Etablissement,"
    "activitePrincipaleEtablissement\n"
    "242100410,00016,24210041000016,true,4,RUE,DES ROSES,21160,MARSANNAY-LA-COTE,21390,A,,88.10C\n"
    "356000000,00048,35600000000048,false,1,PL,DE LA GARE,71000,MACON,71270,A,LA POSTE,53.10Z\n"
    "123,1,1231,true,,,,21000,DIJON,21231,A,,\n"
)
UNITS = (
    "siren,nicSiegeUniteLegale,denominationUniteLegale,categorieJuridiqueUniteLegale,"
    "activitePrincipaleUniteLegale,economieSocialeSolidaireUniteLegale,"
    "identifiantAssociationUniteLegale,etatAdministratifUniteLegale\n"
    "242100410,00016,LES JARDINS DE L'OUCHE,9220,88.10C,O,W212000123,A\n"
    "356000000,00048,LA POSTE,5510,53.10Z,N,,A\n"
)
ASSOCIATIONS = (
    '"id";"id_ex";"siret";"titre";"adrs_numvoie";"adrs_typevoie";"adrs_libvoie";'
    '"adrs_codepostal";"adrs_libcommune";"adrs_codeinsee";"position"\n'
    '"W212999999";"";"";"CAFÉ DU PARC";"2";"RUE";"BASSE";"21000";"Dijon";"21231";"A"\n'
    '"W212000456";"";"";"Ancienne";"";"";"";"21000";"Dijon";"21231";"D"\n'
)


@pytest.fixture
def asked(settings: Any, db: None) -> Iterator[Service]:
    with served() as running:
        settings.REGISTER_URL = running.address
        yield running


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "extrait.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "typed", ["242 100 410", "SIREN 242100410", "24210041000016", "W212000123"]
)
def test_a_number_typed_fills_the_whole_identity(asked: Service, typed: str) -> None:
    answer = find_in_registers(typed)
    assert isinstance(answer, Found)
    assert answer.identity == {
        "name": "Les Jardins de l'Ouche",
        "siren": "242100410",
        "siret": "24210041000016",
        "rna": "W212000123",
        "legal_category": "9220",
        "naf": "8810C",
        "family": "association",
        "address": "4 rue des Roses",
        "postcode": "21160",
        "place_code": "21390",
        "place_name": "Marsannay-la-Cote",
        "is_ess": True,
    }
    assert answer.closed is False


def test_the_establishment_asked_for_is_the_one_filled(asked: Service) -> None:
    unit = copy.deepcopy(UNIT)
    unit["siege"]["siret"] = "24210041000024"
    unit["matching_etablissements"] = [
        {"siret": "24210041000016", "adresse": "9 QUAI NORD 21000 DIJON", "code_postal": "21000"}
    ]
    asked.body = answer_of(unit)
    answer = find_in_registers("24210041000016")
    assert isinstance(answer, Found)
    assert (answer.identity["siret"], answer.identity["address"]) == (
        "24210041000016",
        "9 Quai Nord",
    )


def test_a_neighbour_that_the_search_also_finds_is_not_taken(asked: Service) -> None:
    asked.body = answer_of({**UNIT, "siren": "356000000"})
    assert isinstance(find_in_registers("242100410"), NotFound)


def test_what_is_no_number_is_said_and_nothing_is_asked(asked: Service) -> None:
    answer = find_in_registers("242 100 411")
    assert isinstance(answer, NotANumber)
    assert "clé de contrôle" in answer.message
    assert asked.asked == []


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_service_that_refuses_loses_nothing(asked: Service, status: int) -> None:
    asked.status = status
    answer = find_in_registers("242100410")
    assert isinstance(answer, Unreachable)
    assert "Rien n’est perdu" in answer.message


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"results": {}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b" " * 1_200_000,
    ],
)
def test_garbage_is_said_unreadable(asked: Service, body: bytes) -> None:
    asked.body = body
    answer = find_in_registers("242100410")
    assert isinstance(answer, Unreachable)
    assert "illisible" in answer.message


def test_values_of_another_shape_are_left_out_not_believed(asked: Service) -> None:
    unit = copy.deepcopy(UNIT)
    unit |= {"nature_juridique": 9220, "activite_principale": ["x"], "complements": None}
    unit["nom_raison_sociale"] = "Nom\x00\nlong " + "x" * 500
    unit["siege"] |= {"code_postal": "2116O", "commune": None, "siret": "12"}
    asked.body = answer_of(unit)
    answer = find_in_registers("242100410")
    assert isinstance(answer, Found)
    assert sorted(answer.identity) == ["address", "name", "place_name", "siren"]
    assert len(answer.identity["name"]) == 200
    assert answer.identity["name"].startswith("Nom long xxx")


@pytest.mark.parametrize(
    "place", ["/search?q=ailleurs", "http://127.0.0.1:9/", "file:///etc/passwd"]
)
def test_a_redirect_is_never_followed(asked: Service, place: str) -> None:
    asked.status, asked.location = 302, place
    assert isinstance(find_in_registers("242100410"), Unreachable)
    assert asked.asked == ["242100410"]


@pytest.mark.parametrize("drips", [True, False])
def test_a_slow_service_is_not_waited_for(
    asked: Service, monkeypatch: pytest.MonkeyPatch, drips: bool
) -> None:
    monkeypatch.setattr(service, "SECONDS", 0.2)
    asked.waits, asked.drips = (0.0 if drips else 1.0), drips
    assert isinstance(find_in_registers("242100410"), Unreachable)


def test_without_a_service_the_local_extract_answers(
    tmp_path: Path, settings: Any, db: None
) -> None:
    settings.REGISTER_URL = ""
    done = load_extract(written(tmp_path, ESTABLISHMENTS), dated_on=DAY, department="21")
    assert done == Loaded("sirene", kept=1, elsewhere=1, unreadable=1)
    units = load_extract(written(tmp_path, UNITS), dated_on=DAY, department="21")
    assert units == Loaded("sirene", kept=1, elsewhere=1, unreadable=0)
    answer = find_in_registers("242100410")
    assert isinstance(answer, Found)
    assert answer.identity["name"] == "Les Jardins de l'Ouche"
    assert answer.identity["address"] == "4 rue des Roses"
    assert (answer.identity["family"], answer.identity["is_ess"]) == ("association", True)
    assert answer.source == "le fichier répertoire Sirene du 01/10/2026"
    assert find_in_registers("W212000123") == answer


def test_the_file_of_legal_units_may_come_first(tmp_path: Path, settings: Any, db: None) -> None:
    settings.REGISTER_URL = ""
    load_extract(written(tmp_path, UNITS), dated_on=DAY)
    load_extract(written(tmp_path, ESTABLISHMENTS), dated_on=DAY)
    answer = find_in_registers("24210041000016")
    assert isinstance(answer, Found)
    assert (answer.identity["legal_category"], answer.identity["place_code"]) == ("9220", "21390")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_an_association_without_siren_is_found_in_the_rna(
    tmp_path: Path, settings: Any, db: None, encoding: str
) -> None:
    settings.REGISTER_URL = ""
    path = written(tmp_path, ASSOCIATIONS, encoding)
    assert load_extract(path, dated_on=DAY) == Loaded("rna", kept=2, elsewhere=0, unreadable=0)
    assert load_extract(path, dated_on=DAY).kept == 2
    assert RegisterEntry.objects.count() == 2
    answer = find_in_registers("W212999999")
    assert isinstance(answer, Found)
    assert answer.identity == {
        "name": "Café du Parc",
        "rna": "W212999999",
        "family": "association",
        "address": "2 rue Basse",
        "postcode": "21000",
        "place_code": "21231",
        "place_name": "Dijon",
    }
    gone = find_in_registers("W212000456")
    assert isinstance(gone, Found)
    assert gone.closed is True


def test_a_service_that_is_down_leaves_the_word_to_the_extract(
    asked: Service, tmp_path: Path
) -> None:
    asked.status = 500
    load_extract(written(tmp_path, ASSOCIATIONS), dated_on=DAY)
    assert isinstance(find_in_registers("W212999999"), Found)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "PK\x03\x04zip", "siret;titre\n1;2\n"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, db: None, text: str) -> None:
    with pytest.raises(UnreadableExtract):
        load_extract(written(tmp_path, text), dated_on=DAY)
    assert RegisterEntry.objects.count() == 0
