"""Facts written before a column was born keep the digest that they were written under."""

import pytest

from probant.journal.digest import DIGEST_VERSION, digest_of
from probant.journal.door import Entry, change
from probant.journal.facts import UNDIGESTED
from probant.journal.integrity import verify
from probant.support.models import CaseOpened, PhaseReached
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db
OLD = 1
BORN_LATER = {"branch", "qpv_code"}


@pytest.fixture
def house() -> Scene:
    return scene()


def fact_of_old(house: Scene) -> PhaseReached:
    """A fact of a case, not yet written, as version 1 of the digest knew it."""
    case = case_of(house)
    fact = PhaseReached(phase=house.phase("accueil"), phase_code="accueil")
    fact.about(case, DAY)
    return fact


def write_as_old(entry: Entry, fact: PhaseReached) -> None:
    """What the door did under version 1, written out column by column."""
    fact.house_id, fact.seq = entry.house_id, entry.seq
    fact.known_on, fact.is_declared = entry.known_on, False
    fact.digest_version = OLD
    columns = {
        field.attname: getattr(fact, field.attname)
        for field in PhaseReached._meta.concrete_fields
        if field.attname not in UNDIGESTED | BORN_LATER
    }
    fact.digest = digest_of(["support_phasereached", OLD, columns])
    fact.save(force_insert=True)
    entry._facts.append(("support_phasereached", fact.key.hex, fact.digest))


def test_fact_of_version_1_stands_in_the_chain(house: Scene) -> None:
    fact = fact_of_old(house)
    with change(house.awa, verb="test.old", houses=[house.house.pk]) as entry:
        write_as_old(entry, fact)
    assert verify() == []


def test_column_born_later_cannot_be_filled_behind_the_chain(house: Scene) -> None:
    fact = fact_of_old(house)
    fact.branch = "reemploi"
    with change(house.awa, verb="test.old", houses=[house.house.pk]) as entry:
        write_as_old(entry, fact)
        seq = entry.seq
    assert [(one.code, f"écriture {seq}" in one.message) for one in verify()] == [
        ("journal.entry", True)
    ]


def test_fact_of_today_bears_the_last_version_and_covers_the_new_columns(house: Scene) -> None:
    case_of(house, branch="reemploi")
    fact = CaseOpened.objects.get()
    assert (fact.digest_version, fact.branch) == (DIGEST_VERSION, "reemploi")
    assert fact.payload().keys() >= BORN_LATER
    digest = fact.compute_digest()
    fact.branch = "culture"
    assert fact.compute_digest() != digest


def test_voiding_and_replacing_a_fact_of_version_1_writes_the_last_version(house: Scene) -> None:
    fact = fact_of_old(house)
    with change(house.awa, verb="test.old", houses=[house.house.pk]) as entry:
        write_as_old(entry, fact)
    with change(house.awa, verb="test.replace", houses=[house.house.pk]) as entry:
        new = entry.replace(fact, fact.amended(branch="culture"), code="error", reason="filière")
    assert (new.digest_version, new.branch) == (DIGEST_VERSION, "culture")
    assert verify() == []
